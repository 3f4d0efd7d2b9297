/** Words for what was recorded at once, a form, a class or a file, and for taking it back. */
import type { SigningMethod, Together } from '@contract'
import { dateOfMoment, dateText } from '../../../ui/dates'
import { counted } from '../../../ui/words'

/** What is to be taken back at once. */
export type TakenTogether = Pick<Together, 'batch' | 'method' | 'records' | 'title' | 'label' | 'recordedAt'>

const answers = (n: number): string => counted(n, 'answer', 'answers')

const THIS: Readonly<Record<SigningMethod, string>> = {
  PAPER: 'these papers',
  AT_DESK: 'what was signed together',
  IN_CLASS: 'this class',
  IMPORT: 'this import',
}

export const togetherWords = {
  intro: 'Classes, files and forms with several signatures, the newest first. Each can be taken back whole.',
  cannot: 'What was recorded together cannot be shown',
  waiting: 'Getting what was recorded together',
  caption: 'Recorded together',
  empty: 'Nothing was recorded together yet',
  emptyText: 'Here you find each class, file and form with several signatures, to take it back whole if it was wrong.',
  columns: {
    when: 'Recorded',
    how: 'How',
    what: 'Agreement',
    by: 'By',
    records: 'Answers',
    act: 'Do',
  },
  somebody: 'Somebody of the trust',
  witness: (name: string) => `Seen by ${name}`,
  records: (n: number, takenBack: number) => (takenBack === 0 ? String(n) : `${n}, ${takenBack} taken back`),
  all: 'Taken back',
  press: (method: SigningMethod) => `Take back ${THIS[method]}`,
  pressOf: ({ method, title, records, recordedAt }: TakenTogether) =>
    `Take back ${THIS[method]}: ${title}, ${answers(records)}, ${dateText(dateOfMoment(recordedAt))}`,
  /** Beside one of them. */
  pressAll: (n: number) => (n === 2 ? 'Take back both recorded together' : `Take back all ${n} recorded together`),
  title: ({ method }: TakenTogether) => `Take back ${THIS[method]}`,
  what: ({ title, label, records, recordedAt }: TakenTogether) =>
    `${title}, ${label}: ${answers(records)}, recorded on ${dateText(dateOfMoment(recordedAt))}.`,
  text: 'All of them count no more, and stay in the history. What they had corrected stands again; other records stay as they are.',
  reason: 'Why',
  hint: 'Kept in the history',
  need: 'Enter a reason of at least 3 letters',
  save: ({ records }: TakenTogether) => `Take back ${answers(records)}`,
  done: (n: number, left: number) =>
    left === 0 ? `Taken back: ${answers(n)}` : `Taken back: ${answers(n)}; ${left} had been taken back before`,
}
