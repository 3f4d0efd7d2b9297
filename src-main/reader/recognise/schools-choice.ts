/** Which of the schools a document names are those it speaks for. */
import type { Outline } from './context'
import { namesIn, nameKey, type FoundName } from './schools-names'
import type { TextLine } from './schools-text'

export interface ChosenSchool {
  readonly name: string
  /** Short forms given in brackets behind the name. */
  readonly shorts: readonly string[]
}

interface Candidate {
  readonly key: string
  readonly forms: Map<string, number>
  readonly shorts: Set<string>
  readonly lines: Set<number>
  count: number
  first: number
  head: boolean
  alone: boolean
}

/** The first lines and characters of a document, where it says whose it is. */
const HEAD_LINES = 14
const HEAD_LENGTH = 2000
/** A list of the schools it is for may follow the head; a bare name on a line of its own counts until here. */
const LIST_LINES = 60
/** More names than any trust has schools; the rarest are left out. */
const MOST = 400
const BESIDE = 60

const SOMEBODY_ELSE =
  /(?:adapted|taken|borrowed|copied) from|template|model polic|with thanks|courtesy|acknowledg|based on|©|\(c\)|copyright|e\.g\.|such as|partner|transfer(?:red)? to|formerly|produced by|published by|feeder|neighbour|attend(?:ing)? lessons at|alternative provision at/i
const ELSEWHERE =
  /\b(?:links?|resources|references|further (?:information|reading|help|support)|useful|contacts|acknowledge)/i

/** Names that are one another's beginning or end are one school, spelled long and short. */
function merged(candidates: Map<string, Candidate>): Candidate[] {
  const all = [...candidates.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST)
    .sort((a, b) => b.key.length - a.key.length)
  const kept: Candidate[] = []
  for (const one of all) {
    const longer = kept.find(({ key }) => key.startsWith(`${one.key} `) || key.endsWith(` ${one.key}`))
    if (longer === undefined) {
      kept.push(one)
      continue
    }
    const atEnd = longer.key.endsWith(` ${one.key}`)
    const into = atEnd && one.count > longer.count ? one : longer
    const from = into === one ? longer : one
    into.count += from.count
    into.head ||= from.head
    into.alone ||= from.alone
    into.first = Math.min(into.first, from.first)
    for (const short of from.shorts) into.shorts.add(short)
    for (const line of from.lines) into.lines.add(line)
    if (into === one) kept.splice(kept.indexOf(longer), 1, one)
  }
  return kept.sort((a, b) => a.first - b.first)
}

/** As the document mostly writes it, ordinary letters before capitals, and "The" where it keeps it inside sentences. */
function spelled({ forms }: Candidate): string {
  const usual = (name: string): number => (name === name.toUpperCase() ? 0 : 1)
  const [best] = [...forms].sort(([a, x], [b, y]) => usual(b) - usual(a) || y - x || b.length - a.length)
  return best?.[0] ?? ''
}

/** Nothing beside the name but its short form, "The", numbers and signs. */
function isAlone(text: string, { start, end }: FoundName): boolean {
  if (text.length > end - start + BESIDE) return false
  const rest = `${text.slice(0, start)}${text.slice(end)}`.replace(/\([^()]*\)|[\s\W\d]/g, '')
  return rest === '' || /^the$/i.test(rest)
}

function gathered(lines: readonly TextLine[], outline: Outline): Candidate[] {
  const candidates = new Map<string, Candidate>()
  let length = 0
  lines.forEach((line, index) => {
    length += line.text.length
    if (ELSEWHERE.test(outline.clauseOf(line.block)) || /https?:|www\./.test(line.text)) return
    for (const found of namesIn(line.text)) {
      const before = line.text.slice(Math.max(0, found.start - 48), found.start)
      if (SOMEBODY_ELSE.test(before) || /^['’]?s? (?:template|model)/i.test(line.text.slice(found.end, found.end + 20)))
        continue
      const key = nameKey(found.name)
      const candidate = candidates.get(key) ?? {
        ...{ key, forms: new Map<string, number>(), shorts: new Set<string>(), lines: new Set<number>() },
        ...{ count: 0, first: index + found.start / 1e6, head: false, alone: false },
      }
      candidates.set(key, candidate)
      // At the start of a sentence "The" says nothing about the name; a name that keeps it does so in mid-sentence too.
      const weight = found.start === 0 && /^the /i.test(found.name) ? 0.1 : 1
      candidate.forms.set(found.name, (candidate.forms.get(found.name) ?? 0) + weight)
      candidate.count += 1
      candidate.lines.add(index)
      if (found.short !== null) candidate.shorts.add(found.short)
      const alone = isAlone(line.text, found)
      if (alone && (line.kind === 'heading' || index < LIST_LINES)) candidate.alone = true
      if (index < HEAD_LINES && length <= HEAD_LENGTH + line.text.length) candidate.head = true
    }
  })
  return merged(candidates)
}

/** The schools the document speaks for, in the order it names them; empty when none can be told. */
export function chosenSchools(lines: readonly TextLine[], outline: Outline): ChosenSchool[] {
  const candidates = gathered(lines, outline)
  const [most] = [...candidates].sort((a, b) => b.count - a.count)
  if (most === undefined) return []
  let chosen = candidates.filter(({ head, alone, shorts, count }) => head || alone || (shorts.size > 0 && count > 1))
  if (chosen.length === 0) {
    const clear = candidates.length === 1 || candidates.every((one) => one === most || one.count * 2 <= most.count)
    chosen = clear ? [most] : []
  }
  if (chosen.length > 1) {
    const [main] = [...chosen].sort((a, b) => b.count - a.count)
    const together = ({ lines: own }: Candidate): boolean =>
      chosen.some((other) => other.lines !== own && [...other.lines].some((line) => own.has(line) && line < HEAD_LINES))
    chosen = chosen.filter(
      (one) =>
        one === main ||
        one.alone ||
        one.shorts.size > 0 ||
        together(one) ||
        one.count >= Math.max(2, (main?.count ?? 0) / 5),
    )
  }
  return chosen.map((one) => ({ name: spelled(one), shorts: [...one.shorts] }))
}
