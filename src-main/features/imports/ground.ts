/** What an import finds in a school's file and in the trust: the ground it is worked out on, and the rows to write over. */
import type { Mapping } from '@contract/imports'
import type { CivilDate, SchoolId } from '@contract/primitives'
import type { ReadRows } from '@contract/tabular'
import { allPurposes, oneWording, standingAnswers, type AnswerRow, type PurposeRow } from '@db/repo/consents'
import { allPupils, contactsOfAll, standingOfAll } from '@db/repo/pupils'
import { allSchools } from '@db/repo/schools'
import type { Ctx, Tenant } from '@vault/context'
import { asTenant } from '@vault/opened'
import { answerEntity, inUse, schoolFacts } from '../consents'
import { rollState, standsAs } from '../pupils'
import { knownAuthorities } from '../schools'
import { ANSWER_MEANINGS } from './rules/columns'
import type { Ground, OtherRoll } from './rules/plan'

/** The ground of one plan, with the answers that stand as they are written over. */
export interface GroundRead {
  readonly ground: Ground
  readonly standing: (entity: string) => readonly AnswerRow[]
}

/** Uses of the school that are asked on a day, in paper order. */
export const usesAsked = (tenant: Tenant, on: CivilDate): readonly PurposeRow[] =>
  allPurposes(tenant.db).filter(({ retiredOn }) => inUse(retiredOn, on))

/** How many pupils are on roll on a day. */
export const onRoll = (tenant: Tenant, on: CivilDate): number =>
  allPupils(tenant.db).filter((pupil) => rollState(pupil, on) === 'ON_ROLL').length

/** Other schools of the trust, by name for whoever may see their pupils; a roll that cannot be read is empty. */
export function otherSchools(school: SchoolId, ctx: Ctx): readonly OtherRoll[] {
  return allSchools(ctx.trust().db)
    .filter(({ id }) => id !== school)
    .map(({ id, facts }) => ({
      facts,
      name: ctx.may('pupils.read', asTenant(id)) === null ? null : facts.name,
      roll: () => {
        try {
          const today = ctx.today()
          return allPupils(ctx.tenant(asTenant(id)).db).filter((pupil) => rollState(pupil, today) !== 'LEFT')
        } catch {
          // A file that is damaged, or not on this PC, says nothing against this one.
          return []
        }
      },
    }))
}

/** Reads everything once; what is read later in the same file changes nothing of it. */
export function groundOf(
  school: SchoolId,
  { table, mapping, choices }: { readonly table: ReadRows; readonly mapping: Mapping } & Pick<Ground, 'choices'>,
  ctx: Ctx,
): GroundRead {
  const tenant = ctx.tenant(asTenant(school))
  const today = ctx.today()
  const holdsAnswers = mapping.columns.some(({ meaning }) => ANSWER_MEANINGS.includes(meaning))
  const answers = holdsAnswers ? standingAnswers(tenant.db, null, null) : []
  const byUse = grouped(answers, ({ pupil, purpose }) => `${pupil} ${purpose}`)
  const byEntity = grouped(answers, ({ entity }) => entity)
  const contacts = grouped(contactsOfAll(tenant.db, null), ({ pupil }) => pupil)
  const lookedAfter = new Set(
    standsAs('care', standingOfAll(tenant.db, null)).flatMap(({ entity, value }) =>
      value === null || value.status === 'CARE_ORDER' || value.status === 'ACCOMMODATED' ? [entity] : [],
    ),
  )
  return {
    ground: {
      ...{ table, mapping, choices, today },
      school: { facts: schoolFacts(school, ctx) },
      roll: allPupils(tenant.db),
      contactsOf: (pupil) => contacts.get(pupil) ?? [],
      isLookedAfter: (pupil) => lookedAfter.has(pupil),
      uses: new Map(usesAsked(tenant, today).map((use) => [use.id, use])),
      wordedFrom: wordedFrom(tenant, mapping.wording),
      answersOf: (pupil, purpose) => byUse.get(`${pupil} ${purpose}`) ?? [],
      entityOf: answerEntity,
      others: otherSchools(school, ctx),
      authorities: knownAuthorities(ctx.shelf),
    },
    standing: (entity) => byEntity.get(entity) ?? [],
  }
}

/** First day on which a wording could be signed, for the uses it asks about (R44). */
function wordedFrom(tenant: Tenant, wording: string | null): (purpose: string) => CivilDate | null {
  const row = wording === null ? null : oneWording(tenant.db, wording)
  const issued = row?.issued ?? null
  const issuedOn = row?.issuedOn ?? null
  if (issued === null || issuedOn === null) return () => null
  const asked = new Set(issued.questions.map(({ purpose }) => purpose))
  const from = issued.effectiveFrom < issuedOn ? issued.effectiveFrom : issuedOn
  return (purpose) => (asked.has(purpose) ? from : null)
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}
