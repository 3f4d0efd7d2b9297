/** PCs of one school that record answers and settlements apart and hear of one another: the product's own merge and rows. */
import { answerRowsOf, settlementRowsOf, type AnswerRow, type SettlementRow } from '@db/repo/consents'
import { answerKind, settlementKind } from '../../../src-main/features/consents/events'
import type { Json, LogEvent } from '../../../src-main/sync/core/event'
import { merge, type Merged } from '../../../src-main/sync/core/merge'

/** What a PC knows of each entity. */
export type Pc = Map<string, Merged>

/** The entity of what was settled about the one use these PCs know. */
export const SETTLED = 'settlement'

const rankOf = ({ rank }: { readonly rank?: ((value: Json) => number) | undefined }): ((value: Json) => number) =>
  rank ?? (() => Infinity)

/** Answers that stand by what a PC knows. */
export const standingIn = (pc: Pc): readonly AnswerRow[] =>
  [...pc].flatMap(([entity, state]) =>
    entity === SETTLED ? [] : answerRowsOf(entity, state, rankOf(answerKind)).filter(({ stands }) => stands),
  )

/** Settlements that stand by what a PC knows. */
export const settlementsIn = (pc: Pc): readonly SettlementRow[] => {
  const state = pc.get(SETTLED)
  const rows = state === undefined ? [] : settlementRowsOf(SETTLED, state, rankOf(settlementKind))
  return rows.filter(({ stands }) => stands)
}

/** One PC hears what another knows. @param skips whether it does not hear of an event yet */
export function exchange(from: Pc, to: Pc, skips: () => boolean = () => false): void {
  if (from === to) return
  for (const [entity, state] of from) {
    if (state.family !== 'decisions') continue
    for (const [id, { value, resolves, ...node }] of Object.entries(state.nodes)) {
      if (!skips()) take(to, entity, { ...node, id, op: resolves ? 'resolve' : 'decide', body: value })
    }
  }
}

/** What the merge reads of an event. */
interface Read {
  readonly id: string
  readonly op: 'decide' | 'resolve'
  readonly body: Json
  readonly parents: readonly string[]
  readonly hlc: string
  readonly erased: boolean
}

function take(pc: Pc, entity: string, event: Read): void {
  pc.set(entity, merge('decisions', pc.get(entity) ?? null, event as unknown as LogEvent)) // All that it reads.
}

/** Something to record. */
export interface Recorded extends Omit<Read, 'hlc' | 'erased'> {
  readonly entity: string
}

/** Only the order of the stamps is ever looked at. */
let stamps = 0

/** A PC records something. A body of null stands for one that was erased. */
export function record(pc: Pc, { entity, ...recorded }: Recorded): void {
  const hlc = (++stamps).toString(16).padStart(32, '0')
  take(pc, entity, { ...recorded, hlc, erased: recorded.body === null })
}
