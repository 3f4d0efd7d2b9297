/** Serving what has to come down, because of whom, by when (R46, R63). Worked out anew for every call, never typed. */
import type { PersonId } from '@contract/primitives'
import { Fault } from '@contract/fault'
import type { publications, TakeDown } from '@contract/publications'
import type { PupilCard } from '@contract/pupils'
import type { SchoolId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { onePerson } from '@db/repo/people'
import { assignedTakeDowns } from '@db/repo/publications'
import { addDays } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, set } from '@vault/entity'
import { decisionOf, fileOf, schoolFacts } from '../consents'
import { cardOf } from '../pupils'
import { entityOf } from './decided'
import { leftOutKind, takeDownKind } from './events-publications'
import { useIn } from './handlers-publications'
import { isUrgent, TAKE_DOWN_DAYS } from './rules/ending'
import { Pictures, type Use } from './standing'

type TakingDown = Pick<typeof publications, 'images.takeDowns' | 'images.assignTakeDown' | 'images.leaveOut'>

export const takeDownsHandlers: Handlers<TakingDown, Ctx> = {
  'images.takeDowns': ({ school, pupil }, ctx) =>
    takeDownsOf(new Pictures(fileOf(school, ctx), ctx), school, ctx, pupil),

  'images.assignTakeDown': ({ school, publication, pupil, owner, dueOn }, ctx) => {
    const tenant = fileOf(school, ctx)
    openIn(tenant, publication, pupil, ctx)
    if (onePerson(ctx.trust().db, owner) === null)
      throw new Fault('not-found', 'The trust has no such person. Choose who sees to it. Nothing was changed.')
    if (dueOn < ctx.today())
      throw new Fault('bad-input', 'That day has passed. Choose a later one. Nothing was changed.')
    ctx.append(tenant, [set(takeDownKind, takeDownEntity(publication, pupil), { publication, pupil, owner, dueOn })])
    return takeDownsOf(new Pictures(tenant, ctx), school, ctx, null)
  },

  'images.leaveOut': ({ school, publication, pupil, evidence }, ctx) => {
    const tenant = fileOf(school, ctx)
    openIn(tenant, publication, pupil, ctx)
    const [by, on] = [ctx.actor.id, ctx.today()]
    ctx.append(tenant, [add(leftOutKind, ctx.newId(), { publication, pupil, evidence, by, on })])
    return takeDownsOf(new Pictures(tenant, ctx), school, ctx, null)
  },
}

const takeDownEntity = (publication: string, pupil: string): string => entityOf('images.takedown', publication, pupil)

/** @throws Fault 'not-found' for a use that is not there, 'conflict' when the pupil is not on it, or it is down already */
function openIn(tenant: Tenant, publication: string, pupil: string, ctx: Ctx): void {
  const use = useIn(new Pictures(tenant, ctx), publication)
  if (!use.isOut || !use.pupils.includes(pupil))
    throw new Fault('conflict', 'Nothing has to come down there for this pupil any more. Nothing was changed.')
}

/**
 * Every use that has to come down, the most urgent first.
 * @param of one pupil; null: all
 */
export function takeDownsOf(pictures: Pictures, school: SchoolId, ctx: Ctx, of: string | null = null): TakeDown[] {
  const assigned = assignedTakeDowns(pictures.tenant.db)
  const learner = schoolFacts(school, ctx).learnerWord
  const mayReadReasons = ctx.may('pupils.reasons', pictures.tenant.id) !== null
  const wordsFor = (use: Use, pupil: string): string => {
    const row = pictures.pupil(pupil)
    const purpose = pictures.knowledge.purposes.find(({ id }) => id === use.row.facts.purpose)
    if (row === null) return 'The pupil’s record was erased.'
    if (purpose === undefined) return 'The use is not among those of the school.'
    const found = pictures.knowledge.decide(row, purpose, use.row.facts.named)
    const contacts = pictures.knowledge.contactsOf(pupil)
    return decisionOf(found, { purpose, contacts, learner, mayReadReasons }).words
  }
  return pictures.uses
    .filter(({ isOut }) => isOut)
    .flatMap((use) =>
      use.pupils
        .filter((pupil) => (of === null || pupil === of) && pictures.useStanding(use, pupil) === 'TAKE_DOWN')
        .map((pupil): TakeDown => {
          const { facts } = use.row
          const decided = pictures.decided(pupil, facts.purpose, facts.named)
          // Not known since when, as for somebody never asked: since it went out.
          const since = laterOf(decided?.since ?? facts.from, facts.from)
          const days = decided === null || isUrgent(decided) ? 0 : TAKE_DOWN_DAYS
          const task = assigned.get(takeDownEntity(use.row.id, pupil))
          const owner: PersonId = task?.owner ?? use.row.by
          const dueOn = task?.dueOn ?? addDays(since, days)
          return {
            ...{ publication: use.row.id, channel: facts.channel, address: facts.address, place: facts.place },
            ...{ state: use.state, since, owner, dueOn, overdue: dueOn < pictures.on },
            title: pictures.sets.find((one) => one.row.id === use.row.set)?.row.facts.title ?? '',
            pupil: cardIn(pictures, pupil),
            words: wordsFor(use, pupil),
          }
        }),
    )
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.publication < b.publication ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
}

const laterOf = <T extends string>(a: T, b: T): T => (a > b ? a : b)

function cardIn(pictures: Pictures, pupil: string): PupilCard {
  const row = pictures.pupil(pupil)
  if (row !== null) return cardOf(row, pictures.on, pictures.knowledge.isRestricted(pupil))
  return {
    ...{ id: pupil, forename: null, surname: 'Erased pupil', year: 'X', className: null, admissionNumber: '' },
    ...{ roll: 'LEFT', restricted: true },
  }
}
