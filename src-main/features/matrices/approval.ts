/** Whether a draft may be approved, and by whom (R15, R21, R84, R86, R92, C23). */
import type { Problem } from '@contract/matrices'
import type { CivilDate, StatedDate } from '@contract/primitives'
import type { Tenant } from '@vault/context'
import type { Json, LogEvent } from '../../sync/core/event'
import type { Merged } from '../../sync/core/merge'
import { hasPassed } from './editions'

/** What the approver says. */
export interface Approving {
  readonly approvedOn: CivilDate
  readonly effectiveFrom: CivilDate
  readonly nextReview: StatedDate | null
  readonly minute: string | null
}

/** What a draft is judged by. */
export interface Candidate {
  readonly rows: number
  readonly problems: readonly Problem[]
  /** Day the newest edition already approved begins to count; null when there is none. */
  readonly lastBeginning: string | null
  readonly today: string
}

/** How many problems a refusal names before it only counts. */
const NAMED = 5

/** Why a draft cannot be approved now: `conflict` needs the draft changed, `bad-input` the form. Null: nothing stands against it. */
export function refusal(
  approving: Approving,
  candidate: Candidate,
): { readonly code: 'conflict' | 'bad-input'; readonly words: string } | null {
  const blocking = candidate.problems.filter(({ blocks }) => blocks).map(({ words }) => words)
  if (candidate.rows === 0)
    return { code: 'conflict', words: 'The draft has no rows yet. Add some before it is approved.' }
  if (blocking.length > 0) {
    const more = blocking.length > NAMED ? ` And ${blocking.length - NAMED} more.` : ''
    const words = `Settle this before the draft is approved. ${blocking.slice(0, NAMED).join(' ')}${more}`
    return { code: 'conflict', words }
  }
  const wrong = wrongInForm(approving, candidate)
  return wrong === null ? null : { code: 'bad-input', words: wrong }
}

function wrongInForm(
  { approvedOn, effectiveFrom, nextReview, minute }: Approving,
  candidate: Candidate,
): string | null {
  if (approvedOn > candidate.today) return 'The day of approval is still to come. Enter the day it was approved.'
  if (effectiveFrom < approvedOn) return 'It cannot be in force before it was approved. Check both dates.'
  if (candidate.lastBeginning !== null && effectiveFrom < candidate.lastBeginning) {
    return `Another edition is in force from ${candidate.lastBeginning}. Choose that day or a later one.`
  }
  if (nextReview !== null && hasPassed(nextReview, effectiveFrom)) {
    return 'The next review comes before the day it is in force. Check both dates.'
  }
  const departs = candidate.problems.find(({ code }) => code === 'departs-from-guidance')
  if (departs !== undefined && minute === null) {
    return `${departs.words} Write the reason in the minute.`
  }
  return null
}

/** Events read at a time while looking for an author. */
const PAGE = 200

/** Types of the parts an approval binds. */
const PART_TYPES = ['matrices.edition', 'matrices.column', 'matrices.row', 'matrices.cell']

/**
 * Whether a person wrote anything into an edition: then somebody else approves it (C23). Removed rows and changes
 * taken back since count too. Matching a row to a question is no writing: it changes nothing an approval binds.
 */
export function wroteInto(log: Tenant['log'], edition: string, person: string): boolean {
  let before: string | undefined
  for (;;) {
    const events = log.find({
      typePrefix: 'matrices.',
      person,
      limit: PAGE,
      ...(before === undefined ? {} : { beforeEvent: before }),
    })
    if (events.some((event) => isWriting(event) && editionOf(event, log) === edition)) return true
    const last = events.at(-1)
    if (last === undefined || events.length < PAGE) return false
    before = last.id
  }
}

function isWriting({ type, body }: LogEvent): boolean {
  if (!PART_TYPES.includes(type)) return false
  return !(isFields(body) && Object.keys(body).every((field) => field === 'activity'))
}

const isFields = (body: Json): body is Readonly<Record<string, Json>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** The edition an event's thing belongs to; a thing that was taken away since still knows. */
function editionOf({ type, entity }: LogEvent, log: Tenant['log']): Json {
  if (type === 'matrices.edition') return entity
  const state: Merged | null = log.stateOf(type, entity)
  return state?.family === 'fields' ? (state.fields.edition?.value ?? null) : null
}
