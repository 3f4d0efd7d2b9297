/** Drafts of answers: one person, one pupil, any uses, each with its evidence (R44). Every way in comes through here. */
import { Fault } from '@contract/fault'
import { isNo, type Capacity, type Channel, type ConsentAnswer } from '@contract/answers'
import type { Decider } from '@contract/consents'
import type { CivilDate, EntityId, PersonId } from '@contract/primitives'
import { oneWording, standingOfEntity, type AnswerRow, type PurposeRow } from '@db/repo/consents'
import type { PupilRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import type { Draft } from '../../sync/core/event'
import { foldName, yearOn } from '../pupils'
import { answerKind, type AnswerBody } from './events'

/** Who answered what, when and how. */
export interface Answering {
  readonly by: Decider
  readonly capacity: Capacity
  readonly decidedOn: CivilDate
  readonly channel: Channel
  readonly wording: EntityId | null
  readonly evidence: string | null
  /** Form or import it comes from. */
  readonly from: EntityId | null
}

/** One use answered. */
export interface AnsweredUse {
  readonly purpose: EntityId
  readonly answer: ConsentAnswer
  readonly conditions: string | null
  readonly expiresOn: CivilDate | null
  readonly outlastsLeaving: boolean
}

export const plainUse = (purpose: EntityId, answer: ConsentAnswer): AnsweredUse => ({
  ...{ purpose, answer, conditions: null, expiresOn: null, outlastsLeaving: false },
})

/** Entity of one person's answers for one use: 32 hex digits, the same on every PC. */
export function answerEntity(pupil: string, purpose: string, by: Decider): string {
  const who =
    by.kind === 'PUPIL' ? 'PUPIL' : by.kind === 'CONTACT' ? `CONTACT ${by.contact}` : `OTHER ${foldName(by.name)}`
  return hashHex(`consents.answer ${pupil} ${purpose} ${who}`).slice(0, 32)
}

/** Entity of the settlements of one pupil and use. */
export const settlementEntity = (pupil: string, purpose: string): string =>
  hashHex(`consents.settlement ${pupil} ${purpose}`).slice(0, 32)

/** First day a Yes under a wording counts: the day it was given, or the wording's own if that is later. */
export function coversFrom(tenant: Tenant, wording: string | null, decidedOn: CivilDate): CivilDate {
  const from = wording === null ? null : (oneWording(tenant.db, wording)?.issued?.effectiveFrom ?? null)
  return from !== null && from > decidedOn ? from : decidedOn
}

/**
 * Drafts of one person's answers. An answer that says what stands already, of the same day and wording, is left out, so
 * that keying or reading in the same twice adds nothing (R107).
 * @param standing what stands for an entity; read from the file when left out
 */
export function answerDrafts(
  tenant: Tenant,
  pupil: Pick<PupilRow, 'id' | 'year'>,
  answering: Answering & { readonly today: CivilDate },
  uses: readonly AnsweredUse[],
  by: PersonId,
  standing: (entity: string) => readonly AnswerRow[] = (entity) => standingOfEntity(tenant.db, entity),
): readonly Draft[] {
  const covers = coversFrom(tenant, answering.wording, answering.decidedOn)
  return uses.flatMap((use) => {
    const entity = answerEntity(pupil.id, use.purpose, answering.by)
    const before = standing(entity)
    const body: AnswerBody = {
      ...{ pupil: pupil.id, purpose: use.purpose },
      contact: answering.by.kind === 'CONTACT' ? answering.by.contact : null,
      name: answering.by.kind === 'OTHER' ? answering.by.name : null,
      capacity: answering.capacity,
      answer: use.answer,
      decidedOn: answering.decidedOn,
      channel: answering.channel,
      wording: answering.wording,
      coversFrom: covers,
      yearThen: yearOn(pupil.year, answering.today, answering.decidedOn),
      expiresOn: use.expiresOn,
      outlastsLeaving: use.outlastsLeaving,
      conditions: use.conditions,
      evidence: answering.evidence,
      from: answering.from,
      by,
      voids: [],
    }
    if (before.length === 1 && before[0] !== undefined && saysTheSame(before[0], body)) return []
    return [decideDraft(entity, body, before)]
  })
}

/**
 * Whether an answer ends that two PCs recorded one person differently (R120): nobody among them said no, whoever records it
 * has them all in front of them, and it is newer than they are. What is of the day of one of them may be that very one, read
 * in or keyed again, unless it is recorded by hand. Where somebody said no, a settlement alone ends it.
 */
export const endsSplit = (
  { decidedOn, from }: Pick<AnswerBody, 'decidedOn' | 'from'>,
  before: readonly Pick<AnswerBody, 'answer' | 'decidedOn'>[],
): boolean =>
  before.length > 1 &&
  before.every(
    (one) => !isNo(one.answer) && (one.decidedOn < decidedOn || (from === null && one.decidedOn === decidedOn)),
  )

/** One answer over all that stands. */
export const decideDraft = (entity: string, body: AnswerBody, before: readonly AnswerRow[]): Draft => ({
  type: answerKind.type,
  entity,
  op: endsSplit(body, before) ? 'resolve' : 'decide',
  body,
  parents: before.map(({ event }) => event),
})

function saysTheSame(row: AnswerRow, body: AnswerBody): boolean {
  return (
    row.answer === body.answer &&
    row.decidedOn === body.decidedOn &&
    row.wording === body.wording &&
    row.capacity === body.capacity &&
    row.conditions === body.conditions &&
    row.expiresOn === body.expiresOn &&
    row.outlastsLeaving === body.outlastsLeaving
  )
}

/** The body an answer was recorded with, to record it again. */
export function bodyOf(row: AnswerRow, by: PersonId, voids: readonly string[]): AnswerBody {
  const { event: _e, entity: _n, recordedAt: _r, stands: _s, latestNoOn: _l, ...said } = row
  return { ...said, by, voids: [...voids] }
}

/**
 * Refuses answers that cannot be what they say: dated in the future (edge case 17), of a use that is not asked on consent
 * given the wrong kind of answer, or a Yes without what R44 asks.
 * @throws Fault 'bad-input'
 */
export function checkAnswers(
  uses: readonly AnsweredUse[],
  answering: Answering,
  purposes: readonly PurposeRow[],
  wordingSince: (wording: string) => CivilDate | null,
  today: CivilDate,
): void {
  if (answering.decidedOn > today) {
    throw new Fault('bad-input', 'That date is in the future. Enter the day it was signed or said. Nothing was saved.')
  }
  if ((answering.capacity === 'PUPIL') !== (answering.by.kind === 'PUPIL')) {
    throw new Fault('bad-input', 'Say whether the pupil answered, or somebody else. Nothing was saved.')
  }
  const ids = new Set(uses.map(({ purpose }) => purpose))
  if (ids.size !== uses.length) throw new Fault('bad-input', 'One use is answered twice. Nothing was saved.')
  for (const use of uses) {
    const purpose = purposes.find(({ id }) => id === use.purpose)
    if (purpose === undefined) throw new Fault('not-found', 'This school has no such use. Nothing was saved.')
    const isObjection = use.answer === 'OBJECTED' || use.answer === 'NO_OBJECTION'
    if ((purpose.basis === 'CONSENT') === isObjection) {
      throw new Fault(
        'bad-input',
        isObjection
          ? 'This use asks for consent: record a yes, a no, or that consent was taken back. Nothing was saved.'
          : 'This use needs no consent: record an objection, or that there is none. Nothing was saved.',
      )
    }
    if (use.answer !== 'GIVEN') continue
    const since = answering.wording === null ? null : wordingSince(answering.wording)
    if (since === null || answering.decidedOn < since) {
      throw new Fault(
        'bad-input',
        'A yes needs the wording it was given to, issued by then. Choose the wording of that form. Nothing was saved.',
      )
    }
  }
}
