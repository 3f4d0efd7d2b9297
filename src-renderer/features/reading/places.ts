/** Ways to the screens of documents: a school's list, one document or a passage of it, and what came from documents. */
import type { RouteLocationRaw } from 'vue-router'
import type { Source } from '@contract'

/** A place inside a read document: a block, or one row of a table block. */
export type Passage = Pick<Source, 'block' | 'row'>

export const documentsPlace = (school: string): RouteLocationRaw => ({ name: 'school-documents', params: { school } })

export const recordsPlace = (school: string): RouteLocationRaw => ({
  name: 'school-from-documents',
  params: { school },
})

/** @param passage where to go inside it; null: its beginning */
export const documentPlace = (school: string, document: string, passage: Passage | null = null): RouteLocationRaw => ({
  name: 'school-document',
  params: { school, document },
  query:
    passage === null
      ? {}
      : { block: String(passage.block), ...(passage.row === null ? {} : { row: String(passage.row) }) },
})

/** The passage an address names; null when it names none, or not in figures. */
export function passageOf(query: Readonly<Record<string, unknown>>): Passage | null {
  const block = figure(query['block'])
  return block === null ? null : { block, row: figure(query['row']) }
}

const figure = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{1,7}$/.test(text) ? Number(text) : null
