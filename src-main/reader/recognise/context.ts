/** What every recogniser is given: the document, its headings, and the schools it speaks for. */
import type { ReadDocument, Source } from '@contract/document'
import type { TagException } from '@contract/report'

export interface Outline {
  /** The headings a block stands under, outermost first, joined by " / "; empty before the first. */
  readonly clauseOf: (block: number) => string
  /** Where a block, or a row of a table block, stands. */
  readonly source: (block: number, row?: number | null) => Source
}

export interface SchoolNames {
  /** The one school the document speaks for; null: none named, or several. */
  readonly school: string | null
  readonly schools: readonly string[]
  /** Short forms the document itself uses, each with the school's name: OHS, SJS, "Sitwell". */
  readonly tags: Readonly<Record<string, string>>
  readonly trust: string | null
  /** Limits such as "(Not TRC)", "(Sitwell only)", "(OHS & SJS only)" in a text; the words as they stand there. */
  readonly exceptionsIn: (text: string) => readonly Omit<TagException, 'column'>[]
  /** Tags a heading or caption names, such as "Technology Matrix (OHS & TRC)"; empty when it names none. */
  readonly tagsIn: (text: string) => readonly string[]
  /** Tags of the part of the document a block stands in, by its headings; empty: it speaks for all. */
  readonly appliesTo: (block: number) => readonly string[]
}

export interface Context {
  readonly document: ReadDocument
  readonly outline: Outline
  readonly names: SchoolNames
}
