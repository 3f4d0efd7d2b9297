/** Made-up schools with agreements in versions and signatures to them, filled through the product's own write path. */
import type { AgreementAudience, AgreementFacts, VersionFacts } from '@contract/agreements'
import type { CivilDate, YearCode } from '@contract/primitives'
import { academicYear, addDays, addYears } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, set } from '@vault/entity'
import type { BuildPractice } from '@vault/practice-tools'
import {
  adultKind,
  agreementIssueKind,
  agreementKind,
  signingEntity,
  signingKind,
  versionHash,
  type SigningBody,
} from '../../src-main/features/agreements'
import { birthdayAt } from '../../src-main/features/practice/consents'
import { membershipDraft, NEVER_HERE, pupilKind } from '../../src-main/features/pupils'
import type { Draft } from '../../src-main/sync/core/event'
import { chance, type Chance } from '../fuzz/chance'

export interface SignaturesSize {
  readonly name: string
  readonly pupils: number
  readonly adults: number
  /** Texts issued before the one in force, each signed by everybody; and how often each signature was recorded before. */
  readonly earlier: number
}

const SEED = 20261130
const BATCH = 10_000
const YEARS = ['R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] as const satisfies readonly YearCode[]

/** @param sizes the schools, in the order they are made */
export const signatures =
  (sizes: readonly SignaturesSize[]): BuildPractice =>
  async ({ ctx, newSchool }) => {
    for (const [number, size] of sizes.entries()) {
      const tenant = await newSchool({
        ...{ name: size.name, shortName: `S${number}`, phase: 'ALL_THROUGH', lowYear: 'R', highYear: '11' },
        ...{ urn: null, laEstab: null, ukprn: null, localAuthority: null, policeForce: null, postcode: null },
        ...{ learnerWord: 'pupil', predecessorUrn: null },
      })
      fill(ctx, tenant, size, chance(SEED, number))
    }
  }

/** Pupils sign two: the one of their key stage and, by a parent, that of families; staff sign one. */
const AGREEMENTS: readonly (readonly [AgreementAudience, AgreementFacts['signers'], AgreementFacts['validity']])[] = [
  ['EARLY_YEARS_KS1', 'PARENT', 'ACADEMIC_YEAR'],
  ['KS2', 'BOTH', 'ACADEMIC_YEAR'],
  ['KS3_UP', 'BOTH', 'ACADEMIC_YEAR'],
  ['PARENT', 'PARENT', 'UNTIL_LEFT'],
  ['STAFF_VOLUNTEER', 'ADULT', 'UNTIL_LEFT'],
]

interface Text {
  readonly agreement: string
  readonly audience: AgreementAudience
  readonly signers: AgreementFacts['signers']
  /** The one in force last. */
  readonly versions: readonly { readonly id: string; readonly hash: string; readonly from: CivilDate }[]
}

function fill(ctx: Ctx, tenant: Tenant, size: SignaturesSize, dice: Chance): void {
  const { begins } = academicYear(ctx.today())
  const made = AGREEMENTS.map(([audience, signers, validity]) => textOf(ctx, audience, signers, validity, size.earlier))
  const pupils = Array.from({ length: size.pupils }, (_, turn) => pupilOf(ctx, tenant, turn, size.pupils, begins, dice))
  const adults = Array.from({ length: size.adults }, (_, turn) => adultOf(ctx, turn, begins))
  append(ctx, tenant, [
    ...made.flatMap(({ drafts }) => drafts),
    ...pupils.flatMap(({ drafts }) => drafts),
    ...adults.map(({ draft }) => draft),
  ])
  const texts = made.map(({ text }) => text)
  const asked = [
    ...pupils.flatMap(({ id, audience }) =>
      texts
        .filter((text) => text.audience === audience || text.audience === 'PARENT')
        .flatMap((text) => signingsOf(ctx, text, { kind: 'PUPIL', id }, dice)),
    ),
    ...adults.flatMap(({ id }) =>
      texts
        .filter(({ audience }) => audience === 'STAFF_VOLUNTEER')
        .flatMap((text) => signingsOf(ctx, text, { kind: 'ADULT', id }, dice)),
    ),
  ]
  let before: readonly string[] = []
  for (let round = 0; round <= size.earlier; round += 1) {
    before = append(
      ctx,
      tenant,
      asked.map(({ entity, body }, at) => ({
        ...{ type: signingKind.type, entity, op: 'decide' as const, parents: before.slice(at, at + 1) },
        body: round === size.earlier ? body : { ...body, note: `Round ${round}` },
      })),
    )
  }
}

/** @returns ids of the events, in the order of the drafts */
function append(ctx: Ctx, tenant: Tenant, drafts: readonly Draft[]): readonly string[] {
  const events: string[] = []
  for (let at = 0; at < drafts.length; at += BATCH) {
    for (const id of ctx.append(tenant, drafts.slice(at, at + BATCH)).events) events.push(id)
  }
  return events
}

function textOf(
  ctx: Ctx,
  audience: AgreementAudience,
  signers: AgreementFacts['signers'],
  validity: AgreementFacts['validity'],
  earlier: number,
): { readonly text: Text; readonly drafts: readonly Draft[] } {
  const id = ctx.newId()
  const { begins } = academicYear(ctx.today())
  const by = ctx.actor.id
  const clauses = Array.from({ length: 12 }, (_, place) => ({
    ...{ id: ctx.newId(), heading: `Clause ${place + 1}`, text: 'I look after what I use. '.repeat(6), local: false },
    symbol: null,
  }))
  const issues = Array.from({ length: earlier + 1 }, (_, at) => {
    const from = addYears(begins, at - earlier)
    const facts: VersionFacts = {
      ...{ agreement: id, label: String(at + 1), clauses, effectiveFrom: from, summary: '', templateVersion: null },
      changes: at === 0 ? [] : [{ audience, change: 'WORDING' }],
    }
    const issuedOn = addDays(from, -20)
    const hash = versionHash(facts)
    const version = { id: ctx.newId(), hash, from }
    const issued = { ...facts, issuedOn, hash, author: by, approvedBy: by, approvedOn: issuedOn, by }
    return { version, draft: add(agreementIssueKind, version.id, issued) }
  })
  const facts: AgreementFacts = {
    ...{ title: `For ${audience}`, audiences: [audience], variant: 'PLAIN', language: null, variantOf: null, signers },
    ...{ childFrom: null, validity, months: null, template: null, retiredOn: null },
  }
  return {
    text: { agreement: id, audience, signers, versions: issues.map(({ version }) => version) },
    drafts: [set(agreementKind, id, facts), ...issues.map(({ draft }) => draft)],
  }
}

interface Asked {
  readonly entity: string
  readonly body: SigningBody
}

/** Nine of ten sign the text in force; the others said no, or nothing. */
function signingsOf(
  ctx: Ctx,
  { agreement, signers, versions }: Text,
  signee: SigningBody['signee'],
  dice: Chance,
): readonly Asked[] {
  const version = versions.at(-1)
  if (version === undefined || dice.in(20)) return []
  const capacities =
    signers === 'BOTH' ? (['CHILD', 'PARENT'] as const) : [signers === 'ADULT' ? ('ADULT' as const) : signers]
  return capacities.map((capacity) => {
    const body: SigningBody = {
      ...{ version: version.id, signee, capacity, outcome: dice.in(30) ? 'REFUSED' : 'SIGNED', contact: null },
      ...{ name: capacity === 'PARENT' ? 'Marba Thistlemead' : null, signedOn: addDays(version.from, dice.upTo(25)) },
      ...{ method: 'PAPER', witness: null, until: null, parentRead: false, note: null },
      ...{ agreement, hash: version.hash, by: ctx.actor.id, voids: [], restores: [] },
    }
    return { entity: signingEntity(body), body }
  })
}

function pupilOf(ctx: Ctx, tenant: Tenant, turn: number, of: number, begins: CivilDate, dice: Chance) {
  const id = ctx.newId()
  const year = YEARS[Math.floor((turn * YEARS.length) / of)] ?? 'R'
  const number = Number(year)
  const audience: AgreementAudience = number >= 7 ? 'KS3_UP' : number >= 3 ? 'KS2' : 'EARLY_YEARS_KS1'
  const draft = set(pupilKind, id, {
    ...{ legalForename: `Ald${dice.upTo(900)}`, legalSurname: `Thistle${dice.upTo(900)}` },
    ...{ preferredForename: null, preferredSurname: null, dateOfBirth: birthdayAt(year, turn, begins), year },
    ...{ className: `${year}${'ABCDEFGH'.charAt(Math.floor(turn / 30) % 8)}` },
    ...{ admissionNumber: String(turn + 1).padStart(6, '0'), upn: null, formerUpn: null, registration: 'MAIN' },
  })
  const joined = membershipDraft(tenant, id, ctx.actor.id, { ...NEVER_HERE, onRollFrom: addYears(begins, -1) })
  return { id, audience, drafts: [joined, draft] }
}

function adultOf(ctx: Ctx, turn: number, begins: CivilDate) {
  const id = ctx.newId()
  const draft = set(adultKind, id, {
    ...{ name: `Orla Pennywhistle ${turn}`, audience: 'STAFF_VOLUNTEER', group: `Team ${turn % 8}` },
    ...{ organisation: null, from: addYears(begins, -1), until: null },
  })
  return { id, draft }
}
