/** The trust or federation a document belongs to. */

/** Without one of these words a trust is a charity, a hospital or anybody else's. */
const OF_SCHOOLS =
  /(?:multi[- ]academy|academ(?:y|ies)|schools?|learning|educat(?:ion|ional|e)|catholic|diocesan|diocese|church|teaching)/i
const WORD = "[\\p{Lu}][\\p{L}\\p{N}'’.&-]*"
const NAME = new RegExp(
  `(?:${WORD}\\s+(?:(?:of|the|and|&|for|in|with)\\s+){0,2}){1,7}(?:Trust|TRUST|Federation|FEDERATION|MAT)(?![\\p{L}\\p{N}])`,
  'gu',
)
const NEVER =
  /^(?:the\s+)?(?:(?:multi[- ]academy|academ(?:y|ies)|schools?|learning|education|board|trust|whole|all|our|this|each|every|any|across|policy|by|of|for|and|staff|governors?|ceo|executive|central|single|local|church|catholic|nhs|national|foundation)\s*)+$/i
const LEADING =
  /^(?:(?:The|All|Our|This|Each|Every|Any|In|At|For|By|From|Of|And|Within|Across|Staff|Policy|Governors?|CEO|Approved|Owner|Version|As|A|An|of|the|and|at|in|for|with)\s+)+(?=\S+\s+\S)/

/**
 * The trust a text names.
 * @param head whether it stands at the head of the document, where a plain "Hilltop Trust" is enough
 */
export function trustsIn(text: string, head: boolean): string[] {
  if (!/trust|federation|\bMAT\b/i.test(text)) return []
  return [...text.matchAll(NAME)].flatMap((match) => {
    const name = match[0].replace(/\s+/g, ' ').replace(LEADING, '')
    const before = name.replace(/\s*(?:Trust|TRUST|Federation|FEDERATION|MAT)$/, '')
    if (
      before === '' ||
      NEVER.test(before) ||
      /^(?:The|Our|This|Your)$/i.test(before) ||
      /NHS|National|Prince|Wellcome|Sutton Trust/.test(name)
    )
      return []
    // "Trust Online Safety Policy": the word begins another phrase.
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 12)
    if (/^\s+(?:Online|Safe|Policy|Board|IT\b|Staff)/.test(after) && !OF_SCHOOLS.test(before)) return []
    return OF_SCHOOLS.test(before) || /Federation|MAT$/i.test(name) || head ? [name] : []
  })
}
