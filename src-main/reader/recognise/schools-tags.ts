/** Short forms of schools, and words that limit something to some of them. */
import type { TagException } from '@contract/report'
import type { ChosenSchool } from './schools-choice'
import { distinctiveWords, initialsOf } from './schools-names'
import type { TextLine } from './schools-text'

export interface Tags {
  /** Every short form with the school's name. */
  readonly names: Readonly<Record<string, string>>
  readonly tagsIn: (text: string) => readonly string[]
  readonly exceptionsIn: (text: string) => readonly Omit<TagException, 'column'>[]
}

const NONE: Tags = { names: {}, tagsIn: () => [], exceptionsIn: () => [] }

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+')
const whole = (alternatives: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...alternatives]
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  )

const MOST = 20
const LONGEST_WORDS = 300
/** A heading, a label or a sentence is never longer. */
const LONGEST_TEXT = 2000

const OPENING = /^(?:\s*[-–—:(])?\s*$/
const NOT = /\b(?:not|except|excluding|excl|excludes|other than|apart from|without)\b/i
const ONLY = /\bonly\b|\bapplies to\b|^\s*for\b/i
/** Nothing but tags and what joins them. */
const JOINING = /^(?:[\s,&/+;:]|and|or|at|for|in|the|pupils?|students?|staff|learners?)*$/i
const UNKNOWN = /\b[Nn]ot\s+(?:at\s+|for\s+)?(\p{Lu}{2,6})\b/u

/** The short forms each school goes by: given in brackets, its initials, or the words that tell it from the others. */
function shortForms(schools: readonly ChosenSchool[], lines: readonly TextLine[]): Map<string, string[]> {
  const text = lines.map((line) => line.text).join('\n')
  const taken = new Set<string>()
  const forms = new Map<string, string[]>()
  // Words that only stand inside the full names are no short forms.
  const names = schools.flatMap(({ name }) => [name, name.toUpperCase()])
  const without = schools.length < 2 ? '' : text.replace(whole(names), ' ')
  const used = (tag: string): boolean => without.includes(tag) && whole([tag]).test(without)
  for (const { name, shorts } of schools) {
    shorts.forEach((short) => taken.add(short))
    forms.set(name, [...shorts])
  }
  if (schools.length < 2) return forms
  for (const { name } of schools) {
    const own = forms.get(name) ?? []
    const initials = initialsOf(name)
    const alike = schools.filter((other) => initialsOf(other.name) === initials).length
    if (initials.length > 1 && alike === 1 && !taken.has(initials) && used(initials)) {
      taken.add(initials)
      own.push(initials)
    }
    const words = distinctiveWords(name)
    const shared = schools.filter((other) => distinctiveWords(other.name) === words).length
    if (words !== '' && shared === 1 && !taken.has(words) && used(words)) {
      taken.add(words)
      own.push(words)
    }
    if (own.length === 0) own.push(name)
    forms.set(name, own)
  }
  return forms
}

/** Reads the short forms of the schools; for a document of one school nothing needs telling apart. */
export function tagsOf(schools: readonly ChosenSchool[], lines: readonly TextLine[]): Tags {
  const forms = shortForms(schools, lines)
  const names: Record<string, string> = {}
  const first = new Map<string, string>()
  for (const [name, own] of forms) {
    for (const form of own) {
      names[form] = name
      first.set(form, own[0] ?? form)
    }
    first.set(name, own[0] ?? name).set(name.toUpperCase(), own[0] ?? name)
    const bare = name.replace(/^the\s+/i, '')
    if (bare !== name) first.set(bare, own[0] ?? name)
  }
  if (schools.length < 2) return { ...NONE, names }

  const any = whole([...first.keys()])
  const tagsIn = (text: string): string[] => [
    ...new Set(
      [...text.slice(0, LONGEST_TEXT).matchAll(any)].map(([form]) => first.get(form.replace(/\s+/g, ' ')) ?? form),
    ),
  ]

  const limitIn = (inner: string, words: string): Omit<TagException, 'column'> | null => {
    const tags = tagsIn(inner)
    const not = NOT.exec(inner)
    if (not !== null) {
      const after = tagsIn(inner.slice(not.index))
      const unknown = tags.length === 0 ? (UNKNOWN.exec(inner)?.[1] ?? null) : null
      if (unknown !== null) return { words, not: [unknown], only: [] }
      const before = tagsIn(inner.slice(0, not.index))
      if (after.length > 0)
        return { words, not: after, only: /\bonly\b/i.test(inner.slice(0, not.index)) ? before : [] }
      return null
    }
    if (tags.length === 0) return null
    const rest = inner.replace(any, ' ')
    return ONLY.test(inner) || JOINING.test(rest) ? { words, not: [], only: tags } : null
  }

  const list = `(?:${any.source})(?:(?:\\s*[,&/+]\\s*|\\s+(?:and|or)\\s+)(?:${any.source}))*`
  const open = new RegExp(
    `(?:\\b(?:except(?:\\s+(?:at|for|in))?|excluding|not\\s+(?:at|for))\\s+${list}|${list}\\s+(?:[\\p{L}]+\\s+)?only\\b|\\bonly\\s+(?:at|for|in)\\s+${list})`,
    'giu',
  )

  const exceptionsIn = (given: string): Omit<TagException, 'column'>[] => {
    const text = given.slice(0, LONGEST_TEXT)
    const found: Omit<TagException, 'column'>[] = []
    const outside = text.replace(/[([]([^()[\]]{2,160})[)\]]/g, (words: string, inner: string, at: number) => {
      const limit = limitIn(inner, words)
      // "Hill High School (HHS)" only explains the short form.
      const explains = first.has(inner.trim()) && !OPENING.test(text.slice(0, at)) && nameBefore(text.slice(0, at))
      if (limit !== null && !explains) found.push(limit)
      return ' '.repeat(words.length)
    })
    if (/\b(?:only|except|excluding|not)\b/i.test(outside)) {
      for (const match of outside.matchAll(open)) {
        const limit = limitIn(match[0], match[0])
        if (limit !== null) found.push(limit)
      }
    }
    return found.slice(0, MOST).map(({ words, not: without, only }) => ({
      words: words.slice(0, LONGEST_WORDS),
      not: without.slice(0, MOST),
      only: only.slice(0, MOST),
    }))
  }

  const fullNames = schools.map(({ name }) => name.replace(/^the\s+/i, '').toLowerCase())
  function nameBefore(text: string): boolean {
    const low = text.trimEnd().toLowerCase()
    return fullNames.some((name) => low.endsWith(name))
  }

  return { names, tagsIn, exceptionsIn }
}
