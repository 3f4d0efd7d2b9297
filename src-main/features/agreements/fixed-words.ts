/** Lines that stand on every printed agreement: in English, or in a translation's own words. Nothing is translated here. */
import type { FixedLine, VersionFacts } from '@contract/agreements'
import { FIXED_LINE_WORDS } from '@contract/words'
import type { FixedText } from '@vault/printing'

/** Puts one or more fixed lines on paper. */
export type Say = (lines: FixedLine | readonly FixedLine[], put?: (...words: string[]) => string) => FixedText

/**
 * A line a translation has no words for stands in English in brackets, so that nobody takes it for part of the
 * translation; so does one that is made of several of which one is missing.
 * @param translated null: the text is English
 */
export function saying(translated: Pick<VersionFacts, 'fixedWords'> | null): Say {
  const own = new Map((translated?.fixedWords?.lines ?? []).map(({ line, words }) => [line, words]))
  return (lines, put = (...words) => words.join(' ')) => {
    const asked = typeof lines === 'string' ? [lines] : lines
    const said = asked.flatMap((line) => own.get(line) ?? [])
    if (translated !== null && said.length === asked.length) return { words: put(...said), translated: true }
    const english = put(...asked.map((line) => FIXED_LINE_WORDS[line]))
    return { words: translated === null ? english : `[${english}]`, translated: false }
  }
}
