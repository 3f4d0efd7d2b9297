/**
 * Where an edition stands on a day: draft, approved, in force, superseded (R84, R86, R92). Nothing of this is stored:
 * it follows from dates and from approvals that still fit the text they were given for, so that no two editions can
 * ever be in force at once.
 */
import type { EditionFacts, Kind } from '@contract/matrices'
import type { StatedDate } from '@contract/primitives'

/** An approval given here, with the hash of what was approved. */
export interface Approval {
  readonly content: string
  readonly approvingBody: string
  readonly approvedOn: StatedDate
  readonly effectiveFrom: StatedDate
  readonly nextReview: StatedDate | null
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

/** An edition as it is stored, with its approvals, oldest first, and the hash of its content as it stands. */
export interface KeptEdition {
  readonly id: string
  readonly matrix: string
  readonly title: string
  readonly kind: Kind
  readonly rowHeading: string
  readonly document: string
  /** Taken over as in use already; its dates are those its document states. */
  readonly inUse: boolean
  readonly effectiveFrom: StatedDate | null
  readonly approvedOn: StatedDate | null
  readonly approvingBody: string | null
  readonly nextReview: StatedDate | null
  readonly openedBecause: string | null
  readonly openedFrom: string | null
  /** Milliseconds since 1970 UTC. */
  readonly changedAt: number
  readonly approvals: readonly Approval[]
  /** Null while nobody has approved it: then nothing needs to be held against it. */
  readonly content: string | null
}

/** The first day a stated date may mean (R84). */
const firstDay = (date: StatedDate): string => (date.length === 7 ? `${date}-01` : date)

/** Whether a stated date has gone by: a month only after its last day (R84). */
export const hasPassed = (date: StatedDate, day: string): boolean => day.slice(0, date.length) > date

/** The newest approval that fits the content as it stands; an edition changed since has none (C23). */
export const approvalOf = (edition: KeptEdition): Approval | null =>
  edition.approvals.findLast((approval) => approval.content === edition.content) ?? null

/** The dates an edition counts by: those of its approval here, or those its document states. */
function decided(edition: KeptEdition): Omit<Approval, 'content' | 'approvingBody' | 'approvedOn' | 'effectiveFrom'> & {
  readonly approvingBody: string | null
  readonly approvedOn: StatedDate | null
  readonly effectiveFrom: StatedDate | null
} {
  const approval = approvalOf(edition)
  if (approval !== null) return approval
  if (edition.inUse) return { ...edition, at: 0 }
  return { approvingBody: null, approvedOn: null, effectiveFrom: null, nextReview: null, at: 0 }
}

const isDraft = (edition: KeptEdition): boolean => !edition.inUse && approvalOf(edition) === null

/** Before every date: an edition whose beginning is not stated has always been in use. */
const ALWAYS = '0000-01-01'

const beginning = (edition: KeptEdition): string => {
  const from = decided(edition).effectiveFrom
  return from === null ? ALWAYS : firstDay(from)
}

/** Later beginning wins, then later approval, then the id: the same on every PC (R92). */
function isLater(a: KeptEdition, b: KeptEdition): boolean {
  const [ofA, ofB] = [beginning(a), beginning(b)]
  if (ofA !== ofB) return ofA > ofB
  const [atA, atB] = [decided(a).at, decided(b).at]
  return atA === atB ? a.id > b.id : atA > atB
}

const latest = (editions: readonly KeptEdition[]): KeptEdition | null =>
  editions.reduce<KeptEdition | null>(
    (best, edition) => (best === null || isLater(edition, best) ? edition : best),
    null,
  )

/**
 * The edition that counts on a civil date, null when none does: never a draft.
 * @param editions all editions of one matrix
 */
export function inForceOn(editions: readonly KeptEdition[], day: string): KeptEdition | null {
  return latest(editions.filter((edition) => !isDraft(edition) && beginning(edition) <= day))
}

/** The open draft of a matrix, null when there is none. Two made on two PCs: the one with the smaller id. */
export const draftOf = (editions: readonly KeptEdition[]): KeptEdition | null => editions.find(isDraft) ?? null

/** The edition a matrix is shown by: in force, else approved for later, else its draft. */
export function shownOn(editions: readonly KeptEdition[], day: string): KeptEdition | null {
  return inForceOn(editions, day) ?? latest(editions.filter((edition) => !isDraft(edition))) ?? draftOf(editions)
}

/** The last day on which an edition already begins to count; a new one may not begin before it. Null: none. */
export function lastBeginning(editions: readonly KeptEdition[]): string | null {
  const last = latest(editions.filter((edition) => !isDraft(edition)))
  return last === null || decided(last).effectiveFrom === null ? null : beginning(last)
}

/** Facts of one edition as they are on a civil date. @param editions all editions of the same matrix */
export function factsOf(edition: KeptEdition, editions: readonly KeptEdition[], day: string): EditionFacts {
  const dates = decided(edition)
  return {
    id: edition.id,
    matrix: edition.matrix,
    title: edition.title,
    kind: edition.kind,
    rowHeading: edition.rowHeading,
    document: edition.document,
    status: statusOf(edition, editions, day),
    effectiveFrom: dates.effectiveFrom,
    approvedOn: dates.approvedOn,
    approvingBody: dates.approvingBody,
    nextReview: dates.nextReview,
    reviewOverdue: dates.nextReview !== null && hasPassed(dates.nextReview, day),
    openedBecause: becauseOf(edition),
    changedAt: edition.changedAt,
  }
}

function statusOf(edition: KeptEdition, editions: readonly KeptEdition[], day: string): EditionFacts['status'] {
  if (isDraft(edition)) return 'DRAFT'
  const current = inForceOn(editions, day)
  if (beginning(edition) <= day && current?.id !== edition.id) return 'SUPERSEDED'
  const { approvingBody, approvedOn } = decided(edition)
  if (approvingBody === null || approvedOn === null) return 'NOT_EVIDENCED'
  return current?.id === edition.id ? 'IN_FORCE' : 'APPROVED'
}

/** Why the edition was opened; a draft whose approval fell away says so, and whose it was (C23). */
function becauseOf(edition: KeptEdition): string | null {
  const lapsed = edition.approvals.at(-1)
  if (lapsed === undefined || !isDraft(edition)) return edition.openedBecause
  const words = `The approval of ${lapsed.approvedOn} by ${lapsed.approvingBody} fell away: the draft was changed after it.`
  return edition.openedBecause === null ? words : `${edition.openedBecause} ${words}`
}

/** Editions by matrix, each in the order they came in. */
export function byMatrix(editions: readonly KeptEdition[]): ReadonlyMap<string, readonly KeptEdition[]> {
  const matrices = new Map<string, KeptEdition[]>()
  for (const edition of editions) {
    const list = matrices.get(edition.matrix)
    if (list) list.push(edition)
    else matrices.set(edition.matrix, [edition])
  }
  return matrices
}

/** What a comparison asks of a school's matrices. */
export interface Asked {
  /** Civil date the rules are asked for (R118). */
  readonly asAt: string
  /** Read a matrix by its draft where it has one. */
  readonly drafts: boolean
  /** Editions to read whatever the date, each in place of its matrix's. */
  readonly pinned: readonly string[]
}

/** The editions to read, one of each matrix at most; a matrix none of whose editions counts yet is left out. */
export function chosen(editions: readonly KeptEdition[], asked: Asked): readonly KeptEdition[] {
  return [...byMatrix(editions).values()].flatMap((all) => {
    const pinned = all.find((edition) => asked.pinned.includes(edition.id))
    const draft = asked.drafts ? draftOf(all) : null
    return pinned ?? draft ?? inForceOn(all, asked.asAt) ?? []
  })
}
