/** Faults planted in what the register makes of a log: its simulator has to find each of them, or it proves nothing. */
import { isNo, type ConsentAnswer } from '@contract/answers'
import type { AnswerRow } from '@db/repo/consents'
import type { StandingRow } from '@db/repo/pupils'
import type { EntityKind } from '@vault/entity'
import { ready } from '@vault/crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Case } from '../../src-main/features/consents/rules/decide'
import type { PupilKnown } from '../../src-main/features/consents/rules/pupil-standing'
import type { Json } from '../../src-main/sync/core/event'
import type { Graph, Merged, Restrictiveness } from '../../src-main/sync/core/merge'
import { AS_THE_RULES_SAY, NO_UNSAFE_YES, registerOf } from './simulator/register/content'
import { concernOf, registerPlanOf, type Concern } from './simulator/register/plan'
import { PRODUCT, type Product } from './simulator/register/product'
import { SOUND } from './simulator/seat'
import { play } from './simulator/simulator'

/** Seeds of the normal programme, of which each fault gets those about what it is about. */
const SEEDS = 160

beforeAll(ready)

/** Answers whose rows are otherwise. */
const answering = (
  change: (rows: readonly AnswerRow[], state: Merged, rank: Restrictiveness) => readonly AnswerRow[],
): Product => ({
  ...PRODUCT,
  answerRowsOf: (entity, state, rank) => change(PRODUCT.answerRowsOf(entity, state, rank), state, rank),
})

/** What stands about pupils, of one kind, with other rows. */
const recording = (
  of: StandingRow['kind'],
  change: (rows: readonly StandingRow[]) => readonly StandingRow[],
): Product => ({
  ...PRODUCT,
  standingRowsOf: (kind, entity, state, rank) => {
    const rows = PRODUCT.standingRowsOf(kind, entity, state, rank)
    return kind === of ? change(rows) : rows
  },
})

/** A pupil read from the rows in another way. */
const knowing = (change: (known: PupilKnown) => PupilKnown): Product => ({
  ...PRODUCT,
  knownOf: (...from) => change(PRODUCT.knownOf(...from)),
})

/** A decision on other facts. */
const deciding = (change: (of: Case) => Case): Product => ({
  ...PRODUCT,
  decide: (of) => PRODUCT.decide(change(of)),
  decideNamed: (picture, name) => PRODUCT.decideNamed(change(picture), name && change(name)),
})

const ranking = (type: string, rank: (right: Restrictiveness, value: Json) => number): Product => ({
  ...PRODUCT,
  kinds: new Map(
    [...PRODUCT.kinds].map(([of, kind]): [string, EntityKind] => {
      const right = kind.rank
      return [of, of === type && right ? { ...kind, rank: (value) => rank(right, value) } : kind]
    }),
  ),
})

/** Only the row with the newest stamp stands; rows come in the order of their stamps. */
const newestStands = <T extends { readonly stands: boolean }>(rows: readonly T[]): readonly T[] =>
  rows.map((row, i) => ({ ...row, stands: i === rows.length - 1 }))

/** What stands if one event settles another whenever `clears` says so. */
function standing(state: Merged, clears: (nodes: Graph, next: string, old: string) => boolean): ReadonlySet<string> {
  const nodes = state.family === 'decisions' ? state.nodes : {}
  const ids = Object.keys(nodes)
  const isNamed = (old: string): boolean =>
    ids.some((next) => nodes[next]?.parents.includes(old) === true && clears(nodes, next, old))
  return new Set(ids.filter((old) => !isNamed(old)))
}

const standingBy = (clears: (nodes: Graph, next: string, old: string, rank: Restrictiveness) => boolean): Product =>
  answering((rows, state, rank) => {
    const stands = standing(state, (nodes, next, old) => clears(nodes, next, old, rank))
    return rows.map((row) => ({ ...row, stands: stands.has(row.event) }))
  })

/** The earliest end; none is the last of all. */
const endOf = ({ value }: StandingRow): string => {
  const { until } = JSON.parse(value ?? '{}') as { readonly until?: string | null }
  return until ?? '9999'
}

const namesAll = ({ answers }: Case, covers: readonly string[]): boolean =>
  answers.every(({ event }) => covers.includes(event))

const withoutAnswers = (of: Case, drop: (answer: Case['answers'][number]) => boolean): Case => ({
  ...of,
  answers: of.answers.filter((answer) => !drop(answer)),
})

/** What is wrong, what the runs are about that have to find it, and the product with that fault. */
type Mutant = readonly [what: string, concern: Concern, product: Product]

/** Faults that show a picture somebody or something known forbids. */
const unsafe: readonly Mutant[] = [
  ['answers are ranked the wrong way round', 'a person', ranking('consents.answer', (right, value) => -right(value))],
  ['the clock decides between answers', 'a person', answering(newestStands)],
  ['the last writer decides about a flag', 'flags', recording('flag', newestStands)],
  ['a plain answer clears answers that differ', 'a person', standingBy(() => true)],
  [
    'a parent not yet here counts as agreeing',
    'a person',
    standingBy((nodes, next, old, rank) => {
      const node = nodes[next]
      const strict = rank(nodes[old]?.value ?? null)
      const known = node?.parents.filter((id) => nodes[id] !== undefined) ?? []
      const agree = known.every((id) => rank(nodes[id]?.value ?? null) === strict)
      return node?.resolves === true || agree || rank(node?.value ?? null) >= strict
    }),
  ],
  [
    'a settlement that names a part is taken for the whole',
    'settling',
    deciding((of) => ({
      ...of,
      settlements: of.settlements.map((one) =>
        one.outcome !== 'REFUSED' && of.answers.some(({ event }) => one.covers.includes(event))
          ? { ...one, covers: of.answers.map(({ event }) => event) }
          : one,
      ),
    })),
  ],
  [
    'of two settlements that differ the milder counts',
    'settling',
    deciding((of) => {
      const mild = of.settlements.filter(({ outcome, covers }) => outcome !== 'REFUSED' && namesAll(of, covers))
      return mild.length > 0 ? { ...of, settlements: mild } : of
    }),
  ],
  [
    'a settlement for the Yes stands for the pupil’s own',
    'settling',
    deciding((of) => {
      const yes = of.answers.find(({ answer }) => answer === 'GIVEN')
      const isSettled = of.settlements.some(({ outcome, covers }) => outcome === 'GIVEN' && namesAll(of, covers))
      if (yes === undefined || !isSettled) return of
      const answers = of.answers.map((one) =>
        one.capacity === 'PUPIL' && isNo(one.answer) ? { ...yes, ...WHO(one), latestNoOn: null } : one,
      )
      return { ...of, answers }
    }),
  ],
  [
    'a Yes signed before a No takes it back',
    'a person',
    answering((rows) => rows.map((row) => ({ ...row, latestNoOn: null }))),
  ],
  [
    'responsibility holds where any record says so',
    'responsibility',
    knowing((known) => ({
      ...known,
      contacts: known.contacts.map((contact) => {
        const holding = contact.responsibility.filter(({ holds, until }) => holds && until === null)
        return holding.length > 0 ? { ...contact, responsibility: holding } : contact
      }),
    })),
  ],
  [
    'what comes to a thing with rows is not projected',
    'a person',
    {
      ...PRODUCT,
      left: (before, after) => (before.length > 0 ? before : after),
    },
  ],
  [
    'of two records of an order the shorter counts',
    'orders',
    recording('order', (rows) => {
      const live = rows.filter(({ stands }) => stands)
      const first = live.map(endOf).sort()[0]
      return rows.map((row) => ({ ...row, stands: row.stands && endOf(row) === first }))
    }),
  ],
  ['of two records of care the first counts', 'care', knowing((known) => ({ ...known, care: known.care.slice(0, 1) }))],
  [
    'of two judgements of competence the milder counts',
    'competence',
    knowing((known) => ({
      ...known,
      competence: known.competence.includes('NOT_COMPETENT') ? ['NOT_COMPETENT'] : known.competence,
    })),
  ],
  [
    'what is not applied casts no doubt',
    'uses',
    {
      ...PRODUCT,
      recordsOf: (...from) => ({ ...PRODUCT.recordsOf(...from), old: false }),
    },
  ],
  [
    'a clock behind the log casts no doubt',
    'a person',
    {
      ...PRODUCT,
      recordsOf: (...from) => ({ ...PRODUCT.recordsOf(...from), clockDoubtful: false }),
    },
  ],
  ['a leaver who comes back brings the old answers', 'leaving', knowing((known) => ({ ...known, lastLeft: null }))],
  [
    'a No from when consent was asked is no objection',
    'uses',
    deciding((of) =>
      of.purpose.basis === 'CONSENT' ? of : withoutAnswers(of, ({ answer }) => answer !== 'OBJECTED' && isNo(answer)),
    ),
  ],
  [
    'the No of somebody without responsibility is nobody’s',
    'a family',
    deciding((of) =>
      withoutAnswers(of, ({ contact, answer }) => isNo(answer) && contact !== null && !isResponsible(of, contact)),
    ),
  ],
]

const WHO = ({ event, entity, contact, name, capacity }: Case['answers'][number]) => ({
  ...{ event, entity, contact, name, capacity },
})

const isResponsible = ({ pupil }: Case, contact: string): boolean => pupil.contacts.get(contact)?.refuses === 'binds'

/** Faults that show too little, or tell the wrong reason: safe, and not what the rules say. */
const wrong: readonly Mutant[] = [
  [
    'what was taken back as an error counts on',
    'a person',
    answering((rows, state) => {
      const nodes = state.family === 'decisions' ? Object.values(state.nodes) : []
      const noes = nodes.flatMap(({ value }) => {
        const { answer, decidedOn } = value as unknown as { answer: ConsentAnswer; decidedOn: AnswerRow['decidedOn'] }
        return isNo(answer) ? [decidedOn] : []
      })
      return rows.map((row) => ({ ...row, latestNoOn: noes.sort().at(-1) ?? null }))
    }),
  ],
  [
    'what no longer stands goes on standing',
    'a person',
    {
      ...PRODUCT,
      left: (before, after) => {
        const known = new Set(before.map(({ event }) => event))
        return [...before, ...after.filter(({ event }) => !known.has(event))]
      },
    },
  ],
  ['what an author saw is forgotten', 'a person', standingBy(() => false)],
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
