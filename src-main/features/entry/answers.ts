/** From what a form says to events of the register: what is new is decided, what no longer counts is taken back. */
import type { Capacity } from '@contract/answers'
import type { Decider } from '@contract/consents'
import type { SheetFacts } from '@contract/entry'
import type { CivilDate, EntityId, PersonId } from '@contract/primitives'
import { answersFrom } from '@db/repo/consents'
import type { PupilRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import type { Draft } from '../../sync/core/event'
import { headsOf, type Graph, type GraphNode } from '../../sync/core/merge'
import { answerEntity, answerKind, coversFrom, endsSplit, type AnswerBody } from '../consents'
import type { SaidAnswer } from './rules/said'

/** Under whose name the Noes of an unsigned form are kept: nobody's, so that somebody has to look (R47). */
const NOBODY: Decider = { kind: 'OTHER', name: 'Form without a signature' }

/** A form as its answers are recorded from it. */
export interface SheetSource {
  /** Id of the sheet. */
  readonly sheet: EntityId
  readonly facts: Pick<SheetFacts, 'signedBy' | 'capacity'>
  /** With the year the pupil was in on the day of the answers. */
  readonly pupil: Pick<PupilRow, 'id' | 'year'>
  /** The wording that was printed on it. */
  readonly wording: EntityId
  /** Day its answers are of. */
  readonly on: CivilDate
  /** What it is found by in the office, such as "Paper form 1234 5678 9012 34". */
  readonly evidence: string
}

/** Entity of an answer a form gives. */
export function entityOf(
  said: Pick<SaidAnswer, 'who' | 'purpose'>,
  pupil: string,
  signedBy: SheetFacts['signedBy'],
): string {
  return answerEntity(pupil, said.purpose, said.who === 'PUPIL' ? { kind: 'PUPIL' } : (signedBy ?? NOBODY))
}

/** One person's answers to one use, as the log has them. */
interface Past {
  readonly nodes: Graph
  /** Events that nothing supersedes. */
  readonly heads: readonly string[]
  /** Answers recorded from the form and not taken back. */
  readonly own: readonly Answer[]
  /** Answers recorded otherwise and not taken back. */
  readonly others: readonly Answer[]
}

interface Answer {
  readonly event: string
  readonly body: AnswerBody
}

/** Reads a person's past for one use. @param sheet the form whose answers are told from the others; null: none */
export function pastOf(tenant: Tenant, entity: string, sheet: string | null): Past {
  const state = tenant.log.stateOf(answerKind.type, entity)
  const nodes = state?.family === 'decisions' ? state.nodes : {}
  const answers = Object.entries(nodes).flatMap(([event, { value, erased }]): readonly Answer[] =>
    // The log has checked every value against its kind.
    erased ? [] : [{ event, body: value as unknown as AnswerBody }],
  )
  const voided = new Set(answers.flatMap(({ body }) => body.voids))
  const live = answers.filter(({ event, body }) => !voided.has(event) && body.answer !== 'VOID')
  return {
    nodes,
    heads: headsOf(nodes, answerKind.rank),
    own: live.filter(({ body }) => body.from === sheet && sheet !== null),
    others: live.filter(({ body }) => body.from !== sheet || sheet === null),
  }
}

/**
 * Drafts that bring the register to what a form says: nothing for what stands so already, an answer over all that stood
 * for what is new, and for answers of this form that no longer count their taking back, whereupon the person's earlier
 * answer stands again. A later answer of the same person is never superseded, unless the form is held and says No.
 * @param said what counts of the form now; empty takes all of it back
 * @param source null when the form counts for nothing
 */
export function answersDrafts(
  tenant: Tenant,
  sheet: EntityId,
  source: SheetSource | null,
  said: readonly SaidAnswer[],
  { isHeld, by }: { readonly isHeld: boolean; readonly by: PersonId },
): readonly Draft[] {
  const wanted = new Map(
    source === null ? [] : said.map((one) => [entityOf(one, source.pupil.id, source.facts.signedBy), one] as const),
  )
  const before = answersFrom(tenant.db, sheet).map(({ entity }) => entity)
  return [...new Set([...wanted.keys(), ...before])].flatMap((entity) => {
    const past = pastOf(tenant, entity, sheet)
    const one = wanted.get(entity)
    const body = one === undefined || source === null ? null : bodyOf(tenant, one, source, by)
    const isLate = body !== null && past.others.some((other) => other.body.decidedOn > body.decidedOn)
    if (body === null || (isLate && !isHeld)) return takenBack(entity, past, by)
    return past.own.some((own) => saysTheSame(own.body, body)) ? [] : [decided(entity, past, body)]
  })
}

function bodyOf(tenant: Tenant, said: SaidAnswer, source: SheetSource, by: PersonId): AnswerBody {
  const { sheet, facts, pupil, wording, on, evidence } = source
  const signer = facts.signedBy ?? NOBODY
  const isPupil = said.who === 'PUPIL'
  const capacity: Capacity = isPupil ? 'PUPIL' : (facts.capacity ?? 'OTHER')
  return {
    ...{ pupil: pupil.id, purpose: said.purpose },
    contact: !isPupil && signer.kind === 'CONTACT' ? signer.contact : null,
    name: !isPupil && signer.kind === 'OTHER' ? signer.name : null,
    ...{ capacity, answer: said.answer, decidedOn: on, channel: 'PAPER', wording },
    coversFrom: coversFrom(tenant, wording, on),
    yearThen: pupil.year,
    ...{ expiresOn: null, outlastsLeaving: false, conditions: null, evidence, from: sheet, by, voids: [] },
  }
}

const saysTheSame = (a: AnswerBody, b: AnswerBody): boolean =>
  a.answer === b.answer && a.decidedOn === b.decidedOn && a.wording === b.wording && a.capacity === b.capacity

/** A new answer, and with it the taking back of what the form had said before. */
function decided(entity: string, { nodes, heads, own }: Past, body: AnswerBody): Draft {
  const voids = own.map(({ event }) => event)
  const dead = heads.filter((head) => voids.includes(head))
  // Where another PC's answer stands beside one of this form, only the form's own is corrected; the two stay open.
  const isSplit = dead.length > 0 && dead.length < heads.length
  return draft(entity, isSplit ? dead : heads, nodes, { ...body, voids })
}

/**
 * Takes back what the form had said: the answer that would stand without it stands again, with its own evidence, or
 * nobody's. Where something else stands already, that is recorded once more only so that the mistake is marked as one.
 */
function takenBack(entity: string, { nodes, heads, own, others }: Past, by: PersonId): readonly Draft[] {
  const [first] = own
  const [head] = heads
  if (first === undefined || head === undefined) return []
  const voids = own.map(({ event }) => event)
  const dead = heads.filter((one) => voids.includes(one))
  const nothing: AnswerBody = { ...first.body, answer: 'VOID', conditions: null, evidence: null }
  if (dead.length === 0) return [draft(entity, [head], nodes, { ...(valueOf(nodes, head) ?? nothing), by, voids })]
  const earlier = strictest(others, nodes)
  const over = heads.filter((one) => dead.includes(one) || one === earlier?.event)
  return [draft(entity, over, nodes, { ...(earlier?.body ?? nothing), by, voids })]
}

/** What an event said; null once erased. */
const valueOf = (nodes: Graph, event: string): AnswerBody | null =>
  (nodes[event]?.value ?? null) as unknown as AnswerBody | null // As above.

/** Over answers that disagree only `resolve` clears what was a mistake, or what this person has answered anew. */
function draft(entity: string, parents: readonly string[], nodes: Graph, body: AnswerBody): Draft {
  const before = parents.flatMap((event) => valueOf(nodes, event) ?? [])
  const differ = before.length < parents.length || new Set(before.map(({ answer }) => answer)).size > 1
  const isMistake = parents.length > 1 && differ && body.voids.length > 0
  const resolves = isMistake || (before.length === parents.length && endsSplit(body, before))
  return { type: answerKind.type, entity, op: resolves ? 'resolve' : 'decide', body, parents }
}

/** Of the answers nothing later among them supersedes the most restrictive; null when there is none. */
function strictest(answers: readonly Answer[], nodes: Graph): Answer | null {
  const kept = new Map(answers.map((one) => [one.event, one]))
  const graph = Object.fromEntries(
    [...kept.keys()].map((event): [string, GraphNode] => {
      const { parents = [], ...node } = nodes[event] ?? EMPTY
      return [event, { ...node, parents: nearest(parents, kept, nodes) }]
    }),
  )
  const rank = (one: Answer): number => answerKind.rank?.({ ...one.body }) ?? 0
  return headsOf(graph, answerKind.rank).reduce<Answer | null>((strict, event) => {
    const one = kept.get(event) ?? null
    return one !== null && (strict === null || rank(one) > rank(strict)) ? one : strict
  }, null)
}

const EMPTY: GraphNode = { value: null, parents: [], resolves: false, hlc: '', erased: true }

/** The kept ancestors one comes to first, going back over those that are not kept. */
function nearest(parents: readonly string[], kept: ReadonlyMap<string, Answer>, nodes: Graph): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [...parents]
  for (let event = open.pop(); event !== undefined; event = open.pop()) {
    if (seen.has(event)) continue
    seen.add(event)
    if (kept.has(event)) found.add(event)
    else open.push(...(nodes[event]?.parents ?? []))
  }
  return [...found]
}
