/**
 * Versions of agreements as they stand: draft, in review, approved, issued. Nothing of this is stored: it follows from
 * the issue, and from a review that still fits the text it was given for (ux Approve and publish).
 */
import type { Agreement, AgreementFacts, Version, VersionFacts, VersionState } from '@contract/agreements'
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import {
  allAgreements,
  allVersions,
  keptParts,
  oneAgreement,
  oneVersion,
  reviews,
  type AgreementRow,
  type KeptPartRow,
  type ReviewRow,
  type VersionRow,
} from '@db/repo/agreements'
import { allPeople } from '@db/repo/people'
import type { Ctx, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { canonical, type Json } from '../../sync/core/event'
import { comingAfter, inForceAmong, inTurn } from './rules/in-force'
import { wordsHash } from './kept-parts'
import { localParts, type Confirmed, type TrustTexts } from './rules/local-parts'
import { versionProblems } from './rules/version-problems'

/** An issued version: its exact text, with the day it was issued. */
export type IssuedVersion = VersionFacts & { readonly id: string; readonly issuedOn: CivilDate; readonly hash: string }

/** The hash a text is known by for ever: over everything that is issued with it. */
export const versionHash = ({
  agreement,
  label,
  clauses,
  effectiveFrom,
  changes,
  summary,
  templateVersion,
  fixedWords,
}: VersionFacts): string => {
  // Left out where there are none, so that texts issued before there could be any keep their hash.
  const own = fixedWords === undefined ? {} : { fixedWords }
  const facts = { agreement, label, clauses, effectiveFrom, changes, summary, templateVersion, ...own }
  return hashHex(canonical(facts as unknown as Json)) // Checked against the contract, which is JSON.
}

/** All texts of one file, read once. */
export class Texts {
  readonly agreements: readonly AgreementRow[]
  readonly #versions: ReadonlyMap<string, readonly VersionRow[]>
  readonly #reviews: ReadonlyMap<string, ReviewRow>
  #trust: Texts | null = null
  #kept: readonly KeptPartRow[] | null = null

  constructor(
    readonly tenant: Tenant,
    private readonly ctx: Ctx,
  ) {
    this.agreements = allAgreements(tenant.db)
    this.#versions = byAgreement(allVersions(tenant.db))
    this.#reviews = reviews(tenant.db)
  }

  /** Issued versions in the order in which they come into force. */
  issuedOf(agreement: string): readonly IssuedVersion[] {
    return inTurn((this.#versions.get(agreement) ?? []).flatMap(issuedIn))
  }

  /** Drafts, those not yet issued, whatever their state. */
  draftsOf(agreement: string): readonly (VersionFacts & { readonly id: string })[] {
    return (this.#versions.get(agreement) ?? []).flatMap(({ id, draft, issued }) =>
      issued === null && draft !== null ? [{ ...draft, id }] : [],
    )
  }

  /** Versions of an agreement: drafts first, then the issued ones, the newest first. */
  versionsOf(agreement: AgreementRow): readonly Version[] {
    const rows = new Map((this.#versions.get(agreement.id) ?? []).map((row) => [row.id, row]))
    const issued = this.issuedOf(agreement.id)
    const ids = [...this.draftsOf(agreement.id), ...[...issued].reverse()].map(({ id }) => id)
    return ids.flatMap((id) => {
      const row = rows.get(id)
      return row === undefined ? [] : (this.#versionOf(row, agreement, issued) ?? [])
    })
  }

  /** @throws Fault 'not-found' */
  version(id: string): Version {
    const row = oneVersion(this.tenant.db, id)
    const of = row === null ? null : (row.issued ?? row.draft)
    const agreement = this.agreements.find((one) => one.id === of?.agreement)
    const found =
      row === null || agreement === undefined ? null : this.#versionOf(row, agreement, this.issuedOf(agreement.id))
    if (found === null) throw noVersion()
    return found
  }

  /** @param templates the trust's texts, to tell whether a template moved on */
  agreementOf({ id, facts }: AgreementRow, templates: Texts): Agreement {
    const today = this.ctx.today()
    const issued = this.issuedOf(id)
    const [inForce, coming] = [inForceAmong(issued, today), comingAfter(issued, today)]
    return {
      ...facts,
      id,
      inForce: inForce === null ? null : { id: inForce.id, label: inForce.label, since: inForce.effectiveFrom },
      coming: coming === null ? null : { id: coming.id, label: coming.label, from: coming.effectiveFrom },
      versions: issued.length,
      drafts: this.draftsOf(id).length,
      templateNewer: this.#templateNewer(id, facts, templates),
    }
  }

  /** Held against the newest issued text; before the first issue, against the drafts. */
  #templateNewer(id: string, { template }: AgreementFacts, templates: Texts): boolean {
    const newest = template === null ? undefined : templates.issuedOf(template).at(-1)
    if (newest === undefined) return false
    const issued = this.issuedOf(id).at(-1)
    const carrying = issued === undefined ? this.draftsOf(id) : [issued]
    return carrying.every(({ templateVersion }) => templateVersion !== newest.id)
  }

  /** Null: it is made from no template. Of a version that is not there nothing can be carried. */
  trustTexts({ template }: AgreementFacts, { templateVersion }: VersionFacts): TrustTexts | null {
    if (template === null || templateVersion === null) return null
    this.#trust ??= new Texts(this.ctx.trust(), this.ctx)
    const issued = this.#trust.issuedOf(template)
    return {
      carried: issued.find(({ id }) => id === templateVersion)?.clauses ?? [],
      ever: issued.map(({ clauses }) => clauses),
    }
  }

  /** Who confirmed that a clause of an agreement is meant as the trust has it, in exactly these words. */
  #confirmedOf(agreement: string): Confirmed {
    return (clause) => {
      const rows = (this.#kept ??= keptParts(this.tenant.db))
      const words = wordsHash(clause)
      const found = rows.find((one) => one.agreement === agreement && one.clause === clause.id && one.words === words)
      return found === undefined ? null : { by: found.by, on: found.on }
    }
  }

  #versionOf(row: VersionRow, agreement: AgreementRow, issued: readonly IssuedVersion[]): Version | null {
    const { id } = row
    const of = row.issued ?? row.draft
    const trust = of === null ? null : this.trustTexts(agreement.facts, of)
    const parts =
      of === null || trust === null ? [] : [...localParts(of.clauses, trust, this.#confirmedOf(agreement.id))]
    if (row.issued !== null) {
      const { by: _by, ...text } = row.issued
      const inForce = inForceAmong(issued, this.ctx.today())?.id === id
      return { ...text, id, state: 'ISSUED', note: null, inForce, problems: [], localParts: parts }
    }
    if (row.draft === null || row.author === null) return null
    const hash = versionHash(row.draft)
    const ground = {
      ...{ audiences: agreement.facts.audiences, issued },
      ...{ isTemplate: this.tenant.kind === 'trust', today: this.ctx.today() },
      ...{ trustText: trust?.carried ?? null, localParts: parts },
    }
    return {
      ...row.draft,
      ...{ id, hash, author: row.author, issuedOn: null, inForce: false },
      ...reviewed(this.#reviews.get(id), hash, (person) => nameOf(person, this.ctx)),
      ...{ problems: [...versionProblems(row.draft, ground)], localParts: parts },
    }
  }
}

/** Where a draft stands by the review that counts. */
function reviewed(
  review: ReviewRow | undefined,
  hash: string,
  name: (person: string) => string,
): { state: VersionState } & Pick<Version, 'approvedBy' | 'approvedOn' | 'note'> {
  const nobody = { approvedBy: null, approvedOn: null }
  if (review === undefined) return { state: 'DRAFT', ...nobody, note: null }
  const { step, note, by, on } = review
  const fits = review.hash === hash
  switch (step) {
    case 'CHANGES':
      return { state: 'DRAFT', ...nobody, note }
    case 'SENT':
      return fits
        ? { state: 'IN_REVIEW', ...nobody, note }
        : { state: 'DRAFT', ...nobody, note: 'The text was changed after it was sent to review. Send it again.' }
    case 'APPROVED':
      return fits
        ? { state: 'APPROVED', approvedBy: by, approvedOn: on, note }
        : {
            ...{ state: 'DRAFT', ...nobody },
            note: `The approval of ${name(by)} fell away because the text was changed.`,
          }
  }
}

const nameOf = (person: string, ctx: Ctx): string =>
  allPeople(ctx.trust().db).find(({ id }) => id === person)?.name ?? 'somebody who is not listed any more'

const issuedIn = ({ id, issued }: VersionRow): readonly IssuedVersion[] => (issued === null ? [] : [{ ...issued, id }])

function byAgreement(rows: readonly VersionRow[]): ReadonlyMap<string, readonly VersionRow[]> {
  const groups = new Map<string, VersionRow[]>()
  for (const row of rows) {
    const of = (row.issued ?? row.draft)?.agreement
    if (of === undefined) continue
    const group = groups.get(of)
    if (group === undefined) groups.set(of, [row])
    else group.push(row)
  }
  return groups
}

/** @throws Fault 'not-found' */
export function agreementIn(tenant: Tenant, id: string): AgreementRow {
  const row = oneAgreement(tenant.db, id)
  if (row === null) throw new Fault('not-found', 'There is no such agreement here. Nothing was changed.')
  return row
}

export const noVersion = (): Fault =>
  new Fault(
    'not-found',
    'There is no such version of an agreement here. Open the agreement again; nothing was changed.',
  )
