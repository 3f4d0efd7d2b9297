/**
 * What the trust remembers of matching rows to questions: once somebody matched a wording, it is proposed wherever the
 * same words stand, and taken over by itself only where every school that matched it agreed (R117).
 */
import type { ActivityKey } from '@contract/matrices'
import type { PersonId, SchoolId } from '@contract/primitives'
import type { ReadableDb } from '@db/handles'
import { allWordings } from '@db/repo/matrices'
import { oneSchool } from '@db/repo/schools'
import type { Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { setAgain } from '@vault/entity'
import { canonical, type Draft } from '../../sync/core/event'
import { wordingKind } from './events'
import { plainLabel, type Memory } from './mapping'

/** @param trust the trust's file */
export function memoryOf(trust: ReadableDb): Memory {
  const memory = new Map<string, { activity: ActivityKey; at: string[]; otherwise: string[] }>()
  for (const { wording, activity, school } of allWordings(trust)) {
    const name = school === null ? 'the trust' : (oneSchool(trust, school)?.name ?? 'a school no longer listed')
    const known = memory.get(wording)
    if (known === undefined) memory.set(wording, { activity, at: [name], otherwise: [] })
    else (known.activity === activity ? known.at : known.otherwise).push(name)
  }
  return memory
}

/** The question a label is matched to wherever it was matched; null where it never was, or schools differ. */
export function settledActivity(memory: Memory, label: string): ActivityKey | null {
  const known = memory.get(plainLabel(label))
  return known === undefined || known.otherwise.length > 0 ? null : known.activity
}

/**
 * What remembers a match, for the trust's file; nothing when the school has matched the wording so before.
 * @param school null for the trust's own baseline
 */
export function rememberDrafts(
  trust: Pick<Tenant, 'db' | 'log'>,
  label: string,
  activity: ActivityKey,
  school: SchoolId | null,
  person: PersonId,
): readonly Draft[] {
  const wording = plainLabel(label)
  if (wording === '') return []
  const known = allWordings(trust.db).find((row) => row.wording === wording && row.school === school)
  if (known?.activity === activity) return []
  const id = hashHex(canonical(['matrices.wording', wording, school])).slice(0, 32)
  return setAgain(trust, wordingKind, id, { wording, label, activity, school, person })
}
