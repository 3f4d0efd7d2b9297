/** A retention rule as it is filled in, and what is still missing in it. Pure. */
import {
  Line,
  type CivilDate,
  type ImageClass,
  type Post,
  type RetentionRule,
  type RetentionRuleFacts,
  type Trigger,
} from '@contract'
import { MOST_MONTHS, MOST_WINDOW, periodWords, readPeriod } from './period'
import { retentionWords } from './retention-words'

const w = retentionWords.rule

export interface RuleEntry {
  label: string
  /** Empty: any class without a rule of its own. */
  imageClass: ImageClass | ''
  trigger: Trigger | ''
  /** As typed: "2 years". */
  months: string
  window: string
  action: RetentionRuleFacts['action']
  basis: string
  post: Post | ''
  retiredOn: CivilDate | null
}
export type RuleField = 'label' | 'trigger' | 'months' | 'window' | 'basis' | 'post' | 'retiredOn'

/** @param rule null for a new one */
export function entryOf(rule: RetentionRule | null): RuleEntry {
  return {
    label: rule?.label ?? '',
    imageClass: rule?.imageClass ?? '',
    trigger: rule?.trigger ?? '',
    months: rule === null ? '' : periodWords(rule.months),
    window: rule === null ? '' : periodWords(rule.windowMonths),
    action: rule?.action ?? 'DELETE',
    basis: rule?.basis ?? '',
    post: rule?.post ?? '',
    retiredOn: rule?.retiredOn ?? null,
  }
}

/** @returns words per field to put right (undefined: in order), and the facts once nothing is missing */
export function readRule(entry: RuleEntry): {
  readonly errors: Partial<Record<RuleField, string | undefined>>
  readonly facts: RetentionRuleFacts | null
} {
  const { trigger, post, action, retiredOn } = entry
  const label = Line.safeParse(entry.label)
  const basis = Line.safeParse(entry.basis)
  const within = (typed: string, most: number) => {
    const months = readPeriod(typed)
    return months !== null && months <= most ? months : null
  }
  const months = within(entry.months, MOST_MONTHS)
  const windowMonths = within(entry.window, MOST_WINDOW)
  const errors = {
    label: label.success ? undefined : w.needLabel,
    trigger: trigger === '' ? w.needTrigger : undefined,
    months: months === null ? w.needMonths : undefined,
    window: windowMonths === null ? w.needWindow : undefined,
    basis: basis.success ? undefined : w.needBasis,
    post: post === '' ? w.needPost : undefined,
  }
  const isWhole = label.success && basis.success && trigger !== '' && post !== ''
  if (!isWhole || months === null || windowMonths === null) return { errors, facts: null }
  const imageClass = entry.imageClass === '' ? null : entry.imageClass
  return {
    errors,
    facts: {
      label: label.data,
      basis: basis.data,
      ...{ imageClass, trigger, months, windowMonths, action, post, retiredOn },
    },
  }
}
