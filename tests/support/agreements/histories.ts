/** Made-up schools, people and answers, many on the days at which something turns. One is known by its seed and number. */
import {
  AGREEMENT_AUDIENCES,
  CHANGE_CLASSES,
  PUPIL_AUDIENCES,
  SIGNERS,
  VALIDITIES,
  type AgreementAudience,
} from '@contract/agreements'
import { YEAR_CODES, type CivilDate, type YearCode } from '@contract/primitives'
import type {
  AgreementKnown,
  AudienceYears,
  IssuedVersion,
  Subject,
} from '../../../src-main/features/agreements/rules/scope'
import type { SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import { chance, type Chance } from '../../fuzz/chance'
import { numberOf, textOf } from './days'

export interface History {
  readonly agreements: readonly AgreementKnown[]
  readonly years: AudienceYears
  readonly subject: Subject
  /** All that two PCs recorded, in the order it happened. */
  readonly steps: readonly Step[]
  readonly on: CivilDate
}

export type Pc = 0 | 1

/** One thing that happens at one of two PCs. Its place in the history is its name. */
export type Step =
  | { readonly kind: 'SAY'; readonly pc: Pc; readonly answer: Said }
  /** Takes answers back, by the places of their steps; those this PC never heard of are passed over. */
  | { readonly kind: 'TAKE_BACK'; readonly pc: Pc; readonly of: readonly number[] }
  /** The other PC learns all that one knows. */
  | { readonly kind: 'TELL'; readonly from: Pc }

/** An answer as somebody records it. */
export type Said = SigningKnown & { readonly outcome: Exclude<SigningKnown['outcome'], 'VOID'> }

/** Every answer of a history, in the order they were recorded. */
export const saidIn = ({ steps }: History): readonly Said[] =>
  steps.flatMap((step) => (step.kind === 'SAY' ? [step.answer] : []))

export const day = (text: string): CivilDate => text as CivilDate // Written as a date.
export const shifted = (from: CivilDate, days: number): CivilDate => day(textOf(numberOf(from) + days))

/** Days on which years, terms and leap years turn. */
const TURNS = ['2025-08-31', '2025-09-01', '2026-08-31', '2026-09-01', '2027-08-31', '2027-09-01'].concat(
  ...['2028-02-28', '2028-02-29', '2028-03-01', '2027-02-28', '2026-12-31', '2027-01-31'],
)
const [FIRST, LAST] = [numberOf('2025-06-01'), numberOf('2028-06-30')]

/** A few days of one history, so that things fall on the same day or beside it. */
const someDays = (by: Chance): readonly CivilDate[] =>
  Array.from({ length: 5 }, () => (by.in(2) ? day(by.one(TURNS)) : day(textOf(FIRST + by.upTo(LAST - FIRST)))))

const near = (by: Chance, days: readonly CivilDate[]): CivilDate =>
  by.in(3) ? shifted(by.one(days), by.upTo(3) - 1) : by.in(4) ? shifted(by.one(days), by.upTo(200) - 100) : by.one(days)

const ADULT_AUDIENCES = ['STAFF_VOLUNTEER', 'GOVERNOR', 'COMMUNITY', 'VISITOR', 'EXTERNAL', 'SUPPLY'] as const

function subjectOf(by: Chance, days: readonly CivilDate[], on: CivilDate): Subject {
  const devices = {
    loans: by.in(4) ? [{ from: near(by, days), returnedOn: by.in(2) ? null : near(by, days) }] : [],
    ownDevice: by.in(8),
  }
  if (by.in(4)) {
    const until = by.in(6) ? near(by, days) : by.in(2) ? shifted(on, by.upTo(200)) : null
    return { ...devices, kind: 'ADULT', audience: by.one(ADULT_AUDIENCES), from: beforeOf(by, days, on), until }
  }
  const year = by.one<YearCode>(by.in(2) ? YEAR_CODES : ['2', '3', '6', '7', '11', '12', '13'])
  return {
    ...{ ...devices, kind: 'PUPIL', year },
    yearAt: by.in(4) ? shifted(on, by.upTo(500)) : on,
    dateOfBirth: birthOf(by, days),
    onRollFrom: by.in(3) ? null : beforeOf(by, days, on),
    leftOn: by.in(8) ? near(by, days) : null,
    lastLeft: by.in(7) ? near(by, days) : null,
  }
}

const beforeOf = (by: Chance, days: readonly CivilDate[], on: CivilDate): CivilDate =>
  by.in(6) ? near(by, days) : shifted(on, -by.upTo(400))

function birthOf(by: Chance, days: readonly CivilDate[]): CivilDate | null {
  if (by.in(4)) return null
  if (by.in(6)) return day('2008-02-29')
  const turned = near(by, days)
  const years = by.in(2) ? 18 : by.one([6, 12, 16])
  return day(`${Number(turned.slice(0, 4)) - years}${turned.slice(4) === '-02-29' ? '-03-01' : turned.slice(4)}`)
}

function versionsOf(
  by: Chance,
  agreement: string,
  audiences: readonly AgreementAudience[],
  days: readonly CivilDate[],
): readonly IssuedVersion[] {
  return Array.from({ length: by.in(16) ? 0 : 1 + by.upTo(4) }, (_, number) => {
    const first = number === 0 && !by.in(4)
    const effectiveFrom = first ? shifted(day('2025-04-01'), by.upTo(90)) : near(by, days)
    return {
      id: `${agreement} v${number}`,
      effectiveFrom,
      issuedOn: by.in(6) ? near(by, days) : shifted(effectiveFrom, -by.upTo(first ? 60 : 90)),
      changes: audiences.flatMap((audience) =>
        by.in(12)
          ? []
          : [{ audience, change: by.in(2) ? by.one(CHANGE_CLASSES) : by.one(['WORDING', 'INFORM'] as const) }],
      ),
    }
  })
}

function agreementOf(
  by: Chance,
  id: string,
  audiences: readonly AgreementAudience[],
  variantOf: string | null,
  days: readonly CivilDate[],
): AgreementKnown {
  return {
    ...{ id, audiences: [...audiences], variantOf },
    signers: by.in(2) ? 'BOTH' : by.one(SIGNERS),
    childFrom: by.in(2) ? null : by.one<YearCode>(by.in(2) ? YEAR_CODES : ['3', '7', '12']),
    validity: by.in(2) ? 'ACADEMIC_YEAR' : by.one(VALIDITIES),
    months: by.in(6) ? null : 1 + by.upTo(18),
    retiredOn: by.in(9) ? near(by, days) : null,
    versions: versionsOf(by, id, audiences, days),
  }
}

/** Audiences of one agreement, mostly those of the subject. */
function audiencesFor(by: Chance, subject: Subject): readonly AgreementAudience[] {
  const own: readonly AgreementAudience[] =
    subject.kind === 'ADULT'
      ? [subject.audience]
      : by.in(5)
        ? ['PARENT']
        : by.in(4)
          ? [by.one(PUPIL_AUDIENCES), 'PARENT']
          : by.in(4)
            ? [by.one(PUPIL_AUDIENCES)]
            : PUPIL_AUDIENCES
  const more = by.in(3) ? [by.one(AGREEMENT_AUDIENCES)] : []
  const device = by.in(4) ? [by.one(['DEVICE_LOAN', 'OWN_DEVICE'] as const)] : []
  return [...new Set(by.in(8) && device.length > 0 ? device : [...own, ...more, ...device])]
}

function agreementsOf(by: Chance, subject: Subject, days: readonly CivilDate[]): readonly AgreementKnown[] {
  if (by.in(40)) return []
  const audiences = audiencesFor(by, subject)
  const first = agreementOf(by, 'b', audiences, null, days)
  const second = by.in(2) ? [agreementOf(by, by.one(['a', 'c']), variantAudiences(by, audiences), 'b', days)] : []
  // A variant of a variant, or one whose original is not among them.
  const third = by.in(5) ? [agreementOf(by, 'd', audiences, second[0]?.id ?? 'gone', days)] : []
  const other = by.in(3) ? [agreementOf(by, 'e', audiencesFor(by, subject), null, days)] : []
  return [...third, first, ...other, ...second]
}

const variantAudiences = (by: Chance, of: readonly AgreementAudience[]): readonly AgreementAudience[] =>
  by.in(3) ? [by.one(of)] : of

/** The day of an answer: beside something else, shortly before the day of asking, or soon after the version came. */
function signedOf(by: Chance, version: IssuedVersion, days: readonly CivilDate[], on: CivilDate): CivilDate {
  if (by.in(4)) return near(by, days)
  const before = shifted(on, -by.upTo(250))
  return before >= version.issuedOn || by.in(3) ? before : shifted(version.issuedOn, by.upTo(60))
}

/** Two contacts, a name, and nobody named. */
const SIGNERS_OF_PARENTS = ['c1', 'c1', 'c2', 'marbathistlemead', null] as const

type Outcome = Said['outcome']

function answersFor(
  by: Chance,
  agreements: readonly AgreementKnown[],
  days: readonly CivilDate[],
  { subject, on }: Pick<History, 'subject' | 'on'>,
): readonly Said[] {
  const versions = agreements.flatMap((one) => one.versions)
  if (versions.length === 0) return []
  const issued = versions.filter(({ issuedOn }) => issuedOn <= on)
  return Array.from({ length: by.upTo(6) }, (): readonly Said[] => {
    const version = by.one(issued.length === 0 || by.in(5) ? versions : issued)
    const signedOn = signedOf(by, version, days, on)
    const capacity = subject.kind === 'ADULT' && !by.in(12) ? 'ADULT' : by.one(['CHILD', 'PARENT'] as const)
    const one: Said = {
      ...{ version: version.id, capacity, signer: capacity === 'PARENT' ? by.one(SIGNERS_OF_PARENTS) : null },
      outcome: by.in(4) ? by.one<Outcome>(['REFUSED', 'REFUSED', 'CANNOT_SIGN', 'CANNOT_SIGN']) : 'SIGNED',
      signedOn,
      until: by.in(8) ? shifted(signedOn, by.upTo(300) - 5) : null,
      witness: by.in(3) ? null : 'seen',
    }
    const more: Said[] = [one]
    // The other of two signers on the same sheet.
    if (subject.kind === 'PUPIL' && by.in(2)) {
      const other = capacity === 'CHILD' ? 'PARENT' : 'CHILD'
      const signer = other === 'PARENT' ? by.one(SIGNERS_OF_PARENTS) : null
      more.push({ ...one, outcome: 'SIGNED', capacity: other, signer })
    }
    // The other parent, the same day or another.
    if (capacity === 'PARENT' && by.in(2)) {
      const day = by.in(2) ? signedOn : near(by, days)
      more.push({ ...one, signer: by.one(SIGNERS_OF_PARENTS), signedOn: day, outcome: outcomeOf(by) })
    }
    // The same signer of the same text on another day: a renewal, or another mind.
    if (by.in(3)) {
      more.push({ ...one, signedOn: shifted(signedOn, by.in(2) ? 365 : 1 + by.upTo(40)), outcome: outcomeOf(by) })
    }
    return more
  }).flat()
}

const outcomeOf = (by: Chance): Outcome => (by.in(3) ? by.one<Outcome>(['REFUSED', 'CANNOT_SIGN']) : 'SIGNED')

/** Answers recorded on either PC, some corrected, some taken back, with the PCs telling one another now and then. */
function stepsOf(by: Chance, answers: readonly Said[]): readonly Step[] {
  const steps: Step[] = []
  const pc = (): Pc => (by.in(3) ? 1 : 0)
  const takeBack = (place: number) => {
    const many = by.in(4) ? [place, by.upTo(steps.length)] : [place]
    steps.push({ kind: 'TAKE_BACK', pc: pc(), of: many })
  }
  for (const answer of answers) {
    const first = pc()
    const place = steps.length
    steps.push({ kind: 'SAY', pc: first, answer })
    if (by.in(5)) steps.push({ kind: 'TELL', from: first })
    let last = place
    // Said otherwise of the same act: a correction where this PC knows of the first, else two PCs that differ.
    for (let more = by.in(3) ? 1 + by.upTo(3) : 0; more > 0; more--) {
      last = steps.length
      const until = by.in(4) ? shifted(answer.signedOn, by.upTo(300)) : answer.until
      steps.push({ kind: 'SAY', pc: pc(), answer: { ...answer, outcome: outcomeOf(by), until } })
      if (by.in(4)) steps.push({ kind: 'TELL', from: pc() })
    }
    if (by.in(6)) takeBack(by.in(2) ? last : place)
    if (by.in(12)) takeBack(last)
  }
  if (steps.length > 0 && by.in(5)) takeBack(by.upTo(steps.length))
  return steps
}

function yearsOf(by: Chance): AudienceYears {
  if (!by.in(4)) return []
  return by.one<AudienceYears>([
    [{ audience: 'KS2', range: { from: '3', to: '8' } }],
    [
      { audience: 'EARLY_YEARS_KS1', range: { from: 'E1', to: '3' } },
      { audience: 'KS2', range: { from: '3', to: '6' } },
    ],
    [{ audience: 'KS3_UP', range: { from: 'X', to: 'X' } }],
    [{ audience: 'SIXTH_FORM', range: { from: '13', to: '14' } }],
  ])
}

export function historyOf(seed: number, number: number): History {
  const by = chance(seed, number)
  const days = someDays(by)
  const on = [near(by, days), near(by, days)].sort().at(-1) ?? by.one(days)
  const subject = subjectOf(by, days, on)
  const agreements = agreementsOf(by, subject, days)
  const steps = stepsOf(by, answersFor(by, agreements, days, { subject, on }))
  return { agreements, years: yearsOf(by), subject, steps, on }
}
