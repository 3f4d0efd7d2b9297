/** What holds of every decision, whatever the history. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAPACITIES, type ConsentAnswer } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'
import { decide, decideNamed, type Found } from '../../src-main/features/consents/rules/decide'
import type { PupilKnown } from '../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer } from '../../src-main/features/consents/rules/validity'
import { caseOf, historyOf, type History, type Question } from '../support/consents/histories'

const SEED = 20_261_130
const RUNS = 5_000
/** For laws whose exceptions are rare. */
const MANY_RUNS = 20_000

const history = fc.nat(5_000_000).map((number) => historyOf(SEED, number))
const question = history.map(({ picture }) => picture)

/** 2 for a Yes, 1 for a Yes with something to meet, 0 for every denial. */
const leave = ({ verdict }: Found): number => (verdict === 'YES' ? 2 : verdict === 'YES_IF' ? 1 : 0)
const asked = (of: Question): Found => decide(caseOf(of))
const named = ({ picture, name }: History): Found => decideNamed(caseOf(picture), name === null ? null : caseOf(name))

/** Holds a law over many histories. */
function holds<T>(of: fc.Arbitrary<T>, law: (of: T) => void, numRuns = RUNS): void {
  fc.assert(
    fc.property(of, (one) => {
      law(one)
    }),
    { numRuns },
  )
}

const NOES: readonly ConsentAnswer[] = ['REFUSED', 'WITHDRAWN', 'OBJECTED']

/** A No of anybody, in any capacity, of any day: of a PC that knew nothing of what the same person had said, or who did. */
const no = fc.record({
  answer: fc.constantFrom(...NOES),
  who: fc.constantFrom('PUPIL', 'mother', 'father', 'other', 'authority', 'stranger', 'somebody new'),
  capacity: fc.constantFrom(...CAPACITIES),
  back: fc.integer({ min: -30, max: 900 }),
  apart: fc.boolean(),
})
type No = typeof no extends fc.Arbitrary<infer T> ? T : never

function withNo(of: Question, { answer, who, capacity, back, apart }: No): Question {
  const entity = `answer of ${who}`
  const decidedOn = addDays(of.on, -back)
  const mine = of.answers.filter((one) => one.entity === entity)
  const latestNoOn = [...mine.map((one) => one.latestNoOn ?? decidedOn), decidedOn].sort().at(-1) ?? decidedOn
  const kept = of.answers.flatMap((one) => (one.entity !== entity ? [one] : apart ? [{ ...one, latestNoOn }] : []))
  const added: StandingAnswer = {
    ...{ event: 'added', entity, answer, capacity, decidedOn, latestNoOn, coversFrom: decidedOn },
    contact: ['PUPIL', 'stranger', 'somebody new'].includes(who) ? null : who,
    name: who === 'PUPIL' || who === 'mother' ? null : who,
    ...{ channel: 'PHONE', wording: null, yearThen: of.known.year, expiresOn: null, outlastsLeaving: false },
    conditions: null,
  }
  return { ...of, answers: [...kept, added] }
}

const withKnown = (of: Question, known: Partial<PupilKnown>): Question => ({ ...of, known: { ...of.known, ...known } })

describe('nothing that forbids turns a denial into a Yes', () => {
  it('no further No', () => {
    holds(
      fc.tuple(question, no),
      ([of, one]) => expect(leave(asked(withNo(of, one)))).toBeLessThanOrEqual(leave(asked(of))),
      MANY_RUNS,
    )
  })

  it('no further flag', () => {
    const flag = fc.record({
      kind: fc.constantFrom('NO_PUBLISH' as const, 'NO_NAME' as const, 'NO_CAPTURE' as const),
      isSet: fc.boolean(),
      back: fc.integer({ min: -10, max: 10 }),
    })
    holds(fc.tuple(history, flag), ([{ picture, name }, { kind, isSet, back }]) => {
      const flags = [...picture.known.flags, { kind, isSet, from: addDays(picture.on, -back) }]
      const marked = withKnown(picture, { flags })
      expect(leave(asked(marked))).toBeLessThanOrEqual(leave(asked(picture)))
      const both = { picture: marked, name: name === null ? null : withKnown(name, { flags }) }
      expect(leave(named(both))).toBeLessThanOrEqual(leave(named({ picture, name })))
    })
  })

  it('no further order', () => {
    const order = fc.record({
      scope: fc.constantFrom<string[] | null>(null, ['picture'], ['another'], []),
      back: fc.integer({ min: -5, max: 5 }),
      lasts: fc.option(fc.nat(10)),
    })
    holds(fc.tuple(question, order), ([of, { scope, back, lasts }]) => {
      const from = addDays(of.on, -back)
      const until = lasts === null ? null : addDays(from, lasts)
      const ordered = withKnown(of, { orders: [...of.known.orders, { scope, from, until }] })
      expect(leave(asked(ordered))).toBeLessThanOrEqual(leave(asked(of)))
    })
  })
})

describe('what is missing never permits more', () => {
  const strip = fc.constantFrom<(one: StandingAnswer) => StandingAnswer>(
    (one) => ({ ...one, wording: null }),
    (one) => ({ ...one, wording: 'never issued here' }),
    (one) => (one.contact === null ? one : { ...one, capacity: 'OTHER' }),
  )

  it('no answer without its evidence', () => {
    holds(
      fc.tuple(question, fc.nat(20), strip),
      ([of, place, without]) => {
        const answers = of.answers.map((one, i) => (i === place % of.answers.length ? without(one) : one))
        expect(leave(asked({ ...of, answers }))).toBeLessThanOrEqual(leave(asked(of)))
      },
      MANY_RUNS,
    )
  })

  it('no answer that is not there, of those that say yes', () => {
    holds(fc.tuple(question, fc.nat(20)), ([of, place]) => {
      const dropped = of.answers[place % Math.max(1, of.answers.length)]
      const apart = of.answers.some((one) => one !== dropped && one.entity === dropped?.entity)
      // Without one of two records that differ, nothing differs any more.
      if (dropped?.answer !== 'GIVEN' || apart || of.purpose.basis !== 'CONSENT' || of.settlements.length > 0) return
      const isOlderThanNo = dropped.latestNoOn !== null && dropped.decidedOn < dropped.latestNoOn
      if (isOlderThanNo || leave(asked(of)) > 0) return
      const without = asked({ ...of, answers: of.answers.filter((one) => one !== dropped) })
      expect(leave(without)).toBe(0)
    })
  })

  it('no records that are old, and no clock in doubt', () => {
    holds(question, (of) => {
      for (const records of [
        { old: true, clockDoubtful: false },
        { old: false, clockDoubtful: true },
      ])
        expect(leave(asked({ ...of, records }))).toBe(0)
    })
  })
})

it('the order of what is known says nothing', () => {
  holds(fc.tuple(question, fc.infiniteStream(fc.nat(1_000_000))), ([of, weights]) => {
    const shuffled = <T>(list: readonly T[]): readonly T[] =>
      list
        .map((one) => ({ one, weight: weights.next().value ?? 0 }))
        .sort((a, b) => a.weight - b.weight)
        .map(({ one }) => one)
    const { known } = of
    const other = asked({
      ...of,
      answers: shuffled(of.answers),
      settlements: shuffled(of.settlements),
      known: {
        ...known,
        contacts: shuffled(known.contacts).map((one) => ({ ...one, responsibility: shuffled(one.responsibility) })),
        ...{ flags: shuffled(known.flags), orders: shuffled(known.orders) },
        ...{ care: shuffled(known.care), competence: shuffled(known.competence) },
      },
    })
    const sorted = (found: Found): unknown => ({
      ...found,
      answers: found.answers.map(({ event }) => event).sort(),
      conditions: [...found.conditions].sort(),
    })
    expect(sorted(other)).toEqual(sorted(asked(of)))
  })
})

it('a picture with a name is never permitted more than the picture', () => {
  holds(history, (of) => {
    const [picture, both] = [asked(of.picture), named(of)]
    expect(leave(both)).toBeLessThanOrEqual(leave(picture))
    if (leave(picture) === 0) expect(both).toEqual(picture)
    if (of.name === null) expect(leave(both)).toBe(0)
  })
})

describe('time', () => {
  const onDay = (of: Question, on: CivilDate): number => leave(asked({ ...of, on }))

  /** Days about which a year is asked through: from the day asked on, never before it. */
  function holdsDayByDay(of: Question, found: Found, ask: (on: CivilDate) => number): void {
    const until = found.holdsUntil
    const first = until === null || until < addDays(of.on, 183) ? of.on : addDays(until, -183)
    const last = until ?? addDays(first, 366)
    const broken: CivilDate[] = []
    for (let on = first; on <= last; on = addDays(on, 1)) if (ask(on) === 0) broken.push(on)
    expect(broken, `of a Yes until ${until}`).toEqual([])
    if (until !== null) expect(ask(addDays(until, 1)), `after ${until}`).toBe(0)
  }

  const yes = history.filter(({ picture }) => leave(asked(picture)) > 0)

  it('a Yes holds through every day until the last it names, and not on the next', () => {
    holds(yes, ({ picture }) => holdsDayByDay(picture, asked(picture), (on) => onDay(picture, on)), 400)
  })

  it('and so with a name', () => {
    const both = history.filter((of) => leave(named(of)) > 0)
    const onDayNamed = ({ picture, name }: History, on: CivilDate): number =>
      leave(named({ picture: { ...picture, on }, name: name === null ? null : { ...name, on } }))
    holds(both, (of) => holdsDayByDay(of.picture, named(of), (on) => onDayNamed(of, on)), 200)
  })

  it('never brings a Yes back by itself, where nothing is still to begin', () => {
    const nothingBegins = yes.filter(({ picture: { known, on, answers } }) => {
      const days = [
        ...answers.flatMap(({ coversFrom, decidedOn }) => [coversFrom, decidedOn]),
        ...known.contacts.flatMap(({ responsibility }) => responsibility.map(({ from }) => from ?? on)),
        ...known.orders.map(({ until }) => until ?? on),
        known.dateOfBirth ?? on,
        // From an age on the pupil's own word may be enough.
        ...(answers.some(({ contact }) => contact === null) ? ['9999-12-31'] : []),
      ]
      return days.every((begins) => begins <= on)
    })
    holds(
      nothingBegins,
      ({ picture }) => {
        const until = asked(picture).holdsUntil
        if (until === null) return
        for (let after = 1; after <= 400; after += 3) expect(onDay(picture, addDays(until, after))).toBe(0)
      },
      400,
    )
  })
})
