/** Queries and projections of agreements and signatures. Asked of a school's file; templates of the trust's. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { AgreementFacts, AgreementSettings, VersionFacts } from '@contract/agreements'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { AdultFacts, LoanFacts, SigningFacts } from '@contract/signatures'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import {
  access,
  adult,
  agreement,
  agreementSettings,
  form,
  keptPart,
  loan,
  review,
  run,
  version,
  type Issued,
} from '../schema/agreements'
import { keptWith } from '../prepared'
import { inOrder, nodesOf, recordOf } from './graph'
import { projectSigning } from './signings'

export type AgreementRow = typeof agreement.$inferSelect
export type VersionRow = typeof version.$inferSelect
export type KeptPartRow = typeof keptPart.$inferSelect
export type ReviewRow = typeof review.$inferSelect
export type AdultRow = typeof adult.$inferSelect
export type FormRow = typeof form.$inferSelect
export type LoanRow = typeof loan.$inferSelect
export type AccessRow = typeof access.$inferSelect

const everyAgreement = keptWith((db: ReadableDb) => db.select().from(agreement).orderBy(asc(agreement.id)).prepare())

export const allAgreements = (db: ReadableDb): readonly AgreementRow[] => everyAgreement(db).all()

export const oneAgreement = (db: ReadableDb, id: string): AgreementRow | null =>
  db.select().from(agreement).where(eq(agreement.id, id)).get() ?? null

/** What the school has set; null when nothing was. */
export const agreementYears = (db: ReadableDb): AgreementSettings['years'] | null => settings(db).get()?.years ?? null

const settings = keptWith((db: ReadableDb) => db.select().from(agreementSettings).prepare())

/** Versions of every agreement, drafts and issued ones. */
export const allVersions = (db: ReadableDb): readonly VersionRow[] =>
  db.select().from(version).orderBy(asc(version.id)).all()

export const oneVersion = (db: ReadableDb, id: string): VersionRow | null =>
  db.select().from(version).where(eq(version.id, id)).get() ?? null

/** The review that counts, by version. */
export const reviews = (db: ReadableDb): ReadonlyMap<string, ReviewRow> =>
  new Map(
    db
      .select()
      .from(review)
      .all()
      .map((row) => [row.version, row]),
  )

/** Parts of one file's agreements that were confirmed as the trust has them. */
export const keptParts = (db: ReadableDb): readonly KeptPartRow[] =>
  db.select().from(keptPart).orderBy(asc(keptPart.id)).all()

const everyAdult = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(adult)
    .orderBy(sql`json_extract(${adult.facts}, '$.name')`, asc(adult.id))
    .prepare(),
)

export const allAdults = (db: ReadableDb): readonly AdultRow[] => everyAdult(db).all()

export const oneAdult = (db: ReadableDb, id: string): AdultRow | null =>
  db.select().from(adult).where(eq(adult.id, id)).get() ?? null

/** An issued version without its text. */
export interface IssuedRow extends Pick<VersionFacts, 'agreement' | 'label' | 'effectiveFrom' | 'changes'> {
  readonly id: string
  readonly issuedOn: CivilDate
  readonly hash: string
}

const everyIssue = keptWith((db: ReadableDb) => {
  const at = <T>(path: string) => sql<T>`json_extract(${version.issued}, ${sql.raw(`'$.${path}'`)})`
  return db
    .select({
      ...{ id: version.id, agreement: at<string>('agreement'), label: at<string>('label'), hash: at<string>('hash') },
      ...{ effectiveFrom: at<CivilDate>('effectiveFrom'), issuedOn: at<CivilDate>('issuedOn') },
      changes: at<string>('changes'),
    })
    .from(version)
    .where(sql`${version.issued} IS NOT NULL`)
    .orderBy(asc(version.id))
    .prepare()
})

/** Issued versions of every agreement, without their texts. */
export const issuedRows = (db: ReadableDb): readonly IssuedRow[] =>
  everyIssue(db)
    .all()
    .map(({ changes, ...row }) => ({ ...row, changes: JSON.parse(changes) as VersionFacts['changes'] })) // As above.

/** Forms printed for one pupil or adult, each with when and by whom. */
export const formsFor = (
  db: ReadableDb,
  signee: string,
): readonly (FormRow & { readonly printedAt: number; readonly by: PersonId })[] =>
  db
    .select({ form, printedAt: run.printedAt, by: run.by })
    .from(form)
    .innerJoin(run, eq(run.id, form.run))
    .where(eq(form.signee, signee))
    .orderBy(asc(run.printedAt), asc(form.number))
    .all()
    .map(({ form: row, ...of }) => ({ ...row, ...of }))

/** The printed form with a number; null: not printed here. */
export const formNumbered = (db: ReadableDb, number: string): FormRow | null =>
  db.select().from(form).where(eq(form.number, number)).get() ?? null

const everyLoan = keptWith((db: ReadableDb) => db.select().from(loan).orderBy(asc(loan.id)).prepare())

export const allLoans = (db: ReadableDb): readonly LoanRow[] => everyLoan(db).all()

export const oneLoan = (db: ReadableDb, id: string): LoanRow | null =>
  db.select().from(loan).where(eq(loan.id, id)).get() ?? null

export const allAccess = (db: ReadableDb): readonly AccessRow[] =>
  db.select().from(access).orderBy(desc(access.grantedOn), asc(access.id)).all()

const projectAgreement: Projection<WritableDb> = (db, id, state) => {
  db.delete(agreement).where(eq(agreement.id, id)).run()
  const facts = inOrder(fieldsOf(state)) as AgreementFacts | null // The log has checked them against their kind.
  if (facts !== null) db.insert(agreement).values({ id, facts }).run()
}

const projectSettings: Projection<WritableDb> = (db, id, state) => {
  db.delete(agreementSettings).where(eq(agreementSettings.id, id)).run()
  const settings = inOrder(fieldsOf(state)) as AgreementSettings | null // As above.
  if (settings !== null) db.insert(agreementSettings).values({ id, years: settings.years }).run()
}

const projectDraft: Projection<WritableDb> = (db, id, state) => {
  const fields = inOrder(fieldsOf(state)) as (VersionFacts & { readonly author: PersonId }) | null // As above.
  if (fields === null) {
    const kept = db.select().from(version).where(eq(version.id, id)).get()
    if (kept?.issued == null) db.delete(version).where(eq(version.id, id)).run()
    else db.update(version).set({ draft: null, author: null }).where(eq(version.id, id)).run()
    return
  }
  const { author, ...draft } = fields
  db.insert(version)
    .values({ id, draft, author })
    .onConflictDoUpdate({ target: version.id, set: { draft, author } })
    .run()
}

const projectIssue: Projection<WritableDb> = (db, id, state) => {
  const record = recordOf(state)
  if (record === null) return
  const issued = inOrder(record.value) as unknown as VersionFacts & Issued // As above.
  db.insert(version).values({ id, issued }).onConflictDoUpdate({ target: version.id, set: { issued } }).run()
}

const projectKeptPart: Projection<WritableDb> = (db, id, state) => {
  db.delete(keptPart).where(eq(keptPart.id, id)).run()
  const fields = fieldsOf(state) as Omit<KeptPartRow, 'id'> | null // As above.
  if (fields === null) return
  const { agreement: of, clause, version: draft, words, by, on } = fields
  db.insert(keptPart).values({ id, agreement: of, clause, version: draft, words, by, on }).run()
}

const projectReview: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(review).where(eq(review.version, entity)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  // Where two PCs differ, the one that asks for more counts.
  const [counts] = standing.sort((a, b) => rank(b.value) - rank(a.value))
  if (counts === undefined) return
  const { step, hash, note, by, on } = counts.value as unknown as ReviewRow // As above.
  db.insert(review).values({ version: entity, step, hash, note, by, on }).run()
}

const projectAdult: Projection<WritableDb> = (db, id, state) => {
  db.delete(adult).where(eq(adult.id, id)).run()
  const facts = inOrder(fieldsOf(state)) as AdultFacts | null // As above.
  if (facts !== null) db.insert(adult).values({ id, facts }).run()
}

const projectRun: Projection<WritableDb> = (db, id, state) => {
  db.delete(run).where(eq(run.id, id)).run()
  db.delete(form).where(eq(form.run, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const of = record.value as unknown as {
    readonly version: string
    readonly label: string
    readonly by: PersonId
    readonly forms: readonly { readonly number: string; readonly signee: SigningFacts['signee'] }[]
  } // As above.
  db.insert(run).values({ id, version: of.version, label: of.label, by: of.by, printedAt: record.at }).run()
  for (const { number, signee } of of.forms)
    db.insert(form)
      .values({ number, run: id, version: of.version, signeeKind: signee.kind, signee: signee.id })
      .onConflictDoNothing()
      .run()
}

const projectLoan: Projection<WritableDb> = (db, id, state) => {
  db.delete(loan).where(eq(loan.id, id)).run()
  const fields = inOrder(fieldsOf(state)) as
    | (LoanFacts & { readonly returnedOn: CivilDate | null; readonly condition: string | null; readonly by: PersonId })
    | null // As above.
  if (fields === null) return
  const { returnedOn, condition, by: _by, ...facts } = fields
  db.insert(loan).values({ id, facts, returnedOn, condition }).run()
}

const projectAccess: Projection<WritableDb> = (db, id, state) => {
  db.delete(access).where(eq(access.id, id)).run()
  const fields = fieldsOf(state) as unknown as
    (Omit<AccessRow, 'id' | 'signee' | 'signeeKind'> & { readonly signee: SigningFacts['signee'] }) | null // As above.
  if (fields === null) return
  const { signee, system, grantedOn, by, endedOn } = fields
  db.insert(access).values({ id, signeeKind: signee.kind, signee: signee.id, system, grantedOn, by, endedOn }).run()
}

/** Projections by entity type. That something was saved as a file stands in the log alone. */
export const agreementsProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'agreements.agreement': projectAgreement,
  'agreements.settings': projectSettings,
  'agreements.draft': projectDraft,
  'agreements.kept': projectKeptPart,
  'agreements.review': projectReview,
  'agreements.issue': projectIssue,
  'agreements.adult': projectAdult,
  'agreements.signing': projectSigning,
  'agreements.run': projectRun,
  'agreements.loan': projectLoan,
  'agreements.access': projectAccess,
  'agreements.exported': () => {},
}
