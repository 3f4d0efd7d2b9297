/** Every word of the screens about consent. The school's own word for its pupils comes in as `who`. */
import type { Capacity, Channel, ConsentAnswer, LawfulBasis, PurposeCode, Renewal } from '@contract'
import { counted, listed } from '../../ui/words'
import type { Learner } from '../pupils/learner'

export const ANSWER_WORDS: Readonly<Record<ConsentAnswer, string>> = {
  GIVEN: 'Yes',
  REFUSED: 'No',
  WITHDRAWN: 'Taken back',
  NO_OBJECTION: 'No objection',
  OBJECTED: 'Objects',
  VOID: 'Recorded in error',
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  PAPER: 'Paper form',
  PORTAL: 'Online form or portal',
  EMAIL: 'E-mail',
  LETTER: 'Letter',
  PHONE: 'Phone',
  IN_PERSON: 'In person',
  IMPORT: 'Import',
}

export const CAPACITY_WORDS: Readonly<Record<Capacity, string>> = {
  PUPIL: 'For themselves',
  PARENT: 'Parent',
  CARER: 'Carer',
  LOCAL_AUTHORITY: 'Local authority',
  OTHER: 'Somebody else',
}

export const BASIS_WORDS: Readonly<Record<LawfulBasis, string>> = {
  CONSENT: 'Consent',
  PUBLIC_TASK: 'Public task',
  LEGITIMATE_INTERESTS: 'Legitimate interests',
  LEGAL_OBLIGATION: 'Legal obligation',
}

export const RENEWAL_WORDS: Readonly<Record<Renewal, string>> = {
  ANNUAL: 'Every year',
  KEY_STAGE: 'With each key stage',
  ON_ENTRY: 'Once, until leaving',
}

/** The trust's uses (domain 3.4), as they are compared. */
export const CODE_WORDS: Readonly<Record<PurposeCode, string>> = {
  ID_PHOTO: 'Photo for identification',
  CLASSROOM_EVIDENCE: 'Evidence of work in class',
  DISPLAY_INTERNAL: 'Display inside school',
  DISPLAY_OFFSITE: 'Display off site',
  NEWSLETTER: 'Newsletter',
  PROSPECTUS_PRINT: 'Prospectus and print',
  WEBSITE: 'Website',
  SOCIAL_MEDIA: 'Social media',
  LEARNING_APP: 'Class-sharing app',
  PRESS_MEDIA: 'Press and media',
  VIDEO_LIVESTREAM: 'Video and live streams',
  PARTNER_ORG: 'Partner organisations',
  CLASS_PHOTO_TO_FAMILIES: 'Class photo sent to families',
  PROFESSIONAL_PHOTOGRAPHER: 'School photographer',
  NAME_WITH_IMAGE: 'Name beside a picture',
  PUPIL_WORK_NAMED: 'Named work',
}

export const words = {
  title: 'Consent',
  reverseReason: 'Undone just after it was recorded',
  home: {
    intro: 'Each school keeps its own register. Choose whose to open.',
    askIntro: 'Whether a picture may be used is asked in one school. Choose which.',
    pick: 'Choose a school',
    another: 'Another school',
  },
  nav: {
    label: 'Screens of consent',
    register: 'Register',
    pupils: (who: Learner) => who.Many,
    lists: 'To do',
    figures: 'Figures',
    purposes: 'Uses',
    wordings: 'Wordings',
    checklists: 'Photo lists',
  },
  ask: {
    title: 'Ask',
    heading: 'May they be in this picture?',
    intro: 'The answer comes from the records on this PC, with its reason. Each question is noted.',
    form: 'The question',
    who: 'Who is in the picture?',
    whoHint: (who: Learner) => `Letters of the surname, a space, letters of the forename; or the ${who.one}’s number`,
    chosen: (n: number, who: Learner) => `${who.count(n)} in the picture`,
    nobody: 'Nobody chosen yet',
    remove: (name: string) => `Take ${name} out`,
    clear: 'Start again',
    cleared: 'Everybody taken out',
    paste: 'Paste a list',
    pickClass: 'Pick a class',
    classLabel: 'Type the name of a class',
    noClasses: (who: Learner) => `No ${who.one} here is in a class yet.`,
    added: (n: number, who: Learner) => `${who.count(n)} put in`,
    use: 'For which use?',
    chooseUse: 'Choose the use',
    noUses: 'This school has no uses yet, so every answer would be No. Add them under Uses.',
    named: 'Is a name shown with it?',
    withName: 'With the name',
    withoutName: 'Without any name',
    on: 'On which date?',
    more: 'As the records stood before, and leavers',
    knownOn: 'What the records said on',
    knownOnHint: 'Leave empty to ask the records as they are now',
    leavers: 'Find leavers too',
    ask: 'Ask',
    again: 'Ask again',
    asking: 'Asking',
    needWho: (who: Learner) => `Choose at least one ${who.one}`,
    needUse: 'Choose the use',
    needDate: 'Enter the date of the use, like 3 9 2026',
    future: 'The records cannot be asked as of a day to come. Choose an earlier day',
    tooMany: (most: number, who: Learner) => `Ask about at most ${who.count(most)} at a time`,
  },
  open: {
    title: (n: number) => `${counted(n, 'line', 'lines')} of the list to settle`,
    text: 'Until then each counts as “Check first”.',
    none: 'Fits nobody',
    several: (n: number, who: Learner) => `Fits ${who.count(n)}`,
    choose: 'Who is it?',
    chooseFor: (line: string) => `Who is “${line}”?`,
    pick: 'Choose',
    notInPicture: 'Not in the picture',
    notInPictureOf: (line: string) => `“${line}” is not in the picture`,
    settled: (line: string, name: string) => `“${line}” is ${name}`,
    dropped: (line: string) => `“${line}” taken off the list`,
  },
  paste: {
    title: 'Paste a list',
    label: 'One on each line',
    hint: (who: Learner) =>
      `A name, like “Khan, Amira” or “Amira Khan”, or a number. Trustward finds each ${who.one}; whoever it cannot find for certain is shown to you.`,
    need: 'Paste or type at least one line',
    tooMany: (n: number, most: number) => `The list has ${n} lines. Paste up to ${most} at a time`,
    save: 'Find them',
    cancel: 'Cancel',
    done: (found: number, open: number, who: Learner) =>
      open === 0
        ? `${who.count(found)} found`
        : `${who.count(found)} found, ${counted(open, 'line', 'lines')} to settle`,
  },
  answer: {
    title: 'The answer',
    waiting: 'Choose who, which use and the date, then ask.',
    about: (who: string, use: string, named: boolean, on: string) =>
      `${who}. ${use}, ${named ? 'with the name' : 'without any name'}, on ${on}.`,
    knownOn: (date: string) => `As the records stood on ${date}. For today, ask again without that date.`,
    outOfDate: 'Out of date.',
    outOfDateText: 'The records have changed since this was asked. It is being asked again.',
    outOfDateStays: 'The records have changed since this was asked. Ask again before using the picture.',
    failed: 'No answer.',
    failedText: 'Until there is one, do not use the picture.',
    conditions: 'Only if',
    whoResolves: 'Who can settle it',
    until: (date: string) => `Holds until ${date}`,
    instead: (uses: readonly string[], several: boolean) =>
      several ? `Everybody may be shown in: ${listed(uses)}` : `Allowed instead: ${listed(uses)}`,
    nobodyFound: 'Nobody on the list was found for certain.',
    withOpen: (n: number, said: string) =>
      `${counted(n, 'line', 'lines')} of the list not settled. Of those found: ${said}`,
    openLines: (n: number) => `${counted(n, 'line', 'lines')} of the list not settled`,
    openLine: (line: string) => `“${line}”`,
    openPupil: (name: string) => `Open ${name}`,
    copy: 'Copy as a dated note',
    copied: 'Copied. Paste it into your e-mail or record',
    copyFailed: 'The note stands below. Select it and press Ctrl C.',
    note: 'Dated note',
    noteOpen: (lines: readonly string[]) =>
      `Check first, not found for certain on the list: ${lines.map((line) => `“${line}”`).join(', ')}.`,
    spoken: (verdict: string, why: string) => `${verdict}. ${why}`,
    askedAt: (moment: string) => `Asked ${moment}`,
  },
}
