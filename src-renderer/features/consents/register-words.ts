/** The words of the register, its lists, figures, files and letters. */
import type { ListKind } from '@contract'
import { counted, listed } from '../../ui/words'
import type { Learner } from '../pupils/learner'

export const LIST_WORDS: Readonly<Record<ListKind, string>> = {
  NOT_RETURNED: 'Not returned',
  EXPIRING: 'Running out',
  DISPUTED: 'Answers differ',
  TO_CHECK: 'To check',
  RESTRICTED: 'Restricted',
}

export const registerWords = {
  title: 'Register',
  of: (school: string) => (school === '' ? 'Consent register' : `Consent register: ${school}`),
  caption: (school: string, on: string) => `Consents of ${school} on ${on}`,
  waiting: 'Getting the register',
  cannot: 'The register could not be read',
  search: 'Name, class or number',
  year: 'Year',
  allYears: 'All years',
  className: 'Class',
  allClasses: 'All classes',
  use: 'Use',
  anyUse: 'Any use',
  answer: 'Answer',
  anyAnswer: 'Any answer',
  on: 'As on',
  past: (date: string) => `This is the register of ${date}, as the records stood then.`,
  today: 'Show today',
  restricted: (n: number) => `Restricted ${n.toLocaleString('en-GB')}`,
  action: (n: number) => `Needs action ${n.toLocaleString('en-GB')}`,
  filters: 'What is shown',
  chips: 'Filters that are on',
  chipSearch: (typed: string) => `Search “${typed}”`,
  chipClass: (name: string) => `Class ${name}`,
  chipUse: (use: string, answer: string) => `${use}: ${answer}`,
  chipAny: (answer: string) => `Any use: ${answer}`,
  chipRestricted: 'Restricted',
  chipAction: 'Needs action',
  without: (chip: string) => `Take away: ${chip}`,
  clear: 'Show everybody',
  off: 'Filters are off. Ctrl Shift L puts them on again.',
  shown: (n: number, all: number, who: Learner) =>
    n === all ? who.count(all) : `${n.toLocaleString('en-GB')} of ${who.count(all)} shown`,
  columns: { name: 'Name', year: 'Year', className: 'Class', answered: 'Answered' },
  never: 'Never',
  none: 'None',
  choose: (name: string) => `Choose ${name}`,
  chosen: (n: number, who: Learner) => `${who.count(n)} chosen`,
  chosenHint: 'Space chooses, Shift and arrows choose several, Ctrl A all that are shown.',
  ask: 'Ask about them',
  letGo: 'Choose nobody',
  export: 'Save as a file',
  letters: 'Letters home',
  empty: (who: Learner) => `No ${who.many} yet`,
  emptyText: 'The register stands on the roll. Bring it over from your school’s system, or add everybody by hand.',
  toRoll: 'Open the roll',
  noUses: 'No uses yet',
  noUsesText:
    'A use says what pictures are for: website, newsletter, display. Until there is one, nothing can be asked and nothing is allowed.',
  toUses: 'Open the uses',
  nobody: 'Nobody fits',
  nobodyText: (chips: readonly string[]) =>
    chips.length === 0 ? 'Take letters away from the search.' : `Take away one of: ${listed(chips)}.`,
}

export const exportWords = {
  title: 'Save the register as a file',
  text: (who: Learner) =>
    `Every ${who.one} on roll, every use, as on today. A filter on the screen changes nothing of it.`,
  format: 'Kind of file',
  formats: { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF, to print' },
  names: 'Names',
  without: 'Without names',
  withoutHint: 'Counts and states only; nobody can be told from it',
  with: 'With names',
  withHint: 'Needs a reason, and is noted',
  reason: 'Why with names',
  reasonHint: 'Such as “handed to the head for the open day”',
  needFormat: 'Choose the kind of file',
  needNames: 'Choose with or without names',
  needReason: 'Enter why, in at least 3 letters',
  save: 'Save the file',
  done: (file: string, n: number, who: Learner) => `${who.count(n)} saved as ${file}`,
  cancelled: 'Nothing was saved',
}

export const chaseWords = {
  title: 'Letters home',
  text: 'One letter for each family, as one PDF to print. No answer changes by it.',
  kind: 'To whom?',
  kinds: {
    NOT_RETURNED: 'Families whose form has not come back',
    EXPIRING: 'Families whose consent runs out soon',
  },
  classes: 'Which classes?',
  classesHint: 'None chosen means all of them',
  returnBy: 'To be returned by',
  needKind: 'Choose to whom',
  needDate: 'Enter the day, like 3 9 2026',
  past: 'This day has passed. Choose one to come',
  save: 'Make the letters',
  done: (letters: number, file: string) => `${counted(letters, 'letter', 'letters')} saved as ${file}`,
  none: 'No family is due a letter. Nothing was saved',
  cancelled: 'Nothing was saved',
}

export const listWords = {
  title: 'To do',
  of: (school: string) => (school === '' ? 'To do' : `To do on consent: ${school}`),
  waiting: 'Getting the list',
  cannot: 'The list could not be read',
  choose: 'Which list',
  caption: (list: string) => `${list}, by surname`,
  columns: { name: 'Name', where: 'Year and class', words: 'What is to do', due: 'Due' },
  none: 'Nothing to do here',
  noneText: {
    NOT_RETURNED: 'Every family has answered something.',
    EXPIRING: 'No consent runs out soon.',
    DISPUTED: 'Nobody’s answers differ.',
    TO_CHECK: 'No form waits to be looked at.',
    RESTRICTED: 'Nobody is restricted.',
  } satisfies Record<ListKind, string>,
  count: (n: number, who: Learner) => who.count(n),
}

export const figuresWords = {
  title: 'Figures',
  of: (school: string) => (school === '' ? 'Figures of consent' : `Figures of consent: ${school}`),
  intro: (date: string) => `As on ${date}. Counts under 5 are not shown to whoever may not see names.`,
  waiting: 'Counting',
  cannot: 'The figures could not be counted',
  caption: (school: string) => `Consents of ${school} by class`,
  columns: { className: 'Class', notReturned: 'Not returned' },
  whole: 'Whole school',
  few: 'fewer than 5',
  yes: 'Yes',
  no: 'No',
  check: 'Check',
  none: 'Nothing to count yet',
}

export const compareWords = {
  title: 'Schools side by side',
  caption: 'Consents given for each of the trust’s uses, school by school',
  text: 'By the trust’s uses. Counts under 5 are not shown.',
  waiting: 'Counting',
  columns: { school: 'School' },
  pupils: (n: string) => `${n} on roll`,
  unread: 'File cannot be read',
  notAsked: 'No such use',
  noConsent: 'Needs no consent',
  yes: (n: string) => `${n} yes`,
  few: 'fewer than 5',
}
