/**
 * Made-up schools whose pictures are in use: pupils with a history of consent each, sets, uses of every state, what was left
 * out, what went out against the decision, and pupils erased since. One is known by its seed and number.
 */
import { addDays } from '@vault/clock'
import type { CivilDate } from '@contract/primitives'
import { PUBLICATION_STATES } from '@contract/publications'
import { chance, type Chance } from '../../fuzz/chance'
import { historyOf, type Question } from '../consents/histories'
import type { SetSaid, UseSaid } from './take-down-oracle'

export interface PupilMade {
  readonly uses: ReadonlyMap<string, Question>
  readonly name: Question | null
}

export interface SchoolMade {
  readonly on: CivilDate
  readonly sets: readonly SetSaid[]
  readonly uses: readonly (UseSaid & { readonly from: CivilDate })[]
  readonly pupils: ReadonlyMap<string, PupilMade | null>
}

/** Uses a school has: the one whose answers were played through, and one with a part of them. */
const PURPOSES = ['picture', 'another'] as const

/** Makes one school with up to four pupils, the first of whom is asked about on a day that matters. */
export function schoolOf(seed: number, number: number): SchoolMade {
  const by = chance(seed, number)
  const first = historyOf(seed, number)
  const { on } = first.picture
  const pupils = new Map<string, PupilMade | null>([['pupil 0', by.in(25) ? null : pupilOf(by, first)]])
  const others = by.upTo(4)
  for (let other = 1; other <= others; other++) {
    // From the same stock, asked about on the same day.
    const { picture, name } = historyOf(seed + other, number)
    const moved = { picture: { ...picture, on }, name: name === null ? null : { ...name, on } }
    pupils.set(`pupil ${other}`, by.in(25) ? null : pupilOf(by, moved))
  }
  const ids = [...pupils.keys()]
  const sets = Array.from({ length: 1 + by.upTo(2) }, (_, at): SetSaid => ({
    id: `set ${at}`,
    pupils: ids.filter(() => !by.in(4)),
    purposes: by.one([['picture'], ['another'], ['picture', 'another'], ['picture', 'another'], ['unknown'], []]),
  }))
  const uses = Array.from({ length: 1 + by.upTo(5) }, (_, at) => useOf(by, at, by.one(sets), on))
  return { on, sets, uses, pupils }
}

interface Made {
  readonly picture: Question
  readonly name: Question | null
}

function pupilOf(by: Chance, made: Made): PupilMade {
  const { picture, name } = by.in(3) ? withMore(by, made) : made
  const another: Question = {
    ...picture,
    purpose: { ...picture.purpose, id: 'another', outside: by.in(2), code: by.one(['ID_PHOTO', 'WEBSITE', null]) },
    answers: picture.answers.filter(() => !by.in(4)),
  }
  return { uses: new Map(PURPOSES.map((id) => [id, id === 'picture' ? picture : another])), name }
}

/** Further orders and flags, some of them over, some of other uses. */
function withMore(by: Chance, { picture, name }: Made): Made {
  const { on, known } = picture
  const day = (back: number, span: number): CivilDate => addDays(on, -back + by.upTo(span))
  const orders = Array.from({ length: by.upTo(3) }, () => ({
    scope: by.one([null, ['picture'], ['naming'], ['another'], ['picture', 'another']]),
    from: day(400, 420),
    until: by.in(2) ? null : day(60, 120),
  }))
  const flags = Array.from({ length: by.upTo(2) }, () => ({
    kind: by.one(['NO_PUBLISH', 'NO_NAME', 'NO_CAPTURE'] as const),
    isSet: !by.in(4),
    from: day(400, 420),
  }))
  const more = { ...known, orders: [...known.orders, ...orders], flags: [...known.flags, ...flags] }
  return { picture: { ...picture, known: more }, name: name === null ? null : { ...name, known: more } }
}

function useOf(by: Chance, at: number, set: SetSaid, on: CivilDate): UseSaid & { readonly from: CivilDate } {
  const pupils = by.in(2) ? null : set.pupils.filter(() => !by.in(3))
  const shown = pupils ?? set.pupils
  return {
    ...{ id: `use ${at}`, set: set.id, pupils },
    from: addDays(on, by.in(12) ? by.upTo(30) : -by.upTo(by.in(2) ? 40 : 700)),
    purpose: by.in(40) ? 'unknown' : by.one(['picture', 'picture', 'another']),
    named: by.in(3),
    became: by.in(2) ? null : by.one(PUBLICATION_STATES),
    leftOut: shown.filter(() => by.in(8)),
    against: shown.filter(() => by.in(8)),
  }
}
