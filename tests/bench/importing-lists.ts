/** Lists as school systems hand them out, all of pupils new to the roll, and others for each school. */
import { upnOf } from '../support/imports/numbers'
import { USES } from './registers'

/** Uses a sheet of consents asks about, of those every school has. */
export const ASKED = 7

const two = (number: number): string => String(number).padStart(2, '0')

/** A number in letters, as names have no figures. */
const letters = (number: number): string =>
  [...String(number)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')

const surname = (at: number): string => `Copper${letters((at * 7919) % 9973)}dale`

const csv = (
  headings: readonly string[],
  rows: number,
  cells: (at: number) => readonly (string | number)[],
): Uint8Array =>
  new TextEncoder().encode(
    [headings, ...Array.from({ length: rows }, (_, at) => cells(at))].map((line) => line.join(',')).join('\r\n'),
  )

const HEADINGS = ['Adno', 'UPN', 'Surname', 'Forename', 'DOB', 'Year', 'Reg', 'Date of admission']

function pupil(at: number, rows: number, school: number): readonly (string | number)[] {
  const year = 1 + (at % 11)
  return [
    ...[900_000 + at, upnOf(school * rows + at), surname(at), `Ana${letters(at % 311)}${letters(school)}`],
    ...[`${two(1 + (at % 28))}/${two(1 + (at % 12))}/${2011 + (at % 10)}`, year, `${year}A`, '01/09/2025'],
  ]
}

/** A list of pupils. @param school a number of its own for each school: a list of another of the trust's would be refused */
export const pupilList = (rows: number, school: number): Uint8Array =>
  csv(HEADINGS, rows, (at) => pupil(at, rows, school))

const SIGNED = ['Signed by', 'Relationship', 'Date signed']

/** The same with a mother nobody has on record yet, and her answers: nine in ten are yes. @param on day she signed, DD/MM/YYYY */
export const consentList = (rows: number, school: number, on: string): Uint8Array =>
  csv([...HEADINGS, ...SIGNED, ...useHeadings()], rows, (at) => [
    ...pupil(at, rows, school),
    ...[`Mrs Ora ${surname(at)}`, 'Mother', on],
    ...Array.from({ length: ASKED }, (_, use) => ((at + use) % 10 === 9 ? 'No' : 'Yes')),
  ])

/** Headings as the uses are labelled. */
export const useHeadings = (): readonly string[] =>
  Array.from({ length: Math.min(ASKED, USES) }, (_, use) => `Use ${use + 1}`)
