import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findPupils,
  numberKey,
  pupilIndex,
  type FindablePupil,
  type PupilIndex,
} from '../../src-main/features/pupils/rules/finding'
import { foldName } from '../../src-main/features/pupils/rules/names'
import { drawer, skewedRoll, upnOf } from './pupils-roll'

let serial = 0
function pupil(whole: string, more: Partial<FindablePupil> = {}): FindablePupil {
  serial += 1
  const [forename = '', ...surname] = whole.split(' ')
  return {
    id: whole,
    forename: surname.length === 0 ? null : forename,
    surname: surname.length === 0 ? forename : surname.join(' '),
    preferredForename: null,
    preferredSurname: null,
    year: '8',
    className: '8B',
    admissionNumber: String(serial).padStart(6, '0'),
    upn: null,
    ...more,
  }
}

const ids = (index: PupilIndex, query: string, limit?: number): readonly string[] =>
  findPupils(index, query, limit).map(({ pupil: { id } }) => id)

describe('a search', () => {
  const index = pupilIndex([
    pupil("Aldana O'Copperdale"),
    pupil('Brenbo Copperdale'),
    pupil('Corcia Copper-Brook'),
    pupil('Dalfi Copper'),
    pupil('Elgan van der Brook'),
    pupil('Fenmé Zoëfold'),
    pupil('Garlo Lantern', { preferredForename: 'Gaz', preferredSurname: 'Velvet' }),
    pupil('Pebblebo'),
    pupil('Hesnia Og'),
    pupil('Iblo O'),
    pupil('Mary-Ann Thistle'),
    pupil('Martin James', { id: 'surname James' }),
    pupil('James Martin', { id: 'surname Martin' }),
  ])

  it.each([
    ['ocopper', ["Aldana O'Copperdale"]],
    ['o copper', ["Aldana O'Copperdale"]],
    ["O'COPPER", ["Aldana O'Copperdale"]],
    ['o’copperdale al', ["Aldana O'Copperdale"]],
    ['copper', ['Dalfi Copper', 'Corcia Copper-Brook', 'Brenbo Copperdale', "Aldana O'Copperdale"]],
    ['copperd', ['Brenbo Copperdale', "Aldana O'Copperdale"]],
    ['copper al', ["Aldana O'Copperdale"]],
    ['copper b', ['Brenbo Copperdale', 'Corcia Copper-Brook']],
    ['copper-b', ['Corcia Copper-Brook']],
    ['brook', ['Corcia Copper-Brook', 'Elgan van der Brook']],
    ['van d', ['Elgan van der Brook']],
    ['van der brook elgan', ['Elgan van der Brook']],
    ['zoe', ['Fenmé Zoëfold']],
    ['fenme zoë', ['Fenmé Zoëfold']],
    ['zoefold, fen', ['Fenmé Zoëfold']],
    ['lantern g', ['Garlo Lantern']],
    ['velvet gaz', ['Garlo Lantern']],
    ['gaz lantern', ['Garlo Lantern']],
    ['garlo velv', ['Garlo Lantern']],
    ['pebblebo', ['Pebblebo']],
    ['pebble x', []],
    ['og', ['Hesnia Og']],
    ['o ib', ['Iblo O']],
    ['thistle mary a', ['Mary-Ann Thistle']],
    ['mary ann thi', ['Mary-Ann Thistle']],
    ['hesnia', ['Hesnia Og']],
    ['o', []],
    ['', []],
    ["' -", []],
    ['8B', []],
    ['copper, x', []],
    ['x'.repeat(10_000), []],
    ['al '.repeat(60), []],
  ])('for %j finds %j', (query, found) => {
    expect(ids(index, query)).toEqual(found)
  })

  it('never takes the first of two pupils whose names are each other turned round', () => {
    expect(findPupils(index, 'martin james').map(({ homonym }) => homonym)).toEqual([true, true])
  })

  it('shows the first few, in the order of lists', () => {
    expect(ids(index, 'copper', 2)).toEqual(['Dalfi Copper', 'Corcia Copper-Brook'])
  })
})

describe('a search by number', () => {
  const [upn, temporary] = [upnOf(1), 'Q83190012401A']
  const index = pupilIndex([
    pupil('Aldana Copper', { admissionNumber: '001234', upn }),
    pupil('Brenbo Copper', { admissionNumber: '12345', upn: temporary }),
    pupil('Corcia Copper', { admissionNumber: 'A0012' }),
    pupil('Dalfi Velvet', { admissionNumber: '077' }),
    pupil('Elgan Velvet', { admissionNumber: '77' }),
  ])

  it.each([
    ['001234', ['Aldana Copper']],
    ['1234', ['Aldana Copper']],
    [' 0001234 ', ['Aldana Copper']],
    ['123', []],
    ['12345', ['Brenbo Copper']],
    ['a0012', ['Corcia Copper']],
    ['0012', []],
    [upn, ['Aldana Copper']],
    [upn.toLowerCase(), ['Aldana Copper']],
    [temporary, ['Brenbo Copper']],
    [`${upn.slice(0, 12)}${(Number(upn.at(-1)) + 1) % 10}`, []],
    ['0', []],
  ])('for %j finds %j', (query, found) => {
    expect(ids(index, query)).toEqual(found)
  })

  it('stops for a choice where two numbers differ by a leading zero only', () => {
    expect(findPupils(index, '77').map(({ homonym }) => homonym)).toEqual([true, true])
    expect(findPupils(index, '1234').map(({ homonym }) => homonym)).toEqual([false])
  })

  it('never answers with a UPN', () => {
    const answers = ['copper', '1234', upn, temporary].map((query) => findPupils(index, query))
    expect(answers.map(({ length }) => length)).toEqual([3, 1, 1, 1])
    expect(JSON.stringify([answers, index.pupils])).not.toMatch(/upn|999|Q8319/i)
  })
})

describe('homonyms', () => {
  const alike = (id: string, more: Partial<FindablePupil> = {}): FindablePupil =>
    pupil('Aldana Copper', { id, ...more })

  it('all come together, even beyond the limit, and each says so', () => {
    const roll = [...'abcdefghijkl'].map((id) => alike(id))
    const index = pupilIndex([pupil('Aldan Copper'), ...roll, pupil('Brenbo Copper')])
    const found = findPupils(index, 'copper')
    expect(found.map(({ pupil: { id } }) => id)).toEqual(['Aldan Copper', ...'abcdefghijkl'])
    expect(found.map(({ homonym }) => homonym)).toEqual([false, ...roll.map(() => true)])
  })

  it('are so by a preferred name, and by marks or capitals alone', () => {
    const index = pupilIndex([
      alike('legal'),
      alike('marked', { forename: 'ALDÁNA' }),
      alike('preferred', { forename: 'Brenbo', preferredForename: 'Aldana' }),
      alike('other', { forename: 'Brenica' }),
    ])
    const found = findPupils(index, 'copper al')
    expect(found.filter(({ homonym }) => homonym).map(({ pupil: { id } }) => id)).toHaveLength(3)
    // Asked for by the other name, the same three stop for a choice.
    expect(findPupils(index, 'copper brenb').map(({ homonym }) => homonym)).toEqual([true, true, true])
    expect(findPupils(index, 'copper breni')).toMatchObject([{ homonym: false, pupil: { id: 'other' } }])
  })

  it('with one name only are told from those with a forename', () => {
    const index = pupilIndex([pupil('Copper', { id: 'one' }), pupil('Copper', { id: 'two' }), pupil('Aldana Copper')])
    expect(findPupils(index, 'copper').map(({ homonym }) => homonym)).toEqual([true, true, false])
  })
})

/** What a search may find, written plainly and looking at everybody. */
function mayFind(row: FindablePupil, query: string): boolean {
  const folded = (name: string | null): string[] => (name === null ? [] : [foldName(name)])
  const surnames = [row.surname, row.preferredSurname].flatMap(folded)
  const parts = [row.surname, row.preferredSurname ?? ''].flatMap((name) => {
    const words = name.split(/[\s'-]+/)
    return words.slice(1).map((_, at) => foldName(words.slice(at + 1).join('')))
  })
  const all = [...surnames, ...parts.filter((part) => part.length > 1)]
  const forenames = [row.forename, row.preferredForename].flatMap(folded)
  const words = query.trim().split(/\s+/).map(foldName)
  const whole = words.join('')
  if (whole.length < 2) return false
  if ([...all, ...forenames].some((name) => name.startsWith(whole))) return true
  return words.slice(1).some((_, index) => {
    const [left, right] = [words.slice(0, index + 1).join(''), words.slice(index + 1).join('')]
    return [
      [left, right],
      [right, left],
    ].some(([surname = '', forename = '']) => {
      const bySurname = all.some((name) => (surname.length < 2 ? name === surname : name.startsWith(surname)))
      return bySurname && forenames.some((name) => name.startsWith(forename))
    })
  })
}

describe('any search in any roll', () => {
  const rolls = [1, 2, 3].map((seed) => {
    const roll = skewedRoll(300, seed)
    return { roll, index: pupilIndex(roll) }
  })
  const letters = (name: string, draw: () => number): string => name.slice(0, 1 + Math.floor(draw() * name.length))
  const query = fc
    .tuple(fc.constantFrom(...rolls), fc.nat(299), fc.nat(299), fc.nat())
    .map(([{ roll, index }, a, b, seed]) => {
      const draw = drawer(seed)
      const [one, other] = [roll[a]!, draw() < 0.8 ? roll[a]! : roll[b]!]
      const [surname, forename] = [letters(one.surname, draw), letters(other.forename ?? 'x', draw)]
      const text = [surname, forename, `${surname} ${forename}`, `${forename} ${surname}`][Math.floor(draw() * 4)]!
      return { roll, index, text }
    })

  it('finds just those whom a look at everybody finds, and their namesakes', () => {
    fc.assert(
      fc.property(query, ({ roll, index, text }) => {
        const found = findPupils(index, text, Infinity)
        const plainly = roll.filter((row) => mayFind(row, text)).map(({ id }) => id)
        const foundIds = found.map(({ pupil: { id } }) => id)
        expect(new Set(foundIds).size).toBe(foundIds.length)
        expect(foundIds).toEqual(expect.arrayContaining(plainly))
        expect(found.filter(({ pupil: { id }, homonym }) => !homonym && !plainly.includes(id))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('says the same in a short list as at the head of a long one', () => {
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 8 }), ({ index, text }, limit) => {
        const [short, long] = [findPupils(index, text, limit), findPupils(index, text, Infinity)]
        expect(short).toEqual(long.slice(0, short.length))
        expect(short.length).toBeGreaterThanOrEqual(Math.min(limit, long.length))
        expect(short.length > limit && !short.at(-1)!.homonym).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('marks all bearers of one shown name', () => {
    for (const { roll, index } of rolls) {
      const shown = (row: FindablePupil): string =>
        `${foldName(row.preferredForename ?? row.forename ?? '')} ${foldName(row.preferredSurname ?? row.surname)}`
      const alike = roll.filter((row) => roll.some((other) => other !== row && shown(other) === shown(row)))
      for (const row of alike) {
        const found = findPupils(index, row.preferredSurname ?? row.surname, Infinity)
        expect(found.find(({ pupil: { id } }) => id === row.id)?.homonym).toBe(true)
      }
    }
  })
})

describe('the work of a search', () => {
  /** The same index, counting how often a key of it is looked at. */
  function counting(index: PupilIndex): { readonly index: PupilIndex; readonly reads: () => number } {
    let reads = 0
    const counted = <T extends PupilIndex['bySurname']>(sorted: T): T => ({
      ...sorted,
      keys: new Proxy(sorted.keys, {
        get: (keys, at) => {
          if (at !== 'length') reads += 1
          return Reflect.get(keys, at)
        },
      }),
    })
    const { bySurname, byInitials, byForename } = index
    return {
      index: {
        ...index,
        ...{ bySurname: counted(bySurname), byInitials: counted(byInitials), byForename: counted(byForename) },
      },
      reads: () => reads,
    }
  }

  it('is a few looks into a large roll', () => {
    const roll = skewedRoll(20_000, 4)
    const { index, reads } = counting(pupilIndex(roll))
    let [most, searches] = [0, 0]
    for (const { surname, forename } of roll.slice(0, 300)) {
      const first = forename ?? 'x'
      for (const query of [
        ...[surname, surname.slice(0, 2), first, `${surname} ${first}`, `${first} ${surname}`, `${surname} zz`],
        `${surname.slice(0, 2)} ${first.slice(0, 1)}`,
      ]) {
        const before = reads()
        findPupils(index, query)
        most = Math.max(most, reads() - before)
        searches += 1
      }
    }
    expect(most).toBeLessThan(roll.length / 40)
    expect(reads() / searches).toBeLessThan(150)
  })
})

describe('keys to the right child', () => {
  const MOST_KEYS = 6

  /** Fewest keys to a child at the top of the list, one more where namesakes stop for a choice; null beyond `MOST_KEYS`. */
  function keysTo({ surname, forename, id }: FindablePupil, index: PupilIndex): number | null {
    const [last, first] = [foldName(surname), foldName(forename ?? '')]
    for (let keys = 2; keys <= MOST_KEYS; keys += 1) {
      const queries = [last.slice(0, keys)]
      for (let letters = 1; keys - 1 - letters >= 2; letters += 1) {
        queries.push(`${last.slice(0, keys - 1 - letters)} ${first.slice(0, letters)}`)
      }
      for (const query of queries) {
        const found = findPupils(index, query)
        const place = found.findIndex(({ pupil }) => pupil.id === id)
        if (place === 0 && found[0]?.homonym === false) return keys
        const choice = place >= 0 && found.length <= 8 && found.slice(0, place + 1).every(({ homonym }) => homonym)
        if (choice && keys < MOST_KEYS) return keys + 1
      }
    }
    return null
  }

  it.each([1, 2, 3])('are six at most for 95 of 100 pupils in a roll of 1,500 (roll %i)', (seed) => {
    const roll = skewedRoll(1_500, seed)
    const bearers = new Map<string, number>()
    for (const { surname } of roll) bearers.set(surname, (bearers.get(surname) ?? 0) + 1)
    // The roll has to be as hard as a real one: one surname in every fortieth place, and dozens of namesakes.
    expect(Math.max(...bearers.values())).toBeGreaterThan(roll.length / 40)
    const index = pupilIndex(roll)
    expect(index.namesakes.size).toBeGreaterThan(40)
    const within = roll.filter((row) => keysTo(row, index) !== null)
    expect(within.length / roll.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe('an admission number as it is compared', () => {
  it('loses blanks, capitals and leading zeros, and never all its signs', () => {
    expect(['007', ' 7', '0 07', '０７'].map(numberKey)).toEqual(['7', '7', '7', '7'])
    expect(numberKey('000')).toBe('0')
    expect(numberKey('B007')).toBe('b007')
  })
})
