/** The made-up agreements of the practice trust: templates in two versions, and what each school has made of them. */
import type { AgreementFacts, Clause, VersionFacts } from '@contract/agreements'
import type { CivilDate, PersonId } from '@contract/primitives'
import { academicYear, addDays, addYears } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { add, set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { agreementIssueKind, agreementKind, versionHash } from '../agreements'
import { openText, PRACTICE_TEMPLATES, type PracticeClause, type PracticeTemplate } from './agreement-texts'
import type { PracticeSchool } from './schools'

/** An issued version, for whoever signs it. */
export interface MadeVersion {
  readonly id: string
  readonly hash: string
  readonly effectiveFrom: CivilDate
  readonly issuedOn: CivilDate
}

export interface MadeAgreement {
  readonly id: string
  readonly facts: AgreementFacts
  /** In the order in which they come into force; the last may be still to come. */
  readonly versions: readonly MadeVersion[]
}

export interface MadeTemplate extends MadeAgreement {
  readonly template: PracticeTemplate
  /** Ids of its clauses, in the order of its text. */
  readonly clauses: readonly string[]
}

/** Who wrote and who approved. */
interface Signed {
  readonly author: PersonId
  readonly approver: PersonId
}

/** The trust's templates: one version for the academic year before, one for this. */
export function templateDrafts(
  ctx: Ctx,
  signed: Signed,
): { readonly drafts: readonly Draft[]; readonly templates: readonly MadeTemplate[] } {
  const made = PRACTICE_TEMPLATES.map((template) => {
    const id = ctx.newId()
    const facts = factsOf(template, null)
    const clauses = template.clauses.map(() => ctx.newId())
    const text = (isBefore: boolean) => clausesOf({ template, clauses }, isBefore, openText)
    const issues = [true, false].map((isBefore) =>
      issued(ctx, signed, {
        agreement: id,
        clauses: text(isBefore),
        ...yearly(ctx, template, facts, isBefore),
        templateVersion: null,
      }),
    )
    const versions = issues.map(({ version }) => version)
    const drafts = [set(agreementKind, id, facts), ...issues.map(({ draft }) => draft)]
    return { drafts, made: { id, facts, versions, template, clauses } }
  })
  return { drafts: made.flatMap(({ drafts }) => drafts), templates: made.map((one) => one.made) }
}

/** The school that still has last year's texts, and the one whose next text has to be signed again. */
const BEHIND = 'SJS'
const AHEAD = 'OHS'

/** What a school has made of the templates that are for its pupils and its adults. */
export function adoptedDrafts(
  ctx: Ctx,
  signed: Signed,
  { facts: school }: PracticeSchool,
  templates: readonly MadeTemplate[],
): { readonly drafts: readonly Draft[]; readonly agreements: readonly MadeAgreement[] } {
  const made = templates
    .filter(({ facts }) => serves(facts, school))
    .map((from) => {
      const id = ctx.newId()
      const facts = factsOf(from.template, from.id)
      const own = (clause: PracticeClause): string => clause.filled?.(school.name) ?? clause.text
      const years = school.shortName === BEHIND ? [true] : [true, false]
      const issues = years.map((isBefore) =>
        issued(ctx, signed, {
          ...{ agreement: id, clauses: clausesOf(from, isBefore, own), ...yearly(ctx, from.template, facts, isBefore) },
          templateVersion: from.versions[isBefore ? 0 : 1]?.id ?? null,
        }),
      )
      if (school.shortName === AHEAD && facts.audiences.includes('KS3_UP'))
        issues.push(coming(ctx, signed, id, facts, from, own))
      const versions = issues.map(({ version }) => version)
      const drafts = [set(agreementKind, id, facts), ...issues.map(({ draft }) => draft)]
      return { drafts, made: { id, facts, versions } }
    })
  return { drafts: made.flatMap(({ drafts }) => drafts), agreements: made.map((one) => one.made) }
}

function factsOf({ facts }: PracticeTemplate, template: string | null): AgreementFacts {
  return {
    ...facts,
    audiences: [...facts.audiences],
    language: null,
    variantOf: null,
    months: null,
    template,
    retiredOn: null,
  }
}

/** Years in teaching order, by which a school is served. */
const PLACE = ['R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13']
const SPANS: Readonly<Record<string, readonly [string, string]>> = {
  EARLY_YEARS_KS1: ['R', '2'],
  KS2: ['3', '6'],
  KS3_UP: ['7', '11'],
  SIXTH_FORM: ['12', '13'],
}

function serves({ audiences }: AgreementFacts, { lowYear, highYear }: PracticeSchool['facts']): boolean {
  const place = (year: string | null): number => PLACE.indexOf(year ?? 'R')
  return audiences.some((audience) => {
    const span = SPANS[audience]
    return span === undefined || (place(span[0]) <= place(highYear) && place(lowYear) <= place(span[1]))
  })
}

function clausesOf(
  { template, clauses }: Pick<MadeTemplate, 'template' | 'clauses'>,
  isBefore: boolean,
  said: (clause: PracticeClause) => string,
): Clause[] {
  return template.clauses.flatMap((clause, place) => {
    const { heading, was, symbol = null, filled } = clause
    if (isBefore && was === null) return []
    const text = isBefore && typeof was === 'string' ? was : said(clause)
    return [{ id: clauses[place] ?? '', heading, text, local: filled !== undefined, symbol }]
  })
}

/** Label, days and class of a year's version. The earlier one is the first, so it changes nothing. */
function yearly(
  ctx: Ctx,
  { change, summary }: PracticeTemplate,
  { audiences }: AgreementFacts,
  isBefore: boolean,
): Pick<VersionFacts, 'label' | 'effectiveFrom' | 'changes' | 'summary'> {
  const { begins } = academicYear(ctx.today())
  const effectiveFrom = isBefore ? addYears(begins, -1) : begins
  return {
    ...{ label: academicYear(effectiveFrom).label, effectiveFrom },
    changes: isBefore ? [] : audiences.map((audience) => ({ audience, change })),
    summary: isBefore ? '' : summary,
  }
}

/** Days between an issue and the day it is in force. */
const LEAD = 21
const COMING = 45

function issued(
  ctx: Ctx,
  { author, approver }: Signed,
  facts: VersionFacts,
): { readonly version: MadeVersion; readonly draft: Draft } {
  const id = ctx.newId()
  const hash = versionHash(facts)
  const day = addDays(facts.effectiveFrom, -LEAD)
  const issuedOn = day < ctx.today() ? day : ctx.today()
  const said = { issuedOn, hash, author, approvedBy: approver, approvedOn: issuedOn, by: approver }
  const { effectiveFrom } = facts
  return { version: { id, hash, effectiveFrom, issuedOn }, draft: add(agreementIssueKind, id, { ...facts, ...said }) }
}

/** A version the school has issued that is in force in some weeks, with a clause of its own. */
function coming(
  ctx: Ctx,
  signed: Signed,
  agreement: string,
  facts: AgreementFacts,
  from: MadeTemplate,
  own: (clause: PracticeClause) => string,
): ReturnType<typeof issued> {
  const effectiveFrom = addDays(ctx.today(), COMING)
  const watches: Clause = {
    ...{ id: ctx.newId(), heading: 'Smart watches', local: true, symbol: null },
    text: 'A smart watch is off, or in flight mode, from the first bell to the last.',
  }
  return issued(ctx, signed, {
    ...{ agreement, label: `${academicYear(ctx.today()).label}, 2`, effectiveFrom },
    clauses: [...clausesOf(from, false, own), watches],
    changes: facts.audiences.map((audience) => ({ audience, change: 'RESIGN' as const })),
    summary: 'Smart watches are off in lessons and at break.',
    templateVersion: from.versions[1]?.id ?? null,
  })
}
