import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from '@contract/fault'
import { factsFrom, readRegister, search } from '../../src-main/features/schools/register'

const CAPTIONS = [
  'URN',
  'LA (code)',
  'LA (name)',
  'EstablishmentNumber',
  'EstablishmentName',
  'TypeOfEstablishment (name)',
  'EstablishmentStatus (name)',
  'OpenDate',
  'PhaseOfEducation (code)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'UKPRN',
  'Postcode',
  'Trusts (name)',
]

type Row = Partial<Record<string, string>>

const usual: Row = {
  URN: '100001',
  'LA (code)': '831',
  'LA (name)': 'Exampleshire',
  EstablishmentNumber: '4001',
  EstablishmentName: 'Fernbrook Academy',
  'TypeOfEstablishment (name)': 'Academy converter',
  'EstablishmentStatus (name)': 'Open',
  OpenDate: '01-09-2012',
  'PhaseOfEducation (code)': '4',
  StatutoryLowAge: '11',
  StatutoryHighAge: '18',
  UKPRN: '10000001',
  Postcode: 'EX1 2MP',
}

const fileOf = (rows: readonly Row[], captions: readonly string[] = CAPTIONS): string =>
  [captions, ...rows.map((row) => captions.map((caption) => row[caption] ?? ''))]
    .map((line) => line.map((text) => `"${text.replace(/"/g, '""')}"`).join(','))
    .join('\r\n')

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const wordsOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.words}`
    throw error
  }
  return 'accepted'
}

describe('readRegister', () => {
  it('takes facts with leading zeros kept when a spreadsheet dropped them', () => {
    const { establishments } = readRegister(bytes(fileOf([{ ...usual, EstablishmentNumber: '12', 'LA (code)': '31' }])))
    expect(establishments[0]).toMatchObject({
      urn: '100001',
      laEstab: '0310012',
      openDate: '2012-09-01',
      phase: 'SECONDARY',
    })
  })

  it('reads ten thousand rows', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => ({
      ...usual,
      URN: String(100_000 + n),
      EstablishmentName: `School ${n}`,
    }))
    expect(readRegister(bytes(fileOf(rows))).establishments).toHaveLength(10_000)
  })

  it('reads accents when the file is in Windows-1252', () => {
    const text = fileOf([{ ...usual, EstablishmentName: 'Saint Théa' }])
    const latin = Uint8Array.from(text, (char) => char.charCodeAt(0))
    expect(readRegister(latin).establishments[0]?.name).toBe('Saint Théa')
  })

  it('reads a file with a byte order mark and with columns in another order', () => {
    const text = `\ufeff${fileOf([usual], [...CAPTIONS].reverse())}`
    expect(readRegister(bytes(text)).establishments).toHaveLength(1)
  })

  it('names the missing columns when the file is another one', () => {
    const words = wordsOf(() => readRegister(bytes('Forename,Surname\nA,B')))
    expect(words).toMatch(/^bad-input: .*columns are missing: URN, LA \(code\).*Nothing was kept/)
  })

  it.each([
    ['empty', ''],
    ['only a heading line', CAPTIONS.join(',')],
    ['not text', 'PK\u0003\u0004\u0000\u0000'],
  ])('refuses a file that is %s', (_what, text) => {
    expect(wordsOf(() => readRegister(bytes(text)))).toMatch(/^bad-input: This file is not the national register/)
  })

  it('leaves out a row and says which when its URN is wrong or stands there twice', () => {
    const { establishments, leftOut } = readRegister(bytes(fileOf([usual, { ...usual, URN: '12' }, usual])))
    expect(establishments).toHaveLength(1)
    expect(leftOut).toEqual([
      { line: 3, why: 'The URN is not six digits' },
      { line: 4, why: 'URN 100001 stands in the file twice; the first row was kept' },
    ])
  })

  it('answers or refuses in words whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(wordsOf(() => readRegister(noise))).toMatch(/^(accepted|bad-input: )/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('factsFrom', () => {
  it.each([
    ['11', '18', '7', '13'],
    ['11', '16', '7', '11'],
    ['7', '11', '3', '6'],
    ['3', '11', 'N2', '6'],
    ['16', '19', '12', '13'],
    ['9', '13', '5', '8'],
    ['4', '18', 'R', '13'],
  ])('takes years from ages %s to %s', (low, high, lowYear, highYear) => {
    const { establishments } = readRegister(bytes(fileOf([{ ...usual, StatutoryLowAge: low, StatutoryHighAge: high }])))
    const [establishment] = establishments
    if (establishment === undefined) throw new Error('no row')
    expect(factsFrom(establishment)).toMatchObject({ lowYear, highYear })
  })
})

describe('search', () => {
  const { establishments } = readRegister(
    bytes(
      fileOf([
        usual,
        { ...usual, URN: '100002', EstablishmentName: "St Brígid's Primary", Postcode: 'EX9 9ZZ' },
        { ...usual, URN: '100003', EstablishmentName: 'Fernbrook Primary', 'EstablishmentStatus (name)': 'Closed' },
        {
          ...usual,
          URN: '100004',
          EstablishmentName: 'Old Fernbrook',
          'EstablishmentStatus (name)': 'Open, but proposed to close',
        },
      ]),
    ),
  )

  it.each([
    ['fernbrook', ['100001', '100004']],
    ['100002', ['100002']],
    ['st brigid', ['100002']],
    ['ex9 9zz', ['100002']],
    ['8314001', ['100001', '100004', '100002']],
    ['nothing like it', []],
  ])('finds %s', (query, urns) => {
    expect(search(establishments, query, true).map((row) => row.urn)).toEqual(urns)
  })

  it('finds closed schools when asked to', () => {
    expect(search(establishments, 'fernbrook primary', false).map((row) => row.urn)).toEqual(['100003'])
  })
})
