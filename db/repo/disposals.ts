/** Queries about lists of files of sets that are to go, or went. Asked of a school's file. */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { ReadableDb } from '../handles'
import { file } from '../schema/images'
import { entity, event } from '../schema/log'

/** Type of a list of files. */
const LIST = 'images.files'

const other = alias(file, 'other')

/** Other sets that name files at the very places of a set's files, and how many. */
export const setsSharing = (db: ReadableDb, set: string): readonly { readonly set: string; readonly files: number }[] =>
  db
    .select({ set: other.set, files: sql<number>`count(*)` })
    .from(file)
    .innerJoin(other, and(eq(other.folder, file.folder), eq(other.path, file.path), ne(other.set, file.set)))
    .where(eq(file.set, set))
    .groupBy(other.set)
    .orderBy(asc(other.set))
    .all()

/** Other sets that name the same bytes at another place, and how many of them. */
export const copiesElsewhere = (
  db: ReadableDb,
  set: string,
): readonly { readonly set: string; readonly files: number }[] =>
  db
    .select({ set: other.set, files: sql<number>`count(distinct ${other.folder} || '/' || ${other.path})` })
    .from(file)
    .innerJoin(other, and(eq(other.hash, file.hash), ne(other.set, file.set)))
    .where(and(eq(file.set, set), sql`(${other.folder} <> ${file.folder} OR ${other.path} <> ${file.path})`))
    .groupBy(other.set)
    .orderBy(asc(other.set))
    .all()

/** Lists of files of a set that stand, those that have become empty among them. */
export const listsOfSet = (db: ReadableDb, set: string): readonly string[] =>
  db
    .select({ part: entity.entity })
    .from(entity)
    .where(
      and(
        eq(entity.type, LIST),
        sql`json_extract(${entity.state}, '$.fields.set.value') = ${set}`,
        sql`coalesce(json_extract(${entity.state}, '$.deleted.value'), 0) = 0`,
      ),
    )
    .orderBy(asc(entity.entity))
    .all()
    .map(({ part }) => part)

/**
 * Lists that are deleted and whose words can still be read: the app ended before they were erased, or another PC wrote to
 * them before it knew. A disposal alone deletes lists.
 */
export const listsToErase = (db: ReadableDb): readonly string[] =>
  db
    .selectDistinct({ part: event.entity })
    .from(event)
    .innerJoin(entity, and(eq(entity.type, event.type), eq(entity.entity, event.entity)))
    .where(
      and(
        eq(event.type, LIST),
        eq(event.op, 'set'),
        eq(event.erased, false),
        sql`json_extract(${entity.state}, '$.deleted.value') = 1`,
      ),
    )
    .orderBy(asc(event.entity))
    .all()
    .map(({ part }) => part)
