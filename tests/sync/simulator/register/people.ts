/**
 * What people do about answers at a device: drafts made from what that device shows, over what stands there, as the
 * handlers make them (recording.ts, reversing.ts, entry's corrections). Sensible or not; what a handler would refuse
 * here it may have taken on another device, which knew otherwise.
 */
import { isNo, RESTRICTIVENESS, type ConsentAnswer } from '@contract/answers'
import type { Decider } from '@contract/consents'
import { Fault } from '@contract/fault'
import type { AnswerRow } from '@db/repo/consents'
import { answerKind, settlementKind } from '../../../../src-main/features/consents/events'
import {
  answerEntity,
  bodyOf,
  checkAnswers,
  decideDraft,
  plainUse,
  settlementEntity,
} from '../../../../src-main/features/consents/recording'
import type { Draft } from '../../../../src-main/sync/core/event'
import { bodyOfAnswer, strangerIn, type Answered } from './answer-body'
import { contactId } from './cast'
import { daysAfter, SOMEBODY, type Day } from './days-and-ids'
import { somePupil, someUse, type Desk, type Moment } from './desk'

/** Somebody answers about one to three uses, on one form or in one call. */
export function answers(moment: Moment): readonly Draft[] {
  const { chance, desk, today } = moment
  const pupil = desk.pupils.find(({ id }) => id === somePupil(moment))
  if (pupil === undefined) return []
  const by = somebody(moment, pupil.id)
  const decidedOn = chance.isTrue(0.6) ? today : daysAfter(today, -chance.below(25))
  const uses = new Set(Array.from({ length: chance.pick([1, 1, 2, 3]) }, () => someUse(moment)))
  const isYes = chance.isTrue(0.6)
  return [...uses].flatMap((purpose) => {
    const basis = desk.purposes.find(({ id }) => id === purpose)?.basis
    const answer = said(chance.isTrue(0.85) ? isYes : !isYes, basis === 'CONSENT', chance.isTrue(0.5))
    const wording = answer === 'GIVEN' ? wordingBy(desk, decidedOn) : null
    if (!isTaken(moment, { purpose, by, answer, decidedOn, wording: wording?.id ?? null })) return []
    const body = bodyOfAnswer({
      ...{ pupil: pupil.id, purpose, by, year: pupil.year, decidedOn, answer },
      ...{ wording: wording?.id ?? null, outlastsLeaving: chance.isTrue(0.1) },
      coversFrom: wording !== null && wording.effectiveFrom > decidedOn ? wording.effectiveFrom : decidedOn,
      expiresOn: chance.isTrue(0.1) ? daysAfter(today, chance.between(1, 14)) : null,
      conditions: chance.isTrue(0.1) ? 'no close-ups' : null,
    })
    const entity = answerEntity(pupil.id, purpose, deciderOf(by))
    return [decideDraft(entity, body, standingOfEntity(desk, entity))]
  })
}

const standingOfEntity = (desk: Desk, entity: string): readonly AnswerRow[] =>
  desk.answers.filter((row) => row.entity === entity && row.stands)

/** A contact's id, null for the pupil, or a name in brackets. */
function somebody({ chance, desk, theme }: Moment, pupil: string): string | null {
  const who = chance.weigh([
    [theme.person, theme.concern === 'a person' ? 200 : 5],
    ['mother', 4],
    ['father', 3],
    ['pupil', 3],
    ['any', 2],
    ['stranger', 0.7],
  ])
  if (who === 'pupil') return null
  if (who === 'stranger') return '[Wren Attercliffe]'
  if (who !== 'any') return contactId(pupil, who)
  const contacts = desk.contacts.filter((contact) => contact.pupil === pupil)
  return contacts.length === 0 ? null : chance.pick(contacts).id
}

function deciderOf(by: string | null): Decider {
  const name = strangerIn(by)
  return by === null ? { kind: 'PUPIL' } : name === null ? { kind: 'CONTACT', contact: by } : { kind: 'OTHER', name }
}

function said(isYes: boolean, isConsent: boolean, isTakenBack: boolean): ConsentAnswer {
  if (!isConsent) return isYes ? 'NO_OBJECTION' : 'OBJECTED'
  return isYes ? 'GIVEN' : isTakenBack ? 'WITHDRAWN' : 'REFUSED'
}

/** The newest wording that could be signed by a day. */
function wordingBy(desk: Desk, day: Day): Desk['wordings'][number] | null {
  return desk.wordings.filter(({ id }) => (desk.since(id) ?? '9999') <= day).at(-1) ?? null
}

/** Whether the product's own check of what is recorded takes an answer. */
function isTaken(
  { desk, today }: Moment,
  { purpose, by, answer, decidedOn, wording }: Pick<Answered, 'purpose' | 'by' | 'answer' | 'decidedOn' | 'wording'>,
): boolean {
  const capacity = by === null ? ('PUPIL' as const) : ('PARENT' as const)
  const how = { capacity, decidedOn, channel: 'PAPER' as const, wording, evidence: null, from: null }
  try {
    checkAnswers([plainUse(purpose, answer)], { by: deciderOf(by), ...how }, desk.purposes, desk.since, today)
    return true
  } catch (error) {
    if (error instanceof Fault) return false
    throw error
  }
}

/** An answer is taken back as recorded in error: the person's answer before stands again (reversing.ts). */
export function reversal({ chance, desk }: Moment): readonly Draft[] {
  const standing = desk.answers.filter(({ stands }) => stands)
  const alone = standing.filter(
    (row) => row.answer !== 'VOID' && standing.filter(({ entity }) => entity === row.entity).length === 1,
  )
  if (alone.length === 0) return []
  // What was recorded in error is mostly noticed soon.
  const recent = [...alone].sort((a, b) => b.recordedAt - a.recordedAt).slice(0, 4)
  const row = chance.pick(recent)
  const [before, ...others] = desk
    .parentsOf(row.event)
    .flatMap((id) => desk.answers.filter(({ event }) => event === id))
  const voids = [row.event]
  const body =
    before !== undefined && others.length === 0
      ? bodyOf(before, SOMEBODY, voids)
      : { ...bodyOf(row, SOMEBODY, voids), answer: 'VOID' as const, conditions: null, evidence: null }
  return [decideDraft(row.entity, body, [row])]
}

/** Where two stand for one person, one of them was a mistake: over it and the strictest of the others, on purpose (entry). */
export function correction({ chance, desk }: Moment): readonly Draft[] {
  const standing = desk.answers.filter(({ stands }) => stands)
  const divided = standing.filter((row) => standing.some((other) => other !== row && other.entity === row.entity))
  if (divided.length === 0) return []
  const mistake = chance.pick(divided)
  const others = divided.filter((row) => row !== mistake && row.entity === mistake.entity)
  const strictest = others.reduce((a, b) => (RESTRICTIVENESS[b.answer] > RESTRICTIVENESS[a.answer] ? b : a))
  const body = bodyOf(strictest, SOMEBODY, [mistake.event])
  const parents = [mistake.event, strictest.event]
  const op = strictest.answer === mistake.answer ? ('decide' as const) : ('resolve' as const)
  return [{ type: answerKind.type, entity: mistake.entity, op, body, parents }]
}

/** Somebody settles what stands for one pupil and use, mostly where people differ; it names exactly what stands here. */
export function settlement({ chance, desk, today }: Moment): readonly Draft[] {
  const noes = desk.answers.filter(({ stands, answer }) => stands && isNo(answer))
  if (noes.length === 0) return []
  const { pupil, purpose } = chance.pick(noes)
  const standing = desk.answers.filter((row) => row.stands && row.pupil === pupil && row.purpose === purpose)
  const isConsent = desk.purposes.find(({ id }) => id === purpose)?.basis === 'CONSENT'
  const outcome = isConsent ? chance.pick(['GIVEN', 'REFUSED'] as const) : 'OVERRULED'
  const before = desk.settlements.filter((row) => row.pupil === pupil && row.purpose === purpose)
  return [
    {
      type: settlementKind.type,
      entity: settlementEntity(pupil, purpose),
      op: 'resolve',
      body: {
        ...{ pupil, purpose, outcome, note: 'spoke to both', settledOn: today, by: SOMEBODY },
        covers: standing.map(({ event }) => event),
      },
      parents: before.map(({ event }) => event),
    },
  ]
}
