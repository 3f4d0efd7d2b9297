/**
 * Faults planted on purpose in who is current: the rules are asked about facts read in the wrong way, or what they say is
 * told wrongly. The oracle has to notice each of them, or it proves nothing.
 */
import type { ChangeClass } from '@contract/agreements'
import type { CivilDate } from '@contract/primitives'
import type {
  AdultSubject,
  AgreementKnown,
  IssuedVersion,
  PupilSubject,
} from '../../../src-main/features/agreements/rules/scope'
import type { SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import { product, productOf } from './compared'
import { shifted, type History, type Step } from './histories'
import type { Told, ToldStanding } from './oracle'
import { played } from './played'

export type Mutant = (history: History) => Told

const reading =
  (alter: (history: History) => Partial<History>): Mutant =>
  (history) =>
    product({ ...history, ...alter(history) })

const agreements = (alter: (one: AgreementKnown, of: History) => Partial<AgreementKnown>): Mutant =>
  reading((of) => ({ agreements: of.agreements.map((one) => ({ ...one, ...alter(one, of) })) }))

const versions = (alter: (one: IssuedVersion, of: AgreementKnown) => Partial<IssuedVersion>): Mutant =>
  agreements((of) => ({ versions: of.versions.map((one) => ({ ...one, ...alter(one, of) })) }))

const classes = (from: ChangeClass, to: ChangeClass): Mutant =>
  versions((one) => ({
    changes: one.changes.map(({ audience, change }) => ({ audience, change: change === from ? to : change })),
  }))

const unclassed = (change: ChangeClass): Mutant =>
  versions((one, { audiences }) => ({
    changes: [
      ...one.changes,
      ...audiences
        .filter((audience) => one.changes.every((each) => each.audience !== audience))
        .map((audience) => ({ audience, change })),
    ],
  }))

const pupil = (alter: (one: PupilSubject, of: History) => Partial<PupilSubject>): Mutant =>
  reading((of) => (of.subject.kind === 'PUPIL' ? { subject: { ...of.subject, ...alter(of.subject, of) } } : {}))

const adult = (alter: (one: AdultSubject) => Partial<AdultSubject>): Mutant =>
  reading(({ subject }) => (subject.kind === 'ADULT' ? { subject: { ...subject, ...alter(subject) } } : {}))

/** What stands in the end is taken wrongly. */
const signings =
  (alter: (all: readonly SigningKnown[], of: History) => readonly SigningKnown[]): Mutant =>
  (history) =>
    productOf(history, alter(played(history.steps), history))

/** What happened on the PCs is taken wrongly. */
const steps = (alter: (all: readonly Step[]) => readonly Step[]): Mutant =>
  reading((of) => ({ steps: alter(of.steps) }))

/** Each step by itself; others keep their places. */
const eachStep = (alter: (one: Step, at: number, all: readonly Step[]) => Step): Mutant =>
  steps((all) => all.map(alter))

const NOTHING: Step = { kind: 'TELL', from: 0 }

const eachSigning = (alter: (one: SigningKnown, of: History) => Partial<SigningKnown>): Mutant =>
  signings((all, of) => all.map((one) => ({ ...one, ...alter(one, of) })))

const standings =
  (alter: (one: ToldStanding) => Partial<ToldStanding>): Mutant =>
  (history) => {
    const told = product(history)
    return { ...told, standings: told.standings.map((one) => ({ ...one, ...alter(one) })) }
  }

const clearance =
  (alter: (told: Told) => string): Mutant =>
  (history) => {
    const told = product(history)
    return { ...told, clearance: alter(told) }
  }

const moved = (date: CivilDate | null, days: number): CivilDate | null => (date === null ? null : shifted(date, days))

const sameAct = (a: SigningKnown, b: SigningKnown): boolean =>
  a.version === b.version && a.capacity === b.capacity && a.signer === b.signer && a.signedOn === b.signedOn

const sameText = (a: SigningKnown, b: SigningKnown): boolean => a.version === b.version && a.capacity === b.capacity

/** Leaves out answers that another one is taken to replace. */
const replacedBy = (isBy: (other: SigningKnown, one: SigningKnown) => boolean): Mutant =>
  signings((all) => all.filter((one) => !all.some((other) => other !== one && isBy(other, one))))

/** Every parent, whoever it is, under one name. */
const named = (signer: string | null) => (answer: SigningKnown) => (answer.capacity === 'PARENT' ? { signer } : {})

/** A step that says something else of an act than one before it on the same PC. */
const isCorrection = (step: Step, at: number, all: readonly Step[]): boolean =>
  step.kind === 'SAY' &&
  all.slice(0, at).some((one) => one.kind === 'SAY' && one.pc === step.pc && sameAct(one.answer, step.answer))

const isOfAct = (a: Step | undefined, b: Step): boolean =>
  a?.kind === 'SAY' && b.kind === 'SAY' && sameAct(a.answer, b.answer)

const isOfSigner = (a: Step | undefined, b: Step): boolean =>
  a?.kind === 'SAY' && b.kind === 'SAY' && sameText(a.answer, b.answer) && a.answer.signer === b.answer.signer

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'a version is in force from its issue': versions(({ issuedOn }) => ({ effectiveFrom: issuedOn })),
  'a version is in force a day late': versions(({ effectiveFrom }) => ({ effectiveFrom: shifted(effectiveFrom, 1) })),
  'a version is known from its effective date only': versions(({ effectiveFrom }) => ({ issuedOn: effectiveFrom })),
  'a signature before the issue counts': versions(({ issuedOn }) => ({ issuedOn: shifted(issuedOn, -400) })),
  'a signature on the day of issue does not count': versions(({ issuedOn }) => ({ issuedOn: shifted(issuedOn, 1) })),
  'an unclassed audience keeps its signatures': unclassed('WORDING'),
  'an unclassed audience is only informed': unclassed('INFORM'),
  'a reworded text voids signatures': classes('WORDING', 'RESIGN'),
  'a reworded text is told to everybody': classes('WORDING', 'INFORM'),
  'nobody is informed': classes('INFORM', 'WORDING'),
  'a change to tell voids signatures': classes('INFORM', 'RESIGN'),
  'a changed rule keeps signatures': classes('RESIGN', 'INFORM'),
  'only the first class of a version is looked at': versions(({ changes }, { audiences }) => ({
    changes: audiences.map((audience) => ({ audience, change: changes[0]?.change ?? 'RESIGN' })),
  })),
  'retired agreements are asked for': agreements(() => ({ retiredOn: null })),
  'an agreement retires a day late': agreements(({ retiredOn }) => ({ retiredOn: moved(retiredOn, 1) })),
  'the academic year is twelve months': agreements(({ validity }) =>
    validity === 'ACADEMIC_YEAR' ? { validity: 'MONTHS', months: 12 } : {},
  ),
  'a signature of a year holds for ever': agreements(({ validity }) =>
    validity === 'ACADEMIC_YEAR' ? { validity: 'UNTIL_LEFT' } : {},
  ),
  'a signature until leaving ends with the year': agreements(({ validity }) =>
    validity === 'UNTIL_LEFT' ? { validity: 'ACADEMIC_YEAR' } : {},
  ),
  'a visit lasts all year': agreements(({ validity }) => (validity === 'VISIT' ? { validity: 'ACADEMIC_YEAR' } : {})),
  'months are one too many': agreements(({ months }) => ({ months: months === null ? null : months + 1 })),
  'months that were never set hold for ever': agreements(({ validity, months }) =>
    validity === 'MONTHS' && months === null ? { validity: 'UNTIL_LEFT' } : {},
  ),
  'the day written on it is passed over': eachSigning(() => ({ until: null })),
  'the day written on it does not count any more': eachSigning(({ until }) => ({ until: moved(until, -1) })),
  'signatures of an earlier stay count': pupil(() => ({ lastLeft: null })),
  'a signature on the last day of an earlier stay counts': pupil(({ lastLeft }) => ({ lastLeft: moved(lastLeft, -1) })),
  'a leaver stays in scope': pupil(() => ({ leftOn: null })),
  'the last day on roll is left out': pupil(({ leftOn }) => ({ leftOn: moved(leftOn, -1) })),
  'a future starter is in scope': pupil(() => ({ onRollFrom: null })),
  'an adult stays after the last day': adult(() => ({ until: null })),
  'an adult is there before the first day': adult(({ from }) => ({ from: shifted(from, -600) })),
  'parents are asked after 18': pupil(() => ({ dateOfBirth: null })),
  'a pupil is 18 the day after': pupil(({ dateOfBirth }) => ({ dateOfBirth: moved(dateOfBirth, 1) })),
  'the child signs in every year': agreements(() => ({ childFrom: null })),
  'the child signs a year later': agreements(({ childFrom }) => ({
    childFrom: childFrom === '3' ? '4' : childFrom === '7' ? '8' : childFrom === '12' ? '13' : childFrom,
  })),
  'not by year is taken for the youngest': pupil(({ year }) => ({ year: year === 'X' ? 'E1' : year })),
  'the year of now is taken for the past': pupil((_one, { on }) => ({ yearAt: on })),
  'years the school moved are passed over': reading(() => ({ years: [] })),
  'variants are asked one by one': agreements(() => ({ variantOf: null })),
  'every form is for everybody of its set': agreements(({ variantOf }, { agreements: all }) => ({
    audiences: all.find(({ id }) => id === variantOf)?.audiences ?? [],
  })),
  'a parent signs for the child': eachSigning(({ capacity }) => (capacity === 'PARENT' ? { capacity: 'CHILD' } : {})),
  'the parent alone is enough': agreements(({ signers }) => (signers === 'BOTH' ? { signers: 'PARENT' } : {})),
  'the child alone is enough': agreements(({ signers }) => (signers === 'BOTH' ? { signers: 'CHILD' } : {})),
  'nobody has to see who cannot sign': eachSigning(() => ({ witness: 'seen' })),
  'who cannot sign is taken as signed': eachSigning(({ outcome }) =>
    outcome === 'CANNOT_SIGN' ? { outcome: 'SIGNED' } : {},
  ),
  'who cannot sign is passed over': signings((all) => all.filter(({ outcome }) => outcome !== 'CANNOT_SIGN')),
  'refusals are passed over': signings((all) => all.filter(({ outcome }) => outcome !== 'REFUSED')),
  'a refusal is for ever': signings((all) =>
    all.filter(
      (one) =>
        !(
          one.outcome === 'SIGNED' &&
          all.some((other) => other.outcome === 'REFUSED' && other.capacity === one.capacity)
        ),
    ),
  ),
  'what was taken back counts': eachStep((one) => (one.kind === 'TAKE_BACK' ? NOTHING : one)),
  'what was taken back is a refusal': signings((all) =>
    all.map((one) => (one.outcome === 'VOID' ? { ...one, outcome: 'REFUSED' } : one)),
  ),
  'what one PC took back counts as the other recorded it': signings((all) =>
    all.filter(({ outcome }) => outcome !== 'VOID'),
  ),
  'the first PC wins': signings((all) => all.filter((one, at) => all.findIndex((other) => sameAct(one, other)) === at)),
  'the last PC wins': signings((all) =>
    all.filter((one, at) => all.findLastIndex((other) => sameAct(one, other)) === at),
  ),
  'the kinder PC wins': signings((all) =>
    all.filter(
      (one) => one.outcome === 'SIGNED' || !all.some((other) => other.outcome === 'SIGNED' && sameAct(one, other)),
    ),
  ),
  'PCs tell one another nothing until the end': eachStep((one) =>
    one.kind === 'TELL' ? { ...NOTHING, kind: 'TAKE_BACK', pc: 0, of: [] } : one,
  ),
  'everything is recorded on one PC': eachStep((one) => (one.kind === 'TELL' ? one : { ...one, pc: 0 })),
  'taking back takes the whole act back': steps((all) =>
    all.map((one) =>
      one.kind === 'TAKE_BACK'
        ? { ...one, of: all.flatMap((other, at) => (one.of.some((place) => isOfAct(all[place], other)) ? [at] : [])) }
        : one,
    ),
  ),
  'taking back takes everything of the signer back': steps((all) =>
    all.map((one) =>
      one.kind === 'TAKE_BACK'
        ? {
            ...one,
            of: all.flatMap((other, at) => (one.of.some((place) => isOfSigner(all[place], other)) ? [at] : [])),
          }
        : one,
    ),
  ),
  'of a batch only the first is taken back': eachStep((one) =>
    one.kind === 'TAKE_BACK' ? { ...one, of: one.of.slice(0, 1) } : one,
  ),
  'a correction is an answer of its own': steps((all) =>
    all.map((one, at) =>
      one.kind === 'SAY' && isCorrection(one, at, all)
        ? { ...one, answer: { ...one.answer, signer: `${one.answer.signer ?? ''}x${at}` } }
        : one,
    ),
  ),
  'a correction is passed over': eachStep((one, at, all) => (isCorrection(one, at, all) ? NOTHING : one)),
  'a later answer takes the place of an earlier one': replacedBy(
    (other, one) => sameText(other, one) && other.signer === one.signer && other.signedOn > one.signedOn,
  ),
  'an earlier paper takes the place of a later one': replacedBy(
    (other, one) => sameText(other, one) && other.signer === one.signer && other.signedOn < one.signedOn,
  ),
  'the other parent takes the place of the first': replacedBy(
    (other, one) => sameText(other, one) && other.signer !== one.signer && other.signedOn >= one.signedOn,
  ),
  'all parents are one': eachSigning(named('c1')),
  'nobody is asked which parent it was': eachSigning(named(null)),
  'an unnamed parent is somebody of their own': eachSigning((one) =>
    one.capacity === 'PARENT' && one.signer === null ? { signer: 'nobody' } : {},
  ),
  'a name that was typed names nobody': eachSigning(({ signer }) =>
    signer === 'marbathistlemead' ? { signer: null } : {},
  ),
  'the other parent outweighs a refusal': signings((all) =>
    all.filter(
      (one) =>
        one.outcome !== 'REFUSED' ||
        !all.some(
          (other) => other.outcome === 'SIGNED' && other.capacity === one.capacity && other.signer !== one.signer,
        ),
    ),
  ),
  'signing on the day of a refusal ends it': signings((all) =>
    all.map((one) =>
      one.outcome === 'REFUSED' &&
      all.some((other) => other.outcome === 'SIGNED' && other.signer === one.signer && other.signedOn === one.signedOn)
        ? { ...one, signedOn: shifted(one.signedOn, -1) }
        : one,
    ),
  ),
  'a refusal ends with the year': signings((all, { on }) =>
    all.filter(({ outcome, signedOn }) => outcome !== 'REFUSED' || shifted(signedOn, 365) >= on),
  ),
  'one refusal of two parents is enough for both': signings((all) =>
    all.filter(
      (one, at) =>
        one.outcome !== 'REFUSED' ||
        all.findIndex((other) => other.outcome === 'REFUSED' && other.capacity === one.capacity) === at,
    ),
  ),
  'of two days written on one act the last counts': signings((all) =>
    all.filter(
      (one) => !all.some((other) => other !== one && sameAct(one, other) && (other.until ?? '9') > (one.until ?? '9')),
    ),
  ),
  'an answer of the future counts': eachSigning(({ signedOn }, { on }) => (signedOn > on ? { signedOn: on } : {})),
  'loans ask for nothing': reading(({ subject }) => ({ subject: { ...subject, loans: [] } })),
  'a loan is open on the day it comes back': reading(({ subject }) => ({
    subject: {
      ...subject,
      loans: subject.loans.map(({ from, returnedOn }) => ({ from, returnedOn: moved(returnedOn, 1) })),
    },
  })),
  'an own device asks for nothing': reading(({ subject }) => ({ subject: { ...subject, ownDevice: false } })),
  'a coming version is not looked at': agreements(({ versions: all }, { on }) => ({
    versions: all.filter(({ effectiveFrom }) => effectiveFrom <= on),
  })),
  'an ended signature is told as never given': standings(({ state }) =>
    state === 'EXPIRED' ? { state: 'NOT_SIGNED' } : {},
  ),
  'a replaced text is told as ended': standings(({ state }) => (state === 'RESIGN_DUE' ? { state: 'EXPIRED' } : {})),
  'one of two is told as nobody': standings(({ state }) => (state === 'PART_SIGNED' ? { state: 'NOT_SIGNED' } : {})),
  'no text is told as not signed': standings(({ state }) => (state === 'NO_TEXT' ? { state: 'NOT_SIGNED' } : {})),
  'it holds a day longer': standings(({ holdsUntil }) => ({
    holdsUntil: holdsUntil === null ? null : shifted(holdsUntil as CivilDate, 1), // Told by the rules as a date.
  })),
  'one current agreement clears': clearance(({ clearance: said, standings: all }) =>
    said === 'NOT_CURRENT' && all.some(({ state }) => state === 'CURRENT') ? 'cleared -' : said,
  ),
  'nothing to sign clears': clearance(({ clearance: said }) => (said === 'NOTHING_TO_SIGN' ? 'cleared -' : said)),
  'a parents agreement clears whose year nobody knows': clearance(({ clearance: said, standings: all }) =>
    said === 'YEAR_UNPLACED' && all.length > 0 && all.every(({ state }) => state === 'CURRENT') ? 'cleared -' : said,
  ),
}

/** Readings that change nothing, so that the oracle is seen to find no fault where there is none. */
export const SOUND: Readonly<Record<string, Mutant>> = {
  'answers in another order': signings((all) => [...all].reverse()),
  'versions in another order': agreements(({ versions: all }) => ({ versions: [...all].reverse() })),
  'agreements in another order': reading(({ agreements: all }) => ({ agreements: [...all].reverse() })),
  'an answer recorded twice over': signings((all) => [...all, ...all]),
  'no version that is issued later': agreements(({ versions: all }, { on }) => ({
    versions: all.filter(({ issuedOn }) => issuedOn <= on),
  })),
  'no answer that is given later': signings((all, { on }) => all.filter(({ signedOn }) => signedOn <= on)),
  'PCs that tell one another all once more in the end': steps((all) => [
    ...all,
    { kind: 'TELL', from: 0 },
    { kind: 'TELL', from: 1 },
  ]),
  'what was taken back last, taken back again': steps((all) => [
    ...all,
    ...all.slice(-1).filter(({ kind }) => kind === 'TAKE_BACK'),
  ]),
}
