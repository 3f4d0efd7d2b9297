/** Judges one form against everything that is known: its problems, and whether they hold it. */
import { Fault } from '@contract/fault'
import type { SheetFacts, SheetProblem } from '@contract/entry'
import { formOf, oneBatch, sheetsOfPupil, type BatchRow, type SheetRow } from '@db/repo/entry'
import { oneContact, type PupilRow } from '@db/repo/pupils'
import { oneWording } from '@db/repo/consents'
import type { Ctx, Tenant } from '@vault/context'
import { Knowledge, pupilIn, recordsOf } from '../consents'
import { spacedNumber } from '../forms'
import { restrictedPupils, yearOn } from '../pupils'
import { entityOf, pastOf, type SheetSource } from './answers'
import { byOtherAdults, signerMay } from './rules/people'
import { isHeld, problemsOf, whyNotReleased } from './rules/problems'
import { answeredOn, saidOn, type AskedUse, type SaidAnswer } from './rules/said'

/** Fields of a form in the making, with its place in the batch. */
export interface Judged {
  readonly problems: readonly SheetProblem[]
  readonly isHeld: boolean
  readonly said: readonly SaidAnswer[]
  /** What its answers are recorded from. @param trusted a person has looked at the day that was keyed */
  readonly source: (sheet: string, position: number, trusted: boolean) => SheetSource
  /** Why it may not count even after somebody has looked, in words; null when it may. */
  readonly whyNotReleased: string | null
}

/**
 * Refuses what can only be a fault, as another child's number would be: only a wrong school, or a wrong child, stops (ux 6).
 * @throws Fault 'bad-input', 'conflict' or 'not-found'; nothing is saved then
 */
export function checkFacts(tenant: Tenant, batch: BatchRow, facts: SheetFacts): PupilRow {
  const pupil = pupilIn(tenant, facts.pupil)
  if (facts.ticks.length !== questionsOf(tenant, batch.wording).length) {
    throw new Fault('bad-input', 'The form has another number of questions. Nothing was saved. Open the batch again.')
  }
  const { signedBy, capacity, number } = facts
  if ((signedBy === null) !== (capacity === null) || (signedBy?.kind === 'PUPIL') !== (capacity === 'PUPIL')) {
    throw new Fault('bad-input', 'Say who signed, and as what. Nothing was saved.')
  }
  if (signedBy?.kind === 'CONTACT' && oneContact(tenant.db, signedBy.contact)?.pupil !== pupil.id) {
    throw new Fault(
      'not-found',
      'That contact does not belong to this pupil. Nothing was saved. Choose who signed again.',
    )
  }
  if (number !== null && formOf(tenant.db, number)?.pupil !== pupil.id) {
    throw new Fault('conflict', 'The number on this form belongs to another child. Nothing was saved. Scan it again.')
  }
  return pupil
}

/** Questions of an issued wording, in paper order. @throws Fault 'not-found' */
export function questionsOf(tenant: Tenant, wording: string): readonly { readonly purpose: string }[] {
  const issued = oneWording(tenant.db, wording)?.issued
  if (!issued) throw new Fault('not-found', 'This school has issued no such wording. Nothing was changed.')
  return issued.questions
}

/** @param sheet the form's own, whose earlier keying does not speak against it; null: a new one */
export function judge(
  tenant: Tenant,
  batch: BatchRow,
  { facts, pupil, sheet }: { facts: SheetFacts; pupil: PupilRow; sheet: SheetRow | null },
  ctx: Ctx,
): Judged {
  const today = ctx.today()
  const told = wordingTold(tenant, batch, facts)
  const on = answeredOn(facts, { receivedOn: batch.receivedOn, today, trusted: true })
  const knowledge = new Knowledge(tenant.db, [pupil.id], null, on, recordsOf(tenant, ctx))
  const uses = questionsOf(tenant, batch.wording).map(({ purpose }): AskedUse => ({
    purpose,
    asksConsent: knowledge.purposes.find(({ id }) => id === purpose)?.basis === 'CONSENT',
  }))
  const said = saidOn(facts, uses)
  const standing = knowledge.standingOf(pupil)
  const since = knowledge.since(told)
  const own = sheet?.id ?? null
  const problems = problemsOf(facts, said, {
    ...{ today, receivedOn: batch.receivedOn, since },
    isOtherWording: told !== batch.wording,
    wasKeyedBefore: wasKeyedBefore(tenant, facts, batch.wording, own),
    isRestricted: restrictedPupils(tenant.db, [pupil.id], today).has(pupil.id),
    signerMay: signerMay(facts.signedBy, standing),
    needsOwnView: standing.needsOwnView,
    ownAnswers: (one) => pastOf(tenant, entityOf(one, pupil.id, facts.signedBy), own).others.map(({ body }) => body),
    othersAnswers: (purpose) =>
      byOtherAdults(
        knowledge.answersOf(pupil.id, purpose).filter(({ from }) => own === null || from !== own),
        facts.signedBy,
        knowledge.purposes.find(({ id }) => id === purpose)?.renewal ?? 'ANNUAL',
        on,
      ),
    pupilSaidYes: (purpose) =>
      knowledge
        .answersOf(pupil.id, purpose)
        .some(
          ({ capacity, answer, from }) => capacity === 'PUPIL' && answer === 'GIVEN' && (own === null || from !== own),
        ),
  })
  return {
    problems,
    isHeld: isHeld(problems),
    said,
    source: (id, position, trusted) => {
      const on = answeredOn(facts, { receivedOn: batch.receivedOn, today, trusted })
      return {
        ...{ sheet: id, facts, wording: told, on },
        pupil: { id: pupil.id, year: yearOn(pupil.year, today, on) },
        evidence: evidenceOf(facts, batch, position),
      }
    },
    whyNotReleased: whyNotReleased(facts, said, {
      ...{ today, since },
      hasOtherQuestions: !asksTheSame(tenant, told, batch.wording),
    }),
  }
}

/** The wording a family was shown: the one printed on the form. */
const wordingTold = (tenant: Tenant, batch: BatchRow, { number }: SheetFacts): string =>
  (number === null ? null : formOf(tenant.db, number)?.wording) ?? batch.wording

function asksTheSame(tenant: Tenant, told: string, keyed: string): boolean {
  if (told === keyed) return true
  const [a, b] = [questionsOf(tenant, told), questionsOf(tenant, keyed)]
  return a.length === b.length && a.every(({ purpose }, i) => purpose === b[i]?.purpose)
}

/** This very form, or one for the same pupil and wording, has been keyed already, in any batch. */
export function wasKeyedBefore(
  tenant: Tenant,
  { pupil, number }: Pick<SheetFacts, 'pupil' | 'number'>,
  wording: string,
  sheet: string | null,
): boolean {
  // A number belongs to one pupil, so the form it stands on is among them.
  return sheetsOfPupil(tenant.db, pupil).some(
    (other) =>
      other.id !== sheet &&
      (other.state === 'SAVED' || other.state === 'TO_CHECK') &&
      ((number !== null && other.number === number) || oneBatch(tenant.db, other.batch)?.wording === wording),
  )
}

const evidenceOf = ({ number }: SheetFacts, { receivedOn }: BatchRow, position: number): string =>
  number === null ? `Paper form ${position} of the pile of ${receivedOn}` : `Paper form ${spacedNumber(number)}`
