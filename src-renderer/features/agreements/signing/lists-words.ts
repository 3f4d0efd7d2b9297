/** Words of the lists of signatures: who has not signed, who is cleared, adults, and schools in figures. */
import type { Adult, CivilDate, Completion, Member, Signing, SigningCapacity, SigningMethod } from '@contract'
import { dateShort, dateText } from '../../../ui/dates'
import { counted, listed } from '../../../ui/words'

export const people = (n: number): string => counted(n, 'person', 'people')

export const CAPACITY_WORDS: Readonly<Record<SigningCapacity, string>> = {
  CHILD: 'The child',
  PARENT: 'A parent or carer',
  ADULT: 'The adult',
}

export const METHOD_WORDS: Readonly<Record<SigningMethod, string>> = {
  PAPER: 'On paper',
  AT_DESK: 'At the desk',
  IN_CLASS: 'In class',
  IMPORT: 'From a file',
}

export const OUTCOME_WORDS: Readonly<
  Record<Signing['outcome'], { words: string; tone: 'act' | 'soon' | 'fine' | 'plain' }>
> = {
  SIGNED: { words: 'Signed', tone: 'fine' },
  REFUSED: { words: 'Refused', tone: 'act' },
  CANNOT_SIGN: { words: 'Cannot sign', tone: 'plain' },
}

export const ADULT_AUDIENCES: readonly Adult['audience'][] = [
  'STAFF_VOLUNTEER',
  'GOVERNOR',
  'SUPPLY',
  'VISITOR',
  'COMMUNITY',
  'EXTERNAL',
]

/** "Amira Khan, 7A" */
export const memberLine = ({ name, group }: Pick<Member, 'name' | 'group'>): string =>
  group === null ? name : `${name}, ${group}`

/** Whose signature is missing: "The child" or "The child, and a parent or carer". */
export const missingWords = (missing: readonly SigningCapacity[]): string =>
  missing.length === 2 ? 'The child, and a parent or carer' : listed(missing.map((one) => CAPACITY_WORDS[one]))

export const notSignedWords = {
  of: (school: string) => (school === '' ? 'Not signed' : `Not signed, ${school}`),
  intro: 'Everybody who is asked for an agreement and has no signature that counts today.',
  cannot: 'Signatures cannot be shown',
  figuresCannot: 'Figures cannot be shown',
  waiting: 'Getting signatures',
  all: 'All',
  agreement: 'Agreement',
  group: 'Class or group',
  state: 'How they stand',
  figures: 'How far each agreement is',
  figuresOf: (title: string) => `How far each class or group is: ${title}`,
  whole: 'All of them',
  columns: {
    name: 'Name',
    group: 'Class or group',
    agreement: 'Agreement',
    state: 'State',
    why: 'Why',
    missing: 'Missing',
    progress: 'Signed',
    toSign: 'Not signed',
    resign: 'To sign again',
    expired: 'Ran out',
    refused: 'Refused',
    cannotSign: 'Cannot sign',
  },
  /** "24 of 30 signed, 80%" as words, beside the bar. */
  progress: ({ current, inScope }: Pick<Completion, 'current' | 'inScope'>, share: number | null) =>
    current === null || inScope === null
      ? 'Not shown'
      : share === null
        ? 'Nobody is asked'
        : `${current} of ${inScope} signed, ${share}%`,
  /** A count that could point at somebody is not shown to whoever may not see who signed. */
  hidden: 'Not shown',
  shown: (rows: number, all: number) =>
    rows === all ? `${counted(rows, 'line', 'lines')}.` : `${rows} of ${counted(all, 'line', 'lines')}.`,
  empty: 'Everybody has signed',
  emptyText: 'Whoever is asked for an agreement has a signature that counts today.',
  nobodyAsked: 'Nobody is asked for an agreement yet',
  nobodyAskedText:
    'Here you see who has not signed, class by class. It needs an agreement with a text in force, and people it is for.',
  none: 'Nobody here',
  noneText: 'Nobody fits what you chose. Show all to see everybody who has not signed.',
  showAll: 'Show all',
  choose: (name: string, title: string) => `Choose ${name}, ${title}`,
  chosen: (n: number) => (n === 0 ? 'Nobody chosen' : `${counted(n, 'line', 'lines')} chosen`),
  chosenHint: 'Space chooses a line, Shift with an arrow the next one too, Ctrl A all that are shown.',
  letGo: 'Choose nobody',
  inClass: 'Signed in class',
  pack: 'Print forms',
  letters: 'Print letters',
  changes: 'What changed',
  needAgreement: 'Choose one agreement first: forms and letters are about one.',
  lettersSaved: (n: number, file: string) => `Saved ${counted(n, 'letter', 'letters')} in ${file}`,
  saved: (file: string) => `Saved as ${file}`,
  nothingSaved: 'Nothing was saved',
}

export const inClassWords = {
  title: 'Signed in class',
  text: (title: string) => `${title}. Tick who was there and signed. Whoever is not ticked stays on the list.`,
  on: 'Day they signed',
  needOn: 'Enter the day they signed, like 3 9 2026',
  future: 'That day has not come yet. Check it',
  witness: 'Adult who saw it',
  needWitness: 'Enter the name of the adult who saw it',
  there: 'Who was there',
  everybody: 'Everybody',
  needSomebody: 'Tick at least one',
  tooMany: 'At most 500 can be recorded at once. Choose one class',
  count: (n: number, all: number) => `${n} of ${all} ticked`,
  left: (n: number) => `${people(n)} left out: only a parent or carer is missing there, or there is no text in force.`,
  nobody: 'Nobody of those chosen signs in class: a parent or carer is missing, or there is no text in force.',
  several: 'Choose lines of one agreement only.',
  undo: 'Recording who signed in class',
  undoReason: 'Undone right after it was recorded',
  save: (n: number) => (n === 0 ? 'Record signatures' : `Record ${counted(n, 'signature', 'signatures')}`),
  done: (n: number, same: number) =>
    same === 0
      ? `Recorded ${counted(n, 'signature', 'signatures')}`
      : `Recorded ${counted(n, 'signature', 'signatures')}; ${same} stood there already`,
}

export const packWords = {
  title: 'Print forms',
  save: 'Print forms',
  of: (title: string) => `One form for each person, with a number to scan: ${title}.`,
  group: 'Class or group',
  all: 'All of them',
  onlyMissing: 'Only those who have not signed',
  done: (forms: number, file: string) => `Saved ${counted(forms, 'form', 'forms')} in ${file}`,
}

export const clearedWords = {
  of: (school: string, day: CivilDate | null) => {
    const what = day === null ? 'Cleared today' : `Cleared on ${dateText(day)}`
    return school === '' ? what : `${what}, ${school}`
  },
  intro: 'Who may use the school’s technology, because everything asked of them is signed.',
  cannot: 'The list cannot be shown',
  waiting: 'Getting who is cleared',
  people: 'Pupils and adults',
  adults: 'Adults of the school',
  lists: 'Lists',
  day: 'Day',
  group: 'Class or group',
  audience: 'Who',
  cleared: 'Cleared',
  all: 'All',
  yes: 'Cleared',
  no: 'Not cleared',
  columns: {
    name: 'Name',
    group: 'Class or group',
    audience: 'Who',
    cleared: 'Cleared',
    why: 'Why not',
    until: 'Until',
  },
  summary: (cleared: number, all: number) => `${cleared} of ${people(all)} cleared.`,
  noEnd: 'No end known',
  empty: 'Nobody is asked for an agreement yet',
  emptyText:
    'Here you see who is cleared, and why not. It needs an agreement with a text in force, and people it is for.',
  none: 'Nobody here',
  noneText: 'Nobody fits what you chose.',
  showAll: 'Show all',
  export: 'Save as a file',
  openPerson: (name: string) => `Open ${name}`,
}

export const personWords = {
  standings: 'What is asked',
  signings: 'What was recorded',
  noSignings: 'Nothing has been recorded yet.',
  holdsUntil: (day: CivilDate) => `Until ${dateText(day)}`,
  toInform: 'A change is to be told; nobody signs again.',
  missing: (words: string) => `Missing: ${words}.`,
  line: ({ capacity, method, signedOn }: Pick<Signing, 'capacity' | 'method' | 'signedOn'>) =>
    `${CAPACITY_WORDS[capacity]}, ${dateShort(signedOn)}. ${METHOD_WORDS[method]}.`,
  text: ({ title, label }: Pick<Signing, 'title' | 'label'>) => `${title}, ${label}`,
  witness: (name: string) => `Seen by ${name}.`,
  signedBy: (name: string, outcome: Signing['outcome']) => `${outcome === 'SIGNED' ? 'Signed by' : 'Said by'} ${name}.`,
  takenBack: 'Taken back',
  corrected: 'Corrected since',
  parentRead: 'A parent has read it with the child.',
  until: (day: CivilDate) => `Holds until ${dateText(day)}.`,
  takeBack: 'Take back',
  takeBackOf: (title: string, day: CivilDate) => `Take back: ${title}, ${dateText(day)}`,
  taken: 'Taken back. It stays in the history.',
  sign: 'Key a signature',
  pupil: 'Open the pupil’s page',
  cannot: 'What was recorded cannot be shown',
}

export const rulesWords = {
  title: 'What they may use',
  matrix: 'Matrix',
  choose: 'Choose',
  none: 'This matrix says nothing of them.',
}

export const takeBackWords = {
  title: 'Take a signature back',
  text: 'For what was recorded in error. It counts no more, and stays in the history.',
  reason: 'Why',
  hint: 'Kept in the history',
  need: 'Enter a reason of at least 3 letters',
  save: 'Take it back',
}

export const exportWords = {
  title: 'Save who is cleared',
  text: 'Names, classes and whether they are cleared today. Nothing of why not.',
  format: 'Kind of file',
  csv: 'Text (.csv)',
  xlsx: 'Workbook (.xlsx)',
  needFormat: 'Choose a kind of file',
  reason: 'What it is for',
  reasonHint: 'Kept in the history',
  needReason: 'Enter what it is for, at least 3 letters',
  save: 'Save the file',
}

export const adultWords = {
  caption: (school: string) => `Adults of ${school}`,
  intro: 'Staff, governors, visitors and others who sign an agreement. They are no users of this app.',
  add: 'Add an adult',
  edit: 'Change',
  editOf: (name: string) => `Change ${name}`,
  past: 'Those who have left too',
  empty: 'No adults yet',
  emptyText: 'Add whoever has to sign an agreement: staff, governors, supply staff, visitors.',
  cannot: 'Adults cannot be shown',
  waiting: 'Getting adults',
  columns: {
    name: 'Name',
    audience: 'Who',
    group: 'Team',
    organisation: 'Organisation',
    from: 'From',
    until: 'Last day',
    act: 'Change',
  },
  addTitle: 'Add an adult',
  editTitle: 'Change an adult',
  addSave: 'Add',
  editSave: 'Save',
  name: 'Name',
  needName: 'Enter the name',
  audience: 'Who',
  group: 'Department or team',
  organisation: 'Organisation',
  from: 'First day',
  needFrom: 'Enter the first day, like 1 9 2026',
  until: 'Last day',
  untilHint: 'The day they leave, or the visit ends. Empty: not known.',
  untilBefore: 'The last day comes before the first. Check it',
  added: (name: string) => `Added ${name}`,
  changed: (name: string) => `Changed ${name}`,
}

export const trustWords = {
  title: 'Schools by signatures',
  caption: 'Signatures of each school',
  cannot: 'Figures of the schools cannot be shown',
  waiting: 'Getting the figures of the schools',
  columns: {
    school: 'School',
    share: 'Signed',
    notSigned: 'Not signed',
    resignDue: 'To sign again',
    expired: 'Ran out',
    refused: 'Refused',
    cannotSign: 'Cannot sign',
  },
  closed: 'Cannot be opened here',
  /** One sentence from the figures. */
  sentence(schools: number, done: number, closed: number, least: { name: string; share: number } | null): string {
    if (schools === 0) return closed === 0 ? 'No school has figures yet.' : 'No school’s file can be opened here.'
    const rest = closed === 0 ? '' : ` ${counted(closed, 'school', 'schools')} cannot be opened here.`
    if (least === null || done === schools)
      return `Everything is signed in ${schools === 1 ? 'the one school' : `all ${schools} schools`} that can be seen.${rest}`
    return `${done} of ${counted(schools, 'school', 'schools')} ${done === 1 ? 'has' : 'have'} everything signed; the lowest is ${least.name} at ${least.share}%.${rest}`
  },
}

export const pupilLineWords = {
  title: 'Agreements',
  cleared: 'Cleared',
  clearedUntil: (day: CivilDate) => `Cleared until ${dateText(day)}`,
  notCleared: 'Not cleared',
  more: (name: string) => `Agreements of ${name}`,
}
