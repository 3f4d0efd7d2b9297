/** What is asked of an audience on a day, worked out once for everybody in it: agreements, their texts, and how long each text lasts (R32, R34). Pure. */
import type { AgreementAudience, ChangeClass } from '@contract/agreements'
import type { CivilDate } from '@contract/primitives'
import { addDays } from '@vault/clock'
import { inTurn } from './in-force'
import { isRetired, variantSets, type AgreementKnown, type IssuedVersion } from './scope'

/** How long an answer to one version lasts as far as the text is concerned. */
export interface VersionLife {
  readonly version: IssuedVersion
  readonly agreement: AgreementKnown
  /** Audiences by which this agreement is asked. */
  readonly audiences: readonly AgreementAudience[]
  /** First day on which a signature counts no more: a change asks to sign again, or the agreement is retired. Null: none known. */
  readonly resignFrom: CivilDate | null
  /** The day before; null: no end is known. */
  readonly lastGood: CivilDate | null
  /** Last day before a text that is more than this one reworded, so that a refusal of this one says nothing of it. */
  readonly lastUnchanged: CivilDate | null
  /** First day of a change those who signed this version are to be told of. */
  readonly informFrom: CivilDate | null
}

/** One thing to have signed on a day: an agreement, or any of its variants that serve the same audiences. */
export interface Requirement {
  readonly on: CivilDate
  /** The agreement it is told under, whose signers count. */
  readonly lead: AgreementKnown
  /** Those asked, the lead first. Signing any of them is enough. */
  readonly members: readonly AgreementKnown[]
  /** Audiences by which it is asked. */
  readonly audiences: readonly AgreementAudience[]
  /** In force on the day: of the lead, or else of a variant. Null: there is no text to sign. */
  readonly inForce: IssuedVersion | null
  /** The next that comes into force, of any of them; null: none known. */
  readonly coming: IssuedVersion | null
  /** By id of the version. */
  readonly lives: ReadonlyMap<string, VersionLife>
}

/**
 * Asks for audiences on a day. Answers for the same audiences are worked out once, so a list of everybody costs one look
 * at the versions per audience, however long their history.
 * @param agreements of one school, with all variants
 */
export function requirementsOn(
  agreements: readonly AgreementKnown[],
  on: CivilDate,
): (audiences: readonly AgreementAudience[]) => readonly Requirement[] {
  const sets = variantSets(agreements)
  const known = new Map<string, readonly Requirement[]>()
  return (audiences) => {
    const key = [...audiences].sort().join()
    const found = known.get(key) ?? sets.flatMap((set) => requirementOf(set, audiences, on) ?? [])
    known.set(key, found)
    return found
  }
}

/** @returns null where none of the set is for these audiences, or all are retired */
export function requirementOf(
  set: readonly AgreementKnown[],
  audiences: readonly AgreementAudience[],
  on: CivilDate,
): Requirement | null {
  const asked = (one: AgreementKnown) => one.audiences.filter((audience) => audiences.includes(audience))
  const fitting = set.filter((one) => asked(one).length > 0)
  const members = fitting.filter((one) => !isRetired(one, on))
  const [lead] = members
  if (lead === undefined) return null
  // Those retired are there for what was signed under them.
  const chains = fitting.map((one) => ({ one, chain: chainOf(one, on) }))
  const living = chains.filter(({ one }) => members.includes(one))
  const starts = living.map(({ chain }) => chain.findLast(({ effectiveFrom }) => effectiveFrom <= on))
  const coming = inTurn(living.flatMap(({ chain }) => chain.filter(({ effectiveFrom }) => effectiveFrom > on)))
  return {
    ...{ on, lead, members, audiences: [...new Set(members.flatMap(asked))] },
    inForce: starts.find((version) => version !== undefined) ?? null,
    coming: coming[0] ?? null,
    lives: new Map(
      chains.flatMap(({ one, chain }) => livesOf(one, chain, asked(one))).map((life) => [life.version.id, life]),
    ),
  }
}

/** The version of one agreement in force on a day, of those issued by then; null: none, or it is retired (R34). */
export const textOn = (agreement: AgreementKnown, on: CivilDate): IssuedVersion | null =>
  isRetired(agreement, on)
    ? null
    : (chainOf(agreement, on).findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? null)

/** Versions issued by a day, in the order in which they come into force. */
const chainOf = ({ versions }: AgreementKnown, on: CivilDate): readonly IssuedVersion[] =>
  inTurn(versions.filter(({ issuedOn }) => issuedOn <= on))

/** From the newest back, so that every version is looked at once. */
function livesOf(
  agreement: AgreementKnown,
  chain: readonly IssuedVersion[],
  audiences: readonly AgreementAudience[],
): readonly VersionLife[] {
  let [resignFrom, otherFrom] = [agreement.retiredOn, agreement.retiredOn]
  let informFrom: CivilDate | null = null
  return [...chain].reverse().map((version) => {
    const life = {
      ...{ version, agreement, audiences, resignFrom, informFrom },
      ...{ lastGood: dayBefore(resignFrom), lastUnchanged: dayBefore(otherFrom) },
    }
    const change = strictest(version, audiences)
    const from = inForceFrom(version)
    if (change === 'RESIGN') resignFrom = earlier(from, resignFrom)
    if (change !== 'WORDING') otherFrom = earlier(from, otherFrom)
    if (change === 'INFORM') informFrom = earlier(from, informFrom)
    return life
  })
}

const dayBefore = (day: CivilDate | null): CivilDate | null => (day === null ? null : addDays(day, -1))

/** A version cannot be in force before anybody could read it, whatever day is printed on it. */
export const inForceFrom = ({ effectiveFrom, issuedOn }: IssuedVersion): CivilDate =>
  issuedOn > effectiveFrom ? issuedOn : effectiveFrom

const STRICTNESS: Readonly<Record<ChangeClass, number>> = { WORDING: 0, INFORM: 1, RESIGN: 2 }

/** What a version asks of those who signed before it. An audience nobody classed has to sign again: the safer reading. */
export const strictest = ({ changes }: IssuedVersion, audiences: readonly AgreementAudience[]): ChangeClass =>
  audiences
    .flatMap((audience): readonly ChangeClass[] => {
      const said = changes.flatMap((one) => (one.audience === audience ? one.change : []))
      return said.length === 0 ? ['RESIGN'] : said
    })
    .reduce((a, b) => (STRICTNESS[a] >= STRICTNESS[b] ? a : b), 'WORDING')

const earlier = (day: CivilDate, other: CivilDate | null): CivilDate => (other === null || day < other ? day : other)
