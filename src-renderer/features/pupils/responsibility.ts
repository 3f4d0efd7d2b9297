/** Parental responsibility while it is put in (R48). Pure. */
import { Line, type CivilDate, type Responsibility, type ResponsibilityBasis } from '@contract'
import { words } from './words'

export interface ResponsibilityEntry {
  /** Empty: nothing is chosen. */
  holds: 'yes' | 'no' | ''
  basis: ResponsibilityBasis | ''
  evidence: string
  from: CivilDate | null
  until: CivilDate | null
  /** What is wrong with a date typed. */
  fromProblem: string | null
  untilProblem: string | null
}

/** @param known what is recorded; null: nothing */
export const emptyResponsibility = (known: Responsibility | null): ResponsibilityEntry => ({
  holds: known === null ? '' : known.holds ? 'yes' : 'no',
  basis: known?.basis ?? '',
  evidence: known?.evidence ?? '',
  from: known?.from ?? null,
  until: known?.until ?? null,
  fromProblem: null,
  untilProblem: null,
})

export type ResponsibilityErrors = Partial<Record<'holds' | 'basis' | 'evidence' | 'from' | 'until', string>>

/** The responsibility of an entry, or what to put right in it. */
export function readResponsibility(entry: ResponsibilityEntry): {
  responsibility: Responsibility | null
  errors: ResponsibilityErrors
} {
  const w = words.responsibility
  const errors: ResponsibilityErrors = {}
  const evidence = entry.evidence.trim()
  if (entry.holds === '') errors.holds = w.needHolds
  if (entry.holds === 'yes' && entry.basis === '') errors.basis = w.needBasis
  if (evidence !== '' && !Line.safeParse(evidence).success) errors.evidence = words.facts.needLine
  if (entry.fromProblem !== null) errors.from = entry.fromProblem
  if (entry.untilProblem !== null) errors.until = entry.untilProblem
  if (Object.keys(errors).length > 0) return { responsibility: null, errors }
  return {
    responsibility: {
      holds: entry.holds === 'yes',
      basis: entry.holds === 'yes' && entry.basis !== '' ? entry.basis : null,
      evidence: evidence === '' ? null : evidence,
      from: entry.from,
      until: entry.until,
    },
    errors,
  }
}
