/** How two versions are looked at: the views, what counts as a change, and the way from one change to the next. Pure. */
import type { ClauseChange } from './version-entry'

export const VIEWS = ['SIDES', 'ONE', 'CHANGES'] as const
export type View = (typeof VIEWS)[number]

/** A clause that merely has another number says the same as before. */
export const isChange = ({ change }: Pick<ClauseChange, 'change'>): boolean =>
  change !== 'SAME' && change !== 'RENUMBERED'

/**
 * The change to go to from where one is; null: there is no other that way.
 * @param here clause one is at; null: before all of them
 */
export function stepTo(clauses: readonly ClauseChange[], here: string | null, by: 1 | -1): string | null {
  const at = clauses.findIndex(({ clause }) => clause === here)
  if (by === 1) return clauses.slice(at + 1).find(isChange)?.clause ?? null
  return at < 0 ? null : (clauses.slice(0, at).findLast(isChange)?.clause ?? null)
}

/** One clause, or how many without a change stand between two that have one. */
export type Shown = { readonly clause: ClauseChange } | { readonly unchanged: number; readonly key: string }

/** What a view shows: with `CHANGES` what is the same is counted, not shown. */
export function shownIn(clauses: readonly ClauseChange[], view: View): Shown[] {
  if (view !== 'CHANGES') return clauses.map((clause) => ({ clause }))
  const shown: Shown[] = []
  let unchanged = 0
  const close = (key: string) => {
    if (unchanged > 0) shown.push({ unchanged, key: `before-${key}` })
    unchanged = 0
  }
  for (const clause of clauses) {
    if (!isChange(clause)) {
      unchanged += 1
      continue
    }
    close(clause.clause)
    shown.push({ clause })
  }
  close('end')
  return shown
}

/** How often each kind of change is there, for the line above the list. */
export function countsOf(clauses: readonly ClauseChange[]): ReadonlyMap<ClauseChange['change'], number> {
  const counts = new Map<ClauseChange['change'], number>()
  for (const { change } of clauses) counts.set(change, (counts.get(change) ?? 0) + 1)
  return counts
}
