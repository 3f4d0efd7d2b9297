/** The group check before pictures go out (R57, R58, R60): who is in the way, which names show, what else is missing. */
import { Fault } from '@contract/fault'
import type { PublicationCheck, PublicationFacts } from '@contract/publications'
import { allPupils, somePupils, type PupilRow } from '@db/repo/pupils'
import { allGrants, onePerson } from '@db/repo/people'
import { personalOf } from '@db/repo/images'
import type { SchoolId } from '@contract/primitives'
import type { Ctx, Tenant } from '@vault/context'
import { decisionOf, inUse, Knowledge, purposeIn, recordsOf, schoolFacts } from '../consents'
import { holdsOn } from '../people'
import { cardOf, inListOrder, namesOf } from '../pupils'
import { findNames } from './rules/names'
import type { SetStanding } from './standing'

/** Roles that may approve a publication: senior leaders (requirements 6). */
const SENIOR = ['HEAD', 'DSL', 'DDSL', 'TRUST_SAFEGUARDING_LEAD'] as const

/** What was found, and the pupils who may not be shown. */
export interface Checked {
  readonly check: PublicationCheck
  readonly against: readonly string[]
}

/** @throws Fault 'bad-input' for pupils who are not on the set, 'not-found' for a use or person that is not there */
export function checkPublication(
  { tenant, school }: { readonly tenant: Tenant; readonly school: SchoolId },
  set: SetStanding,
  facts: PublicationFacts,
  ctx: Ctx,
): Checked {
  const purpose = purposeIn(tenant, facts.purpose)
  const on = facts.from > ctx.today() ? facts.from : ctx.today()
  const ids = pupilsOf(set, facts)
  const rows = somePupils(tenant.db, ids)
  const knowledge = new Knowledge(tenant.db, ids, null, on, recordsOf(tenant, ctx))
  const telling = {
    ...{ purpose, learner: schoolFacts(school, ctx).learnerWord },
    mayReadReasons: ctx.may('pupils.reasons', tenant.id) !== null,
  }
  const decided = inListOrder(rows, (row) => row).map((row) => ({
    row,
    ...decisionOf(knowledge.decide(row, purpose, facts.named), { ...telling, contacts: knowledge.contactsOf(row.id) }),
  }))
  const barred = decided.filter(({ verdict }) => verdict === 'NO' || verdict === 'CHECK_FIRST')
  const names = namesIn(tenant, facts, decided)
  const obstacles = [
    ...(inUse(purpose.retiredOn, on) ? [] : ['This use is no longer asked or used. Choose another.']),
    ...(set.known.disposal === 'DISPOSED' ? ['These pictures were disposed of.'] : []),
    ...(set.peopleKnown || set.pupils.length > 0 ? [] : ['Nobody has said yet who is on these pictures.']),
    ...(rows.length === new Set(ids).size ? [] : ['A pupil on these pictures is no longer in the records.']),
    ...(isSenior(school, facts, ctx)
      ? []
      : ['The person who approved it is not a senior leader of this school today.']),
    ...(recordsOf(tenant, ctx).clockDoubtful ? ['The date or time of this PC may be wrong.'] : []),
  ]
  const free = barred.length === 0 && names.length === 0 && obstacles.length === 0
  const check: PublicationCheck = {
    ...{ free, pupils: ids.length, obstacles, checkedAt: ctx.now() },
    blockers: barred.map(({ row, words }) => ({ pupil: cardOf(row, on, knowledge.isRestricted(row.id)), words })),
    conditions: countedConditions(
      decided.flatMap(({ verdict, conditions }) => (verdict === 'YES_IF' ? conditions : [])),
    ),
    names: names.slice(0, NAMES_SHOWN),
    warnings: warningsOf(tenant, set, facts),
  }
  return { check, against: barred.map(({ row }) => row.id) }
}

const NAMES_SHOWN = 200

/** @throws Fault 'bad-input' */
function pupilsOf(set: SetStanding, { pupils }: PublicationFacts): readonly string[] {
  if (pupils === null) return set.pupils
  const on = new Set(set.pupils)
  if (pupils.some((pupil) => !on.has(pupil)))
    throw new Fault(
      'bad-input',
      'One of these pupils is not on the set. Say first who is on its pictures. Nothing was changed.',
    )
  return [...new Set(pupils)]
}

/** R60: anybody's full name, but for pupils whose name may go with the picture. */
function namesIn(
  tenant: Tenant,
  { named, captions, fileNames }: PublicationFacts,
  decided: readonly { readonly row: PupilRow; readonly verdict: string }[],
): { readonly where: string; readonly found: string }[] {
  const allowed = new Set(
    named ? decided.flatMap(({ row, verdict }) => (verdict === 'YES' || verdict === 'YES_IF' ? [row.id] : [])) : [],
  )
  const texts = [
    ...(captions === '' ? [] : [{ where: 'Captions', text: captions }]),
    ...fileNames.map((name) => ({ where: `File name ${name}`, text: name })),
  ]
  if (texts.length === 0) return []
  const pupils = allPupils(tenant.db).map((row) => ({ id: row.id, ...namesOf(row) }))
  return findNames(pupils, texts).flatMap(({ where, found, pupil }) => (allowed.has(pupil) ? [] : [{ where, found }]))
}

function isSenior(school: SchoolId, { approvedBy }: PublicationFacts, ctx: Ctx): boolean {
  if (onePerson(ctx.trust().db, approvedBy) === null)
    throw new Fault('not-found', 'The trust has no such person. Choose who approved it. Nothing was changed.')
  return allGrants(ctx.trust().db).some(
    (grant) =>
      grant.person === approvedBy &&
      SENIOR.some((role) => role === grant.role) &&
      (grant.school === null || grant.school === school) &&
      holdsOn(grant, ctx.today()),
  )
}

function countedConditions(all: readonly string[]): { readonly words: string; readonly pupils: number }[] {
  const counts = new Map<string, number>()
  for (const words of all) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].map(([words, pupils]) => ({ words, pupils }))
}

function warningsOf(tenant: Tenant, set: SetStanding, facts: PublicationFacts): string[] {
  const { device, purposes } = set.row.facts
  const personal = device === 'PERSONAL' ? personalOf(tenant.db, set.row.id) : null
  const isUnproven = device === 'PERSONAL' && (personal?.deletedOn ?? null) === null
  return [
    ...(purposes.includes(facts.purpose) ? [] : ['The pictures were not taken for this use.']),
    ...(isUnproven ? ['Taken with personal equipment, and nothing shows that they were deleted from it.'] : []),
    ...(set.retention.state === 'DUE' || set.retention.state === 'OVERDUE' ? ['These pictures are due to go.'] : []),
    ...(facts.until === null ? ['No last day is set for this use.'] : []),
  ]
}
