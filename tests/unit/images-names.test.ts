/** Full names in captions and file names (R60). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNames, indexNames, namesIn, type PupilNamed } from '../../src-main/features/images/rules/names'

const named = (forename: string | null, surname: string, preferred: Partial<PupilNamed> = {}): PupilNamed => ({
  ...{ id: 'pupil', forename, surname, preferredForename: null, preferredSurname: null },
  ...preferred,
})
const foundIn = (text: string, ...pupils: PupilNamed[]): readonly string[] =>
  findNames(pupils, [{ where: 'here', text }]).map(({ found }) => found)

const AMARA = named('Amara', 'Copperdale')

describe('a full name', () => {
  it.each([
    ['AmaraCopperdale_01.jpg', 'AmaraCopperdale'],
    ['Copperdale_Amara.JPG', 'Copperdale_Amara'],
    ['amara-copperdale.png', 'amara-copperdale'],
    ['amara.copperdale.png', 'amara.copperdale'],
    ['amaracopperdale.png', 'amaracopperdale'],
    ['COPPERDALEamara.png', 'COPPERDALEamara'],
    ['COPPERDALEAmara.png', 'COPPERDALEAmara'],
    ['IMG0042AmaraCopperdale7.jpg', 'AmaraCopperdale'],
    ['IMGAmaraCopperdale.jpg', 'AmaraCopperdale'],
    ['SportsDayAmaraCopperdale.jpg', 'AmaraCopperdale'],
    ['2026-07-03 Year 4 - AMARA COPPERDALE (2).heic', 'AMARA COPPERDALE'],
    ['Well done, Amara Copperdale!', 'Amara Copperdale'],
    ["Amara Copperdale's painting", 'Amara Copperdale'],
    ['Copperdale, Amara', 'Copperdale, Amara'],
    ['Amara  Copperdale', 'Amara  Copperdale'],
    ['Amara\nCopperdale', 'Amara\nCopperdale'],
    ['Amara J. Copperdale', 'Amara J. Copperdale'],
    ['Amara_Grace_Copperdale_certificate.pdf', 'Amara_Grace_Copperdale'],
    ['Ａmara Copperdale', 'Ａmara Copperdale'],
    ['Ama\u00adra Copper\u200bdale', 'Ama\u00adra Copper\u200bdale'],
  ])('is in %j', (text, found) => {
    expect(foundIn(text, AMARA)).toEqual([found])
  })

  it('is told as all of the word it is inside of', () => {
    expect(foundIn('sportsdayamaracopperdale.jpg', AMARA)).toEqual(['sportsdayamaracopperdale'])
  })

  it.each([
    ...['Amara.jpg', 'Copperdale House', 'A. Copperdale', 'A Copperdale', 'AC_01.jpg', 'amaracopper dal', ''],
    ...['Amara, Ben, Copperdale', 'Amara and Ben met Mr Copperdale', 'Amara: Ben Copperdale', '01.jpg', '___'],
    'Amara Grace Joy Copperdale',
  ])('is not in %j', (text) => {
    expect(foundIn(text, AMARA)).toEqual([])
  })

  it.each([
    [named('Zoë', 'Größthistle'), 'zoe_grossthistle.jpg'],
    [named('Zoë', 'Größthistle'), 'Zoe\u0308 Gro\u0308ßthistle'],
    [named('Zoe', 'Marble'), 'Zoë Marble'],
    [named('Łuk', 'Sørlantern'), 'LukSorlantern.jpg'],
    [named('Nia', "O'Copperdale"), 'Nia O’Copperdale'],
    [named('Nia', "O'Copperdale"), 'NiaOCopperdale.jpg'],
    [named('Nia', "O'Copperdale"), 'Nia_O_Copperdale.jpg'],
    [named('Nia', "O'Copperdale"), 'nia copperdale'],
    [named('Nia', 'McPebble'), 'NiaMcPebble.jpg'],
    [named('Nia', 'McPebble'), 'NIA MCPEBBLE'],
    [named('Nia', 'Marble-Ribbon'), 'Nia Marble Ribbon'],
    [named('Nia', 'Marble-Ribbon'), 'NiaMarbleRibbon'],
    [named('Nia', 'Marble-Ribbon'), 'nia_ribbon'],
    [named('Nia', 'Marble-Ribbon'), 'Nia Marble'],
    [named('Nia', 'van der Pebble'), 'nia-van-der-pebble'],
    [named('Nia', 'van der Pebble'), 'Nia Pebble'],
    [named('Mary-Jane', 'Marble'), 'MaryJaneMarble'],
    [named('Mary Jane', 'Marble'), 'Mary Marble'],
    [named('Alexandra', 'Marble', { preferredForename: 'Lexi' }), 'lexi.marble'],
    [named('Alexandra', 'Marble', { preferredForename: 'Lexi' }), 'Alexandra Marble'],
    [named('Alexandra', 'Marble', { preferredSurname: 'Ribbon' }), 'AlexandraRibbon'],
    [named('Alexandra', 'Marble', { preferredForename: 'Lexi', preferredSurname: 'Ribbon' }), 'Lexi Marble'],
    [named('Li', 'Na'), 'LiNa_3.jpg'],
    [named('美', '王'), '王美.jpg'],
    [named('Will', 'May'), 'Will may come as well'],
    [named(null, 'Nevmé'), 'NEVME at the fair'],
    [named(null, 'Nevmé'), 'img_nevme_2.png'],
    [named(null, 'Nevmé', { preferredForename: 'Nev' }), 'Nevmé'],
    [named('', 'Nevmé'), 'Nevmé'],
  ])('of %j is in %j', (pupil, text) => {
    expect(foundIn(text, pupil)).toHaveLength(1)
  })

  it('is not made of particles, initials or pieces of one name', () => {
    expect(foundIn('Nia der Kiste', named('Nia', 'van der Pebble'))).toEqual([])
    expect(foundIn('Nia van Dyke', named('Nia', 'van der Pebble'))).toEqual([])
    expect(foundIn('nevmesis.jpg', named(null, 'Nevmé'))).toEqual([])
    expect(foundIn('M Marble', named('M-J', 'Marble'))).toEqual([])
  })

  it('is told once for a text, under its place, for each pupil who bears it', () => {
    const twins = [named('Amara', 'Copperdale', { id: 'one' }), named('Amara', 'Copperdale', { id: 'two' })]
    const texts = [
      { where: 'file 1', text: 'Amara Copperdale and AmaraCopperdale' },
      { where: 'file 2', text: 'nobody' },
      { where: 'file 3', text: 'copperdale amara' },
    ]
    expect(findNames(twins, texts)).toEqual([
      { where: 'file 1', found: 'Amara Copperdale', pupil: 'one' },
      { where: 'file 1', found: 'Amara Copperdale', pupil: 'two' },
      { where: 'file 3', found: 'copperdale amara', pupil: 'one' },
      { where: 'file 3', found: 'copperdale amara', pupil: 'two' },
    ])
  })
})

const SYLLABLES = [
  'ama',
  'ben',
  'cor',
  'dél',
  'eth',
  'fíl',
  'gro',
  'hüm',
  'isk',
  'jor',
  'køl',
  'lum',
  'mek',
  'nov',
  'ßet',
]
const word = fc
  .array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''))
  .map((text) => text.slice(0, 1).toUpperCase() + text.slice(1))
const compound = fc
  .tuple(word, fc.constantFrom('', ' ', '-', '’'), word)
  .map(([one, between, other]) => (between === '' ? one : one + between + other))
const around = fc.constantFrom('', 'IMG_', '2026-07-03 ', 'Well done, ', 'P1000', '(', '_', 'Year 4 - ')
const after = fc.constantFrom('', '.jpg', '_01.JPG', ' (2).heic', "'s painting", '!', '7', ' at the fair')
const separator = fc.constantFrom('', ' ', '_', '-', '.', ', ', '  ', '__', ' - ')
const casing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD'),
)

it('a name put into any text in any shape is found', () => {
  fc.assert(
    fc.property(
      ...([compound, compound, separator, casing, around, after, fc.boolean()] as const),
      (forename, surname, between, cased, before, behind, turned) => {
        const name = turned ? surname + between + forename : forename + between + surname
        const text = before + cased(name) + behind
        const [one, ...more] = findNames([named(forename, surname)], [{ where: 'here', text }])
        expect([one?.where, one?.pupil, more]).toEqual(['here', 'pupil', []])
        expect(text.normalize('NFC')).toContain(one?.found)
      },
    ),
    { numRuns: 5000 },
  )
})

it('a text without the surname tells nobody', () => {
  // No syllable of these names is in the words, and none of the words is in a name.
  const words = fc.array(fc.constantFrom('Year', '4', 'fair', 'at', 'THE', 'painting', '_', '-', '.jpg', ' '), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(compound, compound, words, fc.nat(12), (forename, surname, text, at) => {
      const written = [...text.slice(0, at), forename, ...text.slice(at)]
      // A forename that holds the surname is no text without it.
      fc.pre(![...forename.toLowerCase().split(/[ ’-]/)].some((part) => surname.toLowerCase().includes(part)))
      fc.pre(
        !surname
          .toLowerCase()
          .split(/[ ’-]/)
          .some((part) => forename.toLowerCase().includes(part)),
      )
      for (const separated of ['', ' ']) expect(foundIn(written.join(separated), named(forename, surname))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

it('1,500 pupils and 500 file names: exactly the names that were put in, with one index', () => {
  const syllable = (at: number): string => 'bcdfghjklmnprst'.charAt(at % 15) + 'aeiou'.charAt(Math.floor(at / 15) % 5)
  const nameOf = (at: number): string => [at, at * 7 + 3, at * 13 + 5].map(syllable).join('') + 'x'
  const pupils = Array.from({ length: 1500 }, (_, at) =>
    named(`F${nameOf(at % 75)}`, `S${nameOf(at)}${nameOf(Math.floor(at / 75))}`, { id: String(at) }),
  )
  const texts = Array.from({ length: 500 }, (_, at) => {
    const pupil = pupils[at * 3]
    const text = at % 2 === 0 ? `IMG_${at}.jpg` : `${pupil?.forename}${pupil?.surname}_${at}.jpg`
    return { where: String(at), text }
  })
  const found = namesIn(indexNames(pupils), texts)
  expect(found.map(({ where, pupil }) => [where, pupil])).toEqual(
    texts.flatMap(({ where }) => (Number(where) % 2 === 0 ? [] : [[where, String(Number(where) * 3)]])),
  )
})
