/** A set of pictures as the page gets it, with the calendar in words. */
import type { ImageSet } from '@contract/images'
import { dateWords } from '@vault/clock'
import type { Pictures, SetStanding } from './standing'
import type { Retention } from './rules/retention'

/** What the last look through the folder said of files of a set. */
export interface FilesSeen {
  readonly missing: number
  readonly changed: number
}

/** @param seen null: nothing is amiss, or no look on this PC */
export function setOf(standing: SetStanding, pictures: Pictures, seen: FilesSeen | null = null): ImageSet {
  const { row, retention, uses } = standing
  return {
    ...row.facts,
    purposes: [...row.facts.purposes],
    id: row.id,
    files: standing.files,
    pupils: standing.pupils.length,
    peopleKnown: standing.peopleKnown || standing.pupils.length > 0,
    publications: uses.length,
    live: uses.filter(({ isOut }) => isOut).length,
    state: retention.state,
    because: becauseWords(retention, pictures),
    dueOn: retention.dueOn,
    disposeBy: retention.disposeBy,
    missingFiles: seen?.missing ?? 0,
    changedFiles: seen?.changed ?? 0,
  }
}

/** "Two years after taken: taken on 4 July 2024", or what is missing for a date. */
export function becauseWords({ rule, because }: Retention, { rules }: Pick<Pictures, 'rules'>): string {
  const label = rules.find(({ id }) => id === rule)?.label
  const words = wordsOf(because)
  return label === undefined || because.code === 'SAID_NO' ? words : `${label}: ${lowerFirst(words)}`
}

function wordsOf(because: Retention['because']): string {
  if (because.date !== null) return `${COUNTED_WORDS[because.code]} ${dateWords(because.date)}`
  return MISSING_WORDS[because.code]
}

const COUNTED_WORDS: Readonly<Record<Extract<Retention['because'], { date: string }>['code'], string>> = {
  TAKEN: 'Taken on',
  YEAR_ENDED: 'School year of the pictures ended on',
  LEFT: 'The first pupil on them left on',
  CONSENT_ENDED: 'Nothing allows their use for a pupil on them since',
  LAST_USED: 'Last used on',
  NEVER_USED: 'Never used; taken on',
  BORN: 'The oldest pupil on them was born on',
  SAID_NO: 'Kept on consent, and a pupil on them may not be shown since',
}

const MISSING_WORDS: Readonly<Record<Extract<Retention['because'], { date: null }>['code'], string>> = {
  NOBODY_SHOWN: 'Nobody has said who is on them, so no date can be counted',
  NOBODY_LEFT: 'All pupils on them are on roll',
  CONSENT_RUNS: 'Their use is still allowed for every pupil on them',
  STILL_USED: 'Still in use',
  NO_BIRTH_DATE: 'No date of birth of a pupil on them is recorded',
  NO_RULE: 'No retention rule is for this class of pictures',
  RULE_NOT_KNOWN: 'The rule chosen for them is not in the schedule',
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
