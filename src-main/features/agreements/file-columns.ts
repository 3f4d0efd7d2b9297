/** What a file of a form tool says of each row, found by its headings: who, which day, and yes or no. Pure. */
import type { ReadRows } from '@contract/tabular'
import { datesRefusal, headingKey, lookAtDates, meaningsOf, provenOrder, readDate, tidy } from '../imports'
import type { CivilDate } from '@contract/primitives'

/** One row as it was filled in; null: blank, or no such column. */
export interface FilledIn {
  readonly line: number
  readonly forename: string | null
  readonly surname: string | null
  readonly fullName: string | null
  readonly className: string | null
  readonly admissionNumber: string | null
  readonly upn: string | null
  /** Who signed, where that is somebody else. */
  readonly signer: string | null
  /** Null: no date of the calendar. */
  readonly signedOn: CivilDate | null
  /** Null: left blank; `unclear`: neither yes nor no. */
  readonly answer: 'yes' | 'no' | 'unclear' | null
}

/** A file, or why none of it can be taken, in words. */
export type FileRead =
  | { readonly rows: readonly FilledIn[]; readonly refused: null }
  /** Dates that nobody can read for certain: the rows are listed, and all of them left out. */
  | { readonly rows: readonly FilledIn[]; readonly refused: string }
  | { readonly rows: null; readonly refused: string }

/** Headings of the day in form tools, beside those every list has. */
const DAYS = ['timestamp', 'completiontime', 'submissiontime', 'submitdate', 'datetime', 'date', 'day', 'responsetime']

const ANSWERS = /agree|accept|answer|confirm|undertak|signed\??$|haveread/
/** Headings that have such a word in them and hold something else. */
const NO_ANSWER = /email|name|date|time|agreementid|version|class|year|signedby/

/**
 * @param latest the last day two figures of a year may mean
 */
export function readColumns(table: ReadRows, latest: CivilDate): FileRead {
  const headings = Array.from({ length: table.columns }, (_, at) => tidy(table.header?.[at] ?? ''))
  const keys = headings.map(headingKey)
  const meanings = meaningsOf(headings)
  const at = (meaning: (typeof meanings)[number]): number => meanings.indexOf(meaning)
  const day =
    DAYS.map((key) => keys.indexOf(key))
      .concat(at('consentDate'))
      .find((place) => place >= 0) ?? -1
  const answers = keys.flatMap((key, place) =>
    place !== day && ANSWERS.test(key) && !NO_ANSWER.test(key) && !isTaken(meanings[place]) ? [place] : [],
  )
  const hasNames = at('fullName') >= 0 || (at('legalForename') >= 0 && at('legalSurname') >= 0)
  if (!hasNames && at('admissionNumber') < 0 && at('upn') < 0) {
    return {
      rows: null,
      refused: 'No column says whom a row is about. Name one “Name”, or two “Forename” and “Surname”.',
    }
  }
  if (day < 0) return { rows: null, refused: 'No column says when it was signed. Name one “Date” or “Timestamp”.' }
  if (answers.length === 0) {
    return { rows: null, refused: 'No column says whether they agree. Name the one with the answers “I agree”.' }
  }
  const dates = lookAtDates(table.rows.map(({ line, cells }) => ({ line, text: dayIn(cells[day]) })))
  const refused = datesRefusal(dates, provenOrder(dates))
  const signer = at('signedBy') >= 0 ? at('signedBy') : at('contactName')
  const rows = table.rows.map(({ line, cells }): FilledIn => {
    const cell = (place: number): string | null => {
      const said = place < 0 ? '' : tidy(cells[place] ?? '')
      return said === '' ? null : said
    }
    return {
      ...{
        line,
        forename: cell(at('legalForename')),
        surname: cell(at('legalSurname')),
        fullName: cell(at('fullName')),
      },
      ...{ className: cell(at('className')), admissionNumber: cell(at('admissionNumber')), upn: cell(at('upn')) },
      ...{ signer: cell(signer), signedOn: refused === null ? readDate(dayIn(cells[day]), latest) : null },
      answer: together(answers.map((place) => answerIn(cell(place)))),
    }
  })
  return { rows, refused }
}

/** Meanings of columns that say who, so that a heading with "signed" in it is not taken twice. */
const isTaken = (meaning: ReturnType<typeof meaningsOf>[number] | undefined): boolean =>
  meaning !== undefined && !['ignore', 'consent', 'consentStatus', 'consentType'].includes(meaning)

/** Some tools write their zone behind the time. */
const dayIn = (cell: string | undefined): string =>
  (cell ?? '').replace(/\s*(?:GMT|UTC)[+-]\d{1,2}(?::?\d{2})?\s*$/i, '')

const NO = /^(?:n|no|false|0|none)\b|\bnot\b|n['’]t\b|\bdis-?agree|\bdeclin|\brefus/i
const YES =
  /^(?:y|yes|true|1|x|✓|✔|☑|ok|checked|signed)(?:$|[\s,.!;:–-])|\bagree|\baccept|\bconfirm|\bconsent|\bhave read\b/i

const BEGINS_YES = /^(?:yes\b|(?:i|we) (?:agree|accept|confirm|consent)\b|agree[d]?\b)/i

/** @returns null for a blank cell */
export function answerIn(cell: string | null): FilledIn['answer'] {
  if (cell === null) return null
  // "I agree not to share my password" is no refusal, and nobody guesses what else it is.
  if (NO.test(cell)) return BEGINS_YES.test(cell) ? 'unclear' : 'no'
  return YES.test(cell) ? 'yes' : 'unclear'
}

/** Of several ticks each has to be there: any no is a no, and what is not plain is not taken. */
function together(answers: readonly FilledIn['answer'][]): FilledIn['answer'] {
  if (answers.includes('no')) return 'no'
  if (answers.includes('unclear')) return 'unclear'
  return answers.includes(null) ? null : 'yes'
}
