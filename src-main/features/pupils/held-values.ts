/** What stands in a thing held, in words for a person: codes, dates, lists. Pure. */
import { ANSWERS, ASK_VERDICTS, CAPACITIES, CHANNELS } from '@contract/answers'
import { SHEET_PROBLEMS } from '@contract/entry'
import { IMAGE_CLASSES } from '@contract/images'
import { CivilDate } from '@contract/primitives'
import { PUBLICATION_STATES } from '@contract/publications'
import {
  CARE_STATUSES,
  COMPETENCES,
  FLAG_KINDS,
  REGISTRATIONS,
  RELATIONSHIPS,
  RESPONSIBILITY_BASES,
} from '@contract/pupils'
import { OUTCOMES, SIGNING_CAPACITIES, SIGNING_METHODS } from '@contract/signatures'
import type { Json } from '../../sync/core/event'
import type { HeldValue } from '../forms'

/** `legalForename` is "Legal forename". */
export const labelOf = (field: string): string => {
  const words = field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bupn\b/, 'UPN')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Codes become words, dates and moments what they are; what a person typed stays as it was typed. */
export function valueOf(value: Json, field: string): HeldValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value !== 'string') return textOf(value, field)
  const date = CivilDate.safeParse(value)
  if (date.success) return { date: date.data }
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? { at: Date.parse(value) } : wordsOf(value, field)
}

/** Fields whose values are codes, and every code there may be in them: others hold what somebody typed. */
const CODED: ReadonlySet<string> = new Set([
  ...['registration', 'relationship', 'basis', 'kind', 'status', 'authority', 'competence', 'answer', 'capacity'],
  ...[
    'channel',
    'method',
    'imageClass',
    'outcome',
    'state',
    'problems',
    'verdict',
    'what',
    'tick',
    'ticks',
    'pupilAgrees',
  ],
])
const CODES: ReadonlySet<string> = new Set([
  ...[...REGISTRATIONS, ...RELATIONSHIPS, ...RESPONSIBILITY_BASES, ...FLAG_KINDS, ...CARE_STATUSES, ...COMPETENCES],
  ...[...IMAGE_CLASSES, ...PUBLICATION_STATES, ...OUTCOMES, ...SIGNING_METHODS, ...SIGNING_CAPACITIES],
  ...[...ANSWERS, ...CAPACITIES, ...CHANNELS, ...ASK_VERDICTS, ...SHEET_PROBLEMS],
  ...['PARENTS', 'OVERRULED', 'DRAFT', 'SAVED', 'TO_CHECK', 'SET_ASIDE', 'REGISTER', 'LETTERS', 'SUBJECT_ACCESS'],
])
const TICKS: Readonly<Record<string, string>> = { Y: 'Yes', N: 'No', U: 'Blank' }

/** `FOSTER_CARER` is "Foster carer". */
function wordsOf(value: string, field: string): string {
  if (!CODED.has(field)) return value
  const tick = Object.hasOwn(TICKS, value) ? TICKS[value] : undefined
  if (tick !== undefined || !CODES.has(value)) return tick ?? value
  return `${value.charAt(0)}${value.slice(1).toLowerCase().replace(/_/g, ' ')}`
}

/** Lists one a line, in an object one after another; objects in one line. */
export function textOf(value: Json, field: string, between = '\n'): string {
  if (value === null) return 'not recorded'
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one: Json) => textOf(one, field)).join(between)
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${labelOf(name)}: ${textOf(inner, name, ', ')}`)
      .join('; ')
  }
  if (typeof value === 'string') return wordsOf(value, field)
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
