/** Rows of a file as what they say of a pupil, read by a mapping. A row that cannot be read for certain says why instead. Pure. */
import type { ColumnMap, ColumnMeaning, Mapping, ValueMeaning } from '@contract/imports'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Registration, Relationship } from '@contract/pupils'
import type { TableRow } from '@contract/tabular'
import { addYears } from '@vault/clock'
import { readUpn } from '../../pupils/rules/upn'
import { readYear } from '../../pupils/rules/years'
import { ANSWER_MEANINGS } from './columns'
import { readDate } from './dates'
import { headingKey } from './headings'
import { readRegistration, readRelationship, readSigner, yesOrNo } from './values'
import { cut, folded, tidy } from './wording'

/** What a row says of a pupil; null: nothing. */
export interface IncomingFacts {
  readonly legalForename: string | null
  readonly legalSurname: string | null
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
  readonly dateOfBirth: CivilDate | null
  readonly year: YearCode | null
  readonly className: string | null
  readonly admissionNumber: string | null
  /** Number of the other system; stands in for an admission number where the file has none. */
  readonly sourceId: string | null
  /** With a check letter that fits. */
  readonly upn: string | null
  readonly registration: Registration | null
  readonly onRollFrom: CivilDate | null
  readonly leftOn: CivilDate | null
  readonly inCare: boolean | null
}

/** One answer to one use. */
export interface IncomingAnswer {
  readonly purpose: string
  readonly says: Exclude<ValueMeaning, 'NOTHING' | 'STOP'>
  /** Null: not stated, or no day on which anybody could have answered. */
  readonly decidedOn: CivilDate | null
  /** Null: nobody is named. */
  readonly signer: 'PUPIL' | { readonly name: string } | null
  readonly relationship: Relationship | null
  /** Of the past, so that it raises nothing. */
  readonly archived: boolean
}

export interface IncomingContact {
  readonly name: string
  readonly relationship: Relationship | null
  /** Null: the file does not say. */
  readonly responsible: boolean | null
}

export interface Incoming {
  readonly line: number
  /** Who it is, as the file has it. */
  readonly name: string
  readonly facts: IncomingFacts
  /** Whether forename and surname are told apart for certain; where they are not, no name is taken from the row. */
  readonly namesCertain: boolean
  readonly answers: readonly IncomingAnswer[]
  readonly contact: IncomingContact | null
  /** A OneRoster set says that the person is gone (R115). */
  readonly gone: boolean
  /** As written: URN, LAESTAB or name; null where the file has none. */
  readonly school: string | null
  /** A UPN stands there and does not hold together; the row is taken without it (R102). */
  readonly upnFault: boolean
  /** A date of consent that nobody could have answered on. */
  readonly dateFault: boolean
  /** It is about a kind of consent that a person chose to leave out. */
  readonly otherConsent: boolean
  /** Why the row cannot be taken; null when it can. */
  readonly why: string | null
}

/** No pupil of a school is older, in years. */
const OLDEST = 25
/** Years ahead in which somebody may be said to join or leave. */
const AHEAD = 2
const LONGEST_NAME = 200
const LONGEST_CLASS = 40
const LONGEST_NUMBER = 20

/** Places of the meanings, and what each answer column answers. */
export interface Reading {
  /** The heading of whole names says that the surname stands first: "Surname Forename". */
  readonly surnameFirst: boolean
  readonly place: (meaning: ColumnMeaning) => number | null
  readonly consents: readonly ConsentColumn[]
  /** Use of each value of the column of types, by the folded value; null: left out on purpose. */
  readonly types: ReadonlyMap<string, string | null>
  readonly today: CivilDate
  /** Nobody at school was born before; nothing anybody says now is about a day before it. */
  readonly oldest: CivilDate
  /** Days to come that a list of pupils may speak of end with it. */
  readonly furthest: CivilDate
}

interface ConsentColumn {
  readonly column: number
  readonly heading: string
  /** Null: the row's own type says which. */
  readonly purpose: string | null
  readonly means: ReadonlyMap<string, ValueMeaning>
}

/** Makes a mapping ready for reading rows. @param headings by column, for the words of refusals */
export function readingOf(mapping: Mapping, headings: readonly string[], today: CivilDate): Reading {
  const places = new Map(mapping.columns.map(({ meaning, column }) => [meaning, column]))
  return {
    surnameFirst: /^(?:legal)?(?:surname|lastname|familyname)/.test(
      headingKey(headings[places.get('fullName') ?? -1] ?? ''),
    ),
    place: (meaning) => places.get(meaning) ?? null,
    consents: mapping.columns.filter(isAnswerColumn).map(({ column, purpose, values }) => ({
      ...{ column, purpose },
      heading: headings[column] ?? '',
      means: new Map(values.map(({ value, means }) => [folded(value), means])),
    })),
    types: new Map(mapping.types.map(({ value, purpose }) => [folded(value), purpose])),
    ...{ today, oldest: addYears(today, -OLDEST), furthest: addYears(today, AHEAD) },
  }
}

const isAnswerColumn = ({ meaning }: ColumnMap): boolean => ANSWER_MEANINGS.includes(meaning)

/** Ends the reading of a row with why. */
class LeftOut {
  constructor(readonly why: string) {}
}

/** Reads one row. */
export function incomingOf(row: TableRow, reading: Reading): Incoming {
  const text = (meaning: ColumnMeaning): string => {
    const place = reading.place(meaning)
    return place === null ? '' : tidy(row.cells[place] ?? '')
  }
  const named = namesOf(text, reading)
  const upn = text('upn') === '' ? null : readUpn(text('upn'))
  const dateOfConsent = consentDate(text('consentDate'), reading)
  const row0 = {
    line: row.line,
    name: cut(named.shown, LONGEST_NAME),
    namesCertain: named.certain,
    gone: folded(text('rosterStatus')) === 'tobedeleted',
    school: text('school') === '' ? null : text('school'),
    upnFault: upn !== null && !('upn' in upn),
    dateFault: dateOfConsent === 'fault',
    otherConsent: reading.types.get(folded(text('consentType'))) === null,
  }
  const facts = factsOf(text, named, upn !== null && 'upn' in upn ? upn.upn : null, reading)
  const answers = facts instanceof LeftOut ? facts : answersOf(row, text, dateOfConsent, reading)
  const contact = contactOf(text)
  if (facts instanceof LeftOut || answers instanceof LeftOut) {
    const why = facts instanceof LeftOut ? facts.why : answers instanceof LeftOut ? answers.why : null
    return { ...row0, facts: facts instanceof LeftOut ? nameFacts(named) : facts, answers: [], contact: null, why }
  }
  return { ...row0, facts, answers, contact, why: null }
}

type TextOf = (meaning: ColumnMeaning) => string

interface Named {
  readonly forename: string | null
  readonly surname: string | null
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
  readonly shown: string
  readonly certain: boolean
}

/** Legal names first; a file that holds preferred ones alone is matched by those. */
function namesOf(text: TextOf, { place, surnameFirst }: Reading): Named {
  // Where there is a column of legal forenames, one left blank is that of a pupil with one name.
  const holdsForenames = place('legalForename') !== null
  const none = (name: string): string | null => (name === '' ? null : name)
  const [legalForename, legalSurname] = [none(text('legalForename')), none(text('legalSurname'))]
  const [preferredForename, preferredSurname] = [none(text('preferredForename')), none(text('preferredSurname'))]
  const whole = text('fullName')
  if (legalSurname === null && preferredSurname === null && whole !== '') {
    const split = splitName(whole, surnameFirst)
    return { ...split, preferredForename, preferredSurname: null, shown: whole }
  }
  const forename = legalForename ?? (holdsForenames && legalSurname !== null ? null : preferredForename)
  const surname = legalSurname ?? preferredSurname
  return {
    // A pupil with one name has it as surname (edge case 31).
    ...(surname === null ? { forename: null, surname: forename } : { forename, surname }),
    ...{ preferredForename, preferredSurname },
    shown: [forename, surname].filter((part) => part !== null).join(' '),
    certain: true,
  }
}

/** "Surname, Forename", or two words; where a surname begins or ends among three, nobody can say. */
function splitName(
  whole: string,
  surnameFirst: boolean,
): { forename: string | null; surname: string; certain: boolean } {
  const [surname = '', forename, ...more] = whole.split(',').map((part) => part.trim())
  if (forename !== undefined) {
    return { surname, forename: forename === '' ? null : forename, certain: more.length === 0 && surname !== '' }
  }
  const [first = '', second, ...rest] = whole.split(' ')
  if (second === undefined) return { forename: null, surname: first, certain: true }
  if (surnameFirst) return { surname: first, forename: [second, ...rest].join(' '), certain: rest.length === 0 }
  return { forename: first, surname: [second, ...rest].join(' '), certain: rest.length === 0 }
}

const nameFacts = ({ forename, surname, preferredForename, preferredSurname }: Named): IncomingFacts => ({
  ...{ legalForename: forename, legalSurname: surname, preferredForename, preferredSurname },
  ...{ dateOfBirth: null, year: null, className: null, admissionNumber: null, sourceId: null, upn: null },
  ...{ registration: null, onRollFrom: null, leftOn: null, inCare: null },
})

const UNSEEN = /\p{Cc}/u
/** Formulas, addresses and code, which stand in a column of names only by mistake. */
const NO_NAME = /[=<>{}|\\@^*~_]|^[+-]|https?:/

function factsOf(
  text: TextOf,
  named: Named,
  upn: string | null,
  { today, oldest, furthest }: Reading,
): IncomingFacts | LeftOut {
  const { forename, surname, preferredForename, preferredSurname } = named
  if (surname === null) return new LeftOut('It has no name.')
  const names = [forename, surname, preferredForename, preferredSurname]
  if (names.some((name) => name !== null && (name.length > LONGEST_NAME || UNSEEN.test(name)))) {
    return new LeftOut('A name in it is too long, or holds signs that nobody can see.')
  }
  if (names.some((name) => name !== null && NO_NAME.test(name))) {
    return new LeftOut('A name in it holds signs that names do not have.')
  }
  if (!/\p{L}/u.test(`${forename ?? ''}${surname}`)) return new LeftOut('Its name holds no letter.')

  const birth = text('dateOfBirth')
  const dateOfBirth = birth === '' ? null : readDate(birth, today)
  if (birth !== '' && dateOfBirth === null) return new LeftOut('Its date of birth cannot be read.')
  if (dateOfBirth !== null && dateOfBirth > today) return new LeftOut('Its date of birth is in the future.')
  if (dateOfBirth !== null && dateOfBirth < oldest) {
    return new LeftOut(`Its date of birth is more than ${OLDEST} years ago.`)
  }
  const onRollFrom = dayOf(text('onRollFrom'), furthest)
  const leftOn = dayOf(text('leftOn'), furthest)
  if (onRollFrom === 'fault') return new LeftOut('Its first day on roll cannot be read.')
  if (leftOn === 'fault') return new LeftOut('Its leaving date cannot be read.')
  if (onRollFrom !== null && leftOn !== null && leftOn < onRollFrom) {
    return new LeftOut('Its leaving date comes before its first day on roll.')
  }
  // A list of years a pupil is taught in begins with the pupil's own.
  const yearText = text('year').split(/[,;]/)[0] ?? ''
  const year = yearText === '' ? null : readYear(yearText)
  if (yearText !== '' && year === null) return new LeftOut('Its year group is none that schools have.')
  const className = text('className')
  if (className.length > LONGEST_CLASS) return new LeftOut(`Its class is longer than ${LONGEST_CLASS} letters.`)
  const admissionNumber = text('admissionNumber')
  if (admissionNumber.length > LONGEST_NUMBER) {
    return new LeftOut(`Its admission number is longer than ${LONGEST_NUMBER} signs.`)
  }
  const registered = text('registration')
  const registration = registered === '' ? null : readRegistration(registered)
  const inCare = careOf(text('inCare'))
  if (inCare === 'fault') return new LeftOut('Whether it is in care cannot be read: yes or no.')
  const orNull = (value: string): string | null => (value === '' ? null : value)
  return {
    ...{ legalForename: forename, legalSurname: surname, preferredForename, preferredSurname, dateOfBirth, year },
    className: orNull(className),
    admissionNumber: orNull(admissionNumber),
    sourceId: orNull(text('sourceId')),
    ...{ upn, registration, onRollFrom, leftOn, inCare },
  }
}

const dayOf = (text: string, latest: CivilDate): CivilDate | 'fault' | null =>
  text === '' ? null : (readDate(text, latest) ?? 'fault')

/** A date since when says yes as well. */
function careOf(text: string): boolean | 'fault' | null {
  if (text === '') return null
  const answer = yesOrNo(text)
  if (answer !== null) return answer === 'yes'
  if (/^(?:not?\b|never|none)|\b(?:previous(?:ly)?|former(?:ly)?|ceased|ended|post|ex|adopted)\b/i.test(text))
    return false
  return /\bcare\b|looked after|^(?:lac|cla)$/i.test(text) || /\d{4}/.test(text) ? true : 'fault'
}

function consentDate(text: string, { today, oldest }: Reading): CivilDate | 'fault' | null {
  if (text === '') return null
  const day = readDate(text, today)
  // A day to come, or before anybody now at school was born, is none on which somebody answered (edge case 17).
  return day === null || day > today || day < oldest ? 'fault' : day
}

function answersOf(
  row: TableRow,
  text: TextOf,
  dateOfConsent: CivilDate | 'fault' | null,
  reading: Reading,
): readonly IncomingAnswer[] | LeftOut {
  const common = {
    decidedOn: dateOfConsent === 'fault' ? null : dateOfConsent,
    signer: signerOf(text('signedBy')),
    relationship: readRelationship(text('relationship')) ?? readRelationship(text('signedBy')),
    archived: yesOrNo(text('archived')) === 'yes',
  }
  const answers: IncomingAnswer[] = []
  for (const { column, heading, purpose, means } of reading.consents) {
    const cell = tidy(row.cells[column] ?? '')
    const use = purpose ?? useOfType(text('consentType'), reading)
    if (use instanceof LeftOut) return use
    if (use === null) continue
    const says = means.get(folded(cell)) ?? (cell === '' ? 'NOTHING' : 'STOP')
    if (says === 'STOP') return new LeftOut(`Nobody has said what the value under "${cut(heading, 80)}" means.`)
    if (says !== 'NOTHING') answers.push({ purpose: use, says, ...common })
  }
  return answers
}

function signerOf(text: string): IncomingAnswer['signer'] {
  const signer = readSigner(text)
  const isName = signer !== null && signer !== 'PUPIL'
  const isNone = isName && (signer.name.length > LONGEST_NAME || NO_NAME.test(signer.name) || UNSEEN.test(signer.name))
  return isNone ? null : signer
}

/** The use a row of a long list is about; null: one that somebody chose to leave out, or none. */
function useOfType(type: string, { types }: Reading): string | null | LeftOut {
  if (type === '') return new LeftOut('It does not say which consent it is about.')
  const use = types.get(folded(type))
  return use === undefined ? new LeftOut('Nobody has said which use its type of consent stands for.') : use
}

function contactOf(text: TextOf): IncomingContact | null {
  const name = text('contactName')
  if (!/\p{L}/u.test(name) || name.length > LONGEST_NAME || NO_NAME.test(name) || UNSEEN.test(name)) return null
  const responsible = yesOrNo(text('contactResponsibility'))
  return {
    name,
    relationship: readRelationship(text('contactRelationship')),
    responsible: responsible === null ? null : responsible === 'yes',
  }
}
