/** Queries and projection of what people answered to agreements. Asked of a school's file. */
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { SigningFacts, SigningOutcome } from '@contract/signatures'
import type { Merged, Restrictiveness } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, rowsOf } from '../prepared'
import { event } from '../schema/log'
import { signing } from '../schema/signings'
import { inOrder, nodesOf } from './graph'

export type SigningRow = typeof signing.$inferSelect

const signingRows = rowsOf(signing)
// Written out, not bound, so that the index of what stands serves.
const isStanding = sql`${signing.stands} = 1`
const everyStanding = keptWith((db: ReadableDb) => db.select().from(signing).where(isStanding).prepare())
const standingAmong = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(signing)
    .where(and(isAmongIds(signing.signee), isStanding))
    .prepare(),
)

/** Outcomes that stand, of some pupils and adults, or of everybody with null. */
export const standingSignings = (db: ReadableDb, signees: readonly string[] | null): readonly SigningRow[] =>
  signingRows(
    signees === null ? everyStanding(db).values() : standingAmong(db).values({ ids: JSON.stringify(signees) }),
  )

/** What of a record says whether somebody has signed. */
export type Signed = Pick<SigningRow, 'signee' | 'version' | 'capacity' | 'outcome' | 'signedOn' | 'until' | 'signer'>

const signedFields = {
  ...{ signee: signing.signee, version: signing.version, capacity: signing.capacity },
  ...{ outcome: signing.outcome, signedOn: signing.signedOn, until: signing.until, signer: signing.signer },
}
const everySigned = keptWith((db: ReadableDb) => db.select(signedFields).from(signing).where(isStanding).prepare())
const signedAmong = keptWith((db: ReadableDb) =>
  db
    .select(signedFields)
    .from(signing)
    .where(and(isAmongIds(signing.signee), isStanding))
    .prepare(),
)

/** The same, of everything no more than that: of a school's thousands nothing else is read. */
export function signedBy(db: ReadableDb, signees: readonly string[] | null): readonly Signed[] {
  const values = signees === null ? everySigned(db).values() : signedAmong(db).values({ ids: JSON.stringify(signees) })
  return values.map((line): Signed => ({
    // In the order of the fields above, as the projection has written them.
    ...{ signee: line[0] as string, version: line[1] as string, capacity: line[2] as Signed['capacity'] },
    ...{ outcome: line[3] as Signed['outcome'], signedOn: line[4] as CivilDate, until: line[5] as CivilDate | null },
    signer: line[6] as string | null,
  }))
}

const everySaid = keptWith((db: ReadableDb) =>
  db
    .select({
      signee: signing.signee,
      said: sql<string>`${signing.version} || ' ' || ${signing.capacity} || ' ' || ${signing.outcome} || ' ' ||
        ${signing.signedOn} || ' ' || coalesce(${signing.until}, '')`,
    })
    .from(signing)
    .where(isStanding)
    .prepare(),
)

/**
 * What stands of everybody, a line each: whose it is, then text, capacity, outcome, day and last day as one text, since
 * hundreds have said the same. Who signed for somebody is left out.
 */
export const everythingSaid = (db: ReadableDb): readonly (readonly [signee: string, said: string])[] =>
  everySaid(db).values() as [string, string][] // In the order of the columns above.

/** The parts of such a text. */
export function partsOfSaid(said: string): Omit<Signed, 'signee' | 'signer'> {
  const [version = '', capacity = '', outcome = '', signedOn = '', until = ''] = said.split(' ')
  return {
    version,
    // As the projection has written them.
    ...{ capacity: capacity as Signed['capacity'], outcome: outcome as Signed['outcome'] },
    ...{ signedOn: signedOn as CivilDate, until: until === '' ? null : (until as CivilDate) },
  }
}

const unable = keptWith((db: ReadableDb) =>
  db
    .select(signedFields)
    .from(signing)
    .where(
      sql`${isStanding} AND ${signing.outcome} = 'CANNOT_SIGN' AND json_extract(${signing.facts}, '$.witness') IS NULL`,
    )
    .prepare(),
)

/** Records of those who cannot sign that have no witness to it, as {@link witnessKey} names them. */
export const unwitnessed = (db: ReadableDb): ReadonlySet<string> => new Set(unable(db).all().map(witnessKey))

export const witnessKey = ({ signee, version, capacity, signedOn, signer }: Omit<Signed, 'outcome'>): string =>
  [signee, version, capacity, signedOn, signer ?? ''].join(' ')

/** Everything ever recorded of one pupil or adult, the newest first. */
export const signingsOf = (db: ReadableDb, signee: string): readonly SigningRow[] =>
  db
    .select()
    .from(signing)
    .where(eq(signing.signee, signee))
    .orderBy(desc(signing.recordedAt), asc(signing.event))
    .all()

// An answer somebody gave, as against what was recorded to take one back.
const isAnswer = sql`${signing.restores} IS NULL AND ${signing.outcome} <> 'VOID'`

/** Answers recorded at once, in one batch of the log. */
export interface TogetherRow {
  readonly batch: string
  /** Milliseconds since 1970 UTC, by the clock of whoever recorded them. */
  readonly recordedAt: number
  readonly records: number
  readonly facts: SigningRow['facts']
  readonly agreement: string
}

/** The batches in which answers of one pupil or adult were recorded, by event, with how many answers each batch holds. */
export function batchesOf(
  db: ReadableDb,
  signee: string,
): ReadonlyMap<string, { readonly batch: string; readonly records: number }> {
  const own = db
    .select({ id: event.id, batch: event.batch })
    .from(signing)
    .innerJoin(event, eq(event.id, signing.event))
    .where(and(eq(signing.signee, signee), isAnswer))
    .all()
  const counts = db
    .select({ batch: event.batch, records: sql<number>`count(*)` })
    .from(event)
    .innerJoin(signing, eq(signing.event, event.id))
    .where(and(sql`${event.batch} IN (SELECT value FROM json_each(${listOf(own, ({ batch }) => batch)}))`, isAnswer))
    .groupBy(event.batch)
    .all()
  const records = new Map(counts.map((one) => [one.batch, one.records]))
  return new Map(own.map(({ id, batch }) => [id, { batch, records: records.get(batch) ?? 1 }]))
}

const listOf = <T>(things: readonly T[], text: (thing: T) => string): string => JSON.stringify(things.map(text))

/** The newest batches of several answers, and of any number from a file, the newest first. @param limit how many */
export const recordedTogether = (db: ReadableDb, limit: number): readonly TogetherRow[] =>
  db
    .select({
      ...{ batch: event.batch, recordedAt: sql<number>`min(${signing.recordedAt})`, records: sql<number>`count(*)` },
      ...{ facts: signing.facts, agreement: signing.agreement },
    })
    .from(signing)
    .innerJoin(event, eq(event.id, signing.event))
    .where(isAnswer)
    .groupBy(event.batch)
    .having(sql`count(*) > 1 OR json_extract(${signing.facts}, '$.method') = 'IMPORT'`)
    .orderBy(sql`min(${signing.recordedAt}) DESC`, asc(event.batch))
    .limit(limit)
    .all()

/** How many answers of each batch were taken back; a batch of which none was is left out. */
export const takenBackIn = (db: ReadableDb): ReadonlyMap<string, number> =>
  new Map(
    db
      .select({ batch: event.batch, records: sql<number>`count(*)` })
      .from(event)
      .where(
        sql`${event.id} IN (
          SELECT json_each.value FROM agreement_signing, json_each(agreement_signing.facts, '$.voids')
          WHERE agreement_signing.outcome = 'VOID' OR agreement_signing.restores IS NOT NULL)`,
      )
      .groupBy(event.batch)
      .all()
      .map((one) => [one.batch, one.records]),
  )

/** Answers of one batch, with what was not erased. */
export const signingsOfBatch = (db: ReadableDb, batch: string): readonly SigningRow[] =>
  db
    .select(getTableColumns(signing))
    .from(signing)
    .innerJoin(event, eq(event.id, signing.event))
    .where(and(eq(event.batch, batch), isAnswer))
    .orderBy(asc(signing.event))
    .all()

/** Everything ever recorded of some acts. */
export const recordsOfActs = (db: ReadableDb, entities: readonly string[]): readonly SigningRow[] =>
  db
    .select()
    .from(signing)
    .where(sql`${signing.entity} IN (SELECT value FROM json_each(${listOf(entities, (one) => one)}))`)
    .all()

export const oneSigning = (db: ReadableDb, event: string): SigningRow | null =>
  db.select().from(signing).where(eq(signing.event, event)).get() ?? null

interface SigningValue extends Omit<SigningFacts, 'outcome'> {
  readonly outcome: SigningOutcome
  readonly agreement: string
  readonly hash: string
  readonly by: PersonId
  readonly voids: readonly string[]
  readonly restores?: readonly string[]
}

/** Records of one act, without what was erased: that clears nobody and is about nobody. */
export function actRows(entity: string, state: Merged, rank: Restrictiveness): readonly SigningRow[] {
  const nodes = nodesOf(state, rank).flatMap(({ erased, value, ...node }) =>
    // The log has checked them against their kind.
    erased || value === null ? [] : [{ ...node, value: inOrder(value) as unknown as SigningValue }],
  )
  const gone = new Set(nodes.flatMap(({ value }) => value.voids))
  return nodes.map(({ event: id, value, recordedAt, stands }): SigningRow => {
    const { outcome, agreement, restores: [root = null] = [], ...facts } = value
    const { signee, version, capacity, signedOn, until, contact, name } = facts
    // One PC said again what another took back.
    const isGone = stands && gone.has(root ?? id)
    return {
      ...{ event: id, entity, agreement, version, signeeKind: signee.kind, signee: signee.id, capacity },
      ...{ signer: capacity === 'PARENT' ? (contact ?? name) : null, outcome: isGone ? 'VOID' : outcome },
      ...{ signedOn, until, restores: root, facts, recordedAt, stands },
    }
  })
}

/** Rows of everything recorded of one act. */
export const projectSigning: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(signing).where(eq(signing.entity, entity)).run()
  for (const row of actRows(entity, state, rank)) db.insert(signing).values(row).run()
}
