/** The words of disposals: proposing, the second person, carrying out, what became of every copy. */
import type { Disposal, DisposalResult, DisposalSystem } from '@contract'
import { counted, listed } from '../../../ui/words'
import type { Tone } from '../words'
import { onlyKept, onlyPlaces } from './disposing'

const PHASE_WORDS: Readonly<Record<Disposal['phase'], { readonly words: string; readonly tone: Tone }>> = {
  PROPOSED: { words: 'Waits for a second person', tone: 'soon' },
  APPROVED: { words: 'Approved', tone: 'soon' },
  REFUSED: { words: 'Refused', tone: 'plain' },
  BEGUN: { words: 'Begun, not finished', tone: 'act' },
  BROKEN_OFF: { words: 'Broken off', tone: 'act' },
  CARRIED_OUT: { words: 'Carried out', tone: 'fine' },
}

export const RESULT_WORDS: Readonly<Record<DisposalResult, { readonly words: string; readonly tone: Tone }>> = {
  DELETED: { words: 'Deleted', tone: 'fine' },
  ALREADY_GONE: { words: 'Already gone', tone: 'fine' },
  KEPT: { words: 'Kept', tone: 'act' },
  BEYOND_USE: { words: 'Beyond use', tone: 'soon' },
  PURGED: { words: 'Purged', tone: 'fine' },
  CANNOT_RECALL: { words: 'Cannot be recalled', tone: 'plain' },
}

/** What each result means, for whoever answers. */
export const RESULT_HINTS: Readonly<Record<DisposalResult, string>> = {
  DELETED: 'Somebody deleted or shredded them and looked afterwards',
  ALREADY_GONE: 'Somebody looked, and there were none',
  KEPT: 'They stay; the words say why and who decided',
  BEYOND_USE: 'They lie in a copy nobody opens, and are gone on a known day',
  PURGED: 'The copy they lay in is gone too',
  CANNOT_RECALL: 'They are out of the school’s hands, such as printed or with the press',
}

export const SYSTEM_WORDS: Readonly<Record<DisposalSystem, string>> = {
  REGISTERED_FOLDER: 'Registered folders',
  SHARED_DRIVE: 'Shared drives',
  DEVICES: 'Cameras, tablets and phones',
  APP: 'Apps and online services',
  WEBSITE: 'Website',
  SOCIAL: 'Social media',
  PRINT_STOCK: 'Printed stock',
  OFF_SITE: 'Somewhere off the site',
  BACKUP: 'Backups',
}

/** Where a disposal stands, as word and shape. */
export function phaseWords(disposal: Disposal): { readonly words: string; readonly tone: Tone } {
  if (disposal.phase !== 'APPROVED' && onlyPlaces(disposal)) return { words: 'Places to answer', tone: 'soon' }
  return onlyKept(disposal) ? { words: 'Files kept', tone: 'act' } : PHASE_WORDS[disposal.phase]
}

const sets = (n: number) => counted(n, 'set', 'sets')
const files = (n: number) => counted(n, 'file', 'files')

export const saidWords = {
  label: 'Type today’s date',
  hint: 'From a calendar or a phone, day first, with the year, so that a wrong clock destroys nothing',
}

/** Words of an entry that is dated ahead of this PC's clock. */
export const clockWords = {
  title: 'An entry from the future stops every disposal',
  what: (words: string, moment: string, pc: string, person: string, entries: number) =>
    `${words}: dated ${moment} by ${pc}, recorded by ${person}.${entries > 1 ? ` ${counted(entries, 'entry', 'entries')} of that PC are ahead.` : ''}`,
  here: 'this PC',
  pc: (device: string) => `PC ${device}`,
  somebody: 'somebody',
  said: (person: string, on: string, reason: string) => `${person} declared its clock wrong on ${on}: ${reason}`,
  wayOut:
    'One of the two clocks is wrong. Have IT look at both. If this PC is right, two people can declare the other clock wrong; then the entry counts no more, here and under Ask.',
  mayNot:
    'One of the two clocks is wrong. Have IT look at both. If this PC is right, two people who may approve disposals can declare the other clock wrong.',
  another: 'Somebody else who may approve disposals has to say so too.',
  declare: 'Declare that clock wrong',
  dialog: 'Declare a clock wrong',
  dialogText: 'The entry stays in the history as it is. What it says is not judged by its date any more.',
  reason: 'How do you know, and was the clock put right?',
  save: 'Declare it wrong',
  saidOnce: 'Noted. A second person has to say so too',
  saidTwice: 'That clock counts no more',
}

export const disposalsWords = {
  of: (name: string) => (name === '' ? 'Disposals of pictures' : `Disposals of pictures: ${name}`),
  intro: 'One person proposes, another approves, then it is carried out and recorded with a number.',
  waiting: 'Getting the disposals',
  cannot: 'The disposals could not be read',
  caption: (name: string) => `Disposals of ${name}`,
  columns: {
    number: 'Number',
    phase: 'State',
    sets: 'Sets',
    files: 'Files',
    proposed: 'Proposed',
    answered: 'Answered',
    open: 'Places open',
  },
  sets,
  titles: (titles: readonly string[]) =>
    titles.length > 3 ? listed([...titles.slice(0, 2), sets(titles.length - 2)]) : listed(titles),
  by: (date: string, person: string) => (person === '' ? date : `${date}, ${person}`),
  notYet: 'Not yet',
  open: (n: number) => (n === 0 ? 'None' : counted(n, 'place', 'places')),
  empty: 'No disposals yet',
  emptyText:
    'Choose sets that are due and propose them. Every disposal gets a number and a record that names no child.',
  toDue: 'Show what is due',

  propose: {
    title: (n: number) => `Propose ${sets(n)} for disposal`,
    text: 'Nothing is deleted by this. Somebody else has to approve it first.',
    more: (n: number) => `and ${sets(n)} more`,
    inUse: (titles: readonly string[]) =>
      `Still in use: ${listed(titles)}. Take down what is out first, or let go of ${titles.length === 1 ? 'it' : 'them'} here.`,
    why: 'Why do they go?',
    whyHint: 'Such as “Time is over by the schedule”',
    save: (n: number) => `Propose ${sets(n)}`,
    tooMany: 'Choose at most 100 sets at a time',
    done: (number: string) => `Disposal ${number} proposed. Somebody else has to approve it`,
  },

  pane: {
    title: (number: string) => `Disposal ${number}`,
    sets: 'What goes',
    rule: (rule: string, due: string) => `${rule}, due ${due}`,
    files: (n: number) => (n === 0 ? 'No files in registered folders' : files(n)),
    pending: (n: number) => `${files(n)} still to be dealt with`,
    kept: (n: number) => `${files(n)} kept`,
    who: 'Who and why',
    why: 'Why',
    proposed: 'Proposed',
    answered: 'Answered',
    note: 'Their note',
    carriedOut: 'Carried out',
    nobody: 'Nobody yet',
    places: 'Where copies may lie',
    problems: 'To know',
    record: 'Save the destruction record',
    recordSaved: (file: string) => `Saved as ${file}`,
    recordNone: 'Nothing was saved',
  },

  answer: {
    own: 'You proposed this, so somebody else has to approve it.',
    mayNot: 'A head, a safeguarding lead or the data protection officer has to approve this.',
    ranOut: (date: string) => `The approval ran out on ${date}. It has to be approved again before anything goes.`,
    approve: 'Approve',
    refuse: 'Refuse',
    approveTitle: (number: string) => `Approve disposal ${number}`,
    refuseTitle: (number: string) => `Refuse disposal ${number}`,
    approveText: (n: number) => `You say that ${sets(n)} may go. Nothing is deleted yet.`,
    refuseText: 'The sets stay. To let them go after all, they have to be proposed anew.',
    approveNote: 'What did you look at?',
    refuseNote: 'Why not?',
    approveSave: (n: number) => `Approve: ${sets(n)} may go`,
    refuseSave: 'Refuse it',
    approved: (number: string) => `Disposal ${number} approved`,
    refused: (number: string) => `Disposal ${number} refused`,
  },

  carry: {
    mayNot: 'The office or a safeguarding lead carries it out.',
    act: (fileCount: number, setCount: number) => `Delete ${files(fileCount)} of ${sets(setCount)}`,
    goOn: 'Go on',
    goOnOf: (left: number, kept: number) =>
      left === 0
        ? `Try the ${files(kept)} again that ${kept === 1 ? 'was' : 'were'} kept`
        : `Delete the ${files(left)} that are left`,
    brokenOff: 'It was broken off. What was deleted stays deleted; the rest is untouched.',
    kept: (n: number) =>
      `${files(n)} ${n === 1 ? 'was' : 'were'} kept, the others are gone. See why below, then go on.`,
    title: (number: string) => `Carry out disposal ${number}`,
    text: 'Files in registered folders are deleted and cannot be got back. A file that has changed since it was registered is kept.',
    noFiles: 'Trustward has no file to delete here. The disposal ends with the last place answered for.',
    working: 'Deleting files',
    workingHint:
      'You can go on with other work. If it is broken off, what was done stays recorded and you go on later.',
    progress: (done: number, total: number) => `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`,
    finished: (deleted: number, kept: number) =>
      kept === 0 ? `${files(deleted)} gone` : `${files(deleted)} gone, ${files(kept)} kept`,
    stopped: 'Broken off. Open the disposal to go on',
  },

  places: {
    open: 'Not answered',
    own: 'Trustward answers this itself while it deletes the files.',
    answer: 'Answer',
    answerOf: (system: string) => `Answer for: ${system}`,
    again: 'Say what became of it',
    againOf: (system: string) => `Say what became of it: ${system}`,
    items: (n: number) => (n === 0 ? '' : counted(n, 'item', 'items')),
    until: (date: string) => `until ${date}`,
    late: (date: string) => `was to be purged by ${date}`,
    by: (moment: string, person: string) => (person === '' ? moment : `${moment}, ${person}`),
    title: (system: string) => `What became of copies: ${system}`,
    result: 'What became of them?',
    count: 'How many?',
    words: 'In words',
    wordsHint: 'Such as “Office manager emptied the camera and looked again”. No names of children',
    purgeBy: 'Gone on',
    purgeHint: 'The day the last copy that holds them is overwritten',
    needResult: 'Choose what became of them',
    needCount: 'Enter a number; 0 when there were none',
    needWords: 'Enter what was done, on one line',
    needPurge: 'Enter the day they are gone, like 3 9 2026',
    save: 'Record this',
    done: (system: string, result: string) => `${system}: ${result.toLowerCase()}`,
    mayNot: 'The office or a safeguarding lead answers for these.',
    all: 'Every place is answered for.',
  },
}
