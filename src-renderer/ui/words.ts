/** The few rules of wording all catalogues share: plurals, lists, and what to say of a failure. */
import { Fault } from '@contract'

const rules = new Intl.PluralRules('en-GB')

/** The form of a word that goes with a count: `plural(1, 'school', 'schools')` is `school`. */
export function plural(count: number, one: string, other: string): string {
  return rules.select(count) === 'one' ? one : other
}

/** A count with its word: "1 school", "23 schools". Thousands are set apart: "1,204 pupils". */
export function counted(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en-GB')} ${plural(count, one, other)}`
}

const joined = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' })

/** "Oakwood, Sitwell and Asterdale". */
export function listed(parts: readonly string[]): string {
  return joined.format(parts)
}

/** Plain words for a failed call. Anything that is not a `Fault` is a fault of the app and is said so, without its text. */
export function faultWords(failure: unknown): string {
  return failure instanceof Fault
    ? failure.words
    : 'That did not work. Nothing was changed. Try again; if it happens again, lock and unlock.'
}

/** Around what two PCs recorded differently. */
export const apartWords = {
  right: 'This is right',
  rightOf: (says: string) => `This is right: ${says}`,
  mayNot: 'Your role may look. Ask somebody who may change it to settle it.',
  title: 'Settle what two PCs recorded',
  counts: (says: string) => `From now on this counts: ${says}. The other stays in the history.`,
  reason: 'Why',
  reasonHint: 'Kept in the history',
  needReason: 'Enter a reason of at least 3 letters',
  save: 'Settle it',
}
