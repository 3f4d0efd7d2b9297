/** Faults planted in what becomes of opposite leaving days and bases: the simulator has to find each of them, or it proves nothing. */
import type { ViewAges } from '@contract/consents-settings'
import type { MembershipRow } from '@db/repo/pupils'
import type { TermsRow } from '@db/repo/consents'
import { ready } from '@vault/crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Case } from '../../src-main/features/consents/rules/decide'
import type { GraphNode, Merged, Restrictiveness } from '../../src-main/sync/core/merge'
import { AS_THE_RULES_SAY, NO_UNSAFE_YES, registerOf } from './simulator/register/content'
import { concernOf, registerPlanOf, type Concern } from './simulator/register/plan'
import { PRODUCT, type Product } from './simulator/register/product'
import { SOUND } from './simulator/seat'
import { play } from './simulator/simulator'

/** Seeds of the normal programme, of which each fault gets those about what it is about. */
const SEEDS = 256

beforeAll(ready)

/** The rows of a stay and of what a use rests on, made from another reading of what was recorded. */
const merging = (read: (state: Merged) => Merged): Product => ({
  ...PRODUCT,
  membershipRowOf: (id, state, rank) => PRODUCT.membershipRowOf(id, read(state), rank),
  termsRowOf: (id, state, rank) => PRODUCT.termsRowOf(id, read(state), rank),
  viewFromRowOf: (id, state, rank) => PRODUCT.viewFromRowOf(id, read(state), rank),
})

const nodes = (
  change: (nodes: readonly (readonly [string, GraphNode])[]) => readonly (readonly [string, GraphNode])[],
) =>
  merging((state) =>
    state.family === 'decisions' ? { ...state, nodes: Object.fromEntries(change(Object.entries(state.nodes))) } : state,
  )

const staying = (change: (row: MembershipRow) => Partial<MembershipRow>): Product => ({
  ...PRODUCT,
  membershipRowOf: (id: string, state: Merged, rank: Restrictiveness) => {
    const row = PRODUCT.membershipRowOf(id, state, rank)
    return row === null ? null : { ...row, ...change(row) }
  },
})

const resting = (change: (row: TermsRow) => Partial<TermsRow>): Product => ({
  ...PRODUCT,
  termsRowOf: (id: string, state: Merged, rank: Restrictiveness) => {
    const row = PRODUCT.termsRowOf(id, state, rank)
    return row === null ? null : { ...row, ...change(row) }
  },
})

const aged = (change: (ages: ViewAges) => ViewAges): Product => ({
  ...PRODUCT,
  viewFromRowOf: (id, state, rank) => {
    const row = PRODUCT.viewFromRowOf(id, state, rank)
    return row === null ? null : { ...row, ages: change(row.ages) }
  },
})

const latest = (all: readonly (readonly [string, GraphNode])[]): readonly (readonly [string, GraphNode])[] =>
  [...all].sort(([, a], [, b]) => (a.hlc < b.hlc ? 1 : -1)).slice(0, 1)

const deciding = (change: (of: Case) => Case): Product => ({
  ...PRODUCT,
  decide: (of) => PRODUCT.decide(change(of)),
  decideNamed: (picture, name) => PRODUCT.decideNamed(change(picture), name && change(name)),
})

type Mutant = readonly [what: string, concern: Concern, product: Product]

/** Faults that show a picture somebody or something known forbids. */
const unsafe: readonly Mutant[] = [
  ['the latest clock decides when a pupil left', 'leaving', nodes(latest)],
  ['the latest clock decides what a use rests on', 'uses', nodes(latest)],
  ['the latest clock decides from which age a pupil decides', 'competence', nodes(latest)],
  [
    'of two ages from which a pupil decides the higher alone counts',
    'competence',
    aged((ages) => [ages.at(-1) ?? null]),
  ],
  [
    'of two last days the later counts',
    'leaving',
    staying(({ loosest }) => (loosest === null ? {} : { leftOn: loosest.leftOn, loosest: null })),
  ],
  [
    'of two ends of an earlier stay the first counts',
    'leaving',
    staying(({ loosest }) => (loosest === null ? {} : { lastLeft: loosest.lastLeft, loosest: null })),
  ],
  [
    'what a file says settles what PCs differ about',
    'leaving',
    nodes((all) => all.map(([id, node]) => [id, { ...node, resolves: true }])),
  ],
  [
    'of two bases the one without consent counts',
    'uses',
    resting(({ loosest }) => (loosest === null ? {} : { basis: loosest.basis, loosest: null })),
  ],
  ['of two bases consent alone is asked about', 'uses', resting(() => ({ loosest: null }))],
  [
    'of two renewals the later counts',
    'uses',
    resting(({ loosest }) => (loosest === null ? {} : { renewal: loosest.renewal })),
  ],
  [
    'a use is inside the school as soon as one PC says so',
    'uses',
    resting(({ loosest }) => (loosest === null ? {} : { outside: loosest.outside })),
  ],
]

/** Faults that show too little: safe, and not what the rules say. */
const wrong: readonly Mutant[] = [
  [
    'settling passes over one of the two',
    'leaving',
    nodes((all) =>
      all.map(([id, node]) => [id, node.resolves ? { ...node, parents: node.parents.slice(0, 1) } : node]),
    ),
  ],
  [
    'settling a use passes over one of the two',
    'uses',
    nodes((all) =>
      all.map(([id, node]) => [id, node.resolves ? { ...node, parents: node.parents.slice(0, 1) } : node]),
    ),
  ],
  [
    'what an author saw of a use is forgotten',
    'uses',
    nodes((all) => all.map(([id, node]) => [id, { ...node, parents: [] }])),
  ],
  [
    'a use asks for consent whatever a person settled',
    'uses',
    deciding((of) => (of.purpose.basis === 'CONSENT' ? of : { ...of, purpose: { ...of.purpose, basis: 'CONSENT' } })),
  ],
]

async function foundBy(
  product: Product,
  concern: Concern,
  onlySafety: boolean,
): Promise<{ readonly seed: number; readonly rule: string } | null> {
  const parts = { ...SOUND, contentOf: registerOf({ product, onlySafety }) }
  for (let seed = 1; seed <= SEEDS; seed++) {
    const failure = concernOf(seed) === concern ? await play(registerPlanOf(seed), parts) : null
    if (failure) return { seed, rule: failure.rule }
  }
  return null
}

test.each(unsafe)('the simulator sees an unsafe Yes when %s', async (_what, concern, product) => {
  expect((await foundBy(product, concern, true))?.rule).toBe(NO_UNSAFE_YES)
})

test.each(wrong)('the simulator finds out when %s', async (_what, concern, product) => {
  expect((await foundBy(product, concern, false))?.rule).toBe(AS_THE_RULES_SAY)
})
