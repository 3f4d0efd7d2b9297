/** Queries and projections of the consent register. Asked of a school's file. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { ConsentAnswer, isNo, RENEWALS } from '@contract/answers'
import type { PurposeTerms, WordingFacts } from '@contract/consents'
import type { ViewAges, ViewFromSaid } from '@contract/consents-settings'
import type { CivilDate, PersonId } from '@contract/primitives'
import { canonical } from '../../src-main/sync/core/event'
import { fieldsOf, type Merged, type Restrictiveness } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, rowKeeper, rowsOf } from '../prepared'
import { answer, purpose, settings, settlement, terms, use, viewFrom, wording } from '../schema/consents'
import { inOrder, nodesOf } from './graph'

export type PurposeRow = typeof use.$inferSelect
/** A use without what it rests on. */
export type PurposeFactsRow = typeof purpose.$inferSelect
export type TermsRow = typeof terms.$inferSelect
export type ViewFromRow = typeof viewFrom.$inferSelect
export type WordingRow = typeof wording.$inferSelect
export type AnswerRow = typeof answer.$inferSelect
export type SettlementRow = typeof settlement.$inferSelect

const purposeRows = rowsOf(use)
const purposes = keptWith((db: ReadableDb) =>
  db.select().from(use).orderBy(asc(use.position), asc(use.label), asc(use.id)).prepare(),
)

/** Uses in paper order, retired ones too. */
export const allPurposes = (db: ReadableDb): readonly PurposeRow[] => purposeRows(purposes(db).values())

const purposeById = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(use)
    .where(eq(use.id, sql.placeholder('id')))
    .prepare(),
)

export const onePurpose = (db: ReadableDb, id: string): PurposeRow | null => purposeById(db).get({ id }) ?? null

const chosenAge = keptWith((db: ReadableDb) =>
  db.select({ onlineServiceAge: settings.onlineServiceAge }).from(settings).limit(1).prepare(),
)

/** The age chosen for online services; null: none was. */
export const onlineServiceAge = (db: ReadableDb): number | null => chosenAge(db).get()?.onlineServiceAge ?? null

const viewFromRows = keptWith((db: ReadableDb) => db.select({ ages: viewFrom.ages }).from(viewFrom).limit(1).prepare())

/** The ages from which a pupil's own view is needed by what stands, the lowest first; null: the school set none. */
export const viewAges = (db: ReadableDb): ViewAges | null => viewFromRows(db).get()?.ages ?? null

/** Wordings, the newest issue first, drafts before all. */
export const allWordings = (db: ReadableDb): readonly WordingRow[] =>
  db
    .select()
    .from(wording)
    .orderBy(desc(isNull(wording.issuedOn)), desc(wording.issuedOn), asc(wording.id))
    .all()

const issues = keptWith((db: ReadableDb) =>
  db
    .select({
      id: wording.id,
      issuedOn: wording.issuedOn,
      effectiveFrom: sql<CivilDate>`json_extract(${wording.issued}, '$.effectiveFrom')`,
    })
    .from(wording)
    .where(isNotNull(wording.issued))
    .prepare(),
)

/** Wordings issued, with the day of the issue and their own first day, without their texts. */
export const issuesOfWordings = (
  db: ReadableDb,
): readonly { readonly id: string; readonly issuedOn: CivilDate | null; readonly effectiveFrom: CivilDate }[] =>
  issues(db).all()

const wordingById = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(wording)
    .where(eq(wording.id, sql.placeholder('id')))
    .prepare(),
)

export const oneWording = (db: ReadableDb, id: string): WordingRow | null => wordingById(db).get({ id }) ?? null

const answerRows = rowsOf(answer)

const ofOnePupil = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(answer)
    .where(eq(answer.pupil, sql.placeholder('pupil')))
    .orderBy(asc(answer.recordedAt), asc(answer.event))
    .prepare(),
)

/** Every answer ever recorded for a pupil, oldest first. */
export const answersOf = (db: ReadableDb, pupil: string): readonly AnswerRow[] =>
  answerRows(ofOnePupil(db).values({ pupil }))

/** Every answer ever recorded of those people who once said No to a use, by the use and pupil they said it about. */
export const answersWhereSomebodySaidNo = (db: ReadableDb): readonly AnswerRow[] => {
  const noes = ConsentAnswer.options.filter(isNo)
  const entities = db.selectDistinct({ entity: answer.entity }).from(answer).where(inArray(answer.answer, noes))
  return db.select().from(answer).where(inArray(answer.entity, entities)).all()
}

const standingByEntity = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(answer)
    .where(and(eq(answer.entity, sql.placeholder('entity')), eq(answer.stands, true)))
    .prepare(),
)

/** Answers of one person for one use that nothing later supersedes. @param entity as `answerEntity` makes it */
export const standingOfEntity = (db: ReadableDb, entity: string): readonly AnswerRow[] =>
  answerRows(standingByEntity(db).values({ entity }))

const ofOneEvent = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(answer)
    .where(eq(answer.event, sql.placeholder('event')))
    .prepare(),
)

/** The answer of one event, null when there is none. */
export const answerByEvent = (db: ReadableDb, event: string): AnswerRow | null => ofOneEvent(db).get({ event }) ?? null

const allStanding = keptWith((db: ReadableDb) => db.select().from(answer).where(eq(answer.stands, true)).prepare())

const standingAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(answer)
    .where(and(isAmongIds(answer.pupil), eq(answer.stands, true)))
    .prepare(),
)

/** Answers that stand, of some pupils for some uses; null asks for all. */
export function standingAnswers(
  db: ReadableDb,
  pupils: readonly string[] | null,
  of: readonly string[] | null,
): readonly AnswerRow[] {
  if (pupils?.length === 0 || of?.length === 0) return []
  const values = pupils === null ? allStanding(db).values() : standingAmong(db).values({ ids: JSON.stringify(pupils) })
  const rows = answerRows(values)
  return of === null ? rows : rows.filter((row) => of.includes(row.purpose))
}

/** Answers keyed from one form, or read in with one import. */
export const answersFrom = (db: ReadableDb, from: string): readonly AnswerRow[] =>
  db.select().from(answer).where(eq(answer.from, from)).orderBy(asc(answer.recordedAt), asc(answer.event)).all()

const allSettlements = keptWith((db: ReadableDb) =>
  db.select().from(settlement).where(eq(settlement.stands, true)).prepare(),
)

const settlementsAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(settlement)
    .where(and(isAmongIds(settlement.pupil), eq(settlement.stands, true)))
    .prepare(),
)

/** Settlements that stand, of some pupils for some uses; null asks for all. */
export function standingSettlements(
  db: ReadableDb,
  pupils: readonly string[] | null,
  of: readonly string[] | null,
): readonly SettlementRow[] {
  if (pupils?.length === 0 || of?.length === 0) return []
  const rows = pupils === null ? allSettlements(db).all() : settlementsAmong(db).all({ ids: JSON.stringify(pupils) })
  return of === null ? rows : rows.filter((row) => of.includes(row.purpose))
}

/** Every settlement ever recorded. */
export const settlementsEver = (db: ReadableDb): readonly SettlementRow[] => db.select().from(settlement).all()

/** Settlements of one pupil and use that stand. */
export const settlementsOfEntity = (db: ReadableDb, entity: string): readonly SettlementRow[] =>
  db
    .select()
    .from(settlement)
    .where(and(eq(settlement.entity, entity), eq(settlement.stands, true)))
    .all()

/** What an erased word may have been: any of them. */
const EVERY_AGE: readonly (number | null)[] = [...Array.from({ length: 13 }, (_, i) => i + 5), null]

/**
 * Every age from which a pupil decides by anything that stands, the lowest first. Where PCs differ, no clock decides (C19),
 * and none of the ages is the strictest: a low one asks the pupil, a high one the parents.
 */
export function viewFromRowOf(id: string, state: Merged, rank: Restrictiveness): ViewFromRow | null {
  const said = nodesOf(state, rank)
    .filter(({ stands }) => stands)
    // The log has checked every value against the kind.
    .flatMap(({ value }) => (value === null ? EVERY_AGE : [(value as unknown as ViewFromSaid).from]))
  const [first, ...others] = [...new Set(said)].sort((a, b) => (a ?? 18) - (b ?? 18) || (a === null ? 1 : -1))
  return first === undefined ? null : { id, ages: [first, ...others] }
}

/** The use a purpose's state stands for; null when there is none. */
export function purposeRowOf(id: string, state: Merged | null): PurposeFactsRow | null {
  const fields = fieldsOf(state)
  return fields === null ? null : { id, ...(fields as Omit<PurposeFactsRow, 'id'>) } // The log has checked every field against the kind.
}

/**
 * What a use rests on. Where PCs differ, no clock decides (C19): each part is the strictest any of them says, and what
 * permits most stands beside it.
 * @returns null where something that stands was erased, which may have been stricter: then there is no such use
 */
export function termsRowOf(id: string, state: Merged, rank: Restrictiveness): TermsRow | null {
  const standing = nodesOf(state, rank).filter(({ stands }) => stands)
  const said = standing.flatMap(({ value }) => (value === null ? [] : [value as unknown as PurposeTerms])) // As above.
  const [first] = said
  if (first === undefined || said.length < standing.length) return null
  const bases = said.map(({ basis }) => basis).sort()
  const renewals = RENEWALS.filter((one) => said.some(({ renewal }) => renewal === one))
  const ends = said.map(({ retiredOn }) => retiredOn)
  const days = ends.filter((day): day is CivilDate => day !== null).sort()
  const strictest = {
    basis: bases.find((basis) => basis === 'CONSENT') ?? bases[0] ?? first.basis,
    outside: said.some(({ outside }) => outside),
    // From the one that asks most often.
    renewal: renewals[0] ?? first.renewal,
    retiredOn: days[0] ?? null,
  }
  const loosest = {
    basis: bases.findLast((basis) => basis !== 'CONSENT') ?? first.basis,
    outside: said.every(({ outside }) => outside),
    renewal: renewals.at(-1) ?? first.renewal,
    retiredOn: ends.includes(null) ? null : (days.at(-1) ?? null),
  }
  const differ = canonical(strictest) !== canonical(loosest)
  return { purpose: id, ...strictest, loosest: differ ? inOrder(loosest) : null }
}

type AnswerValue = Omit<AnswerRow, 'event' | 'entity' | 'recordedAt' | 'stands' | 'latestNoOn'> & {
  readonly voids: readonly string[]
}

/** One person's answers for one use as rows: every event, which stand, and the date of the newest No. */
export function answerRowsOf(entity: string, state: Merged, rank: Restrictiveness): readonly AnswerRow[] {
  const nodes = nodesOf(state, rank)
  const values = nodes.map(({ value }) => value as AnswerValue | null) // As above.
  const known = values.find((value) => value !== null)
  if (!known) return []
  const voided = new Set(values.flatMap((value) => value?.voids ?? []))
  const noes = values.flatMap((value, i) =>
    value !== null && isNo(value.answer) && !voided.has(nodes[i]?.event ?? '') ? [value.decidedOn] : [],
  )
  const latestNoOn = noes.reduce<CivilDate | null>((last, day) => (last === null || day > last ? day : last), null)
  return nodes.map(({ event, recordedAt, stands }, i): AnswerRow => {
    // What an erased answer said is gone; that it permits nothing is not.
    const { voids: _voids, ...value } = values[i] ?? {
      ...known,
      answer: ConsentAnswer.enum.VOID,
      name: null,
      evidence: null,
    }
    return { ...value, event, entity, recordedAt, stands, latestNoOn }
  })
}

type SettlementValue = Omit<SettlementRow, 'event' | 'entity' | 'recordedAt' | 'stands'>

/** Settlements of one pupil and use as rows. */
export function settlementRowsOf(entity: string, state: Merged, rank: Restrictiveness): readonly SettlementRow[] {
  return nodesOf(state, rank).flatMap(
    ({ event, value, recordedAt, stands }) =>
      value === null ? [] : [{ ...(value as unknown as SettlementValue), event, entity, recordedAt, stands }], // As above.
  )
}

const projectPurpose: Projection<WritableDb> = (db, id, state) => {
  const row = purposeRowOf(id, state)
  if (row === null) db.delete(purpose).where(eq(purpose.id, id)).run()
  else db.insert(purpose).values(row).onConflictDoUpdate({ target: purpose.id, set: row }).run()
}

const keepTerms = rowKeeper(terms, terms.purpose)

const projectTerms: Projection<WritableDb> = (db, id, state, rank) => {
  const row = termsRowOf(id, state, rank)
  if (row === null) db.delete(terms).where(eq(terms.purpose, id)).run()
  else keepTerms(db, row)
}

const projectSettings: Projection<WritableDb> = (db, id, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    db.delete(settings).where(eq(settings.id, id)).run()
    return
  }
  const row = { id, ...(fields as Omit<typeof settings.$inferSelect, 'id'>) } // As above.
  db.insert(settings).values(row).onConflictDoUpdate({ target: settings.id, set: row }).run()
}

const keepViewFrom = rowKeeper(viewFrom, viewFrom.id)

const projectViewFrom: Projection<WritableDb> = (db, id, state, rank) => {
  const row = viewFromRowOf(id, state, rank)
  if (row !== null) keepViewFrom(db, row)
}

const projectWording: Projection<WritableDb> = (db, id, state) => {
  const draft = inOrder(fieldsOf(state)) as WordingFacts | null // As above.
  db.insert(wording).values({ id, draft }).onConflictDoUpdate({ target: wording.id, set: { draft } }).run()
}

const projectIssue: Projection<WritableDb> = (db, id, state) => {
  if (state.family !== 'records' || state.record.value === null) return
  const { issuedOn, hash, by, ...issued } = state.record.value as unknown as WordingFacts & {
    readonly issuedOn: CivilDate
    readonly hash: string
    readonly by: PersonId
  } // As above.
  const set = { issued: inOrder(issued), issuedOn, hash, by }
  db.insert(wording)
    .values({ id, ...set })
    .onConflictDoUpdate({ target: wording.id, set })
    .run()
}

const keepAnswer = rowKeeper(answer, answer.event)

/** No event ever leaves a graph, so that the rows of those before stay; only an entity erased whole has none. */
const projectAnswer: Projection<WritableDb> = (db, entity, state, rank) => {
  const rows = answerRowsOf(entity, state, rank)
  if (rows.length === 0) db.delete(answer).where(eq(answer.entity, entity)).run()
  for (const row of rows) keepAnswer(db, row)
}

const projectSettlement: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(settlement).where(eq(settlement.entity, entity)).run()
  for (const row of settlementRowsOf(entity, state, rank)) db.insert(settlement).values(row).run()
}

/** Projections by entity type. That something was asked or saved stands in the log alone. */
export const consentsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'consents.purpose': projectPurpose,
  'consents.terms': projectTerms,
  'consents.settings': projectSettings,
  'consents.viewFrom': projectViewFrom,
  'consents.wording': projectWording,
  'consents.issue': projectIssue,
  'consents.answer': projectAnswer,
  'consents.settlement': projectSettlement,
  'consents.asked': () => {},
  'consents.exported': () => {},
  'consents.exportSeen': () => {},
}
