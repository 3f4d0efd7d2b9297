/** Noting what a person decides on findings: kept at once, put into the records later. */
import { Fault } from '@contract/fault'
import type { Correction, Finding, Verdict } from '@contract/reading'
import { hashHex } from '@vault/crypto'
import { setAgain } from '@vault/entity'
import { canonical, type Draft, type Json } from '../../sync/core/event'
import { blocksOf } from './contents'
import { corrected, misplaced, tableByHand } from './corrections'
import { findingKind } from './events'
import type { Around, OpenReading } from './readings'
import { unsettled } from './tables'
import { cut } from './words'

/** What a person decides on one finding. */
export interface Decision {
  readonly key: string
  readonly verdict: Verdict
  readonly correction: Correction | null
}

/** A finding's decision is one thing on every PC. */
export const findingId = (document: string, key: string): string =>
  hashHex(canonical(['reading.finding', document, key])).slice(0, 32)

/**
 * The events for some decisions; those that change nothing need none.
 * @throws Fault 'not-found' for a finding the document has not, 'bad-input' for a correction that does not fit it or a
 *   table that cannot be taken over yet, 'conflict' for what is in the records already; then nothing is changed
 */
export function decisionDrafts(decisions: readonly Decision[], reading: OpenReading, around: Around): readonly Draft[] {
  const findings = new Map(reading.findings.map((finding) => [finding.key, finding]))
  return decisions.flatMap((decision) => {
    const finding = findings.get(decision.key)
    if (finding === undefined) {
      throw new Fault('not-found', 'The document has no such finding any more. Open it again. Nothing was changed.')
    }
    if (isAsBefore(finding, decision)) return []
    refuse(whyNot(finding, decision, reading, around))
    const { key, verdict, correction } = decision
    return setAgain(around.tenant, findingKind, findingId(reading.row.id, key), {
      ...{ document: reading.row.id, key, verdict, applied: false, title: cut(finding.title, 600) },
      correction: correction as Json, // A correction is plain JSON, as its schema has it.
    })
  })
}

const isAsBefore = (finding: Finding, { verdict, correction }: Decision): boolean =>
  finding.verdict === verdict && canonical(finding.correction as Json) === canonical(correction as Json) // As above.

interface Refusal {
  readonly code: 'bad-input' | 'conflict'
  readonly words: string
}

const wrong = (words: string): Refusal => ({ code: 'bad-input', words })

function refuse(refusal: Refusal | null): void {
  if (refusal !== null) throw new Fault(refusal.code, refusal.words)
}

/** Corrections of one finding longer than this fit no event. */
const CORRECTION_LIMIT = 50_000

function whyNot(finding: Finding, decision: Decision, reading: OpenReading, around: Around): Refusal | null {
  const { verdict, correction } = decision
  if (finding.applied && verdict !== 'accepted') {
    const words = `“${finding.title}” is in the records already. Undo that in the history first. Nothing was changed.`
    return { code: 'conflict', words }
  }
  if (finding.kind === 'notice' && verdict === 'accepted') {
    return wrong('This is only for you to know; there is nothing in it to accept. Nothing was changed.')
  }
  if (canonical(correction as Json).length > CORRECTION_LIMIT) {
    return wrong('These corrections are more than can be kept at once. Correct less, or change the matrix afterwards.')
  }
  return correction === null
    ? unfinished(finding, decision)
    : badCorrection(finding, correction, verdict, reading, around)
}

function unfinished(finding: Finding, { verdict }: Decision): Refusal | null {
  if (verdict !== 'accepted') return null
  if (finding.kind === 'declined') {
    return wrong(
      'This table was not read. Say beside the page what its columns are, then accept it. Nothing was changed.',
    )
  }
  return finding.table === null ? null : toSettle(unsettled(finding.table))
}

const toSettle = (open: readonly string[]): Refusal | null =>
  open.length === 0
    ? null
    : wrong(`This table cannot be accepted yet. ${open.slice(0, 5).join(' ')} Nothing was changed.`)

function badCorrection(
  finding: Finding,
  correction: Correction,
  verdict: Verdict,
  { row }: OpenReading,
  around: Around,
): Refusal | null {
  const misfit = wrong(
    'That correction does not fit what was found there. Open the document again. Nothing was changed.',
  )
  if (finding.news === 'gone') return misfit
  switch (correction.of) {
    case 'words':
      return ['table', 'declined', 'notice'].includes(finding.kind) ? misfit : null
    case 'table': {
      if (finding.table === null) return misfit
      const place = misplaced(finding.table, correction)
      if (place !== null) return wrong(place)
      return verdict === 'accepted' ? toSettle(unsettled(corrected(finding.table, correction))) : null
    }
    case 'hand': {
      if (finding.kind !== 'declined') return misfit
      const block = blocksOf(around.tenant, row)?.[finding.source.block]
      if (block?.kind !== 'table') {
        return wrong(
          'There is no printed table at that place, so its columns cannot be named. Add a matrix by hand instead.',
        )
      }
      const made = tableByHand(block, correction, finding.source)
      if (typeof made === 'string') return wrong(made)
      return verdict === 'accepted' ? toSettle(unsettled(made)) : null
    }
  }
}
