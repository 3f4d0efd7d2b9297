/** Whom a sentence or a heading speaks of. */
import type { Audience } from '@contract/matrices'

const WORDS: readonly (readonly [Audience, string])[] = [
  [
    'STAFF',
    '(?:members? of (?:the )?(?:teaching |support )?staff|staff(?: members?)?|employees?|teachers?|teaching assistants?|(?:supply|support|administrat(?:ive|ion)) staff|adults? working|colleagues|practitioners?|volunteers?(?= and staff)|governors?(?= and staff)|personnel)',
  ],
  [
    'LEARNER',
    "(?:pupils?|students?|learners?|children|child(?![- ]protection)|young people|sixth[- ]form(?:ers?| (?:pupils|students|learners))|(?:pupils|students)[’']|years? \\d{1,2}s?(?= (?:may|must|can|are|will|should)))",
  ],
  ['PARENT', '(?:parents?(?:\\s*(?:/|and|or|&)\\s*carers?)?|carers?|famil(?:y|ies)(?! members)|guardians?)'],
  [
    'VISITOR',
    '(?:visitors?|contractors?|guests?|guest users?|external (?:organisations?|agencies|visitors|speakers)|outside (?:organisations?|agencies))',
  ],
  ['COMMUNITY', '(?:community users?|members of the (?:local|wider) community|hirers|lettings)'],
  [
    'EVERYONE',
    "(?:all users|users?|everyone(?![’'])|everybody|anyone|anybody|nobody|no[- ]one|members? of (?:the|our) (?:[\\w-]+ ){0,4}community|all individuals|all adults and children)",
  ],
]

const ANY = new RegExp(`(?<![\\p{L}-])(?:${WORDS.map(([, words]) => `(${words})`).join('|')})(?![\\p{L}-])`, 'giu')
/** People a thing is of, with, to or about are not those who are told what they may do. */
const OBJECTS =
  /\b(?:images?|photos?|photographs?|pictures?|videos?|films?|recordings?|footage|clips?|names?|details|data|information|work|safety|welfare|content|those|pictures?|permission|consent)\s+(?:(?:or|and)\s+[\w ]{1,30}\s+)?(?:of|from|about|relating to)\s+(?:any |all |the |our |other |these |those )*[\w’'-]+(?:\s*(?:and\s*\/\s*or|,|and|or|\/|&)\s*[\w’'-]+)*|\b(?:with|between|about|towards|to|from|against|for)\s+(?:any |all |the |our |other |former |current )*(?:pupils?|students?|learners?|children|child|parents?|carers?|staff|famil(?:y|ies)|visitors?)(?:\s*(?:,|and|or|\/|&)\s*(?:the\s+)?(?:pupils?|students?|learners?|children|parents?|carers?|staff|others|famil(?:y|ies)))*|\bmembers of staff who\b[^,]{0,60}|\b(?:pupils?|students?|learners?|children|child|staff|parents?)(?:['’]s?|s['’])?\s+(?:images?|photos?|photographs?|pictures?|names?|data|details|information|work|safety)\b/giu

/** "(including volunteers and contractors)" adds nobody. */
const ASIDES = /\([^)]{0,200}\)/g

const order = (audience: Audience): number => WORDS.findIndex(([name]) => name === audience)

/** Audiences a piece of text names as the ones who act, in a fixed order; those spoken about are left out. */
export function audiencesIn(text: string): Audience[] {
  const plain = text.replace(ASIDES, ' ').replace(OBJECTS, ' ')
  const found = new Set<Audience>()
  for (const match of plain.matchAll(ANY)) {
    const group = match.slice(1).findIndex((words) => words !== undefined)
    const audience = WORDS[group]?.[0]
    if (audience !== undefined) found.add(audience)
  }
  // "All users, including pupils" is everyone.
  if (found.has('EVERYONE')) return ['EVERYONE']
  return [...found].sort((a, b) => order(a) - order(b))
}

const HEADING = [
  /^[\s\d.()a-z]{0,8}(?:all |our |the |for )?(.{0,60})$/iu,
  /\b(?:responsibilit(?:y|ies)|duties|roles?|expectations|rules|guidance|guidelines|agreement|policy|polic(?:y|ies)|use|code|advice)\s+(?:of|for|by)\s+(?:all |the )?(.{3,80})$/iu,
]

/** Whose part of the document a heading opens: "8.3 Pupils' use of phones", "Responsibilities of staff"; empty: nobody's. */
export function audiencesOfHeading(heading: string): Audience[] {
  const by = HEADING[1]?.exec(heading)?.[1]
  if (by !== undefined) {
    const named = audiencesIn(by.replace(/[’']s?\b/g, ' '))
    if (named.length > 0) return named
  }
  const start = heading.replace(/^[\s\d.()]+/, '').replace(/^[a-z]\)\s*/i, '')
  const words = start.split(/\s+/).slice(0, 7).join(' ')
  const first = new RegExp(ANY.source, 'iu').exec(words)
  // The audience leads the heading: "Staff", "Teaching and support staff", "Visitors' use of phones".
  if (
    first === null ||
    first.index > 24 ||
    /\b(?:keeping|safeguarding|protecting|images?|photos?|about|to|educating|teaching (?!and|staff)|involving|with)\b/i.test(
      start.slice(0, first.index),
    )
  )
    return []
  return audiencesIn(words.replace(/[’']s?(?=\s|$)/g, ''))
}

/** The audience a clause path speaks of: the innermost heading that names one. */
export function audiencesOfClause(clause: string): Audience[] {
  for (const heading of clause.split(' / ').reverse().slice(0, 4)) {
    const named = audiencesOfHeading(heading)
    if (named.length > 0) return named
  }
  return []
}
