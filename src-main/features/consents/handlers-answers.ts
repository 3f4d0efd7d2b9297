/** Serving the calls that record what people answered, take it back, and settle where they differ. */
import { Fault } from '@contract/fault'
import { isNo, type ConsentAnswer } from '@contract/answers'
import type { AnswerEntry, consents, Decider, Decision } from '@contract/consents'
import type { EntityId, SchoolId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import {
  allPurposes,
  answersOf,
  settlementsOfEntity,
  standingAnswers,
  type AnswerRow,
  type PurposeRow,
} from '@db/repo/consents'
import { oneContact, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import type { Draft } from '../../sync/core/event'
import { settlementKind } from './events'
import { followUps } from './follow-ups'
import { purposeIn } from './handlers-design'
import { inUse, Knowledge } from './knowledge'
import { answerDrafts, checkAnswers, plainUse, settlementEntity, type AnsweredUse, type Answering } from './recording'
import { recordsOf } from './records'
import { reversingDrafts } from './reversing'
import { fileOf, pupilIn, schoolFacts } from './school'
import { weigh } from './rules/weighing'
import { decisionOf } from './words'

type Answers = Pick<
  Handlers<typeof consents, Ctx>,
  | 'consents.ofPupil'
  | 'consents.record'
  | 'consents.withdraw'
  | 'consents.reverse'
  | 'consents.settle'
  | 'consents.overrule'
>

export const answersHandlers: Answers = {
  'consents.ofPupil': ({ school, pupil }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    const knowledge = knowledgeOf(tenant, row, ctx)
    return {
      uses: knowledge.purposes
        .filter(({ retiredOn }) => inUse(retiredOn, ctx.today()))
        .map((purpose) => ({ purpose, decision: decided(school, row, purpose.id, tenant, ctx, knowledge) })),
      answers: answersOf(tenant.db, pupil).map(entryOf),
    }
  },

  'consents.record': ({ school, pupil, answers, ...said }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    refuseStranger(tenant, pupil, said.by)
    const knowledge = knowledgeOf(tenant, row, ctx)
    const answering: Answering = { ...said, from: null }
    checkAnswers(answers, answering, knowledge.purposes, knowledge.since, ctx.today())
    const warnings = warningsOf(row, answering, answers, knowledge)
    const { batch } = ctx.append(
      tenant,
      answerDrafts(tenant, row, { ...answering, today: ctx.today() }, answers, ctx.actor.id),
    )
    return { batch, warnings }
  },

  'consents.withdraw': ({ school, pupil, by, capacity, askedOn, channel, purposes, note }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    refuseStranger(tenant, pupil, by)
    const asked = purposes.length > 0 ? purposes.map((id) => purposeIn(tenant, id)) : consentUses(tenant)
    const uses = asked.map(({ id, basis }) => plainUse(id, basis === 'CONSENT' ? 'WITHDRAWN' : 'OBJECTED'))
    if (uses.length === 0)
      throw new Fault('conflict', 'This school asks about no use of images yet. Nothing was changed.')
    const answering: Answering = {
      by,
      capacity,
      decidedOn: askedOn,
      channel,
      wording: null,
      evidence: note,
      from: null,
    }
    checkAnswers(uses, answering, asked, () => null, ctx.today())
    const { batch } = ctx.append(
      tenant,
      answerDrafts(tenant, row, { ...answering, today: ctx.today() }, uses, ctx.actor.id),
    )
    return { batch, uses: uses.length, followUps: [...followUps(tenant, pupil, ctx)] }
  },

  'consents.reverse': ({ school, batch, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const drafts = reversingDrafts(tenant, batch, ctx.actor.id)
    const appended = ctx.append(tenant, drafts, { reason, undoes: batch })
    return {
      batch: appended.batch,
      words: drafts.length === 1 ? 'Took back 1 answer' : `Took back ${drafts.length} answers`,
    }
  },

  'consents.settle': ({ school, pupil, purpose, outcome, note }, ctx) =>
    settle({ school, pupil, purpose, note }, outcome, ctx),

  'consents.overrule': ({ school, pupil, purpose, note }, ctx) =>
    settle({ school, pupil, purpose, note }, 'OVERRULED', ctx),
}

/** Uses that ask for consent, retired ones too: a picture may still be out from when they were asked. */
const consentUses = (tenant: Tenant): readonly PurposeRow[] =>
  allPurposes(tenant.db).filter(({ basis }) => basis === 'CONSENT')

interface Settling {
  readonly school: SchoolId
  readonly pupil: EntityId
  readonly purpose: EntityId
  readonly note: string
}

/** Settles exactly the answers that stand now; whatever comes after opens the case again (R52). */
function settle(
  { school, pupil, purpose: id, note }: Settling,
  outcome: 'GIVEN' | 'REFUSED' | 'OVERRULED',
  ctx: Ctx,
): Decision {
  const tenant = fileOf(school, ctx)
  const row = pupilIn(tenant, pupil)
  const purpose = purposeIn(tenant, id)
  const standing = standingAnswers(tenant.db, [pupil], [id])
  const isOpposed = standing.some(({ answer }) => isNo(answer))
  const isSplit = purpose.basis === 'CONSENT' && weigh(knowledgeOf(tenant, row, ctx).caseOf(row, purpose)).split
  if ((outcome === 'OVERRULED') === (purpose.basis === 'CONSENT')) {
    throw new Fault('conflict', 'Only an objection to a use without consent can be overruled. Nothing was changed.')
  }
  if (!isOpposed && isSplit && outcome === 'GIVEN') {
    throw new Fault(
      'conflict',
      'Two PCs recorded one person differently. Record what this person says now, or settle it as a no. Nothing was changed.',
    )
  }
  if (!isOpposed && !isSplit) {
    throw new Fault('conflict', 'Nobody has said no to this use: there is nothing to settle. Nothing was changed.')
  }
  const entity = settlementEntity(pupil, id)
  const settled: Draft = {
    type: settlementKind.type,
    entity,
    op: 'resolve',
    body: {
      ...{ pupil, purpose: id, outcome, note, settledOn: ctx.today(), by: ctx.actor.id },
      covers: standing.map(({ event }) => event),
    },
    parents: settlementsOfEntity(tenant.db, entity).map(({ event }) => event),
  }
  if (outcome === 'GIVEN') refuseWithoutYes(tenant, row, standing, purpose.id, ctx)
  ctx.append(tenant, [settled])
  return decided(school, row, id, tenant, ctx)
}

/** A settlement chooses between answers; it makes none, and it cannot overrule the pupil (R50, R52). */
function refuseWithoutYes(
  tenant: Tenant,
  row: PupilRow,
  standing: readonly AnswerRow[],
  purpose: string,
  ctx: Ctx,
): void {
  const knowledge = knowledgeOf(tenant, row, ctx)
  const { own, contacts } = knowledge.standingOf(row)
  if (own.refuses === 'binds' && standing.some(({ capacity, answer }) => capacity === 'PUPIL' && isNo(answer))) {
    throw new Fault(
      'conflict',
      'The pupil said no, and is old enough for a say of their own. Only the pupil can change that. Nothing was changed.',
    )
  }
  const yes = standing.some(
    (one) =>
      one.purpose === purpose &&
      one.answer === 'GIVEN' &&
      one.wording !== null &&
      knowledge.since(one.wording) !== null &&
      (one.capacity === 'PUPIL' ? own.gives : one.contact !== null && contacts.get(one.contact)?.gives === true),
  )
  if (!yes) {
    throw new Fault(
      'conflict',
      'Nobody who may decide has said yes with the evidence it needs, so it cannot be settled as a yes. Nothing was changed.',
    )
  }
}

const knowledgeOf = (tenant: Tenant, row: PupilRow, ctx: Ctx): Knowledge =>
  new Knowledge(tenant.db, [row.id], null, ctx.today(), recordsOf(tenant, ctx))

function decided(
  school: SchoolId,
  row: PupilRow,
  purpose: string,
  tenant: Tenant,
  ctx: Ctx,
  knowledge = knowledgeOf(tenant, row, ctx),
): Decision {
  const use = purposeIn(tenant, purpose)
  return decisionOf(knowledge.decide(row, use, false), {
    purpose: use,
    contacts: knowledge.contactsOf(row.id),
    learner: schoolFacts(school, ctx).learnerWord,
    mayReadReasons: ctx.may('pupils.reasons', tenant.id) !== null,
  })
}

/** @throws Fault 'not-found' when the contact is not this pupil's */
function refuseStranger(tenant: Tenant, pupil: string, by: Decider): void {
  if (by.kind !== 'CONTACT' || oneContact(tenant.db, by.contact)?.pupil === pupil) return
  throw new Fault(
    'not-found',
    'That contact does not belong to this pupil. Nothing was saved. Choose somebody of this pupil.',
  )
}

/** What to tell whoever recorded a Yes that will not count as it stands. */
function warningsOf(row: PupilRow, answering: Answering, uses: readonly AnsweredUse[], knowledge: Knowledge): string[] {
  if (!uses.some(({ answer }) => answer === 'GIVEN')) return []
  const standing = knowledge.standingOf(row)
  const { by } = answering
  const authority =
    by.kind === 'PUPIL' ? standing.own : by.kind === 'CONTACT' ? standing.contacts.get(by.contact) : undefined
  const isOlder = uses.some(({ purpose, answer }) =>
    knowledge
      .answersOf(row.id, purpose)
      .some(({ latestNoOn }) => answer === 'GIVEN' && latestNoOn !== null && latestNoOn > answering.decidedOn),
  )
  return [
    ...(authority?.gives === true
      ? []
      : ['Saved, but it does not count as a yes: this person is not recorded as somebody who may decide alone.']),
    ...(by.kind !== 'PUPIL' && standing.needsOwnView ? ['The pupil’s own answer is needed as well.'] : []),
    ...(isOlder ? ['A no of a later date stands: this older yes does not take it back.'] : []),
  ]
}

const entryOf = (row: AnswerRow): AnswerEntry => {
  const { event, purpose, contact, name, capacity, answer, decidedOn, channel, wording, conditions, evidence } = row
  const { expiresOn, recordedAt, by, stands } = row
  return {
    ...{ event, purpose, contact, name, capacity, answer: answer satisfies ConsentAnswer, decidedOn, channel, wording },
    ...{ conditions, evidence, expiresOn, recordedAt, recordedBy: by, stands },
  }
}
