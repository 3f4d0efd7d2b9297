/** Every word of the history screen. */
import { counted } from '../../ui/words'

export const words = {
  title: 'History',
  intro: 'Everything that was changed: who, when, what it was before, and why. Nothing here can be altered.',
  waiting: 'Getting the history',
  of: 'History of',
  by: 'Changed by',
  about: 'About',
  anybody: 'Anybody',
  anything: 'Anything',
  trust: (name: string) => `${name} (the trust)`,
  kinds: {
    'schools.': 'Schools and posts',
    'people.': 'People and roles',
    'matrices.': 'Matrices',
    'comparison.': 'Comparison',
    'session.': 'Unlocking and passphrases',
  },
  caption: (name: string) => `Changes in ${name}, newest first`,
  columns: { at: 'When', who: 'Who', what: 'What', change: 'Before and after', reason: 'Why', act: 'Actions' },
  asRole: (role: string, device: string) => `${role}, device ${device}`,
  before: 'Before',
  after: 'After',
  nothing: 'nothing',
  undo: 'Undo',
  undoOf: (what: string) => `Undo: ${what}`,
  undone: 'Undone',
  undoing: (what: string) => `Undone: ${what}`,
  older: 'Show older changes',
  count: (n: number) => counted(n, 'change shown', 'changes shown'),
  empty: 'Nothing here yet',
  emptyText: 'Each change shows up here the moment it is made.',
  filtered: 'No change fits',
  filteredText: 'Take one of the filters away to see more.',
  clear: 'Show everything',
  verify: 'Check that nothing was altered',
  verifying: 'Checking every change against the chain. Large schools take a few seconds.',
  sound: (events: number, upTo: string | null) =>
    upTo === null
      ? 'Nothing to check yet: no change has been made.'
      : `Nothing was altered. ${counted(events, 'change', 'changes')} checked, up to ${upTo}.`,
  soundTitle: 'Checked.',
  unsoundTitle: 'Something does not fit.',
  unsound: 'The records do not match their own history. Keep the app open, change nothing, and tell your IT support:',
  head: (head: string) => `Proof to compare with a later check: ${head}`,
}
