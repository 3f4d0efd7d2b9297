/** Queries and projections of pictures kept: folders, sets, files, who is on them. Asked of a school's file. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { ParentsPhotosFacts, PersonalEquipment, SetFacts, StaffShown } from '@contract/images'
import type { CivilDate } from '@contract/primitives'
import { fieldsOf } from '../../src-main/sync/core/merge'
import type { Projection } from '../../src-main/vault/entity'
import type { ReadableDb, WritableDb } from '../handles'
import { isAmongIds, keptWith, placeholdersOf, rowsOf } from '../prepared'
import { file, folder, imageSet, parentsPhotos, peopleShown, personal, scanned, shown } from '../schema/images'
import { pupil } from '../schema/pupils'
import { forgetFolder, forgetPaths, markFiled } from './found'
import { inOrder, nodesOf, recordOf } from './graph'

export type FolderRow = typeof folder.$inferSelect
export type ScannedRow = typeof scanned.$inferSelect
export type SetRow = typeof imageSet.$inferSelect
export type FileRow = typeof file.$inferSelect
export type ParentsPhotosRow = typeof parentsPhotos.$inferSelect

/** Registered folders by label. */
export const allFolders = (db: ReadableDb): readonly FolderRow[] =>
  db.select().from(folder).orderBy(asc(folder.label), asc(folder.id)).all()

export const oneFolder = (db: ReadableDb, id: string): FolderRow | null =>
  db.select().from(folder).where(eq(folder.id, id)).get() ?? null

/** What the newest look through a folder found, null before the first. */
export const lastScan = (db: ReadableDb, of: string): ScannedRow | null =>
  db.select().from(scanned).where(eq(scanned.folder, of)).get() ?? null

/** Sets, the newest pictures first. @param ids null: all */
export const allSets = (db: ReadableDb, ids: readonly string[] | null = null): readonly SetRow[] =>
  db
    .select()
    .from(imageSet)
    .where(ids === null ? undefined : inArray(imageSet.id, [...ids]))
    .orderBy(desc(imageSet.takenOn), asc(imageSet.id))
    .all()

export const oneSet = (db: ReadableDb, id: string): SetRow | null =>
  db.select().from(imageSet).where(eq(imageSet.id, id)).get() ?? null

/** Files of a set in the order of their paths. */
export const filesOfSet = (db: ReadableDb, set: string): readonly FileRow[] =>
  db.select().from(file).where(eq(file.set, set)).orderBy(asc(file.path), asc(file.part), asc(file.position)).all()

/** Files of one event. */
export const filesOfPart = (db: ReadableDb, part: string): readonly FileRow[] =>
  db.select().from(file).where(eq(file.part, part)).orderBy(asc(file.position)).all()

/** The registered file at a path, null when none is. */
export const fileAt = (db: ReadableDb, of: string, path: string): FileRow | null =>
  db
    .select()
    .from(file)
    .where(and(eq(file.folder, of), eq(file.path, path)))
    .get() ?? null

const fileRows = rowsOf(file)
const ofFolder = eq(file.folder, sql.placeholder('folder'))

const filesAmongPaths = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(file)
    .where(and(ofFolder, isAmongIds(file.path)))
    .prepare(),
)

/** Registered files of a folder at some paths, in no order; two at one path where two PCs registered it. */
export const filesAt = (db: ReadableDb, of: string, paths: readonly string[]): readonly FileRow[] =>
  paths.length === 0 ? [] : fileRows(filesAmongPaths(db).values({ folder: of, ids: JSON.stringify(paths) }))

const filesAmongHashes = keptWith((db: ReadableDb) =>
  db
    .select()
    .from(file)
    // Without the plus the folder's own index would be taken, and with it all its files.
    .where(and(sql`+${ofFolder}`, isAmongIds(file.hash)))
    .orderBy(asc(file.path), asc(file.part), asc(file.position))
    .prepare(),
)

/** Registered files of a folder with some hashes, in the order of their paths. */
export const filesWithHash = (db: ReadableDb, of: string, hashes: readonly string[]): readonly FileRow[] =>
  hashes.length === 0 ? [] : fileRows(filesAmongHashes(db).values({ folder: of, ids: JSON.stringify(hashes) }))

/** The events that name files of a folder, and how many each. */
export const partsOfFolder = (
  db: ReadableDb,
  of: string,
): readonly { readonly part: string; readonly set: string; readonly files: number }[] =>
  db
    .select({ part: file.part, set: file.set, files: sql<number>`count(*)` })
    .from(file)
    .where(eq(file.folder, of))
    .groupBy(file.part)
    .orderBy(asc(file.part))
    .all()

export const filesInFolder = (db: ReadableDb, of: string): number =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(file)
    .where(eq(file.folder, of))
    .get()?.count ?? 0

/** How many files each set has, and the newest day one of them was taken. */
export const filesBySet = (
  db: ReadableDb,
): ReadonlyMap<string, { readonly count: number; readonly lastTakenOn: CivilDate }> =>
  new Map(
    db
      .select({
        set: file.set,
        count: sql<number>`count(*)`,
        lastTakenOn: sql<CivilDate>`max(${file.takenOn})`,
      })
      .from(file)
      .groupBy(file.set)
      .all()
      .map(({ set, count, lastTakenOn }) => [set, { count, lastTakenOn }]),
  )

/** Pupils on each set. @param sets null: all */
export function pupilsShown(
  db: ReadableDb,
  sets: readonly string[] | null = null,
): ReadonlyMap<string, readonly string[]> {
  const rows = db
    .select({ set: shown.set, pupil: shown.pupil })
    .from(shown)
    .where(sets === null ? undefined : inArray(shown.set, [...sets]))
    .orderBy(asc(shown.pupil))
    .all()
  const bySet = new Map<string, string[]>()
  for (const { set, pupil } of rows) {
    const pupils = bySet.get(set)
    if (pupils === undefined) bySet.set(set, [pupil])
    else pupils.push(pupil)
  }
  return bySet
}

/** Sets a pupil is on. */
export const setsShowing = (db: ReadableDb, pupil: string): readonly string[] =>
  db
    .select({ set: shown.set })
    .from(shown)
    .where(eq(shown.pupil, pupil))
    .orderBy(asc(shown.set))
    .all()
    .map(({ set }) => set)

/** Who is said to be on sets and is a pupil of this school no more, because their record was erased. */
export const shownWithoutPupil = (db: ReadableDb): readonly { readonly entity: string; readonly set: string }[] =>
  db
    .select({ entity: shown.entity, set: shown.set })
    .from(shown)
    .leftJoin(pupil, eq(pupil.id, shown.pupil))
    .where(isNull(pupil.id))
    .all()

/** Adults on each set of which somebody has said who is on it. */
export const staffShown = (db: ReadableDb): ReadonlyMap<string, readonly StaffShown[]> =>
  new Map(
    db
      .select()
      .from(peopleShown)
      .all()
      .map(({ set, staff }) => [set, staff]),
  )

/** The exception of a set, null where the school's own equipment was used or nothing is said. */
export const personalOf = (db: ReadableDb, set: string): PersonalEquipment | null =>
  db.select().from(personal).where(eq(personal.set, set)).get()?.facts ?? null

/** Decisions on families photographing, the newest event first. */
export const allParentsPhotos = (db: ReadableDb): readonly ParentsPhotosRow[] =>
  db.select().from(parentsPhotos).orderBy(desc(parentsPhotos.on), asc(parentsPhotos.id)).all()

const projectFolder: Projection<WritableDb> = (db, id, state) => {
  db.delete(folder).where(eq(folder.id, id)).run()
  const fields = fieldsOf(state)
  if (fields === null) {
    forgetFolder(db, id)
    return
  }
  // The log has checked them against their kind.
  const { label, path } = fields as unknown as Omit<FolderRow, 'id'>
  db.insert(folder).values({ id, label, path }).run()
}

const projectScanned: Projection<WritableDb> = (db, id, state) => {
  db.delete(scanned).where(eq(scanned.folder, id)).run()
  const fields = fieldsOf(state)
  if (fields === null) return
  const { at, complete, missing, changed } = fields as unknown as Omit<ScannedRow, 'folder'> // As above.
  db.insert(scanned).values({ folder: id, at, complete, missing, changed }).run()
}

const projectSet: Projection<WritableDb> = (db, id, state) => {
  db.delete(imageSet).where(eq(imageSet.id, id)).run()
  const facts = inOrder(fieldsOf(state)) as SetFacts | null // As above.
  if (facts !== null) db.insert(imageSet).values({ id, takenOn: facts.takenOn, facts }).run()
}

const fileInsert = keptWith((db: WritableDb) => db.insert(file).values(placeholdersOf(file)).prepare())

const projectFiles: Projection<WritableDb> = (db, part, state) => {
  const fields = fieldsOf(state)
  if (fields === null) {
    const gone = filesOfPart(db, part)
    const paths = gone.map(({ path }) => path)
    for (const { folder: of } of gone.slice(0, 1)) forgetPaths(db, of, paths)
  }
  db.delete(file).where(eq(file.part, part)).run()
  if (fields === null) return
  const of = fields as unknown as {
    readonly set: string
    readonly folder: string
    readonly files: readonly Pick<FileRow, 'path' | 'size' | 'takenOn' | 'hash'>[]
  } // As above.
  const insert = fileInsert(db)
  for (const [position, { path, size, takenOn, hash }] of of.files.entries()) {
    insert.run({ part, position, set: of.set, folder: of.folder, path, size, takenOn, hash })
  }
  const paths = of.files.map(({ path }) => path)
  markFiled(db, of.folder, paths)
}

const projectShown: Projection<WritableDb> = (db, entity, state, rank) => {
  db.delete(shown).where(eq(shown.entity, entity)).run()
  const standing = nodesOf(state, rank).filter(({ stands, erased }) => stands && !erased)
  const on = standing
    .map(({ value }) => value as unknown as { readonly set: string; readonly pupil: string; readonly isShown: boolean })
    .find(({ isShown }) => isShown) // As above; whoever one PC saw on the pictures is on them.
  if (on !== undefined) db.insert(shown).values({ entity, set: on.set, pupil: on.pupil }).run()
}

const projectPeople: Projection<WritableDb> = (db, set, state) => {
  db.delete(peopleShown).where(eq(peopleShown.set, set)).run()
  const fields = fieldsOf(state)
  if (fields === null) return
  const staff = inOrder(fields['staff'] ?? []) as unknown as readonly StaffShown[] // As above.
  db.insert(peopleShown).values({ set, staff }).run()
}

const projectPersonal: Projection<WritableDb> = (db, set, state) => {
  db.delete(personal).where(eq(personal.set, set)).run()
  const facts = inOrder(fieldsOf(state)) as PersonalEquipment | null // As above.
  if (facts !== null) db.insert(personal).values({ set, facts }).run()
}

const projectParentsPhotos: Projection<WritableDb> = (db, id, state) => {
  db.delete(parentsPhotos).where(eq(parentsPhotos.id, id)).run()
  const record = recordOf(state)
  if (record === null) return
  const { by: _by, ...facts } = inOrder(record.value) as unknown as ParentsPhotosFacts & { readonly by: string } // As above.
  const on: CivilDate = facts.on
  db.insert(parentsPhotos).values({ id, on, facts }).run()
}

/** Projections by entity type. */
export const imagesProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  'images.folder': projectFolder,
  'images.scanned': projectScanned,
  'images.set': projectSet,
  'images.files': projectFiles,
  'images.shown': projectShown,
  'images.people': projectPeople,
  'images.personal': projectPersonal,
  'images.parentsphotos': projectParentsPhotos,
}
