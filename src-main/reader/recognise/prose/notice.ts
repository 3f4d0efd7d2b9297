/** How a notice is made: what a person should know, with the places it was seen. */
import type { Source } from '@contract/document'
import type { Notice } from '@contract/report'

export interface NoticeQuote {
  readonly asWritten: string
  readonly source: Source
}

const LONGEST_WORDS = 600
const LONGEST_QUOTE = 600
const MOST_QUOTES = 20

/** @param words one or two sentences for a person */
export const notice = (
  code: string,
  severity: Notice['severity'],
  words: string,
  quotes: readonly NoticeQuote[],
): Notice => ({
  ...{ code, severity, words: words.slice(0, LONGEST_WORDS) },
  quotes: quotes
    .slice(0, MOST_QUOTES)
    .map(({ asWritten, source }) => ({ asWritten: asWritten.slice(0, LONGEST_QUOTE), source })),
})
