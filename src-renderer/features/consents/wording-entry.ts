/** A draft wording while it is typed. Pure. */
import { CivilDate, WordingFacts, type Purpose, type Wording } from '@contract'
import { wordingWords as w } from './design-words'

export interface QuestionEntry {
  readonly purpose: string
  text: string
  whatWillBeDone: string
}

export interface WordingEntry {
  version: string
  title: string
  controller: string
  /** One on each line. */
  others: string
  intro: string
  questions: QuestionEntry[]
  withdrawal: string
  language: string
  direction: 'ltr' | 'rtl' | ''
  effectiveFrom: CivilDate | null
}

/** The entry that shows a wording. */
export function entryOf(wording: Wording): WordingEntry {
  const { version, title, controller, otherControllers, intro, questions, withdrawal } = wording
  const { language, direction, effectiveFrom } = wording
  return {
    ...{ version, title, controller, intro, withdrawal, language, direction, effectiveFrom },
    others: otherControllers.join('\n'),
    questions: questions.map((question) => ({ ...question })),
  }
}

export type WordingErrors = Partial<Record<keyof typeof w.need | `text-${string}`, string>>

const lines = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The facts of an entry, or what keeps it from being saved at all. What R43 asks beyond that the vault says. */
export function readEntry(entry: WordingEntry): { facts: WordingFacts | null; errors: WordingErrors } {
  const { others, ...typed } = entry
  const read = WordingFacts.safeParse({
    ...typed,
    otherControllers: lines(others),
    effectiveFrom: entry.effectiveFrom ?? '',
  })
  const errors: WordingErrors = {}
  if (read.success) return { facts: read.data, errors }
  for (const { path } of read.error.issues) {
    const [field, index] = path
    if (field === 'questions' && typeof index === 'number') {
      errors[`text-${entry.questions[index]?.purpose ?? ''}`] = w.need.text
    } else if (field === 'otherControllers') errors.others = w.need.others
    else if (typeof field === 'string' && Object.hasOwn(w.need, field)) {
      // Its own key was just looked for.
      const key = field as keyof typeof w.need
      errors[key] = w.need[key]
    }
  }
  return { facts: null, errors }
}

/** A version nobody has used, such as "2026/27, 2" beside "2026/27, 1". */
function nextVersion(start: string, taken: readonly string[]): string {
  const stem = start.replace(/, \d+$/, '').slice(0, 190)
  const used = new Set(taken.map((version) => version.trim().toLowerCase()))
  let number = 1
  while (used.has(`${stem}, ${number}`.toLowerCase())) number += 1
  return `${stem}, ${number}`
}

/**
 * The text a first draft starts from: a question for each use that asks for consent, in paper order.
 * @param taken versions of the wordings there are, drafts among them
 */
export function firstDraft(
  purposes: readonly Purpose[],
  controller: string,
  today: CivilDate,
  taken: readonly string[] = [],
): WordingFacts {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '06-01' ? 1 : 0)
  const label = `${year}/${String((year + 1) % 100).padStart(2, '0')}`
  return {
    version: nextVersion(label, taken),
    title: w.start.title,
    controller,
    otherControllers: [],
    intro: w.start.intro(controller),
    questions: purposes
      .filter(({ basis }) => basis === 'CONSENT')
      .slice(0, 40)
      .map(({ id, label: use }) => ({ purpose: id, text: w.start.question(use), whatWillBeDone: '' })),
    withdrawal: w.start.withdrawal,
    language: 'en-GB',
    direction: 'ltr',
    effectiveFrom: CivilDate.parse(`${year}-09-01`),
  }
}

/** A new draft with the text of another wording, under a version of its own. @param taken as in `firstDraft` */
export function draftFrom(wording: Wording, taken: readonly string[] = []): WordingFacts {
  const { id: _id, issuedOn: _on, hash: _hash, problems: _problems, ...facts } = wording
  return { ...facts, version: nextVersion(wording.version, [...taken, wording.version]) }
}

/** A list with the item at one place moved by one; the same list when there is no room. */
export function movedBy<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const to = at + by
  const item = list[at]
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  const rest = list.filter((_one, index) => index !== at)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
