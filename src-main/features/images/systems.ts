/** Every place copies may lie in, and what is known of it: all copies count (R73, R75, R77). */
import { Fault } from '@contract/fault'
import { OUT_OF_REACH, type PublicationPlace } from '@contract/publications'
import { SYSTEMS, type Disposal, type DisposalResult, type DisposalSystem } from '@contract/retention'
import type { SetFacts, Storage } from '@contract/images'
import type { CivilDate, PersonId } from '@contract/primitives'
import { allPublications, publicationStates, type PublicationStateRow } from '@db/repo/publications'
import type { ResultRow } from '@db/repo/retention'
import { fieldOf } from '@vault/entity'
import { dateWords, instantOf } from '@vault/clock'
import type { Disposing } from './disposal-known'
import { destroyedKind, type FileResult } from './events-retention'
import { counted } from './refusing'

export type Result = Disposal['results'][number]

/** Where the pictures of a set lie that the app cannot reach. */
const SYSTEM_OF: Readonly<Record<Storage, DisposalSystem>> = {
  // Without a file that is registered, a folder is a drive like any other.
  FOLDER: 'SHARED_DRIVE',
  SHARED_DRIVE: 'SHARED_DRIVE',
  APP: 'APP',
  DEVICE: 'DEVICES',
  PAPER: 'PRINT_STOCK',
  SOCIAL: 'SOCIAL',
  WEBSITE: 'WEBSITE',
  OTHER: 'OFF_SITE',
}

export const systemOf = ({ storage }: Pick<SetFacts, 'storage'>): DisposalSystem => SYSTEM_OF[storage]

/** Places whose copies are known from the uses that were recorded. */
const PLACES_OF: Readonly<Partial<Record<DisposalSystem, readonly PublicationPlace[]>>> = {
  WEBSITE: ['WEBSITE'],
  SOCIAL: ['SOCIAL'],
  PRINT_STOCK: OUT_OF_REACH,
}

/** After these nothing of a set is left in its own place. */
const GONE: readonly DisposalResult[] = ['DELETED', 'ALREADY_GONE', 'PURGED']
/** Own places that others have a hold of: what cannot be had back from there ends so (R77). */
const OTHERS_HOLD: readonly Storage[] = ['SOCIAL', 'OTHER']

/** What was recorded last of a place; null: nothing. */
export const lastResult = ({ results }: Disposing, system: DisposalSystem): ResultRow | null =>
  results.filter((row) => row.system === system).at(-1) ?? null

/** Whether a set whose files the app does not delete is gone by what was recorded of its place. */
export function isAnswered(disposing: Disposing, facts: Pick<SetFacts, 'storage'>): boolean {
  const last = lastResult(disposing, systemOf(facts))?.result
  if (last === undefined) return false
  return GONE.includes(last) || (last === 'CANNOT_RECALL' && OTHERS_HOLD.includes(facts.storage))
}

interface UseThere {
  readonly became: PublicationStateRow | null
}

/** Uses of the sets in places of a system. */
function usesAt({ tenant: { db }, row }: Disposing, system: DisposalSystem): readonly UseThere[] {
  const places = PLACES_OF[system] ?? []
  const states = publicationStates(db)
  const sets = row.sets.map(({ set }) => set)
  return allPublications(db, sets)
    .filter(({ facts }) => places.includes(facts.place))
    .map(({ id }) => ({ became: states.get(id) ?? null }))
}

/** Whether what became of a use says all there is to say of it. What was asked back of a newspaper is no more than asked for. */
function isSettled(system: DisposalSystem, { became }: UseThere): boolean {
  const state = became?.state ?? 'LIVE'
  return state === 'REMOVED' || state === 'CANNOT_RECALL' || (system === 'PRINT_STOCK' && state === 'REQUESTED')
}

/** Places that are not answered for, in the order of `SYSTEMS`. What was kept is not answered for. */
export function openPlaces(disposing: Disposing): DisposalSystem[] {
  const { left } = disposing
  return SYSTEMS.filter((system) => {
    if (system === 'REGISTERED_FOLDER') return left.some((set) => disposing.deletes(set))
    const own = left.filter((set) => !disposing.deletes(set) && systemOf(set.row.facts) === system)
    if (own.some(({ row }) => !isAnswered(disposing, row.facts))) return true
    const last = lastResult(disposing, system)
    if (last !== null) return last.result === 'KEPT'
    if (PLACES_OF[system] === undefined) return true
    return usesAt(disposing, system).some((use) => !isSettled(system, use))
  })
}

/** What was recorded, what the app did itself and what became of uses, in the order of time. */
export function resultsIn(disposing: Disposing): Result[] {
  const recorded = disposing.results.map(({ system, result, items, words, purgeBy, by, at }): Result => ({
    ...{ system, result, items, words, purgeBy, by, at },
  }))
  const places: readonly DisposalSystem[] = ['WEBSITE', 'SOCIAL', 'PRINT_STOCK']
  const used = places.flatMap((system) => usesIn(disposing, system))
  return [...inFolders(disposing), ...used, ...recorded].sort((a, b) => a.at - b.at)
}

const FOLDER_WORDS: Readonly<Record<'DELETED' | 'ALREADY_GONE' | 'KEPT', string>> = {
  DELETED: 'Deleted by Trustward: looked at by hash before, and for absence after',
  ALREADY_GONE: 'Not there when their turn came, in a folder that could be read',
  KEPT: 'Left alone, because they are not what was registered or could not be deleted',
}

const folderResult = (result: FileResult): keyof typeof FOLDER_WORDS | null => {
  if (result === 'PENDING') return null
  return result === 'DELETED' || result === 'ALREADY_GONE' ? result : 'KEPT'
}

function inFolders(disposing: Disposing): Result[] {
  const { destroyed, tenant } = disposing
  const byResult = new Map<keyof typeof FOLDER_WORDS, { files: Set<string>; record: string; at: number }>()
  for (const { id, file, phase, at } of destroyed) {
    const last = disposing.lastOf(file)
    const result = last === null ? null : folderResult(last)
    if (result === null || phase !== 'DONE') continue
    const known = byResult.get(result) ?? { files: new Set(), record: id, at }
    known.files.add(file)
    byResult.set(result, at >= known.at ? { ...known, record: id, at } : known)
  }
  return [...byResult].map(([result, { files, record, at }]) => {
    const state = tenant.log.stateOf(destroyedKind.type, record)
    const by = state?.family === 'records' ? fieldOf(state.record.value, 'by') : undefined
    return {
      ...{ system: 'REGISTERED_FOLDER', result, items: files.size, words: FOLDER_WORDS[result], purgeBy: null, at },
      by: by as PersonId, // The log has checked it against its kind.
    }
  })
}

function usesIn(disposing: Disposing, system: DisposalSystem): Result[] {
  const became = usesAt(disposing, system).flatMap((use) =>
    isSettled(system, use) && use.became !== null ? [use.became] : [],
  )
  return (['REMOVED', 'REQUESTED', 'CANNOT_RECALL'] as const).flatMap((state): Result[] => {
    const those = became.filter((one) => one.state === state)
    const [last] = [...those].sort((a, b) => (a.on < b.on ? 1 : -1))
    if (last === undefined) return []
    return [
      {
        ...{ system, items: those.length, words: USE_WORDS[state], purgeBy: null, by: last.by },
        result: state === 'REMOVED' ? 'DELETED' : 'CANNOT_RECALL',
        at: instantOf(last.on),
      },
    ]
  })
}

const USE_WORDS = {
  REMOVED: 'Uses taken down, as recorded on their own page',
  REQUESTED: 'Asked back; what is printed or with the press cannot be known to be gone',
  CANNOT_RECALL: 'Out of reach: cannot be taken back',
} as const

/** A result somebody wants to record. */
export interface Said {
  readonly system: DisposalSystem
  readonly result: DisposalResult
  readonly purgeBy: CivilDate | null
}

/** @throws Fault 'bad-input' or 'conflict' for a result that cannot be true of that place */
export function refuseResult(disposing: Disposing, { system, result, purgeBy }: Said, today: CivilDate): void {
  if (system === 'REGISTERED_FOLDER') {
    throw new Fault(
      'bad-input',
      'What became of files in registered folders is recorded by Trustward itself. Nothing was recorded. Carry the disposal out.',
    )
  }
  if (result === 'BEYOND_USE' && (purgeBy === null || purgeBy <= today)) {
    throw new Fault(
      'bad-input',
      'Copies are beyond use until a day to come, on which they are purged. Nothing was recorded. Enter that day.',
    )
  }
  if (result !== 'BEYOND_USE' && purgeBy !== null)
    throw new Fault('bad-input', 'Only copies beyond use have a day on which they are purged. Nothing was recorded.')
  if (result === 'PURGED' && !disposing.results.some((row) => row.system === system && row.result === 'BEYOND_USE')) {
    throw new Fault(
      'conflict',
      'Only copies that were put beyond use are purged later. Nothing was recorded. Say that they were deleted, if they were.',
    )
  }
  if (result === 'KEPT' || result === 'CANNOT_RECALL') return
  const uses = usesAt(disposing, system)
  const lie = disposing.row.sets.some(({ set }) =>
    disposing.pictures.sets.some(({ row }) => row.id === set && systemOf(row.facts) === system),
  )
  if (system === 'PRINT_STOCK' && uses.length > 0 && !lie) {
    throw new Fault(
      'bad-input',
      'Some of these pictures were printed or given to the press, and that is never known to be deleted. Nothing was recorded. Say that they cannot be recalled, or ask for them back.',
    )
  }
  if (system !== 'PRINT_STOCK' && uses.some((use) => use.became?.state !== 'REMOVED')) {
    throw new Fault(
      'conflict',
      'A use there is not recorded as taken down. Nothing was recorded. Record first what became of that use.',
    )
  }
}

/** Backups and the like whose day has passed, in words. */
export function overduePurges(disposing: Disposing, today: CivilDate): string[] {
  return SYSTEMS.flatMap((system) => {
    const last = lastResult(disposing, system)
    if (last?.result !== 'BEYOND_USE' || last.purgeBy === null || last.purgeBy >= today) return []
    return [
      `${counted(last.items, 'copy was', 'copies were')} beyond use until ${dateWords(last.purgeBy)}. Record that they are purged.`,
    ]
  })
}
