import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import {
  MATCH_REASONS,
  MATCH_WORDS,
  matchPupil,
  rollIndex,
  type IncomingPupil,
  type RollPupil,
} from '../../src-main/features/pupils/rules/matching'
import { day, skewedRoll, upnOf } from './pupils-roll'

const blank: IncomingPupil = {
  ...{ forename: null, surname: '', preferredForename: null, preferredSurname: null },
  ...{ dateOfBirth: null, admissionNumber: null, upn: null },
}

/** "Aldana Copper", born on 3 September 2013 unless said otherwise. */
function record(name: string, more: Partial<IncomingPupil> = {}): IncomingPupil {
  const [first = '', ...rest] = name.split(' ')
  const [forename, surname] = rest.length === 0 ? [null, first] : [first, rest.join(' ')]
  return { ...blank, forename, surname, dateOfBirth: day('2013-09-03'), ...more }
}

const onRoll = (name: string, id: number, more: Partial<IncomingPupil> = {}): RollPupil => ({
  ...record(name, { admissionNumber: String(id).padStart(6, '0'), upn: upnOf(id), ...more }),
  id: String(id),
})

const [otherDay, unused, temporary] = [day('2014-01-31'), upnOf(999), 'Q83190012401A']

describe('a record', () => {
  const roll = rollIndex([
    onRoll('Aldana Copper', 1),
    onRoll('Brenbo Copper', 2),
    onRoll('Corcia Lantern', 3, { dateOfBirth: day('2012-05-05') }),
    onRoll('Corcia Lantern', 4, { dateOfBirth: day('2015-06-06') }),
    onRoll('Pebblebo', 5),
    onRoll('Dalfi Velvet', 6, { dateOfBirth: null, upn: null }),
    onRoll('Elgan Walnut', 7, { preferredForename: 'Elly', preferredSurname: "O'Marble", upn: temporary }),
    onRoll('Dalfi Copper', 8, { dateOfBirth: day('2010-10-10') }),
  ])
  const [aldana, brenbo, elgan] = [upnOf(1), upnOf(2), temporary]

  it.each<[string, IncomingPupil, string, 'upn' | 'admission-number']>([
    ['with the UPN', record('Aldana Copper', { upn: aldana }), '1', 'upn'],
    ['with the UPN in small letters', record('Aldana Copper', { upn: ` ${aldana.toLowerCase()} ` }), '1', 'upn'],
    ['with the UPN and a new surname', record('Aldana Thistle', { upn: aldana }), '1', 'upn'],
    ['with the UPN and another birthday', record('Aldana Copper', { upn: aldana, dateOfBirth: otherDay }), '1', 'upn'],
    ['with the UPN and no birthday', record('Aldana Copper', { upn: aldana, dateOfBirth: null }), '1', 'upn'],
    ['with the UPN and no forename', record('Copper', { upn: aldana }), '1', 'upn'],
    ['with the UPN and a new number', record('Aldana Copper', { upn: aldana, admissionNumber: '9' }), '1', 'upn'],
    ['with both numbers and a new forename', record('Xim Copper', { upn: aldana, admissionNumber: '1' }), '1', 'upn'],
    ['of one name, with the UPN', record('Pebblebo', { upn: upnOf(5) }), '5', 'upn'],
    ['with the number', record('Aldana Copper', { admissionNumber: '000001' }), '1', 'admission-number'],
    ['with the number without zeros', record('ALDÁNA copper', { admissionNumber: '1' }), '1', 'admission-number'],
    ['with the number and a new surname', record('Aldana Thistle', { admissionNumber: '1' }), '1', 'admission-number'],
    [
      'with the number and no birthday',
      record('Aldana Copper', { admissionNumber: '1', dateOfBirth: null }),
      ...(['1', 'admission-number'] as const),
    ],
    [
      'with the number and a UPN that does not fit together',
      record('Aldana Copper', { admissionNumber: '1', upn: `A${aldana.slice(1)}` }),
      ...(['1', 'admission-number'] as const),
    ],
    [
      'with the number and a temporary UPN',
      record('Aldana Copper', { admissionNumber: '1', upn: 'C83190012602K' }),
      ...(['1', 'admission-number'] as const),
    ],
    ['with a first UPN', record('Dalfi Velvet', { admissionNumber: '6', upn: unused }), '6', 'admission-number'],
    ['with a UPN for good', record('Elgan Walnut', { admissionNumber: '7', upn: unused }), '7', 'admission-number'],
    ['by preferred names', record('Elly OMarble', { admissionNumber: '7' }), '7', 'admission-number'],
    ['of one name', record('Pebblebo', { admissionNumber: '5' }), '5', 'admission-number'],
    [
      'of a namesake told by birthday',
      record('Corcia Lantern', { admissionNumber: '4', dateOfBirth: day('2015-06-06') }),
      ...(['4', 'admission-number'] as const),
    ],
  ])('%s is that pupil', (_, incoming, pupil, by) => {
    expect(matchPupil(roll, incoming)).toEqual({ kind: 'same', pupil, by })
  })

  it.each<[string, IncomingPupil, string, readonly string[]]>([
    ['without numbers', record('Aldana Copper'), 'name-and-birth', ['1']],
    [
      'with numbers new to the roll',
      record('Aldana Copper', { upn: unused, admissionNumber: '77' }),
      'name-and-birth',
      ['1'],
    ],
    ['with a temporary UPN only', record('Elgan Walnut', { upn: elgan }), 'name-and-birth', ['7']],
    ['by name, birthday not known', record('Corcia Lantern', { dateOfBirth: null }), 'name', ['3', '4']],
    ['by name, birthday not on the roll', record('Dalfi Velvet'), 'name', ['6']],
    ['of one name, birthday not known', record('Pebblebo', { dateOfBirth: null }), 'name', ['5']],
    ['with a new surname and no numbers', record('Aldana Thistle'), 'forename-and-birth', ['1']],
    ['without forename', record('Copper'), 'surname-and-birth', ['1', '2']],
    ['with the UPN and a new forename', record('Xim Copper', { upn: aldana }), 'details-differ', ['1']],
    [
      'with the number and a new forename',
      record('Xim Copper', { admissionNumber: '1' }),
      'details-differ',
      ['1', '2'],
    ],
    [
      'with the number and another birthday',
      record('Aldana Copper', { admissionNumber: '1', dateOfBirth: otherDay }),
      ...(['details-differ', ['1']] as const),
    ],
    [
      'with the number of one of two namesakes',
      record('Corcia Lantern', { admissionNumber: '3', dateOfBirth: null }),
      ...(['namesakes', ['3', '4']] as const),
    ],
    [
      'with the number of one twin and no forename',
      record('Copper', { admissionNumber: '1' }),
      'namesakes',
      ['1', '2'],
    ],
    [
      'with the number and another UPN',
      record('Aldana Copper', { admissionNumber: '1', upn: unused }),
      'two-upns',
      ['1'],
    ],
  ])('%s is for a person to confirm', (_, incoming, why, pupils) => {
    const match = matchPupil(roll, incoming)
    expect(match).toMatchObject({ kind: 'candidates', why })
    expect('pupils' in match && [...match.pupils].sort()).toEqual(pupils)
  })

  it.each<[string, IncomingPupil, string, readonly string[]]>([
    [
      'with the numbers of two',
      record('Aldana Copper', { upn: aldana, admissionNumber: '2' }),
      'numbers-disagree',
      ['1', '2'],
    ],
    ["with the twin's UPN", record('Aldana Copper', { upn: brenbo }), 'upn-of-another', ['2', '1']],
    ["with a stranger's UPN", record('Xim Thistle', { upn: aldana, dateOfBirth: otherDay }), 'upn-of-another', ['1']],
    ["with a sibling's UPN", record('Xim Copper', { upn: aldana, dateOfBirth: otherDay }), 'upn-of-another', ['1']],
    [
      "with the twin's number",
      record('Aldana Copper', { admissionNumber: '2' }),
      ...(['admission-number-of-another', ['2', '1']] as const),
    ],
    [
      "with a namesake's number",
      record('Corcia Lantern', { admissionNumber: '3', dateOfBirth: day('2015-06-06') }),
      ...(['admission-number-of-another', ['3', '4']] as const),
    ],
    [
      "with a stranger's number",
      record('Xim Thistle', { admissionNumber: '3' }),
      ...(['admission-number-of-another', ['3']] as const),
    ],
    [
      "with a stranger's number and the forename alone the same",
      record('Corcia Thistle', { admissionNumber: '3', dateOfBirth: null }),
      ...(['admission-number-of-another', ['3']] as const),
    ],
    [
      "with a sibling's number",
      record('Xim Copper', { admissionNumber: '8', dateOfBirth: otherDay }),
      ...(['admission-number-of-another', ['8']] as const),
    ],
  ])('%s contradicts the roll', (_, incoming, why, pupils) => {
    expect(matchPupil(roll, incoming)).toEqual({ kind: 'conflict', why, pupils })
  })

  it.each<[string, IncomingPupil, readonly string[]]>([
    ['of a stranger', record('Xim Thistle', { upn: unused, admissionNumber: '77' }), []],
    ['of a third twin', record('Corcia Copper', { upn: unused, admissionNumber: '77' }), []],
    ['of a third twin without numbers', record('Corcia Copper'), []],
    ['of a sibling', record('Corcia Copper', { dateOfBirth: otherDay }), []],
    ['of a namesake', record('Corcia Lantern', { upn: unused, dateOfBirth: otherDay }), ['3', '4']],
    ['of one name, where others have it as surname', record('Velvet', { dateOfBirth: null }), []],
    ['without any letters', record('.'), []],
  ])('%s is new', (_, incoming, namesakes) => {
    expect(matchPupil(roll, incoming)).toEqual({ kind: 'new', namesakes })
  })
})

describe('numbers that are the same without their zeros', () => {
  const roll = rollIndex([
    onRoll('Aldana Copper', 1, { admissionNumber: '077' }),
    onRoll('Brenbo Lantern', 2, { admissionNumber: '77', dateOfBirth: otherDay }),
  ])

  it('are told apart by the rest of the row', () => {
    expect(matchPupil(roll, record('Aldana Copper', { admissionNumber: '77' }))).toMatchObject({
      kind: 'same',
      pupil: '1',
    })
    const stranger = record('Xim Thistle', { admissionNumber: '77' })
    expect(matchPupil(roll, stranger)).toEqual({ kind: 'conflict', why: 'number-shared', pupils: ['1', '2'] })
  })

  it('and a UPN two pupils have, name nobody', () => {
    const doubled = rollIndex([onRoll('Aldana Copper', 1), onRoll('Aldana Copper', 2, { upn: upnOf(1) })])
    const match = matchPupil(doubled, record('Aldana Copper', { upn: upnOf(1), admissionNumber: '1' }))
    expect(match).toEqual({ kind: 'conflict', why: 'number-shared', pupils: ['1', '2'] })
  })
})

describe('the words of a reason', () => {
  it('are there for each, and end as sentences do', () => {
    for (const why of MATCH_REASONS) expect(MATCH_WORDS[why]).toMatch(/^[A-Z].*\.$/)
  })
})

/** One child of a made-up world: on the roll, or new to the school. */
interface Child extends IncomingPupil {
  readonly id: string
  readonly admissionNumber: string
  readonly upn: string | null
  readonly isNew: boolean
}

/** So few names and birthdays that twins, namesakes and namesakes of one birthday come up in every roll. */
const crowdedChild = fc.record({
  forename: fc.constantFrom('Aldana', 'Brenbo', 'Corcia', null),
  surname: fc.constantFrom('Copper', "O'Copper", 'Lantern-Copper', 'Velvet'),
  preferredForename: fc.constantFrom(null, null, null, 'Brenbo', 'Dalfi'),
  birth: fc.constantFrom('2013-09-03', '2013-09-03', '2014-03-09'),
  birthOnRoll: fc.constantFrom(true, true, true, false),
  hasUpn: fc.constantFrom(true, true, true, false),
  isNew: fc.constantFrom(false, false, false, true),
})

const world = fc.array(crowdedChild, { minLength: 2, maxLength: 14 }).map((all) =>
  all.map(({ birth, hasUpn, birthOnRoll, ...child }, index): Child & { readonly rollBirth: CivilDate | null } => ({
    ...child,
    ...{
      id: String(index),
      preferredSurname: null,
      dateOfBirth: day(birth),
      rollBirth: birthOnRoll ? day(birth) : null,
    },
    admissionNumber: String(index + 1).padStart(5, '0'),
    upn: hasUpn ? upnOf(index + 1) : null,
  })),
)

/** What may be wrong or left out in a row, and in the whole file. */
const fault = fc.record({
  child: fc.nat(),
  swapWith: fc.nat(),
  swaps: fc.boolean(),
  number: fc.constantFrom('as it is', 'without zeros', 'none'),
  upn: fc.constantFrom('as it is', 'none', 'temporary', 'mistyped'),
  surname: fc.constantFrom('as it is', 'as it is', 'changed'),
  shouted: fc.boolean(),
  withoutForename: fc.constantFrom(false, false, false, true),
  withoutBirth: fc.constantFrom(false, false, true),
  preferredOnly: fc.boolean(),
})

describe('in any roll full of twins and namesakes', () => {
  it('no record is ever taken for another child', () => {
    let [same, tried] = [0, 0]
    fc.assert(
      fc.property(world, fc.array(fault, { minLength: 1, maxLength: 6 }), (children, faults) => {
        const known = children.filter(({ isNew }) => !isNew)
        const roll = rollIndex(known.map((child) => ({ ...child, dateOfBirth: child.rollBirth })))
        for (const wrong of faults) {
          const child = children[wrong.child % children.length]!
          // Numbers are mixed up between pupils the school has; a new child's number is new.
          const other = known[wrong.swapWith % known.length]
          const number = (wrong.swaps && !child.isNew ? other : child)?.admissionNumber ?? ''
          // Without forename, birthday or surname to go by, a changed surname leaves nothing of the child in the row.
          const changed = wrong.surname === 'changed' && child.rollBirth !== null
          const surname = changed ? 'Thistle' : child.surname
          const shownForename = wrong.preferredOnly ? (child.preferredForename ?? child.forename) : child.forename
          const upns = { 'as it is': child.upn, none: null, temporary, mistyped: child.upn?.replace(/^./, 'A') ?? null }
          const match = matchPupil(roll, {
            forename: wrong.withoutForename ? null : shownForename,
            surname: wrong.shouted ? surname.toUpperCase() : surname,
            ...{ preferredForename: null, preferredSurname: null },
            dateOfBirth: wrong.withoutBirth ? null : child.dateOfBirth,
            admissionNumber: { 'as it is': number, 'without zeros': number.replace(/^0+/, ''), none: '' }[wrong.number],
            upn: upns[wrong.upn],
          })
          tried += 1
          if (match.kind !== 'same') continue
          same += 1
          expect(match.pupil).toBe(child.isNew ? 'nobody' : child.id)
        }
      }),
      { numRuns: 10_000 },
    )
    // A rule that never decided would pass as well.
    expect(same).toBeGreaterThan(tried / 10)
  })

  it('a UPN of another pupil is seen wherever the names can show it', () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.nat(), (children, a, b) => {
        const known = children.filter(({ isNew }) => !isNew)
        const [child, other] = [known[a % known.length], known[b % known.length]]
        if (child === undefined || other === undefined || child.forename === null || child === other) return
        if (child.forename === other.forename || child.forename === other.preferredForename) return
        const roll = rollIndex(known.map((one) => ({ ...one, dateOfBirth: one.rollBirth })))
        const match = matchPupil(roll, { ...child, preferredForename: null, upn: other.upn, admissionNumber: null })
        expect(match.kind === 'same' && match.pupil !== child.id).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('a child with another name or birthday and no number is never that child', () => {
    fc.assert(
      fc.property(world, world, (children, strangers) => {
        const roll = rollIndex(children)
        for (const stranger of strangers) {
          const match = matchPupil(roll, { ...stranger, upn: null, admissionNumber: null })
          expect(match.kind).toMatch(/^(candidates|new)$/)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a roll as schools have it', () => {
  const pupils = skewedRoll(1_500, 5)
  const roll = rollIndex(pupils)
  const share = (change: (pupil: RollPupil) => Partial<IncomingPupil>): number => {
    const matches = pupils.map((pupil) => ({ pupil, match: matchPupil(roll, { ...pupil, ...change(pupil) }) }))
    const same = matches.filter(({ match }) => match.kind === 'same')
    for (const { pupil, match } of same) expect(match).toMatchObject({ pupil: pupil.id })
    return same.length / pupils.length
  }

  it('is matched row by row with next to no question', () => {
    expect(share(() => ({}))).toBe(1)
    expect(share(() => ({ upn: null }))).toBeGreaterThan(0.995)
    expect(share(() => ({ admissionNumber: null }))).toBeGreaterThan(0.98)
    expect(share(() => ({ upn: null, dateOfBirth: null }))).toBeGreaterThan(0.93)
    expect(share(() => ({ upn: null, surname: 'Thistle', preferredSurname: null }))).toBeGreaterThan(0.98)
    expect(share(() => ({ upn: null, admissionNumber: null }))).toBe(0)
  })
})
