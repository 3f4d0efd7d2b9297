/** What can happen to pictures kept: registered, shown, looked for. All in the school's file, none of the pictures (R81). */
import { z } from 'zod'
import { ParentsPhotosFacts, PersonalEquipment, SetFacts, StaffShown } from '@contract/images'
import { CivilDate, EntityId, Hash, Line, PersonId } from '@contract/primitives'
import { entityKind, fieldOf } from '@vault/entity'

/** A folder of the school's network that holds pictures. */
export const folderKind = entityKind({
  type: 'images.folder',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ label: Line, path: z.string().min(1).max(2000), by: PersonId }),
  words: () => 'Registered a folder of pictures',
  shown: (fields) => (typeof fields['label'] === 'string' ? fields['label'] : null),
  undo: 'never',
})

/** That a folder was looked through, and what was found, in numbers. Entity: the folder. */
export const scannedKind = entityKind({
  type: 'images.scanned',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    at: z.int().nonnegative(),
    complete: z.boolean(),
    missing: z.int().nonnegative(),
    changed: z.int().nonnegative(),
    by: PersonId,
  }),
  words: () => 'Looked through a folder of pictures',
  shown: () => null,
  undo: 'never',
})

/** A set of pictures, by reference. */
export const setKind = entityKind({
  type: 'images.set',
  family: 'fields',
  schema: 1,
  body: SetFacts,
  words: (_event, before) => (before === null ? 'Registered a set of pictures' : 'Changed a set of pictures'),
  shown: () => null,
  undo: 'images.keep',
})

/** One file as it was when it was registered. */
export const RegisteredFile = z.strictObject({
  path: z.string().min(1).max(4000),
  size: z.int().nonnegative(),
  takenOn: CivilDate,
  hash: Hash,
})
export type RegisteredFile = z.output<typeof RegisteredFile>

/** How many files one event names. */
export const FILES_PART = 200

/** Files of a set, a part of them at a time; a later list of the same part replaces it. */
export const filesKind = entityKind({
  type: 'images.files',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ set: EntityId, folder: EntityId, files: z.array(RegisteredFile).max(FILES_PART) }),
  words: (_event, before) =>
    before === null ? 'Noted the files of a set of pictures' : 'Noted where files of a set of pictures are now',
  shown: () => null,
  undo: 'never',
})

/** Whether a pupil is on the pictures of a set. Where two PCs differ, the pupil is. Entity: set and pupil. */
export const shownKind = entityKind({
  type: 'images.shown',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ set: EntityId, pupil: EntityId, isShown: z.boolean(), by: PersonId }),
  rank: (value) => (fieldOf(value, 'isShown') === false ? 0 : 1),
  words: (event) =>
    fieldOf(event.body, 'isShown') === false
      ? 'Noted that a pupil is not on pictures'
      : 'Noted that a pupil is on pictures',
  reasonTakes: 'pupils.read',
})

/** That somebody has said who is on the pictures, and which adults are. Entity: the set. */
export const peopleShownKind = entityKind({
  type: 'images.people',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ staff: z.array(StaffShown).max(200), by: PersonId }),
  words: () => 'Said who is on pictures',
  shown: () => null,
  undo: 'never',
  reasonTakes: 'pupils.read',
})

/** Personal equipment was used, by the head's leave. Entity: the set. */
export const personalKind = entityKind({
  type: 'images.personal',
  family: 'fields',
  schema: 1,
  body: PersonalEquipment,
  words: (_event, before) =>
    before === null
      ? 'Recorded that personal equipment was used for pictures'
      : 'Recorded what became of pictures on personal equipment',
  shown: () => null,
  undo: 'images.keep',
})

/** Families photographing at an event. */
export const parentsPhotosKind = entityKind({
  type: 'images.parentsphotos',
  family: 'records',
  schema: 1,
  body: ParentsPhotosFacts.extend({ by: PersonId }),
  words: () => 'Recorded whether families may photograph at an event',
})

export const setsKinds = [
  folderKind,
  scannedKind,
  setKind,
  filesKind,
  shownKind,
  peopleShownKind,
  personalKind,
  parentsPhotosKind,
] as const
