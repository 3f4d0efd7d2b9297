/** Reading what every column of a comparison states: one file after the other, each reduced to its statements (models B1). */
import type { ComparedSchool, ComparisonQuery } from '@contract/comparison'
import { Fault } from '@contract/fault'
import type { EditionFacts } from '@contract/matrices'
import type { SchoolId } from '@contract/primitives'
import type { Ctx, ListedSchool } from '@vault/context'
import { rulesAsAt, taughtBy } from '../matrices'
import { byQuestion, type ReadColumn } from './compare'

/**
 * The columns of a comparison: the baseline first where it is the reference, then the schools asked for, each as at
 * the date. A school whose file cannot be read is listed as such and states nothing.
 * @throws Fault 'not-found' for a school the trust does not have
 */
export function readColumns(query: ComparisonQuery, ctx: Ctx): readonly ReadColumn[] {
  const { reference } = query
  const schools = selected(query, ctx).map((listed) => readSchool(listed, query))
  return reference.kind === 'baseline' ? [readBaseline(query, ctx), ...schools] : schools
}

/** Schools in the order asked for, the school of reference among them; all of them when none is named. */
function selected({ schools, reference }: ComparisonQuery, ctx: Ctx): readonly ListedSchool[] {
  const all = ctx.schools()
  const wanted: readonly SchoolId[] = schools.length > 0 ? schools : all.map(({ id }) => id)
  const named = reference.kind === 'school' ? [...wanted, reference.of] : wanted
  return [...new Set(named)].map((id) => {
    const listed = all.find((school) => school.id === id)
    if (listed === undefined) {
      throw new Fault('not-found', 'One of these schools is not in this trust. Choose the schools again.')
    }
    return listed
  })
}

function readSchool(listed: ListedSchool, query: ComparisonQuery): ReadColumn {
  const { id, facts } = listed
  const base = {
    school: id as string as ComparedSchool['school'], // A school's file has the school's own id.
    name: facts.name,
    shortName: facts.shortName,
    file: listed.state,
    fileWords: listed.words,
    baseline: false,
    lowYear: facts.lowYear,
    highYear: facts.highYear,
  }
  const years = taughtBy(facts)
  if (listed.tenant === null) return { compared: { ...base, editions: [] }, years, statements: null }
  const asked = {
    asAt: query.asAt,
    drafts: query.drafts.includes(id),
    pinned: query.pinned.filter(({ pinFor }) => pinFor === id).map(({ edition }) => edition),
  }
  const { editions, statements } = rulesAsAt(listed.tenant.db, asked, years)
  return { compared: { ...base, editions: editionsOf(editions) }, years, statements: byQuestion(statements) }
}

function readBaseline(query: ComparisonQuery, ctx: Ctx): ReadColumn {
  const { id, db } = ctx.trust()
  const { editions, statements } = rulesAsAt(db, { asAt: query.asAt, drafts: false, pinned: [] }, null)
  return {
    compared: {
      school: id,
      name: 'Trust baseline',
      shortName: 'Baseline',
      file: 'open',
      fileWords: null,
      baseline: true,
      lowYear: null,
      highYear: null,
      editions: editionsOf(editions),
    },
    years: null,
    statements: byQuestion(statements),
  }
}

/** The editions that answer questions; incident grids answer none (R26). */
const editionsOf = (editions: readonly EditionFacts[]): ComparedSchool['editions'] =>
  editions
    .filter(({ kind }) => kind !== 'incident')
    .map(({ id, title, document, status, effectiveFrom, nextReview, reviewOverdue }) => ({
      edition: id,
      title,
      document,
      status,
      effectiveFrom,
      nextReview,
      draft: status === 'DRAFT',
      overdue: reviewOverdue,
    }))
