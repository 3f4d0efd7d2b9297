/**
 * What a set of edits must add up to, written from the rules alone: domain.md R120 to R122 and sync-design section 6.
 * Shares no code with the product, down to its own tables of kinds and ranks.
 */

/** An edit as the oracle sees it. */
export interface Edit {
  readonly id: string
  readonly type: string
  readonly entity: string
  readonly op: string
  readonly body: unknown
  readonly parents: readonly string[]
  /** Time stamp; read for fields and records only. */
  readonly hlc: string
}

/** From the least to the most restrictive. Answers not listed permit nothing. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'consents.decision': ['GIVEN', 'NOT_ASKED', 'REQUESTED', 'EXPIRED', 'DISPUTED', 'REFUSED', 'WITHDRAWN'],
  'consents.flag': ['CLEAR', 'SET'],
}

/** What a page would show of each entity, as text. */
export function expected(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const groups = new Map<string, Edit[]>()
  for (const edit of edits) {
    const key = `${edit.type} ${edit.entity}`
    groups.set(key, [...(groups.get(key) ?? []), edit])
  }
  return new Map([...groups].map(([key, group]) => [key, showOne(group)]))
}

function showOne(group: readonly Edit[]): string {
  const type = group[0]?.type ?? ''
  if (type in ANSWERS) return showDecision(group, ANSWERS[type] ?? [])
  if (type === 'policies.clause') return showTexts(group)
  if (type === 'agreements.signature') return showRecord(group)
  return showFields(group)
}

/** Latest stamp wins, field by field; deleted or not is one more field. Nothing else deletes. */
function showFields(group: readonly Edit[]): string {
  const byTime = [...group].sort((a, b) => (a.hlc < b.hlc ? -1 : 1))
  const gone = byTime.filter(({ op }) => op === 'delete' || op === 'restore').at(-1)?.op === 'delete'
  const fields = Object.assign({}, ...byTime.filter(({ op }) => op === 'set').map(({ body }) => body)) as object
  const names = Object.keys(fields).sort()
  if (gone || names.length === 0) return 'absent'
  return names.map((name) => `${name}=${JSON.stringify((fields as Record<string, unknown>)[name])}`).join(' ')
}

/** Insert if absent, never updated. */
function showRecord(group: readonly Edit[]): string {
  const [first] = [...group].sort((a, b) => (a.hlc < b.hlc ? -1 : 1))
  return JSON.stringify(first?.body)
}

/**
 * A decision stands until one that knew of it settles it. A resolution settles everything it names. A plain decision
 * over answers that agree settles them; over answers that differ, or that are not all known here, only those no more
 * restrictive than itself. What stands most restrictively counts (R120, R121).
 */
function showDecision(group: readonly Edit[], answers: readonly string[]): string {
  const strictness = (edit: Edit): number => {
    const place = answers.indexOf((edit.body as { answer: string }).answer)
    return place === -1 ? 99 : place
  }
  const byId = new Map(group.map((edit) => [edit.id, edit]))
  const settles = (next: Edit, old: Edit): boolean => {
    if (!next.parents.includes(old.id)) return false
    if (next.op === 'resolve') return true
    const named = next.parents.map((id) => byId.get(id))
    const differ = named.some((edit) => edit === undefined || strictness(edit) !== strictness(old))
    return !differ || strictness(next) >= strictness(old)
  }
  const standing = group.filter((old) => !group.some((next) => settles(next, old)))
  const counts = answers[Math.max(...standing.map(strictness))] ?? 'NOTHING'
  const shown = new Set(standing.map(({ body }) => JSON.stringify(body)))
  const isOpen = shown.size > 1
  return `${counts}${isOpen ? ' open' : ''} ${ids(standing)}`
}

/** Every text nobody has followed stands; only a resolution joins several. */
function showTexts(group: readonly Edit[]): string {
  const isFollowed = (old: Edit): boolean =>
    group.some(({ op, parents }) => parents.includes(old.id) && (op === 'resolve' || parents.length === 1))
  return ids(group.filter((edit) => !isFollowed(edit)))
}

const ids = (edits: readonly Edit[]): string =>
  edits
    .map(({ id }) => id)
    .sort()
    .join(',')
