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
import { product } from './compared'
import { shifted, type History } from './histories'
import type { Told, ToldStanding } from './oracle'

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

const signings = (alter: (all: readonly SigningKnown[], of: History) => readonly SigningKnown[]): Mutant =>
  reading((of) => ({ signings: alter(of.signings, of) }))

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

const sameEntity = (a: SigningKnown, b: SigningKnown): boolean => a.version === b.version && a.capacity === b.capacity

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
  'what was taken back counts': signings((all) => all.filter(({ outcome }) => outcome !== 'VOID')),
  'what was taken back is a refusal': eachSigning(({ outcome }) => (outcome === 'VOID' ? { outcome: 'REFUSED' } : {})),
  'the first PC wins': signings((all) =>
    all.filter((one, at) => all.findIndex((other) => sameEntity(one, other)) === at),
  ),
  'the last PC wins': signings((all) =>
    all.filter((one, at) => all.findLastIndex((other) => sameEntity(one, other)) === at),
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
  'no answer that is given later': signings((all, { on }) =>
    all.filter(({ outcome, signedOn }) => outcome === 'VOID' || signedOn <= on),
  ),
}
