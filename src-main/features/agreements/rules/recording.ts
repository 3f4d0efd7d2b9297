/** Whether an answer may be recorded as it is given, and what is to be said beside it (R29-R35). Pure. */
import type { AgreementAudience, VersionState } from '@contract/agreements'
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity, SigningFacts, SigningOutcome } from '@contract/signatures'
import { countsFrom, isSameAct, isStarter, type SigningKnown } from './answers'
import { textOn } from './requirements'
import {
  belonging,
  DEVICE_AUDIENCES,
  isOfAge,
  isRetired,
  ownAudiences,
  requiredOf,
  type AgreementKnown,
  type AudienceYears,
  type Subject,
} from './scope'

/** An answer on its way in. */
export type SigningAsked = Pick<
  SigningFacts,
  'version' | 'capacity' | 'outcome' | 'contact' | 'signedOn' | 'method' | 'witness' | 'until'
> &
  Pick<SigningKnown, 'signer'>

/** The version it is given to. `issuedOn` is null for what was never issued. */
export interface VersionAsked {
  readonly state: VersionState
  readonly issuedOn: CivilDate | null
  readonly effectiveFrom: CivilDate
}

/** A contact of the pupil. `endedOn`: last day as a contact; null: open. */
export interface ContactAsked {
  readonly id: string
  readonly endedOn: CivilDate | null
  /** Held parental responsibility on the day of the answer. */
  readonly responsible: boolean
}

export interface RecordingAsked {
  readonly signing: SigningAsked
  readonly version: VersionAsked
  readonly agreement: AgreementKnown
  readonly subject: Subject
  /** Of the pupil; empty for adults. */
  readonly contacts: readonly ContactAsked[]
  /** As the school has set them; empty: the usual years. */
  readonly years: AudienceYears
  /** What stands of this subject already. */
  readonly standing: readonly SigningKnown[]
  readonly today: CivilDate
}

/** Why an answer is not recorded, with what a sentence needs. */
export type SigningRefusal =
  /** Its text was never issued. */
  | { readonly code: 'DRAFT'; readonly state: VersionState }
  | { readonly code: 'FUTURE'; readonly today: CivilDate }
  | { readonly code: 'BEFORE_ISSUE'; readonly issuedOn: CivilDate }
  | { readonly code: 'RETIRED'; readonly retiredOn: CivilDate }
  | { readonly code: 'AFTER_LEFT'; readonly leftOn: CivilDate }
  | { readonly code: 'BEFORE_JOINED'; readonly joinedOn: CivilDate }
  /** `theirs`: audiences on the day; empty for a pupil whose year no audience has. */
  | {
      readonly code: 'WRONG_AUDIENCE'
      readonly theirs: readonly AgreementAudience[]
      readonly agreement: readonly AgreementAudience[]
    }
  /** The child's own signature does not count here: a parent's is asked for. */
  | { readonly code: 'CHILD_WHERE_PARENT' }
  /** `ofAge`: the pupil is 18, so that a parent is not asked. */
  | { readonly code: 'WRONG_CAPACITY'; readonly needed: readonly SigningCapacity[]; readonly ofAge: boolean }
  /** Signed for a parent by nobody who is a contact on that day. `endedOn`: was one until then; null: never. */
  | { readonly code: 'NOT_A_CONTACT'; readonly endedOn: CivilDate | null }
  | { readonly code: 'NO_WITNESS'; readonly because: 'IN_CLASS' | 'CANNOT_SIGN' }
  | { readonly code: 'UNTIL_BEFORE_SIGNED'; readonly until: CivilDate }

export type SigningRefusalCode = SigningRefusal['code']

/** The first reason against recording an answer; null: it may be recorded. */
export function whyNot(asked: RecordingAsked): SigningRefusal | null {
  return whyNotTheText(asked) ?? whyNotTheDay(asked) ?? whyNotTheSigner(asked) ?? whyNotTheForm(asked)
}

function whyNotTheText({ signing: { signedOn }, version, agreement, today }: RecordingAsked): SigningRefusal | null {
  const { state, issuedOn } = version
  if (state !== 'ISSUED' || issuedOn === null) return { code: 'DRAFT', state }
  if (signedOn > today) return { code: 'FUTURE', today }
  if (signedOn < issuedOn) return { code: 'BEFORE_ISSUE', issuedOn }
  return agreement.retiredOn !== null && isRetired(agreement, signedOn)
    ? { code: 'RETIRED', retiredOn: agreement.retiredOn }
    : null
}

function whyNotTheDay({ signing: { signedOn }, subject }: RecordingAsked): SigningRefusal | null {
  const { from, until } = belonging(subject)
  if (until !== null && signedOn > until) return { code: 'AFTER_LEFT', leftOn: until }
  const isOfBefore = isOfEarlierStay(subject, signedOn)
  return from !== null && signedOn < from && !isStarter(signedOn, from) && !isOfBefore
    ? { code: 'BEFORE_JOINED', joinedOn: from }
    : null
}

const isOfEarlierStay = (subject: Subject, day: CivilDate): boolean =>
  subject.kind === 'PUPIL' && subject.lastLeft !== null && day <= subject.lastLeft

function whyNotTheSigner(asked: RecordingAsked): SigningRefusal | null {
  const { signing, version, agreement, subject, years } = asked
  // What is signed in July for September is right for either year.
  const days = [signing.signedOn, countsFrom(signing.signedOn, version.effectiveFrom, subject)]
  const audiences = (day: CivilDate) => [...ownAudiences(subject, years, day), ...DEVICE_AUDIENCES]
  const askedBy = (day: CivilDate) => agreement.audiences.filter((one) => audiences(day).includes(one))
  const needed = days.flatMap((day) => {
    const by = askedBy(day)
    return by.length === 0 ? [] : requiredOf(subject, agreement, by, day)
  })
  if (needed.length === 0) {
    const theirs = ownAudiences(subject, years, signing.signedOn)
    return { code: 'WRONG_AUDIENCE', theirs, agreement: agreement.audiences }
  }
  if (needed.includes(signing.capacity)) return whyNotTheContact(asked)
  if (signing.capacity === 'CHILD' && needed.includes('PARENT')) return { code: 'CHILD_WHERE_PARENT' }
  const ofAge = subject.kind === 'PUPIL' && isOfAge(subject, signing.signedOn)
  return { code: 'WRONG_CAPACITY', needed: [...new Set(needed)], ofAge }
}

function whyNotTheContact({ signing, contacts }: RecordingAsked): SigningRefusal | null {
  if (signing.contact === null) return null
  const contact = contacts.find(({ id }) => id === signing.contact)
  if (contact === undefined || signing.capacity !== 'PARENT') return { code: 'NOT_A_CONTACT', endedOn: null }
  const { endedOn } = contact
  return endedOn !== null && endedOn < signing.signedOn ? { code: 'NOT_A_CONTACT', endedOn } : null
}

function whyNotTheForm({
  signing: { method, outcome, witness, until, signedOn },
}: RecordingAsked): SigningRefusal | null {
  if (witness === null && outcome === 'CANNOT_SIGN') return { code: 'NO_WITNESS', because: 'CANNOT_SIGN' }
  if (witness === null && method === 'IN_CLASS') return { code: 'NO_WITNESS', because: 'IN_CLASS' }
  return until !== null && until < signedOn ? { code: 'UNTIL_BEFORE_SIGNED', until } : null
}

/** What is recorded as it is, with a word beside it. */
export type SigningWarning =
  /** The same signer's same answer to the same text stands already, of another day; both stand. */
  | { readonly code: 'SIGNED_TWICE'; readonly before: CivilDate }
  /** Of the same signer, text and day something else is recorded, which this corrects. */
  | { readonly code: 'CORRECTS'; readonly before: Exclude<SigningOutcome, 'VOID'> }
  /** Another version was in force on the day. */
  | { readonly code: 'OLD_VERSION'; readonly inForce: string; readonly since: CivilDate }
  /** The contact who signed as a parent held no parental responsibility on the day. */
  | { readonly code: 'SIGNER_NOT_RESPONSIBLE' }
  /** Given in an earlier stay at the school, so it counts no more. */
  | { readonly code: 'EARLIER_STAY'; readonly lastLeft: CivilDate }
  /** Signed for a text that is not in force yet: it counts from that day (R34). */
  | { readonly code: 'COUNTS_LATER'; readonly from: CivilDate }

export type SigningWarningCode = SigningWarning['code']

/** What to say beside an answer that may be recorded, in the order above. */
export function warningsOf({
  signing,
  version,
  agreement,
  subject,
  contacts,
  standing,
}: RecordingAsked): readonly SigningWarning[] {
  const { outcome, signedOn } = signing
  const twice = standing.find(
    (one) => one.outcome === outcome && one.signedOn !== signedOn && isSameAct({ ...one, signedOn }, signing),
  )
  const corrected = standing.find(
    (one) => one.outcome !== outcome && one.outcome !== 'VOID' && isSameAct(one, signing),
  )?.outcome
  const inForce = textOn(agreement, signedOn)
  const isOld = inForce !== null && inForce.id !== signing.version && version.effectiveFrom <= signedOn
  const signer = contacts.find(({ id }) => id === signing.contact)
  const lastLeft = subject.kind === 'PUPIL' && isOfEarlierStay(subject, signedOn) ? subject.lastLeft : null
  const warnings: readonly (SigningWarning | null)[] = [
    twice === undefined ? null : { code: 'SIGNED_TWICE', before: twice.signedOn },
    corrected === undefined || corrected === 'VOID' ? null : { code: 'CORRECTS', before: corrected },
    isOld ? { code: 'OLD_VERSION', inForce: inForce.id, since: inForce.effectiveFrom } : null,
    signer === undefined || signer.responsible ? null : { code: 'SIGNER_NOT_RESPONSIBLE' },
    lastLeft === null ? null : { code: 'EARLIER_STAY', lastLeft },
    version.effectiveFrom > signedOn ? { code: 'COUNTS_LATER', from: version.effectiveFrom } : null,
  ]
  return warnings.filter((warning) => warning !== null)
}

/** Capacities a form is printed for: those the agreement asks of this subject on a day; empty: it is not theirs. */
export function capacitiesOf(
  subject: Subject,
  agreement: AgreementKnown,
  years: AudienceYears,
  on: CivilDate,
): readonly SigningCapacity[] {
  const theirs = [...ownAudiences(subject, years, on), ...DEVICE_AUDIENCES]
  const by = agreement.audiences.filter((one) => theirs.includes(one))
  return by.length === 0 ? [] : requiredOf(subject, agreement, by, on)
}
