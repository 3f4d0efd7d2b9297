/**
 * One table of keys: what works, where, and in what words. The key help prints it, tooltips and commands quote it,
 * and the handlers ask it, so a key cannot be documented without working or work without being documented.
 */
import { onBeforeUnmount, onMounted } from 'vue'

/** Where a key works. Keys without Ctrl, Alt or a function key work only inside a focused table or list (ux 5). */
export type KeyPlace =
  'anywhere' | 'tables' | 'register' | 'matrix' | 'compare' | 'review' | 'entry' | 'signing' | 'texts'

export interface KeyRow {
  readonly id: string
  readonly place: KeyPlace
  /** `Mod` is Ctrl, on macOS Cmd. Several ways are parted by ` | `. */
  readonly keys: string
  readonly words: string
}

export const KEY_TABLE = [
  { id: 'commands', place: 'anywhere', keys: 'Mod+K', words: 'Search and commands' },
  { id: 'key-help', place: 'anywhere', keys: 'Shift+F1', words: 'This list of keys' },
  { id: 'next-pane', place: 'anywhere', keys: 'F6', words: 'Next part of the window' },
  { id: 'previous-pane', place: 'anywhere', keys: 'Shift+F6', words: 'Previous part of the window' },
  { id: 'rail', place: 'anywhere', keys: 'Mod+1 to 9', words: 'Screens on the left, from the top' },
  { id: 'ask', place: 'anywhere', keys: 'Mod+Shift+A', words: 'Ask: may they be in this picture?' },
  { id: 'entry', place: 'anywhere', keys: 'Mod+Shift+E', words: 'Entry: key paper forms' },
  { id: 'back', place: 'anywhere', keys: 'Alt+Left', words: 'Back' },
  { id: 'forward', place: 'anywhere', keys: 'Alt+Right', words: 'Forward' },
  { id: 'undo', place: 'anywhere', keys: 'Mod+Z', words: 'Undo' },
  { id: 'redo', place: 'anywhere', keys: 'Mod+Y | Mod+Shift+Z', words: 'Redo' },
  { id: 'lock', place: 'anywhere', keys: 'Mod+L', words: 'Lock now' },
  { id: 'move', place: 'tables', keys: 'Arrows', words: 'Move by one cell' },
  { id: 'row-ends', place: 'tables', keys: 'Home | End', words: 'First or last cell of the row' },
  { id: 'table-ends', place: 'tables', keys: 'Mod+Home | Mod+End', words: 'First or last cell of the table' },
  { id: 'page', place: 'tables', keys: 'PageUp | PageDown', words: 'Move by a screenful' },
  { id: 'open', place: 'tables', keys: 'Enter', words: 'Open, or press what is in the cell' },
  { id: 'edit', place: 'tables', keys: 'F2', words: 'Edit' },
  { id: 'leave', place: 'tables', keys: 'Escape', words: 'From a control in a cell back to the cell' },
  { id: 'out', place: 'tables', keys: 'Tab', words: 'Leave the table' },
  { id: 'choose-row', place: 'register', keys: 'Space', words: 'Choose the row, or let it go' },
  { id: 'choose-rows', place: 'register', keys: 'Shift+Up | Shift+Down', words: 'Choose rows one after another' },
  { id: 'choose-all', place: 'register', keys: 'Mod+A', words: 'Choose all that are shown' },
  { id: 'find', place: 'register', keys: 'Mod+F', words: 'Find here' },
  { id: 'filter', place: 'register', keys: 'Mod+Shift+L', words: 'Filters on or off' },
  { id: 'export', place: 'register', keys: 'Mod+Shift+X', words: 'Save as a file' },
  { id: 'modes', place: 'compare', keys: '1 to 5', words: 'Mode' },
  { id: 'next-difference', place: 'compare', keys: 'J', words: 'Next difference' },
  { id: 'previous-difference', place: 'compare', keys: 'K', words: 'Previous difference' },
  { id: 'sources', place: 'compare', keys: 'Enter', words: 'Source text of all schools' },
  { id: 'previous-school', place: 'compare', keys: '[', words: 'Previous school' },
  { id: 'next-school', place: 'compare', keys: ']', words: 'Next school' },
  { id: 'review', place: 'compare', keys: 'V', words: 'Mark reviewed, or take the mark back' },
  { id: 'note', place: 'compare', keys: 'C', words: 'Add a note' },
  { id: 'action', place: 'compare', keys: 'T', words: 'Raise an action' },
  { id: 'review-accept', place: 'review', keys: 'A', words: 'Accept' },
  { id: 'review-reject', place: 'review', keys: 'R', words: 'Reject' },
  { id: 'review-undecide', place: 'review', keys: 'U', words: 'Back to undecided' },
  { id: 'review-correct', place: 'review', keys: 'E', words: 'Correct, or finish by hand' },
  { id: 'review-next', place: 'review', keys: 'J | Down', words: 'Next finding' },
  { id: 'review-previous', place: 'review', keys: 'K | Up', words: 'Previous finding' },
  { id: 'review-show', place: 'review', keys: 'Enter', words: 'From the finding to its passage, and back' },
  { id: 'review-sure', place: 'review', keys: 'Shift+A', words: 'Accept all that are sure' },
  { id: 'review-apply', place: 'review', keys: 'Mod+Enter', words: 'Put into the records' },
  { id: 'entry-yes', place: 'entry', keys: 'Y | 1', words: 'Yes, and on to the next row' },
  { id: 'entry-no', place: 'entry', keys: 'N | 2', words: 'No' },
  { id: 'entry-blank', place: 'entry', keys: 'U | 0', words: 'Blank or unclear' },
  { id: 'entry-all-yes', place: 'entry', keys: 'A', words: 'All yes' },
  { id: 'entry-all-no', place: 'entry', keys: 'X', words: 'All no' },
  { id: 'entry-last', place: 'entry', keys: '.', words: 'As on the last form' },
  { id: 'entry-signer', place: 'entry', keys: '0 to 9', words: 'In the list of signers: who signed; 0 nobody' },
  {
    id: 'entry-box',
    place: 'entry',
    keys: 'M | F | R | C | L | P',
    words: 'There: mother, father and so on; saves too',
  },
  { id: 'entry-other', place: 'entry', keys: 'O', words: 'There: somebody else' },
  { id: 'entry-save', place: 'entry', keys: 'Enter', words: 'Save, and the next form' },
  { id: 'entry-leave', place: 'entry', keys: 'Escape', words: 'Leave the form; it is kept as it is' },
  { id: 'entry-query', place: 'entry', keys: 'F8', words: 'Query: hold the form' },
  { id: 'entry-note', place: 'entry', keys: 'F9', words: 'Note' },
  { id: 'entry-reopen', place: 'entry', keys: 'Backspace', words: 'In the empty search: the form before again' },
  { id: 'sign-signed', place: 'signing', keys: 'S', words: 'Signed, and on to the next line' },
  { id: 'sign-refused', place: 'signing', keys: 'R', words: 'Refused' },
  { id: 'sign-cannot', place: 'signing', keys: 'C', words: 'Cannot sign' },
  { id: 'sign-blank', place: 'signing', keys: 'U | 0', words: 'Blank: nothing stands there' },
  { id: 'sign-signer', place: 'signing', keys: '1 to 9', words: 'In the list of signers: who signed' },
  { id: 'sign-save', place: 'signing', keys: 'Enter', words: 'Save, and the next form' },
  { id: 'sign-leave', place: 'signing', keys: 'Escape', words: 'Leave the form' },
  { id: 'part-next', place: 'texts', keys: 'J | Down', words: 'Next part left to the school' },
  { id: 'part-previous', place: 'texts', keys: 'K | Up', words: 'Previous part left to the school' },
  { id: 'part-write', place: 'texts', keys: 'Enter', words: 'To its clause, to write it' },
  { id: 'part-keep', place: 'texts', keys: 'M', words: 'Meant as the trust has it, or take that back' },
] as const satisfies readonly KeyRow[]

export type KeyId = (typeof KEY_TABLE)[number]['id']

/** Headings of the key help, in its order. */
export const KEY_PLACES: Readonly<Record<KeyPlace, string>> = {
  anywhere: 'Anywhere',
  tables: 'In tables',
  register: 'In the consent register',
  matrix: 'In a matrix',
  compare: 'In Compare',
  review: 'In the review of a document',
  entry: 'In entry of forms',
  signing: 'In signing of agreements',
  texts: 'In the parts left to the school',
}

const isMac = () => navigator.platform.startsWith('Mac')

const NAMES: Readonly<Record<string, string>> = {
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Space: ' ',
}

/** Whether a key press is the one named, such as `Mod+Shift+Z`. Letters are compared without regard to case. */
export function isKey(event: KeyboardEvent, keys: string): boolean {
  return keys.split(' | ').some((way) => {
    const parts = way.split('+')
    const key = parts.pop() ?? ''
    const mod = isMac() ? event.metaKey : event.ctrlKey
    const wanted = NAMES[key] ?? key
    return (
      event.key.toLowerCase() === wanted.toLowerCase() &&
      mod === parts.includes('Mod') &&
      event.altKey === parts.includes('Alt') &&
      event.shiftKey === parts.includes('Shift')
    )
  })
}

/** The digit pressed with Ctrl (Cmd), 1 to 9; null for any other key. */
export function railDigit(event: KeyboardEvent): number | null {
  const mod = isMac() ? event.metaKey : event.ctrlKey
  return mod && !event.altKey && !event.shiftKey && /^[1-9]$/.test(event.key) ? Number(event.key) : null
}

/** The keys of one row of the table, for `isKey`. */
export function keysOf(id: KeyId): string {
  return KEY_TABLE.find((entry) => entry.id === id)?.keys ?? ''
}

/** The keys of one row of the table as people read them: "Ctrl Shift Z". */
export function keyWords(id: KeyId): string {
  const row = KEY_TABLE.find((entry) => entry.id === id)
  return row ? spelled(row.keys) : ''
}

/** `Mod+Y | Mod+Shift+Z` as "Ctrl Y or Ctrl Shift Z". */
export function spelled(keys: string): string {
  return keys
    .split(' | ')
    .map((way) => way.replace('Mod', isMac() ? 'Cmd' : 'Ctrl').replaceAll('+', ' '))
    .join(' or ')
}

/** True while somebody types into a field, where Ctrl+Z and arrows belong to the text. */
export function isTyping(event: Event): boolean {
  const target = event.target
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

/** Listens for keys of the table while the calling component is mounted. A handler that returns false lets the key pass. */
export function useKeys(handlers: Partial<Record<KeyId, (event: KeyboardEvent) => unknown>>): void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    for (const row of KEY_TABLE) {
      const handler = handlers[row.id]
      if (!handler || !isKey(event, row.keys)) continue
      if (handler(event) !== false) event.preventDefault()
      return
    }
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
