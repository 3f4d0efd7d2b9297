/** When, where, for what and with whose leave a rule holds, in the words of the document. */

const STRONG =
  '(?:(?:approved|authorised|agreed) (?:in advance )?by|unless|except(?:ing)?|other than|apart from|without|provided that|providing(?: that)?|as long as|so long as|only (?:if|when|where|with|in|for|at|during|by|on|to|after|before)|if|when|where|until|but|nor|in accordance with|in line with|in compliance with|with (?:the )?(?:prior |written |express |explicit |specific )*(?:permission|consent|approval|agreement|authorisation))'
const WEAK =
  '(?:during|in|inside|within|at|on|onto|outside|before|after|between|throughout|for|to support|to help|to contact|around|under|while|whilst)(?! years?\\s*\\d)'
/** "hand in" and "bring in" are one verb. */
const PARTICLE =
  '(?<!\\b(?:bring|brings|bringing|brought|hand|handed|handing|given|log|logged|sign|signed|plug|plugged)\\s)'
const START = new RegExp(`(?<![\\p{L}-])(?:${STRONG}|${PARTICLE}${WEAK})(?![\\p{L}-])`, 'giu')
const CUT = new RegExp(`(?<![\\p{L}-])${STRONG}(?![\\p{L}-])`, 'iu')
/** A condition that takes the rule's edge off, against one that only says where it holds. */
export const EXCEPTION = /\b(?:unless|except|excepting|other than|apart from|without)\b/i
export const LIMIT =
  /\b(?:only|if(?! necessary)|when(?! necessary)|where(?! (?:appropriate|possible|necessary|relevant))|provid(?:ed|ing) that|as long as|so long as|until|during|at (?:break\w*|lunch\w*|certain|social)|circumstances|in (?:the )?(?:sixth form|staff ?room|emergenc|exceptional)|outside|before|after)\b/i
const YEARS =
  /\b(?:years?|yrs?\.?|y)\s?\d{1,2}(?:\s*(?:-|–|to|and|&|,|\/)\s*(?:years?\s*|y)?\d{1,2})*\b|\bsixth[- ]form(?:ers?)?\b|\bkey stages?\s*\d(?:\s*(?:-|–|to|and|&)\s*\d)?\b|\bKS\d\b|\bEYFS\b|\bearly years(?: foundation stage)?\b|\breception\b(?! area| desk)/gi

/** Who of them: "supervising school trips", "who attend events". */
const SUBJECT_DOING =
  /\b(?:supervising|attending|visiting|working|accompanying|helping|who (?!are\b|is\b|have\b|has\b)\w+)\b[\w /'’-]{3,80}$/i

const MOST = 20
const LONGEST = 400

const tidy = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/\s+(?:may|must|should|will|can|are to) be \w+\W*$/, '')
    .replace(/^[\s,;:–-]+|[\s,;:.–-]+$/g, '')
    .slice(0, LONGEST)

/**
 * The conditions of a rule.
 * @param before what stands before the words that allow or forbid
 * @param after what stands behind them
 */
export function conditionsOf(before: string, after: string): string[] {
  const found = [...`${before} ${after}`.matchAll(YEARS)].map(([words]) => words)
  const whose = SUBJECT_DOING.exec(before)?.[0].trim()
  if (whose !== undefined) found.push(whose)
  let rest = after
  while (rest !== '' && found.length < MOST) {
    START.lastIndex = 0
    const start = START.exec(rest)
    if (start === null) break
    const begun = rest.slice(start.index)
    const next = CUT.exec(begun.slice(start[0].length))
    const length = next === null ? begun.length : start[0].length + next.index
    const words = tidy(begun.slice(0, length).replace(/\b(?:and|or|but)\s*$/i, ''))
    if (words.includes(' ')) found.push(words)
    rest = begun.slice(length)
  }
  const all = [...new Set(found)]
  return all.filter((one) => !all.some((other) => other !== one && other.toLowerCase().includes(one.toLowerCase())))
}
