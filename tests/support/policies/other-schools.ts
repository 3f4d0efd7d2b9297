/**
 * Short documents as other schools write them, with what they say. Every school, post and sentence is made up; the
 * layouts are those of bought templates, councils' templates, trusts' policies and tables made at home.
 */
import type { MetadataName, ReadTable } from '@contract/report'

/** A table as printed. In the short forms one sign stands for one column. */
export interface TableTruth {
  readonly kind: ReadTable['kind']
  readonly columns: readonly string[]
  /** `S` staff, `L` learner, `V` visitor, `P` parent, `C` community, `E` everyone, `-` nobody can say. */
  readonly audiences: string
  /** `A` allowed, `T` at certain times, `P` by permission, `N` not allowed, `I` illegal, `-` none of a mark alone. */
  readonly levels: string
  /** One row in a line: label and cells between `|`; a line that begins with `#` is the heading of those below it. */
  readonly rows: string
  /** Codes of flags a person must see. */
  readonly flags?: readonly ReadTable['flags'][number]['code'][]
  readonly appliesTo?: readonly string[]
}

/** As written, ISO, precision. */
export type FactTruth = readonly [string, string | null, 'day' | 'month' | 'year' | null]

export interface Policy {
  /** What kind of document this is, for the test's name. */
  readonly title: string
  readonly file: string
  readonly content: string | (() => Promise<Uint8Array>)
  /** The title that must be read; undefined: a matter of opinion. */
  readonly heading?: string
  /** Tables of any kind, in order. */
  readonly tables?: readonly TableTruth[]
  /** Words of each thing that may be shown as a question, in any order; none: nothing may be declined. */
  readonly declined?: readonly RegExp[]
  /** The review block's facts that must be read; every other one but the title must be empty. */
  readonly facts?: Partial<Record<MetadataName, FactTruth>>
  /** Keys of the uses of images. */
  readonly purposes?: readonly string[]
  /** `what | period` of each statement on keeping. */
  readonly retention?: readonly (readonly [RegExp, RegExp])[]
  /** `AUDIENCE LEVEL` and words of the sentence. */
  readonly rules?: readonly (readonly [string, RegExp, 'may be missed'?])[]
  readonly schools?: readonly string[]
}

/** Cells between `|` to cells between tabs; other lines stay. */
export const tabbed = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.includes('|') ? line.replace(/ *\| */gu, '\t') : line))
    .join('\n')

/** Rows between `|` to a Markdown table with its rule under the first. */
export const piped = (rows: string): string => {
  const [head = '', ...rest] = rows.trim().split('\n')
  const rule = head.split('|').map(() => '---')
  return [head, rule.join('|'), ...rest].map((line) => `| ${line} |`).join('\n')
}

/** An HTML page. */
export const page = (body: string): string =>
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Policy</title></head><body>${body}</body></html>`
