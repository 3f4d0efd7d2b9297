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
import type { Ctx } from '@vault/context'
import { add, entityOf, set } from '@vault/entity'
import { decisionOf, fileOf, schoolFacts } from '../consents'
import { cardOf } from '../pupils'
import { leftOutKind, takeDownKind } from './events-publications'
import { useIn } from './handlers-publications'
import { TAKE_DOWN_DAYS } from './rules/ending'
import { Pictures, type Use } from './standing'

type TakingDown = Pick<typeof publications, 'images.takeDowns' | 'images.assignTakeDown' | 'images.leaveOut'>

export const takeDownsHandlers: Handlers<TakingDown, Ctx> = {
  'images.takeDowns': ({ school, pupil }, ctx) =>
    takeDownsOf(new Pictures(fileOf(school, ctx), ctx), school, ctx, pupil),

  'images.assignTakeDown': ({ school, publication, pupil, owner, dueOn }, ctx) => {
    const tenant = fileOf(school, ctx)
    const pictures = new Pictures(tenant, ctx)
    if (pictures.dueOf(useIn(pictures, publication), pupil) === null) throw nothingLeft()
    if (onePerson(ctx.trust().db, owner) === null)
      throw new Fault('not-found', 'The trust has no such person. Choose who sees to it. Nothing was changed.')
    if (dueOn < ctx.today())
      throw new Fault('bad-input', 'That day has passed. Choose a later one. Nothing was changed.')
    ctx.append(tenant, [set(takeDownKind, takeDownEntity(publication, pupil), { publication, pupil, owner, dueOn })])
    return takeDownsOf(new Pictures(tenant, ctx), school, ctx, null)
  },

  'images.leaveOut': ({ school, publication, pupil, evidence }, ctx) => {
    const tenant = fileOf(school, ctx)
    const use = useIn(new Pictures(tenant, ctx), publication)
    if (!use.isOut || !use.pupils.includes(pupil)) throw nothingLeft()
    const [by, on] = [ctx.actor.id, ctx.today()]
    ctx.append(tenant, [add(leftOutKind, ctx.newId(), { publication, pupil, evidence, by, on })])
    return takeDownsOf(new Pictures(tenant, ctx), school, ctx, null)
  },
}

const takeDownEntity = (publication: string, pupil: string): string => entityOf('images.takedown', publication, pupil)

/** The use is down, the pupil is not on it, or nothing stands against it. */
const nothingLeft = (): Fault =>
  new Fault('conflict', 'Nothing has to come down there for this pupil any more. Nothing was changed.')

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
    .flatMap((use) =>
      use.pupils.flatMap((pupil): TakeDown[] => {
        const due = of === null || pupil === of ? pictures.dueOf(use, pupil) : null
        if (due === null) return []
        const { since } = due
        const { facts } = use.row
        const task = assigned.get(takeDownEntity(use.row.id, pupil))
        const owner: PersonId = task?.owner ?? use.row.by
        // A day given for an earlier take-down of the same pupil says nothing of this one.
        const givenDay = task !== undefined && task.dueOn >= since ? task.dueOn : null
        const dueOn = givenDay ?? addDays(since, due.isUrgent ? 0 : TAKE_DOWN_DAYS)
        return [
          {
            ...{ publication: use.row.id, channel: facts.channel, address: facts.address, place: facts.place },
            ...{ state: use.state, since, owner, dueOn, overdue: dueOn < pictures.on },
            title: pictures.sets.find((one) => one.row.id === use.row.set)?.row.facts.title ?? '',
            pupil: cardIn(pictures, pupil),
            words: wordsFor(use, pupil),
          },
        ]
      }),
    )
    .sort(
      (a, b) => inOrder(a.dueOn, b.dueOn) || inOrder(a.publication, b.publication) || inOrder(a.pupil.id, b.pupil.id),
    )
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

function cardIn(pictures: Pictures, pupil: string): PupilCard {
  const row = pictures.pupil(pupil)
  if (row !== null) return cardOf(row, pictures.on, pictures.knowledge.isRestricted(pupil))
  return {
    ...{ id: pupil, forename: null, surname: 'Erased pupil', year: 'X', className: null, admissionNumber: '' },
    ...{ roll: 'LEFT', restricted: true },
  }
}
