/** Laws of who is current, over made-up histories. */
import { describe, expect, it } from 'vitest'
import type { CivilDate } from '@contract/primitives'
import type { SigningState } from '@contract/signatures'
import type { SigningKnown } from '../../src-main/features/agreements/rules/standing'
import { product } from '../support/agreements/compared'
import { historyOf, shifted, type History } from '../support/agreements/histories'
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
  /** The same history with one answer to a version and capacity nobody answered for yet; null where there is none. */
  function withOneMore(history: History, number: number, outcome: 'SIGNED' | 'REFUSED'): History | null {
    const by = chance(SEED + 1, number)
    const versions = history.agreements.flatMap((one) => one.versions)
    if (versions.length === 0) return null
    const version = by.one(versions)
    const capacity = history.subject.kind === 'ADULT' ? 'ADULT' : by.one(['CHILD', 'PARENT'] as const)
    if (history.signings.some((one) => one.version === version.id && one.capacity === capacity)) return null
    const signedOn = shifted(history.on, -by.upTo(90))
    const more: SigningKnown = { version: version.id, capacity, outcome, signedOn, until: null, witness: null }
    return { ...history, signings: [...history.signings, more] }
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
        history.signings.every(({ signedOn }) => signedOn <= history.on) &&
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
