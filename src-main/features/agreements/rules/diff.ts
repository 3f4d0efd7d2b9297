/** Two versions of an agreement clause by clause, by ids that stay with a clause whatever its number (R28). Pure. */
import type { Clause, ClauseDiff } from '@contract/agreements'
import { commonPairs, wordMarks, wordsOf } from './words-diff'

export type ClauseDifference = (typeof ClauseDiff)['_output']

/**
 * Every clause of both in the order of the later one; what was removed stands after the clause it followed.
 * A clause that was changed and moved is told as CHANGED: its places show the rest. One that merely has another number
 * because clauses before it came or went is RENUMBERED.
 */
export function clauseDifferences(before: readonly Clause[], after: readonly Clause[]): readonly ClauseDifference[] {
  const [oldPlaces, newPlaces] = [before, after].map((clauses) => new Map(clauses.map(({ id }, i) => [id, i])))
  const kept = new Set(commonPairs(idsOf(before), idsOf(after)).map(([place]) => before[place]?.id))
  const found: ClauseDifference[] = []
  let reached = 0
  const removedUpTo = (place: number) => {
    for (; reached < place; reached++) {
      const clause = before[reached]
      if (clause !== undefined && newPlaces?.has(clause.id) !== true)
        found.push(difference(clause, null, reached, null))
    }
  }
  after.forEach((clause, place) => {
    const oldPlace = oldPlaces?.get(clause.id)
    const old = oldPlace === undefined ? undefined : before[oldPlace]
    if (old === undefined || oldPlace === undefined) {
      found.push(difference(null, clause, null, place))
      return
    }
    const isKept = kept.has(clause.id)
    if (isKept) removedUpTo(oldPlace)
    found.push(difference(old, clause, oldPlace, place, isKept))
    if (isKept) reached = Math.max(reached, oldPlace + 1)
  })
  removedUpTo(before.length)
  return found.map((one) => ({ ...one, kin: kinOf(one, found) }))
}

const idsOf = (clauses: readonly Clause[]): readonly string[] => clauses.map(({ id }) => id)

function difference(
  old: Clause | null,
  fresh: Clause | null,
  oldPlace: number | null,
  place: number | null,
  isKept = true,
): ClauseDifference {
  const [was, is] = comparedTexts(old, fresh)
  return {
    clause: fresh?.id ?? old?.id ?? '',
    change: changeOf(old, fresh, isKept && oldPlace === place, isKept),
    before: oldPlace === null ? null : oldPlace + 1,
    after: place === null ? null : place + 1,
    heading: fresh?.heading ?? old?.heading ?? '',
    kin: null,
    words: [...wordMarks(was, is)],
  }
}

/** What is compared word by word: the texts, with their headings where these are not the same. */
export function comparedTexts(old: Clause | null, fresh: Clause | null): readonly [before: string, after: string] {
  if (old === null || fresh === null || old.heading === fresh.heading) return [old?.text ?? '', fresh?.text ?? '']
  return [`${old.heading}\n${old.text}`, `${fresh.heading}\n${fresh.text}`]
}

function changeOf(
  old: Clause | null,
  fresh: Clause | null,
  isInPlace: boolean,
  isKept: boolean,
): ClauseDifference['change'] {
  if (old === null) return 'ADDED'
  if (fresh === null) return 'REMOVED'
  // In a text with symbols another picture is another meaning.
  if (old.text !== fresh.text || old.heading !== fresh.heading || old.symbol !== fresh.symbol) return 'CHANGED'
  if (!isKept) return 'MOVED'
  return isInPlace ? 'SAME' : 'RENUMBERED'
}

/** Words a passage needs before it is said to be another one's: fewer may be the same by chance. */
const ENOUGH = 5
/** Of its words, how many in a hundred stand there too, in the same order. */
const MOST = 60

/** Where the words of a clause that came or went are on the other side, in what another clause lost or gained. */
function kinOf(one: ClauseDifference, all: readonly ClauseDifference[]): number | null {
  if (one.change !== 'ADDED' && one.change !== 'REMOVED') return null
  const came = one.change === 'ADDED' ? '-' : '+'
  const own = wordsOf(textOf(one))
  if (own.length < ENOUGH) return null
  const found = all.flatMap((other) => {
    const place = came === '-' ? other.before : other.after
    if (other === one || place === null || other.change === one.change) return []
    const theirs = wordsOf(other.words.flatMap(({ mark, text }) => (mark === came ? [text] : [])).join(' '))
    return [{ place, share: commonPairs(own, theirs).length }]
  })
  const best = found.reduce((most, next) => (next.share > most.share ? next : most), { place: 0, share: 0 })
  return best.share >= ENOUGH && best.share * 100 >= own.length * MOST ? best.place : null
}

const textOf = ({ words }: ClauseDifference): string => words.map(({ text }) => text).join('')
