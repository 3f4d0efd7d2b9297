/** Every word of the screens where paper forms are printed and keyed. The school's own word for its pupils comes in as `who`. */
import type { BatchCard, Capacity, PupilCard, Sheet, Tick } from '@contract'
import { dateText } from '../../ui/dates'
import { counted, listed } from '../../ui/words'
import { fullName, whereabouts, type Learner } from '../pupils/learner'

const forms = (n: number) => counted(n, 'form', 'forms')

export const TICK_WORDS: Readonly<Record<Tick, string>> = { Y: 'Yes', N: 'No', U: 'Blank' }

export const STATE_WORDS: Readonly<Record<BatchCard['state'], string>> = {
  OPEN: 'Being keyed',
  PAUSED: 'Paused',
  CLOSED: 'Closed',
}

export const SIGNED_AS: Readonly<Record<Exclude<Capacity, 'PUPIL'>, string>> = {
  PARENT: 'Parent or guardian',
  CARER: 'Carer',
  LOCAL_AUTHORITY: 'Local authority',
  OTHER: 'Somebody else',
}

export const words = {
  title: 'Entry',
  of: (school: string) => (school === '' ? 'Entry' : `Entry, ${school}`),
  undo: (position: number) => `Saving form ${position}`,
  undone: 'Undone right after it was saved',
  keptAsDraft: (card: PupilCard) => `The form of ${fullName(card)} was not saved. It is kept as it was.`,

  notSaved: (card: PupilCard, why: string) => `The form of ${fullName(card)} was not saved. ${why}`,

  home: {
    intro: 'Print consent forms, and key them when they come back.',
    pick: 'Which school',
  },

  list: {
    intro: 'Forms come in as piles. Count a pile, key it, and let somebody else check a part of it.',
    start: 'Begin a batch',
    print: 'Print forms',
    reprint: 'Print one form again',
    cannot: 'Entry cannot be shown',
    waiting: 'Getting batches',
    noWording: 'No wording has been issued in this school yet. Forms are printed from one.',
    empty: 'No batches yet',
    emptyText:
      'Here you see each pile of forms: how many were counted, how many are keyed, and what has to be looked at. Print the forms first, and begin a batch when they come back.',
    batches: 'Batches',
    batchesCaption: (school: string) => `Batches of ${school}`,
    runs: 'Printed forms',
    runsCaption: (school: string) => `Forms printed for ${school}`,
    columns: {
      batch: 'Came in on',
      wording: 'Wording',
      state: 'State',
      keyed: 'Keyed',
      toCheck: 'To check',
      again: 'Second keying',
      owner: 'Who',
      run: 'Class',
      printedAt: 'Printed',
      by: 'By',
      returned: 'Keyed',
    },
    keyed: (card: Pick<BatchCard, 'keyed' | 'expected'>) => `${card.keyed} of ${card.expected}`,
    again: ({ rekey }: Pick<BatchCard, 'rekey'>) => (rekey.sample === 0 ? '' : `${rekey.done} of ${rekey.sample}`),
    differing: (n: number) => `${n} to look at`,
    returned: (returned: number, all: number) => `${returned} of ${all}`,
  },

  start: {
    title: 'Begin a batch',
    save: 'Begin keying',
    wording: 'Wording on the forms',
    wordingNeed: 'Choose the wording that stands on the forms',
    choose: 'Choose',
    receivedOn: 'Day they came in',
    receivedNeed: 'Enter the day they came in, like 3 9 2026',
    expected: 'How many forms are in the pile',
    expectedHint: 'Count them before you begin. The count is compared at the end.',
    expectedNeed: 'Enter how many forms there are, from 1 to 2000',
  },

  print: {
    title: 'Print forms',
    save: 'Print forms',
    wording: 'Wording',
    classes: 'Classes',
    classesNeed: 'Choose at least one class',
    all: 'All classes',
    none: 'No class',
    pupils: (n: number, who: Learner) => who.count(n),
    onlyMissing: (who: Learner) => `Only ${who.many} nobody has answered for`,
    done: (n: number, file: string) => `Saved ${forms(n)} in ${file}`,
    cancelled: 'Nothing was printed',
  },

  reprint: {
    title: 'Print one form again',
    save: 'Print the form',
    who: (who: Learner) => `Which ${who.one}`,
    whoNeed: (who: Learner) => `Choose the ${who.one}`,
    hint: 'It gets a number of its own. The first form stays good.',
    chosen: (card: PupilCard) => `${fullName(card)}, ${whereabouts(card)}`,
    done: (file: string) => `Saved as ${file}`,
  },

  batch: {
    title: (version: string) => `Forms, ${version}`,
    about: (card: Pick<BatchCard, 'receivedOn'>) => `Came in on ${dateText(card.receivedOn)}.`,
    counts: (card: Pick<BatchCard, 'keyed' | 'expected'>) => `${card.keyed} of ${forms(card.expected)} keyed`,
    back: 'All batches',
    cannot: 'The batch cannot be shown',
    waiting: 'Opening the batch',
    pause: 'Pause',
    resume: 'Go on keying',
    takeOver: 'Take the batch over',
    recount: 'Count again',
    close: 'Close the batch',
    slip: 'Print the slip',
    again: 'Second keying',
    slipSaved: (file: string) => `Slip saved as ${file}`,
    paused: 'This batch is paused.',
    closed: 'This batch is closed. Taking it up again opens it.',
    others: (name: string) => `${name} is keying this batch. One person keys a batch at a time.`,
    closedNow: 'The batch is closed.',
    rekeyDue: (n: number) => `${forms(n)} to be keyed a second time by somebody else`,
    rekeyFull: 'More than 1 in 100 boxes differed: every form is keyed a second time.',
  },

  find: {
    label: (who: Learner) => `Scan the form, or type the ${who.one}’s name`,
    hint: 'Two letters of the surname, a space, a letter of the first name; or an admission number.',
    scanned: (card: PupilCard) => `${fullName(card)}, ${whereabouts(card)}.`,
    same: 'This form is open already.',
    noScanNow: 'Close this first, then scan again. Nothing was typed.',
    notKeying: 'This batch is not open for keying. Nothing was typed.',
    unknownCode: 'That code is no form number. Nothing was typed.',
    reopenNone: 'No form has been saved in this batch yet.',
  },

  form: {
    heading: 'Form',
    number: (spaced: string) => `Form ${spaced}`,
    byName: 'Found by name',
    reopened: (position: number) => `Form ${position}, open again. Its answers count as they were until you save.`,
    draft: 'Begun before and not saved. Blank boxes are asked for once more.',
    restricted: 'Ask before any picture of this pupil. Key the form like any other.',
    keyedBefore: 'A form for this child has been keyed before. This one will be held until somebody has looked.',
    openIt: 'Open that form',
    otherChild: 'Another child',
    otherChildLabel: 'Whose form is it',
    leave: 'Leave this form',
    discard: 'Discard this form',
    answers: 'Answers, in the order of the form',
    answersHint: 'Y yes, N no, U blank; A all yes, X all no, . as the last form. Arrows move.',
    question: 'Question',
    pupilRow: (who: Learner) => `The ${who.one} agrees`,
    open: 'Not given',
    cell: (n: number, of: number, label: string, answer: string) => `${n} of ${of}. ${label}: ${answer}`,
    pick: (answer: string, label: string) => `${answer}: ${label}`,
    noLast: 'No form before this one asks the same questions.',
    rowOpen: (n: number) => `Row ${n} has no answer yet. U if the box is blank.`,
    signers: 'Signed by',
    signersHint:
      'A digit chooses. M mother, F father, R another with responsibility, C carer, L local authority, P pupil: these save too. O somebody else.',
    signerOpen: 'Say who signed. 0 if nobody has.',
    nobody: 'Nobody has signed',
    somebodyElse: 'Somebody else',
    pupil: (who: Learner) => `The ${who.one}`,
    mayDecide: 'may decide',
    mayNot: 'not recorded as one who may decide',
    several: 'More than one on record fits that box. Choose by digit.',
    noneFits: 'Nobody on record fits that box. Choose by digit, or somebody else.',
    name: 'Name of whoever signed',
    signedAs: 'Signed as',
    date: 'Date on the form',
    dateOpen: 'Enter the date on the form, or press Enter here if there is none.',
    dateWrong: 'The date cannot be read. Correct it, or empty the field if there is none.',
    query: 'Query',
    queryHint: 'Holds the form until somebody has looked (F8)',
    note: 'Note',
    addNote: 'Add a note',
    save: 'Save and next',
    cannot: 'Not saved',
  },

  saved: {
    plain: (card: Pick<BatchCard, 'keyed' | 'expected'>) => `Saved. ${card.keyed} of ${card.expected}.`,
    held: (problems: readonly string[], card: Pick<BatchCard, 'keyed' | 'expected'>) =>
      `Held to check: ${listed(problems)}. ${card.keyed} of ${card.expected}.`,
    told: (problems: readonly string[], card: Pick<BatchCard, 'keyed' | 'expected'>) =>
      `Saved. ${listed(problems)}. ${card.keyed} of ${card.expected}.`,
    lastLine: (sheet: Pick<Sheet, 'card' | 'position'>) =>
      `Last: form ${sheet.position}, ${fullName(sheet.card)}, ${whereabouts(sheet.card)}`,
    reopen: 'Open it again',
    saving: (card: PupilCard) => `Saving the form of ${fullName(card)}`,
  },

  check: {
    title: 'To look at',
    none: 'Nothing to look at.',
    held: 'Held: its no counts already, its yes does not.',
    differs: 'Its answers count as they were.',
    open: (n: number) => `Open form ${n}`,
    release: 'Let it count',
    releaseOf: (n: number) => `Let form ${n} count`,
    setAside: 'Set aside',
    setAsideOf: (n: number) => `Set form ${n} aside`,
    line: (sheet: Pick<Sheet, 'card' | 'position'>) =>
      `Form ${sheet.position}: ${fullName(sheet.card)}, ${whereabouts(sheet.card)}`,
    drafts: 'Begun and not saved',
    goOn: (n: number) => `Go on with form ${n}`,
    discard: (n: number) => `Discard form ${n}`,
    discarded: 'Begun and not finished',
  },

  note: {
    release: (n: number) => `Let form ${n} count`,
    releaseText: 'Look at the paper first. From then on its yes-answers count.',
    releaseSave: 'Let it count',
    setAside: (n: number) => `Set form ${n} aside`,
    setAsideText: 'What it had said no longer counts. What the same person had said before stands again.',
    setAsideSave: 'Set it aside',
    label: 'What you found out',
    need: 'Say what you found out, in a few words',
  },

  recount: {
    title: 'Count again',
    save: 'Keep the count',
    label: 'How many forms are in the pile',
    need: 'Enter how many forms there are, from 1 to 2000',
  },

  again: {
    title: (version: string) => `Second keying, ${version}`,
    intro: 'Key these forms again from the paper. What was keyed first is not shown.',
    back: 'Back to the batch',
    cannot: 'The second keying cannot be shown',
    waiting: 'Getting the forms',
    progress: (done: number, all: number) => `${done} of ${forms(all)} keyed again`,
    all: 'All of these forms are keyed again.',
    next: 'Form to find in the pile',
    line: (position: number, card: PupilCard) => `Form ${position}: ${fullName(card)}, ${whereabouts(card)}`,
    key: (position: number) => `Key form ${position}`,
    notInSample: 'That form is not among those to be keyed again. Put it back.',
    doneBefore: 'That form has been keyed again already.',
    same: (position: number) => `Form ${position}: the same.`,
    differs: (position: number, boxes: readonly number[], labels: readonly string[]) =>
      `Form ${position} differs: ${listed(boxes.map((box) => (box === 0 ? 'the date' : `${box} (${labels[box - 1] ?? ''})`)))}.`,
    results: 'What differed',
    nothingDiffers: 'Nothing has differed so far.',
    save: 'Save and next',
  },
} as const

/** "Nobody has signed it and it has no date", from sentences that stand alone. */
export const inSentence = (problem: string): string => problem.charAt(0).toLowerCase() + problem.slice(1)
