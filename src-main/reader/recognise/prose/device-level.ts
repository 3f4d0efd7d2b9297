/** How far a clause allows something (R12). */
import type { Level, Permitting } from '@contract/matrices'
import { EXCEPTION, LIMIT } from './conditions'
import type { Topic } from './device-words'
import { NEEDS_YES, SELECTED, type Mood } from './permission-words'

export interface Judged {
  readonly level: Level
  readonly permitting: Permitting | null
  readonly why: string
}

/** Allowed with somebody's leave; "approved accounts" only describes. */
const WITH_LEAVE =
  /\b(?:with|if|when|where|only|subject to|once|provided|after|at)\b[^|.;]{0,80}\b(?:permission|consent|approval|approved by|(?:been|is|are|was) approved|authoris(?:ed|ation)|agreed|discretion)\b/i
const permission = (why: string): Judged => ({ level: 'NOMINATED_OR_PERMISSION', permitting: 'permission', why })
const judged = (level: Level, why: string): Judged => ({ level, permitting: null, why })

/**
 * @param before what stands before the words that allow or forbid
 * @param rest those words and what follows
 */
export function levelOf(mood: Mood, topic: Topic, before: string, rest: string, conditions: string): Judged {
  if (mood === 'approve') return permission('Somebody has to agree first.')
  if (mood === 'forbid') return forbidden(before, rest)
  if (mood === 'keep') {
    return /bluetooth|air ?drop/i.test(before + rest)
      ? judged('NOT_ALLOWED', 'It has to be off.')
      : judged('CERTAIN_TIMES', 'It may be there, kept in the way the sentence says.')
  }
  if (SELECTED.test(before))
    return { level: 'NOMINATED_OR_PERMISSION', permitting: 'selected', why: 'Allowed to chosen people.' }
  if (WITH_LEAVE.test(rest) || /\bapproved by\b/i.test(before + rest))
    return permission('Allowed where somebody agrees.')
  if (mood === 'only') {
    const people = /\bby (?:members of )?(?:staff|teachers|pupils)/i.test(rest)
    return topic === 'SCHOOL_DEVICE' || people
      ? judged('ALLOWED', 'Allowed, and only so.')
      : judged('CERTAIN_TIMES', 'Allowed only in the way the sentence says.')
  }
  return LIMIT.test(conditions)
    ? judged('CERTAIN_TIMES', 'Allowed at some times or places.')
    : judged('ALLOWED', 'The sentence allows it.')
}

function forbidden(before: string, rest: string): Judged {
  if (/non-consensual/i.test(before)) return permission('Forbidden without consent.')
  const excepted = EXCEPTION.exec(rest)
  if (excepted !== null) {
    return NEEDS_YES.test(rest.slice(excepted.index))
      ? permission('Forbidden unless somebody agrees.')
      : judged('CERTAIN_TIMES', 'Forbidden with an exception.')
  }
  if (/\bunapproved (?:software|apps|applications|programs)/i.test(rest))
    return permission('Forbidden where it is not approved.')
  return judged('NOT_ALLOWED', 'The sentence forbids it.')
}
