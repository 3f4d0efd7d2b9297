/** What the walk through a Word file keeps in hand, and what it says about things it cannot take over. */
import type { Block } from '@contract/document'
import { LIMITS, unreadable } from '../limits'
import { isOn, wholeOf } from './docx-package'
import type { Direct, Paragraph } from './docx-paragraph'
import type { WrittenCell, WrittenRow } from './docx-table'

/** A place where paragraphs and tables go: the body, a cell, a text box, a note. */
export interface Flow {
  readonly kind: 'body' | 'cell' | 'box' | 'note'
  readonly blocks: Block[]
  /** A paragraph whose end was deleted in a tracked change. */
  unended: Paragraph | null
}

export const flowOf = (kind: Flow['kind']): Flow => ({ kind, blocks: [], unended: null })

export interface Row {
  readonly cells: WrittenCell[]
  before: number
  after: number
  heading: boolean
  deleted: boolean
  page: number
}

export interface Cell {
  columns: number
  merge: WrittenCell['merge']
  joinsLeft: boolean
}

/** Where the walk is: what was open before something else opened is put back when that closes. */
export interface Place {
  flow: Flow
  paragraph: Paragraph | null
  table: { readonly rows: WrittenRow[] } | null
  row: Row | null
  cell: Cell | null
}

/** Where a property element stands; the same names mean different things in different places. */
export type Within = 'paragraph' | 'mark' | 'run' | 'row' | 'cell' | 'section' | 'control' | 'other' | null

export const LEFT_OUT = {
  deleted: 'Words deleted in tracked changes; words inserted are read as if accepted',
  hidden: 'Hidden words',
  picture: 'Pictures',
  formula: 'Formulas',
  embedded: 'Embedded objects',
  document: 'A document embedded in this one',
  comment: 'Comments',
  struck: 'Lines through words; the words are read as they stand',
  prompt: 'Prompts of form fields that nobody filled in',
  headers: 'Headers and footers of the pages',
  macros: 'Macros; they were not run',
} as const

/** A form field's own box or list, while it is read. */
export interface FormField {
  checked: boolean | null
  standard: boolean
  readonly entries: string[]
  chosen: number
}

export const formField = (): FormField => ({ checked: null, standard: false, entries: [], chosen: 0 })
/** The box of a field as a sign. */
export const boxOf = ({ checked, standard }: FormField): string => ((checked ?? standard) ? '☒' : '☐')
/** The entry of a list that is chosen. */
export const chosenOf = ({ entries, chosen }: FormField): string => entries[chosen] ?? ''

/** Puts what one element says into a form field. */
export function takeField(field: FormField, name: string, value: string | undefined): void {
  if (name === 'w:checked') field.checked = isOn(value)
  else if (name === 'w:default') field.standard = isOn(value)
  else if (name === 'w:listEntry') field.entries.push(value ?? '')
  else if (name === 'w:result') field.chosen = wholeOf(value) ?? 0
}

/** Puts what one element says about a paragraph into its formatting. */
export function takeParagraph(own: Direct, name: string, value: string | undefined): void {
  if (name === 'w:pStyle') own.style = value ?? null
  else if (name === 'w:outlineLvl') own.outline = wholeOf(value)
  else if (name === 'w:numId') own.numId = value ?? null
  else if (name === 'w:ilvl') own.numLevel = wholeOf(value)
  else if (name === 'w:pageBreakBefore') own.newPage = isOn(value)
}

/** Puts what one element says about a row of a table into it. */
export function takeRow(row: Row, name: string, value: string | undefined): void {
  if (name === 'w:tblHeader') row.heading = isOn(value)
  else if (name === 'w:gridBefore') row.before = bounded(wholeOf(value), 0, LIMITS.columns)
  else if (name === 'w:gridAfter') row.after = bounded(wholeOf(value), 0, LIMITS.columns)
}

/** Puts what one element says about a cell into it. */
export function takeCell(cell: Cell, name: string, value: string | undefined): void {
  if (name === 'w:gridSpan') cell.columns = bounded(wholeOf(value), 1, LIMITS.columns + 1)
  else if (name === 'w:vMerge') cell.merge = value === 'restart' ? 'restart' : 'continue'
  else if (name === 'w:hMerge') cell.joinsLeft = value !== 'restart'
}

/** A number of an attribute, kept within what makes sense. */
const bounded = (number: number | null, least: number, most: number): number =>
  Math.min(Math.max(number ?? least, least), most)

/** Adds many blocks one by one: a call takes only so many arguments. */
export function append(to: Block[], blocks: readonly Block[]): void {
  for (const block of blocks) to.push(block)
}

/** More than any policy has; a file made to fill the memory is given up early. */
const MOST_PARAGRAPHS = 1_000_000

/** One paragraph more. @throws Fault 'bad-input' when there are too many */
export function countedOn(paragraphs: number): number {
  if (paragraphs < MOST_PARAGRAPHS) return paragraphs + 1
  throw unreadable('That Word document has more than a million paragraphs.', 'Save it in parts and choose those.')
}
