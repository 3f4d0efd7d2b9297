/** Erasing everything held on a pupil in one school, lawfully and for good (R73, R76, R78; see decision-erasing-a-pupil.md). */
import { Fault } from '@contract/fault'
import type { pupils } from '@contract/pupils'
import type { z } from 'zod'
import { contactsOf, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { fieldsOf } from '../../sync/core/merge'
import type { Draft } from '../../sync/core/event'
import { picturesOfErased } from '../images'
import { aboutPupil, SHEET } from './about'
import { fileOf, pupilIn } from './places'
import { numberKey } from './rules/finding'
import { nameWords } from './rules/names'

type Erasing = z.output<(typeof pupils)['pupils.erase']['input']>

/**
 * @returns how many events lost their content, and what to know
 * @throws Fault 'bad-input' when the admission number typed is another, or the reason, which is kept for ever, names the
 *   pupil or the family; then nothing was erased
 */
export function erase({ school, pupil, why, confirm }: Erasing, ctx: Ctx): { events: number; words: string } {
  const tenant = fileOf(school, ctx)
  const row = pupilIn(tenant, pupil)
  if (confirm.trim() !== row.admissionNumber) {
    throw new Fault(
      'bad-input',
      'That is not the admission number of this pupil. Nothing was erased. Type it as it stands on the pupil’s page.',
    )
  }
  refuseNaming(tenant, row, why)
  const { things, strays } = aboutPupil(tenant, pupil)
  // A sheet that is another pupil's by now keeps what it says of that one.
  ctx.append(
    tenant,
    [...new Set(strays.map(({ sheet }) => sheet))].flatMap((sheet) => asItStands(tenant, sheet)),
  )
  const pictures = picturesOfErased(tenant, pupil, ctx.actor.id)
  ctx.append(tenant, pictures.drafts)
  const events = [...tenant.log.eventsAbout(things), ...strays.map(({ event }) => event), ...pictures.events]
  const before = events.filter((id) => tenant.log.event(id)?.erased !== true).length
  ctx.erase(tenant, events, { reason: why, about: { kind: 'pupil', count: 1 } })
  // What another PC wrote of it before it learns of the erasure must not bring it back.
  const isFields = (type: string): boolean => ctx.kindOf(type)?.family === 'fields'
  ctx.append(
    tenant,
    things.filter(({ type }) => isFields(type)).map((thing): Draft => ({ ...thing, op: 'delete', body: null })),
  )
  return { events: before, words: ERASED }
}

const ERASED =
  'Erased for good in this school. Proof stays that something stood here, when it was erased and why. That the pupil is on a set of pictures stays noted, without a word typed about it, until the set is disposed of and no use of it is out: it is due now, and what is out has to come down. Papers, files saved before, backups and other schools of the trust are not reached: see to them too.'

function asItStands({ log }: Tenant, sheet: string): readonly Draft[] {
  const fields = fieldsOf(log.stateOf(SHEET, sheet))
  return fields === null ? [] : [{ type: SHEET, entity: sheet, op: 'set', body: fields }]
}

const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'miss', 'dr', 'rev', 'sir', 'the', 'and', 'van', 'von'])

/** The reason stands in a record that is never erased. @throws Fault 'bad-input' */
function refuseNaming({ db }: Tenant, row: PupilRow, why: string): void {
  const people = contactsOf(db, row.id).filter(({ relationship }) => relationship !== 'LOCAL_AUTHORITY')
  const names = [
    ...[row.legalForename, row.legalSurname, row.preferredForename, row.preferredSurname],
    ...people.map(({ name }) => name),
  ]
  const personal = new Set(
    names.flatMap((name) => nameWords(name ?? '')).filter((word) => word.length > 2 && !TITLES.has(word)),
  )
  const numbers = new Set([row.admissionNumber, row.upn, row.formerUpn].map((number) => numberKey(number ?? '')))
  // "Copperdale's" is folded to one word. Short names begin many words.
  const isName = (word: string): boolean =>
    [...personal].some((name) => word === name || word === `${name}s` || (name.length > 3 && word.startsWith(name)))
  const isPersonal = (word: string): boolean => isName(word) || (/\d/.test(word) && numbers.has(numberKey(word)))
  if (nameWords(why).some(isPersonal)) {
    throw new Fault(
      'bad-input',
      'The reason is kept for ever, so it may not name the pupil or the family, nor hold a number of theirs. Say it without. Nothing was erased.',
    )
  }
}
