/** Queries and projection of what people answered to agreements. Asked of a school's file. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { SigningFacts, SigningOutcome } from '@contract/signatures'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, rowsOf } from '../prepared'
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

/** What of an outcome says whether somebody has signed. */
export type Signed = Pick<SigningRow, 'signee' | 'version' | 'capacity' | 'outcome' | 'signedOn' | 'until'>

const signedFields = {
  ...{ signee: signing.signee, version: signing.version, capacity: signing.capacity },
  ...{ outcome: signing.outcome, signedOn: signing.signedOn, until: signing.until },
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
  }))
}

const unable = keptWith((db: ReadableDb) =>
  db
    .select({ version: signing.version, signee: signing.signee, capacity: signing.capacity })
    .from(signing)
    .where(
      sql`${isStanding} AND ${signing.outcome} = 'CANNOT_SIGN' AND json_extract(${signing.facts}, '$.witness') IS NULL`,
    )
    .prepare(),
)

/** Those who cannot sign and have no witness to it, as `version signee capacity`. */
export const unwitnessed = (db: ReadableDb): ReadonlySet<string> =>
  new Set(
    unable(db)
      .all()
      .map(({ version: of, signee, capacity }) => `${of} ${signee} ${capacity}`),
  )

/** Everything ever recorded of one pupil or adult, the newest first. */
export const signingsOf = (db: ReadableDb, signee: string): readonly SigningRow[] =>
  db
    .select()
    .from(signing)
    .where(eq(signing.signee, signee))
    .orderBy(desc(signing.recordedAt), asc(signing.event))
    .all()

export const oneSigning = (db: ReadableDb, event: string): SigningRow | null =>
  db.select().from(signing).where(eq(signing.event, event)).get() ?? null

/** What stands for one version, signee and capacity. */
export const standingOfSigning = (db: ReadableDb, entity: string): readonly SigningRow[] =>
  db
    .select()
    .from(signing)
    .where(and(eq(signing.entity, entity), eq(signing.stands, true)))
    .orderBy(asc(signing.event))
    .all()

interface SigningValue extends Omit<SigningFacts, 'outcome'> {
  readonly outcome: SigningOutcome
  readonly agreement: string
  readonly hash: string
  readonly by: PersonId
  readonly voids: readonly string[]
}

/** Rows of everything recorded of one act. */
export const projectSigning: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(signing).where(eq(signing.entity, entity)).run()
  for (const { event, value, erased, recordedAt, stands } of nodesOf(state, rank)) {
    // What was erased clears nobody and is about nobody.
    if (erased || value === null) continue
    const { outcome, agreement: of, ...facts } = inOrder(value) as unknown as SigningValue // The log has checked them against their kind.
    const { signee, version: text, capacity, signedOn, until } = facts
    db.insert(signing)
      .values({
        ...{ event, entity, agreement: of, version: text, signeeKind: signee.kind, signee: signee.id },
        ...{ capacity, outcome, signedOn, until, facts, recordedAt, stands },
      })
      .run()
  }
}
