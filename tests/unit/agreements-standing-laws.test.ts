/** Laws of who is current, over made-up histories. */
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import type { SigningState } from '@contract/signatures'
import { isSameAct } from '../../src-main/features/agreements/rules/answers'
import { product } from '../support/agreements/compared'
import { historyOf, saidIn, shifted, type History, type Said, type Step } from '../support/agreements/histories'
import { played } from '../support/agreements/played'
import { chance } from '../fuzz/chance'

const SEED = 20_261_203
const histories = Array.from({ length: 3000 }, (_, number) => historyOf(SEED, number))

/** What is told without the reasons' dates, which may name another signature. */
const states = (history: History): readonly string[] =>
  product(history).standings.map(({ lead, state, missing, holdsUntil, toInform }) =>
    [lead, state, missing, holdsUntil ?? '-', String(toInform)].join(' '),
  )

/** Puts a version that only rewords in force on a day after all others of each agreement. */
function reworded(history: History, from: CivilDate): History {
  return {
    ...history,
    agreements: history.agreements.map((one) => ({
      ...one,
      versions: [
        ...one.versions,
        ...(one.versions.length === 0 || one.versions.some(({ effectiveFrom }) => effectiveFrom >= from)
          ? []
          : [
              {
                ...{ id: `${one.id} reworded`, effectiveFrom: from, issuedOn: from },
                changes: one.audiences.map((audience) => ({ audience, change: 'WORDING' as const })),
              },
            ]),
      ],
    })),
  }
}

describe('a re-issue that only rewords', () => {
  it('changes how nobody stands, on any day after it', () => {
    let reissued = 0
    for (const history of histories) {
      const from = shifted(history.on, -30)
      // Where no text was in force the new one is the first, which is another matter.
      if (product(history).standings.some(({ state }) => state === 'NO_TEXT')) continue
      const later = reworded(history, from)
      reissued += later.agreements.flatMap((one) => one.versions).filter(({ id }) => id.endsWith('reworded')).length
      expect(states(later)).toEqual(states(history))
    }
    expect(reissued).toBeGreaterThan(500)
  })
})

const GOODNESS: Readonly<Record<SigningState, number>> = {
  ...{ CURRENT: 7, PART_SIGNED: 6, CANNOT_SIGN: 5, RESIGN_DUE: 4, EXPIRED: 3, NOT_SIGNED: 2, REFUSED: 1, NO_TEXT: 0 },
}

describe('one more answer', () => {
  /** The same history with one more act, of a signer who has not spoken on that day; null where there is no text. */
  function withOneMore(history: History, number: number, outcome: 'SIGNED' | 'REFUSED'): History | null {
    const by = chance(SEED + 1, number)
    const versions = history.agreements.flatMap((one) => one.versions)
    if (versions.length === 0) return null
    const version = by.one(versions)
    const capacity = history.subject.kind === 'ADULT' ? 'ADULT' : by.one(['CHILD', 'PARENT'] as const)
    const signer = capacity === 'PARENT' ? by.one(['c1', 'c2', 'c3', null]) : null
    const signedOn = shifted(history.on, -by.upTo(90))
    const answer: Said = { version: version.id, capacity, signer, outcome, signedOn, until: null, witness: null }
    if (saidIn(history).some((one) => isSameAct(one, answer))) return null
    return { ...history, steps: [...history.steps, { kind: 'SAY', pc: 0, answer }] }
  }

  it('makes nobody less current by a signature, and some more', () => {
    let better = 0
    histories.forEach((history, number) => {
      const more = withOneMore(history, number, 'SIGNED')
      if (more === null) return
      const [before, after] = [product(history), product(more)]
      before.standings.forEach(({ state }, at) => {
        const [was, is] = [state, after.standings[at]?.state ?? ''].map((one) => GOODNESS[one as SigningState]) // As told.
        expect(is).toBeGreaterThanOrEqual(was ?? 0)
        if ((is ?? 0) > (was ?? 0)) better++
      })
    })
    expect(better).toBeGreaterThan(200)
  })

  it('clears nobody by a refusal', () => {
    histories.forEach((history, number) => {
      const more = withOneMore(history, number, 'REFUSED')
      if (more === null || product(history).clearance.startsWith('cleared')) return
      expect(product(more).clearance).not.toMatch(/^cleared/)
    })
  })
})

describe('a day in the past', () => {
  it('is told the same whatever is recorded of later days', () => {
    let told = 0
    for (const history of histories) {
      const past = shifted(history.on, -120)
      const until: History = {
        ...history,
        // Numbers of steps are their places, so what is left out leaves its place.
        steps: history.steps.map((step) =>
          step.kind === 'SAY' && step.answer.signedOn > past ? { kind: 'TAKE_BACK', pc: step.pc, of: [] } : step,
        ),
      }
      const [all, known] = [history, until].map((one) => product({ ...one, on: past }))
      expect(all).toEqual(known)
      if (until.steps.some((step, at) => step !== history.steps[at]) && (known?.standings.length ?? 0) > 0) told++
    }
    expect(told).toBeGreaterThan(200)
  })
})

describe('taking back', () => {
  it('of the last thing that was recorded leaves everything as it stood before', () => {
    let undone = 0
    for (const history of histories) {
      const [answer] = saidIn(history)
      if (answer === undefined) continue
      for (const outcome of ['SIGNED', 'REFUSED'] as const) {
        // A correction of the same day where the first still stands, said by somebody who knows all of it.
        const told: Step[] = [...history.steps, { kind: 'TELL', from: 1 }]
        const more: Step = { kind: 'SAY', pc: 0, answer: { ...answer, outcome } }
        const back: Step = { kind: 'TAKE_BACK', pc: 0, of: [told.length] }
        expect(product({ ...history, steps: [...told, more, back] })).toEqual(product(history))
        if (product({ ...history, steps: [...told, more] }).clearance !== product(history).clearance) undone++
      }
    }
    expect(undone).toBeGreaterThan(50)
  })

  it('of one act changes no other', () => {
    for (const history of histories.slice(0, 1000)) {
      const places = history.steps.flatMap((step, at) => (step.kind === 'SAY' ? [at] : []))
      const one = places[0]
      const said = one === undefined ? undefined : history.steps[one]
      if (one === undefined || said?.kind !== 'SAY') continue
      const all: Step[] = [...history.steps, { kind: 'TELL', from: 1 }, { kind: 'TAKE_BACK', pc: 0, of: [one] }]
      const others = (steps: readonly Step[]) => played(steps).filter((other) => !isSameAct(other, said.answer))
      expect(others(all)).toEqual(others(history.steps))
    }
  })
})

describe('the last day it holds', () => {
  it('is one on which it is still current, and the first day it is not comes after it', () => {
    let seen = 0
    for (const history of histories) {
      const told = product(history)
      const { subject } = history
      // On a later day more is known: versions, answers and years that are not looked at on the day itself.
      const isAllKnown =
        history.agreements.every(
          (one) => one.retiredOn === null && one.versions.every(({ issuedOn }) => issuedOn <= history.on),
        ) &&
        saidIn(history).every(({ signedOn }) => signedOn <= history.on) &&
        (subject.kind === 'ADULT' || subject.yearAt === history.on)
      if (!isAllKnown) continue
      for (const { lead, state, holdsUntil } of told.standings) {
        if (state !== 'CURRENT' || holdsUntil === null) continue
        const on = (day: CivilDate) =>
          product({ ...history, on: day }).standings.find((one) => one.lead === lead)?.state
        const last = holdsUntil as CivilDate // Told by the rules as a date.
        expect(on(last) ?? 'not asked').toMatch(/^(CURRENT|not asked)$/)
        expect(on(shifted(last, 1))).not.toBe('CURRENT')
        seen++
      }
    }
    expect(seen).toBeGreaterThan(50)
  })
})
