/** Reading what every column of a comparison states: one file after the other, each reduced to its statements (models B1). */
import type { ComparedSchool, ComparisonQuery } from '@contract/comparison'
import { Fault } from '@contract/fault'
import type { EditionFacts } from '@contract/matrices'
import type { SchoolId } from '@contract/primitives'
import type { ReadableDb } from '@db/handles'
import type { Ctx, ListedSchool } from '@vault/context'
import { rulesAsAt, taughtBy, type Asked, type Taught } from '../matrices'
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
  const { editions, statements } = stated(listed.tenant.db, asked, years)
  return { compared: { ...base, editions }, years, statements }
}

function readBaseline(query: ComparisonQuery, ctx: Ctx): ReadColumn {
  const { id, db } = ctx.trust()
  const { editions, statements } = stated(db, { asAt: query.asAt, drafts: false, pinned: [] }, null)
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
      editions,
    },
    years: null,
    statements,
  }
}

/** Tables before prose, then by title: a school's words stand in the same order on every PC and in every file. */
const KIND_ORDER: readonly EditionFacts['kind'][] = ['permission', 'userActions', 'device', 'prose', 'incident']

const inOrder = (a: EditionFacts, b: EditionFacts): number =>
  KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
  (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) ||
  (a.id < b.id ? -1 : 1)

/** What a file states on the date of the query, in a steady order. */
function stated(
  db: ReadableDb,
  asked: Asked,
  taught: Taught,
): Pick<ReadColumn, 'statements'> & Pick<ComparedSchool, 'editions'> {
  const { editions, statements } = rulesAsAt(db, asked, taught)
  const sorted = [...statements].sort((a, b) => (a.edition === b.edition ? 0 : inOrder(a.edition, b.edition)))
  return { editions: editionsOf([...editions].sort(inOrder)), statements: byQuestion(sorted) }
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
