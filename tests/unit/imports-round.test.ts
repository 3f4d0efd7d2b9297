/** Whatever a school's roll is and whatever system wrote it out, each row comes back to its own pupil and to nobody else. */
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/index'
import type { PupilKept } from '../../src-main/features/imports/rules/difference'
import { foldName } from '../../src-main/features/pupils/rules/names'
import { groundOf, mappingOf, planOf, tableOf } from '../support/imports/ground'
import { upnOf } from '../support/imports/numbers'
import { skewedRoll } from './pupils-roll'

/** Signs that some names have and some systems lose. */
const DRESSED = ['Zoë', 'Núñ', 'Ærø', "O'", 'Łuk', 'Mc ', 'van ', 'd’']

/** Pupils whose names are spread like a real school's, some with accents, twins and namesakes among them. */
function rollOf(size: number, seed: number): readonly PupilKept[] {
  const roll = skewedRoll(size, seed).map(({ forename, surname, ...pupil }, at): PupilKept => {
    const dress = at % 7 === 3 ? (DRESSED[at % DRESSED.length] ?? '') : ''
    return {
      ...{ id: pupil.id, legalForename: forename, legalSurname: `${dress}${surname}`, dateOfBirth: pupil.dateOfBirth },
      ...{ preferredForename: pupil.preferredForename, preferredSurname: pupil.preferredSurname, year: pupil.year },
      ...{ className: pupil.className, admissionNumber: pupil.admissionNumber, upn: pupil.upn, registration: 'MAIN' },
      ...{ onRollFrom: '2024-09-02' as CivilDate, leftOn: null, formerUpn: null, lastLeft: null },
    }
  })
  const like = roll[0]
  if (like === undefined) return roll
  // A twin, and a namesake of another age.
  return [
    ...roll,
    {
      ...like,
      id: 'twin',
      legalForename: `${like.legalForename ?? 'Ena'}el`,
      admissionNumber: '900001',
      upn: upnOf(60_001),
    },
    { ...like, id: 'namesake', dateOfBirth: '2011-01-31' as CivilDate, admissionNumber: '900002', upn: upnOf(60_002) },
  ]
}

const dmy = (date: string | null): string => (date === null ? '' : date.split('-').reverse().join('/'))
const iso = (date: string | null): string => date ?? ''

type Written = (pupil: PupilKept, date: (day: string | null) => string) => string
type Layout = Readonly<Record<string, Written>>

const forename: Written = ({ legalForename }) => legalForename ?? ''
const surname: Written = ({ legalSurname }) => legalSurname
const birth: Written = ({ dateOfBirth }, date) => date(dateOfBirth)
const LAYOUTS: readonly Layout[] = [
  // SIMS
  {
    Adno: ({ admissionNumber }) => admissionNumber,
    UPN: ({ upn }) => upn ?? '',
    'Legal Surname': surname,
    'Legal Forename': forename,
    Surname: ({ legalSurname, preferredSurname }) => preferredSurname ?? legalSurname,
    Forename: ({ legalForename, preferredForename }) => preferredForename ?? legalForename ?? '',
    DOB: birth,
    Gender: () => 'F',
    Year: ({ year }) => `Year ${year}`,
    Reg: ({ className }) => className ?? '',
    'Date of Admission': ({ onRollFrom }, date) => date(onRollFrom),
  },
  // Bromcom: no birthday
  {
    'Last Name': surname,
    'First Name': forename,
    'Admission Number': ({ admissionNumber }) => admissionNumber,
    UPN: ({ upn }) => upn ?? '',
    'Year Group': ({ year }) => year.padStart(2, '0'),
    'Tutor Group': ({ className }) => className ?? '',
  },
  // Arbor: a number of its own
  {
    'Arbor Student ID': ({ id }) => `3${id.length}${id.charCodeAt(0)}${id}`.replace(/\D/g, '7'),
    UPN: ({ upn }) => upn ?? '',
    'Legal First Name': forename,
    'Legal Last Name': surname,
    'Date of birth': birth,
    'Year group': ({ year }) => `Y${year}`,
    'Registration form': ({ className }) => className ?? '',
  },
  // A list made by hand
  {
    Name: ({ legalForename, legalSurname }) => [legalSurname, legalForename].filter((part) => part !== null).join(', '),
    'adm. no': ({ admissionNumber }) => admissionNumber.replace(/^0+/, ''),
    'D.O.B.': birth,
  },
]

interface Form {
  readonly layout: Layout
  readonly delimiter: string
  readonly date: (day: string | null) => string
  readonly bytes: (text: string) => Uint8Array
  readonly above: readonly string[][]
}

const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
const forms: fc.Arbitrary<Form> = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  date: fc.constantFrom(dmy, iso),
  bytes: fc.constantFrom<(text: string) => Uint8Array>(
    (text) => new TextEncoder().encode(text),
    (text) => new TextEncoder().encode(`\uFEFF${text}`),
    utf16,
  ),
  above: fc.constantFrom<string[][]>([], [['Report made on 1 October 2026'], ['']]),
})

const fileOf = (pupils: readonly PupilKept[], { layout, delimiter, date, bytes, above }: Form): Uint8Array =>
  bytes(
    stringify(
      [
        ...above,
        Object.keys(layout),
        ...pupils.map((pupil) => Object.values(layout).map((write) => write(pupil, date))),
      ],
      { delimiter, quoted_match: /[\r\n]/ },
    ),
  )

const shuffled = <T>(items: readonly T[], seed: number): readonly T[] =>
  items
    .map((item, at) => ({ item, key: Math.imul(at + 1, 2_654_435_761 ^ seed) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

/** Rows of a plan beside the pupils they were written from. */
async function readBack(written: readonly PupilKept[], roll: readonly PupilKept[], form: Form) {
  const table = await tableOf(fileOf(written, form))
  const plan = planOf(groundOf(table, roll, mappingOf(table, { dates: 'DMY' })))
  const lines = table.rows.map(({ line }) => line)
  return { plan, rows: plan.rows.map((row) => ({ row, from: written[lines.indexOf(row.line)] })) }
}

describe('a roll written out by any system and read back', () => {
  it('changes nothing, and every row with a number finds its own pupil', async () => {
    await fc.assert(
      fc.asyncProperty(forms, fc.integer({ min: 3, max: 60 }), fc.nat(10_000), async (form, size, seed) => {
        const roll = rollOf(size, seed)
        const { plan, rows } = await readBack(shuffled(roll, seed), roll, form)
        expect(plan.refused).toBeNull()
        expect(rows).toHaveLength(roll.length)
        for (const { row, from } of rows) {
          const hasNumber = !('Arbor Student ID' in form.layout) || from?.upn !== null
          if (row.outcome === 'SAME') expect(row.pupil).toBe(from?.id)
          else
            expect([row.outcome, row.changes, hasNumber && isTold(from, roll, form)]).toEqual(['TO_CONFIRM', [], false])
        }
      }),
      { numRuns: 120 },
    )
  })

  it('finds nobody else for a pupil who is not on the roll', async () => {
    await fc.assert(
      fc.asyncProperty(forms, fc.integer({ min: 4, max: 60 }), fc.nat(10_000), async (form, size, seed) => {
        const all = rollOf(size, seed)
        const roll = all.filter((_, at) => at % 3 !== seed % 3)
        const { rows } = await readBack(all, roll, form)
        for (const { row, from } of rows) {
          const isOnRoll = roll.some(({ id }) => id === from?.id)
          if (row.pupil !== null) expect([row.pupil, isOnRoll]).toEqual([from?.id, true])
          if (!isOnRoll) expect(['NEW', 'TO_CONFIRM', 'LEFT_OUT']).toContain(row.outcome)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('never hands a row to a pupil of another name when the numbers have slipped by a row', async () => {
    await fc.assert(
      fc.asyncProperty(forms, fc.integer({ min: 4, max: 60 }), fc.nat(10_000), async (form, size, seed) => {
        const roll = rollOf(size, seed)
        const slipped = roll.map((pupil, at) => {
          const next = roll[(at + 1) % roll.length] ?? pupil
          return { ...pupil, admissionNumber: next.admissionNumber, upn: next.upn }
        })
        const { rows } = await readBack(slipped, roll, form)
        for (const { row, from } of rows) {
          const found = roll.find(({ id }) => id === row.pupil)
          if (found !== undefined && from !== undefined) expect(sharesNames(found, from)).toBe(true)
        }
      }),
      { numRuns: 120 },
    )
  })
})

/** Whether the file tells a pupil apart from everybody else on the roll, so that no person needs to. */
function isTold(pupil: PupilKept | undefined, roll: readonly PupilKept[], { layout }: Form): boolean {
  if (pupil === undefined) return false
  // "Mc Ash" may be a surname, or two names.
  if ('Name' in layout && pupil.legalForename === null && pupil.legalSurname.includes(' ')) return false
  const hasBirth = 'DOB' in layout || 'Date of birth' in layout || 'D.O.B.' in layout
  const hasUpn = 'UPN' in layout && pupil.upn !== null
  const namesakes = roll.filter((other) => other.id !== pupil.id && sharesNames(other, pupil))
  return namesakes.length === 0 || (hasBirth && hasUpn)
}

/** Whether two may go by one name; of a pupil with one name only the surname can tell. */
function sharesNames(a: PupilKept, b: PupilKept): boolean {
  const folded = (...names: readonly (string | null)[]): readonly string[] =>
    names.flatMap((name) => (name === null ? [] : [foldName(name)]))
  const [surnames, others] = [a, b].map((pupil) => folded(pupil.legalSurname, pupil.preferredSurname))
  const [forenames, otherForenames] = [a, b].map((pupil) => folded(pupil.legalForename, pupil.preferredForename))
  const meet = (some: readonly string[] = [], more: readonly string[] = []): boolean =>
    some.some((name) => more.includes(name))
  const isOneName = forenames?.length === 0 || otherForenames?.length === 0
  return meet(surnames, others) && (isOneName || meet(forenames, otherForenames))
}
