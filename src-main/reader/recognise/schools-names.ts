/** Names of schools by their pattern: capitalised words that end in what schools are called. */

/** A name as it stands in a text. */
export interface FoundName {
  readonly name: string
  readonly start: number
  readonly end: number
  /** Its own short form in brackets behind it, such as OHS; null: none. */
  readonly short: string | null
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/[\s|]+/))

/** A name may end in these alone. */
const HEADS = words('school academy college')
/** A name may end in these where nothing of the kind follows. */
const WEAK_HEADS = words('primary infants juniors nursery high grammar utc pru kindergarten preschool pre-school')
/** They say what kind of school it is, never which. */
const KINDS = words(
  'primary infant infants junior juniors high grammar secondary middle first lower upper comprehensive special community ' +
    'nursery preparatory prep catholic rc r.c ce c.e c.of.e cofe church england voluntary aided controlled va vc foundation ' +
    "free studio technology technical sixth form girls boys girls' boys' girls’ boys’ independent academy college school " +
    'methodist faith day boarding and & of the c e anglican roman state maintained mixed all-through',
)
/** Capitalised in headings and at the start of sentences, and no part of any name. */
const NEVER = words(
  'a an at in on for from by to with within our this that these each every all any some no if when where while as is ' +
    'are was and or but of your their his her its we you they pupil pupils student students learner learners child ' +
    'children staff parent parents carer carers visitor visitors governor governors governing head headteacher ' +
    'principal deputy chair policy policies online safety e-safety esafety acceptable use agreement trust trusts whole ' +
    'safer safe healthy home pre after before during out outside inside throughout between leaving joining starting ' +
    'attending entering visiting contacting bringing local partner feeder host new old other another one both data ' +
    'protection mobile phones phone devices device images photographs appropriate teaching summer sunday virtual ' +
    'national royal british uk european international open military police extended multi key stage board trustees ' +
    'responsibilities responsibility role roles name insert author approved date version review reviewed school’s ' +
    "school's schools academies colleges document title the not only version issue department dfe ofsted what how " +
    'why who please note see review draft final welcome about contact ict it internet network wider within school',
)
/** What follows makes it another kind of body. */
const OTHER_BODY = words(
  'trust trusts federation group alliance partnership hub multi-academy mat multi games council of',
)
/** Joins capitalised words inside a name. */
const JOINS = words('of the and & upon on le de la under by')
const LONGEST = 14

interface Token {
  readonly text: string
  readonly low: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*|&|[^\s\p{L}\p{N}]|\n/gu

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const raw = match[0]
    // A full stop belongs to "St." and "C.E.", not to the last word of a sentence.
    const trimmed = /^(?:st|ss|rc|r\.c|c\.e|c\.of\.e|c)\.$/i.test(raw) ? raw : raw.replace(/[.'’-]+$/, '') || raw
    return {
      text: trimmed,
      low: trimmed.toLowerCase().replace(/’/g, "'").replace(/\.$/, '').replace(/'s$/, '’s'),
      start: match.index,
      end: match.index + trimmed.length,
      capital: /^[\p{Lu}&]/u.test(trimmed),
    }
  })
}

const isWord = (token: Token | undefined): token is Token => token !== undefined && /^[\p{L}\p{N}&]/u.test(token.text)

/** Where the name that ends at `last` begins; null when nothing in it says which school it is. */
function beginning(tokens: readonly Token[], last: number): number | null {
  let first = last
  let distinctive = false
  for (let at = last - 1; at >= 0 && last - at < LONGEST; at -= 1) {
    const token = tokens[at]
    const right = tokens[first]
    if (token === undefined || right === undefined) break
    if (token.text === ')' || token.text === '(') {
      // "St Mary's Church of England (VA) Primary School"
      const inner = token.text === ')' ? tokens[at - 1] : null
      const bracket = tokens[at - 2]
      if (inner != null && bracket?.text === '(' && KINDS.has(inner.low)) {
        first = at - 2
        at -= 2
        continue
      }
      break
    }
    if (!isWord(token)) break
    if (token.low === 'our' && /^(?:lady|saviour)$/.test(right.low)) {
      first = at
      distinctive = true
      break
    }
    if (JOINS.has(token.low) && token.low !== 'the') {
      const left = tokens[at - 1]
      if (!isWord(left) || !left.capital || !right.capital) break
      if (HEADS.has(left.low) && !KINDS.has(right.low)) break
      if (NEVER.has(left.low) && left.low !== 'the') break
      if (HEADS.has(left.low) && token.low === 'and') break
      continue
    }
    if (token.low === 'the') {
      if (token.capital) first = at
      break
    }
    if (!token.capital || (NEVER.has(token.low) && !KINDS.has(token.low))) break
    // "Hill High School Mill Junior School": two names side by side.
    if (HEADS.has(token.low) && distinctive) break
    first = at
    if (!KINDS.has(token.low)) distinctive = true
  }
  return distinctive ? first : null
}

const SHORT = /^\s*\(\s*(?:hereafter |known as |“|"|'|‘)*([\p{Lu}][\p{L}\p{N}&]{1,11})["”'’]*\s*\)/u

/** Every school's name in a text, from left to right. Names of trusts, guidance and other bodies are none. */
export function namesIn(text: string): FoundName[] {
  if (!/school|academy|college|primary|infants|juniors|nursery|high|grammar|utc|pru|kindergarten/i.test(text)) return []
  const tokens = tokensOf(text)
  const found: FoundName[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined || !token.capital) continue
    const next = tokens[at + 1]
    const strong = HEADS.has(token.low)
    if (!strong && !WEAK_HEADS.has(token.low)) continue
    const goesOn = isWord(next) && next.capital && (KINDS.has(next.low) || HEADS.has(next.low))
    if (goesOn && !(strong && next.low === 'the')) continue
    if (isWord(next) && (next.low === '&' || next.low === 'and') && isWord(tokens[at + 2])) {
      // "Primary School and Nursery", "Infant & Nursery School" go on; "… School and Thomas … College" do not.
      const after = tokens[at + 2]
      if (after !== undefined && after.capital && WEAK_HEADS.has(after.low)) continue
    }
    if (isWord(next) && OTHER_BODY.has(next.low) && (next.capital || tokens[at + 2]?.capital === true)) continue
    const begin = beginning(tokens, at)
    const start = begin === null ? undefined : tokens[begin]
    if (start === undefined) continue
    const short = SHORT.exec(text.slice(token.end, token.end + 40))?.[1] ?? null
    found.push({
      name: text.slice(start.start, token.end).replace(/\s+/g, ' '),
      start: start.start,
      end: token.end,
      short,
    })
  }
  return found
}

/** One spelling for comparing: without "The", case, apostrophe and full stop. */
export const nameKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(/\./g, '')
    .replace(/^the\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The words that say which school it is: "Mill" of "Mill Junior School". Empty when they cannot be told apart. */
export function distinctiveWords(name: string): string {
  const parts = name.replace(/^the\s+/i, '').split(/\s+/)
  const end = parts.findIndex((part) => KINDS.has(part.toLowerCase()) && !JOINS.has(part.toLowerCase()))
  return end < 1 ? '' : parts.slice(0, end).join(' ')
}

/** "Anna Field College" gives AFC. */
export const initialsOf = (name: string): string =>
  name
    .replace(/^the\s+/i, '')
    .split(/[\s-]+/)
    .filter((part) => /^\p{Lu}/u.test(part))
    .map((part) => part.charAt(0))
    .join('')
