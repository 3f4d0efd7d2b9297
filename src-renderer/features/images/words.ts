/** Words all screens of pictures kept share: classes, storage, places, states, and the screens' own names. */
import type {
  ImageClass,
  KeptFile,
  PublicationPlace,
  PublicationState,
  RefusedClass,
  RetentionState,
  Storage,
} from '@contract'
import { counted } from '../../ui/words'

/** Shape of a state word, as `AppBadge` draws it. */
export type Tone = 'act' | 'soon' | 'fine' | 'plain'

export const CLASS_WORDS: Readonly<Record<ImageClass, string>> = {
  IDENTITY: 'Identity photos',
  CLASSROOM: 'Evidence of work in class',
  EVENT: 'Event',
  CLASS_PHOTO: 'Class photos',
  PORTRAIT: 'Portraits',
  PROMOTION: 'Promotion',
  VIDEO: 'Video',
  PUPIL_WORK: 'Work with a name or face',
  OTHER: 'Other pictures',
}

/** Kinds that are never kept here, and where they belong (R79, R80, R82). */
export const REFUSED_WORDS: Readonly<Record<RefusedClass, { readonly label: string; readonly instead: string }>> = {
  CCTV: {
    label: 'CCTV (not kept here)',
    instead:
      'CCTV stays in its own system, with its own policy and its own short time. Record nothing of it here; ask whoever runs the cameras.',
  },
  INCIDENT: {
    label: 'Pictures of an incident (not kept here)',
    instead:
      'Never copy, send or look at such a picture again. Tell the safeguarding lead now; in the safeguarding system only a reference number is written down.',
  },
  BIOMETRIC: {
    label: 'Fingerprints and face patterns (not kept here)',
    instead:
      'These are under a law of their own and stay in the system that uses them. They go when they are no longer used or somebody objects.',
  },
}

export const STORAGE_WORDS: Readonly<Record<Storage, string>> = {
  FOLDER: 'Registered folder',
  SHARED_DRIVE: 'Shared drive',
  APP: 'App or online service',
  DEVICE: 'Camera, tablet or phone',
  PAPER: 'Prints on paper',
  SOCIAL: 'Social media account',
  WEBSITE: 'Website',
  OTHER: 'Somewhere else',
}

export const PLACE_WORDS: Readonly<Record<PublicationPlace, string>> = {
  WEBSITE: 'Website',
  SOCIAL: 'Social media',
  APP: 'App for families',
  DISPLAY: 'Display',
  VIDEO: 'Video or live stream',
  PRINT: 'Print',
  PRESS: 'Press',
  OTHER: 'Somewhere else',
}

/** What the calendar says of a set (R68), as word and shape. */
export const STATE_WORDS: Readonly<Record<RetentionState, { readonly words: string; readonly tone: Tone }>> = {
  HELD: { words: 'Kept', tone: 'fine' },
  DUE: { words: 'Due', tone: 'soon' },
  OVERDUE: { words: 'Overdue', tone: 'act' },
  ON_HOLD: { words: 'On hold', tone: 'plain' },
  PROPOSED: { words: 'Disposal proposed', tone: 'soon' },
  DISPOSED: { words: 'Disposed of', tone: 'plain' },
  NO_RULE: { words: 'No rule', tone: 'act' },
}

/** What became of a use (R63, R77). */
export const USE_STATE_WORDS: Readonly<Record<PublicationState, { readonly words: string; readonly tone: Tone }>> = {
  LIVE: { words: 'Out', tone: 'fine' },
  REQUESTED: { words: 'Asked for', tone: 'soon' },
  REMOVED: { words: 'Taken down', tone: 'plain' },
  CANNOT_RECALL: { words: 'Cannot be recalled', tone: 'plain' },
}

export const FILE_WORDS: Readonly<Record<KeptFile['state'], { readonly words: string; readonly tone: Tone }>> = {
  PRESENT: { words: 'There', tone: 'fine' },
  MISSING: { words: 'Missing', tone: 'act' },
  CHANGED: { words: 'Changed', tone: 'act' },
  DESTROYED: { words: 'Destroyed', tone: 'plain' },
}

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const

/** A size as people read it: "640 bytes", "3.2 MB". */
export function sizeWords(bytes: number): string {
  let size = bytes / 1024
  if (size < 1) return counted(bytes, 'byte', 'bytes')
  let at = 0
  while (size >= 1024 && at < UNITS.length - 1) {
    size /= 1024
    at += 1
  }
  return `${size >= 10 ? Math.round(size).toLocaleString('en-GB') : size.toFixed(1)} ${UNITS[at] ?? ''}`
}

export const words = {
  title: 'Photos kept',
  choose: 'Choose',
  reason: 'Why',
  reasonHint: 'Kept in the history',
  needReason: 'Enter a reason of at least 3 letters',
  needLine: 'Enter it on one line of up to 200 letters',
  needPerson: 'Choose a person',
  nobody: 'Not known',
  overdue: 'Overdue',
  evidence: 'What shows it',
  needEvidence: 'Enter what shows it, such as “Page looked at, e-mail of 4 October”',
  home: {
    intro: 'Each school keeps its own list of pictures: where they lie, who is on them, where they are used.',
    pick: 'Choose a school',
    overview: 'Every school in figures',
  },
  nav: {
    label: 'Screens of pictures kept',
    sets: 'Sets',
    folders: 'Folders',
    uses: 'Uses',
    takeDowns: 'Take-downs',
    retention: 'Retention',
    disposals: 'Disposals',
    families: 'Families',
  },
  titles: {
    overview: 'Pictures kept in every school',
    set: 'Set of pictures',
    newUse: 'Record a use',
    retention: 'How long pictures are kept',
    disposals: 'Disposals of pictures',
  },
}
