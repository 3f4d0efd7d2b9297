/** What keeps a draft version from being issued, in words for a person (R28, R32, R34). */
import type { AgreementAudience, Clause, LocalPart, VersionFacts } from '@contract/agreements'
import type { CivilDate } from '@contract/primitives'
import { inForceAmong, type Dated } from './in-force'
import { openPartsProblem, placeholderIn } from './local-parts'
import { plainLabel, trustTextChanged } from './template-text'

/** What a draft is judged by. */
export interface VersionGround {
  readonly audiences: readonly AgreementAudience[]
  /** Issued versions of the same agreement, in any order. */
  readonly issued: readonly (Dated & Pick<VersionFacts, 'label' | 'clauses'>)[]
  /** A template of the trust: what its local parts leave open is for the schools to fill. */
  readonly isTemplate: boolean
  /** The trust's text it has to carry; null: it is made from no template. */
  readonly trustText: readonly Clause[] | null
  /** The parts of that text which are left to the school, as they stand. */
  readonly localParts: readonly LocalPart[]
  readonly today: CivilDate
}

/** Words of audiences in the middle of a sentence. */
export const AUDIENCE_NAMES: Readonly<Record<AgreementAudience, string>> = {
  EARLY_YEARS_KS1: 'early years and key stage 1',
  KS2: 'key stage 2',
  KS3_UP: 'key stage 3 and up',
  SIXTH_FORM: 'sixth form',
  STAFF_VOLUNTEER: 'staff and volunteers',
  GOVERNOR: 'governors',
  PARENT: 'parents and carers',
  COMMUNITY: 'community users',
  VISITOR: 'visitors',
  EXTERNAL: 'external organisations',
  SUPPLY: 'supply staff',
  DEVICE_LOAN: 'borrowers of a school device',
  OWN_DEVICE: 'people with their own device on the network',
}

/** @returns one sentence each; none: it may be issued */
export function versionProblems(facts: VersionFacts, ground: VersionGround): readonly string[] {
  return [...dateProblems(facts, ground), ...textProblems(facts, ground), ...changeProblems(facts, ground)]
}

function dateProblems({ label, effectiveFrom }: VersionFacts, { issued, today }: VersionGround): readonly string[] {
  const inForce = inForceAmong(issued, today)
  const namesake = issued.find((one) => plainLabel(one.label) === plainLabel(label))
  const sameDay = issued.find((one) => one.effectiveFrom === effectiveFrom)
  return [
    ...(namesake === undefined ? [] : [`Version “${namesake.label}” was issued already. Choose another label.`]),
    ...(inForce !== null && effectiveFrom < inForce.effectiveFrom
      ? [`It would be in force before version “${inForce.label}”, which is in force now. Choose a later day.`]
      : []),
    ...(sameDay === undefined ? [] : [`Version “${sameDay.label}” is in force from the same day. Choose another day.`]),
  ]
}

function textProblems(
  { label, clauses, summary }: VersionFacts,
  { isTemplate, trustText, localParts }: VersionGround,
): readonly string[] {
  const inClauses = clauses.flatMap((clause, index) => {
    const left = isTemplate && clause.local ? null : placeholderIn(`${clause.heading}\n${clause.text}`)
    return left === null ? [] : [`Clause ${index + 1} still holds “${left}”. Fill it in.`]
  })
  const around = placeholderIn(`${label}\n${summary}`)
  // Two PCs may each have saved a text that kept to the trust's, and have one together that does not.
  const changed = trustText === null ? null : trustTextChanged(clauses, trustText)
  return [
    ...(changed === null ? [] : [changed]),
    ...inClauses,
    ...openPartsProblem(localParts),
    ...(around === null ? [] : [`Label or summary still hold “${around}”. Fill it in.`]),
  ]
}

function changeProblems(facts: VersionFacts, { audiences, issued }: VersionGround): readonly string[] {
  // What it follows: those who signed that are asked again, informed, or left alone.
  const before = inForceAmong(issued, facts.effectiveFrom)
  if (before === null) return []
  const classed = new Map(facts.changes.map(({ audience, change }) => [audience, change]))
  const missing = audiences.filter((audience) => !classed.has(audience))
  const asWording = audiences.filter((audience) => classed.get(audience) === 'WORDING')
  const told = facts.changes.some(({ change }) => change !== 'WORDING')
  return [
    ...(missing.length === 0 ? [] : [`Say what the change asks of ${names(missing)}.`]),
    ...(asWording.length > 0 && !sameClauses(before.clauses, facts.clauses)
      ? [
          `A clause was added or removed, which is more than wording for ${names(asWording)}: choose inform or sign again.`,
        ]
      : []),
    ...(told && facts.summary === '' ? ['Say in the summary what changed, for those who are told or sign again.'] : []),
  ]
}

function sameClauses(before: readonly Clause[], after: readonly Clause[]): boolean {
  const ids = new Set(before.map(({ id }) => id))
  return before.length === after.length && after.every(({ id }) => ids.has(id))
}

const names = (audiences: readonly AgreementAudience[]): string =>
  audiences.map((audience) => AUDIENCE_NAMES[audience]).join(', ')
