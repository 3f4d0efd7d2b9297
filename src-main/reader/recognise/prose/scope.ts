/** For which schools of a shared document a sentence speaks. */
import type { Context } from '../context'

/**
 * Tags a sentence limits itself to, or those of the part of the document it stands in; empty: all schools.
 * "(CPOMS at OHS and SJS)" and "(TRC only)" limit; a school named among other things does not.
 */
export function tagsOfSentence({ names }: Context, sentence: string, block: number): string[] {
  if (names.schools.length < 2) return []
  const part = names.appliesTo(block)
  const exceptions = names.exceptionsIn(sentence)
  const only = exceptions.flatMap((exception) => exception.only)
  if (only.length > 0) return [...new Set(only)]
  const not = new Set(exceptions.flatMap((exception) => exception.not))
  if (not.size > 0) {
    const all = [...new Set(names.schools.flatMap((name) => names.tagsIn(name).slice(0, 1)))]
    return (part.length > 0 ? [...part] : all).filter((tag) => !not.has(tag))
  }
  return [...part]
}

/** Tags named right behind "at" or "for": "CPOMS at OHS and SJS"; empty: none. */
export function tagsAt({ names }: Context, words: string): string[] {
  const match = /\b(?:at|for|in)\s+([^.;)]{2,80})/i.exec(words)
  return match?.[1] === undefined ? [] : [...names.tagsIn(match[1])]
}
