/**
 * Rows of one file that are about one pupil: the same numbers, or the same name and birthday. What they say alike counts
 * once; where they contradict each other none of them is taken. Pure.
 */
import { numberKey } from '../../pupils/rules/finding'
import { foldName } from '../../pupils/rules/names'
import { readUpn } from '../../pupils/rules/upn'
import type { Incoming, IncomingFacts } from './incoming'
import { linesWords } from './wording'

/** One pupil as the file has it. */
export interface Group {
  readonly rows: readonly Incoming[]
  /** What its rows say together. */
  readonly facts: IncomingFacts
  /** Why nothing of it is taken, in words; null when it may be. */
  readonly why: string | null
}

/** Puts rows together, in the order of their first lines. Rows left out already are groups of their own. */
export function groupsOf(rows: readonly Incoming[]): readonly Group[] {
  const parents = rows.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parents[root] !== root) root = parents[root] ?? root
    parents[at] = root
    return root
  }
  const first = new Map<string, number>()
  for (const [at, row] of rows.entries()) {
    if (row.why !== null) continue
    for (const key of keysOf(row)) {
      const other = first.get(key)
      if (other === undefined) first.set(key, at)
      else {
        const [a, b] = [rootOf(at), rootOf(other)]
        parents[Math.max(a, b)] = Math.min(a, b)
      }
    }
  }
  const groups = new Map<number, Incoming[]>()
  for (const [at, row] of rows.entries()) {
    const root = rootOf(at)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [row])
    else group.push(row)
  }
  return [...groups.values()].map(groupOf)
}

/** By which two rows are about one pupil, or claim to be. */
function keysOf({ facts }: Incoming): readonly string[] {
  const keys: string[] = []
  const permanent = permanentUpn(facts.upn)
  if (permanent !== null) keys.push(`upn ${permanent}`)
  if (facts.admissionNumber !== null) keys.push(`number ${numberKey(facts.admissionNumber)}`)
  if (facts.sourceId !== null) keys.push(`source ${numberKey(facts.sourceId)}`)
  if (facts.dateOfBirth !== null) keys.push(`born ${facts.dateOfBirth} ${nameKey(facts)}`)
  return keys
}

/** A temporary number may be given to another pupil later. */
function permanentUpn(text: string | null): string | null {
  const read = text === null ? null : readUpn(text)
  return read !== null && 'upn' in read && read.kind === 'permanent' ? read.upn : null
}

const nameKey = ({ legalSurname, legalForename }: IncomingFacts): string =>
  `${foldName(legalSurname ?? '')} ${foldName(legalForename ?? '')}`

function groupOf(rows: readonly Incoming[]): Group {
  const [only, ...more] = rows
  if (only !== undefined && more.length === 0) return { rows, facts: only.facts, why: only.why }
  const joined = joinedFacts(rows)
  return typeof joined === 'string'
    ? { rows, facts: only?.facts ?? NO_FACTS, why: differing(rows, joined) }
    : { rows, facts: joined, why: null }
}

const FACT_WORDS: Readonly<Record<keyof IncomingFacts, string>> = {
  legalForename: 'forename',
  legalSurname: 'surname',
  preferredForename: 'preferred forename',
  preferredSurname: 'preferred surname',
  dateOfBirth: 'date of birth',
  year: 'year',
  className: 'class',
  admissionNumber: 'admission number',
  sourceId: 'number',
  upn: 'UPN',
  registration: 'registration',
  onRollFrom: 'first day on roll',
  leftOn: 'leaving date',
  inCare: 'care',
}

const NAMES: readonly (keyof IncomingFacts)[] = [
  'legalForename',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
]

const NO_FACTS: IncomingFacts = {
  ...{ legalForename: null, legalSurname: null, preferredForename: null, preferredSurname: null, dateOfBirth: null },
  ...{ year: null, className: null, admissionNumber: null, sourceId: null, upn: null, registration: null },
  ...{ onRollFrom: null, leftOn: null, inCare: null },
}

/** What rows say together, or in a word what they contradict each other in. A blank contradicts nothing. */
function joinedFacts(rows: readonly Incoming[]): IncomingFacts | string {
  let joined: IncomingFacts = NO_FACTS
  // The keys of the table of words are those of the facts.
  for (const key of Object.keys(FACT_WORDS) as (keyof IncomingFacts)[]) {
    const said = rows.flatMap(({ facts }) => facts[key] ?? [])
    const [value, ...others] = said
    if (value === undefined) continue
    const plain = (one: string | boolean): string => (NAMES.includes(key) ? foldName(String(one)) : String(one))
    // A surname in one row and none of the forename in another is a different way of naming, not the same name.
    if (NAMES.slice(0, 2).includes(key) && said.length < rows.length) return FACT_WORDS[key]
    if (others.some((other) => plain(other) !== plain(value))) return FACT_WORDS[key]
    joined = { ...joined, [key]: value }
  }
  return joined
}

const differing = (rows: readonly Incoming[], what: string): string =>
  `${capital(linesWords(rows.map(({ line }) => line)))} are about one pupil, or share a number, and differ in ${what}.`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
