/**
 * Pictures the school keeps: where they lie, who is on them, where they are used, and when they go. References only: no
 * picture is ever copied into the app (R81).
 */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, Line, PersonId, Reason, SchoolId } from './primitives'
import { PupilCard } from './pupils'
import { call, type Contract } from './rpc'

/** Classes of pictures a school's rules speak of (R67). */
export const IMAGE_CLASSES = [
  'IDENTITY',
  'CLASSROOM',
  'EVENT',
  'CLASS_PHOTO',
  'PORTRAIT',
  'PROMOTION',
  'VIDEO',
  'PUPIL_WORK',
  'OTHER',
] as const
export const ImageClass = z.enum(IMAGE_CLASSES)
export type ImageClass = z.output<typeof ImageClass>

/** Kinds that are never kept here; naming one is answered with where it belongs (R79, R80, R82). */
export const REFUSED_CLASSES = ['CCTV', 'INCIDENT', 'BIOMETRIC'] as const
export type RefusedClass = (typeof REFUSED_CLASSES)[number]

/** Where a set lies. `FOLDER`: a registered folder, whose files the app can look at; the others by words only. */
export const STORAGES = ['FOLDER', 'SHARED_DRIVE', 'APP', 'DEVICE', 'PAPER', 'SOCIAL', 'WEBSITE', 'OTHER'] as const
export const Storage = z.enum(STORAGES)
export type Storage = z.output<typeof Storage>

export const SetFacts = z.strictObject({
  title: Line,
  imageClass: ImageClass,
  /** When the pictures were taken; the last day of several (R67, trigger `CAPTURE`). */
  takenOn: CivilDate,
  event: Line.nullable(),
  takenBy: Line,
  /** `PERSONAL` needs the head's permission, and proof that nothing stayed on it (requirements 6). */
  device: z.enum(['SCHOOL', 'PERSONAL']),
  why: Line,
  /** Uses the pictures were taken for: while one of them is allowed for a pupil, the set may be kept for that pupil. */
  purposes: z.array(EntityId).max(20),
  storage: Storage,
  /** In words, such as "Office drive, Sports day 2026"; for a registered folder the path below it. */
  place: Line,
  /** Only with `FOLDER`. */
  folder: EntityId.nullable(),
  /** Kept because people consented, or for the school's task: a withdrawal reaches only the first (R71). */
  heldOn: z.enum(['CONSENT', 'PUBLIC_TASK']),
  /** Retention rule; null: the one of its class. */
  rule: EntityId.nullable(),
  /** How many pictures, where there is no folder to count them. */
  count: z.int().nonnegative().nullable(),
})
export type SetFacts = z.output<typeof SetFacts>

/** The same as it may be asked for: a refused kind is answered with words. */
export const AskedSetFacts = SetFacts.extend({ imageClass: z.enum([...IMAGE_CLASSES, ...REFUSED_CLASSES]) })
export type AskedSetFacts = z.output<typeof AskedSetFacts>

/** What the calendar says of a set (R68). `NO_RULE`: nobody has said how long such pictures are kept. */
export const RETENTION_STATES = ['HELD', 'DUE', 'OVERDUE', 'ON_HOLD', 'PROPOSED', 'DISPOSED', 'NO_RULE'] as const
export const RetentionState = z.enum(RETENTION_STATES)
export type RetentionState = z.output<typeof RetentionState>

export const ImageSet = SetFacts.extend({
  id: EntityId,
  files: z.int(),
  /** Pupils on it. */
  pupils: z.int(),
  /** Somebody has said who is on it, or that nobody is. */
  peopleKnown: z.boolean(),
  /** Uses that were recorded, and those that are still out. */
  publications: z.int(),
  live: z.int(),
  state: RetentionState,
  /** Why it falls due then, or why no date is known, in words. */
  because: z.string(),
  dueOn: CivilDate.nullable(),
  disposeBy: CivilDate.nullable(),
  missingFiles: z.int(),
  changedFiles: z.int(),
})
export type ImageSet = z.output<typeof ImageSet>

/** Adults on the pictures, and whether each agreed (requirements 5). */
export const StaffShown = z.strictObject({ name: Line, agreed: z.boolean() })
export type StaffShown = z.output<typeof StaffShown>

/** Personal equipment was used, by the head's leave (requirements 6). Unfinished while `deletedOn` or `proof` is null. */
export const PersonalEquipment = z.strictObject({
  permittedBy: PersonId,
  permittedOn: CivilDate,
  transferredOn: CivilDate.nullable(),
  deletedOn: CivilDate.nullable(),
  proof: Line.nullable(),
})
export type PersonalEquipment = z.output<typeof PersonalEquipment>

export const KeptFile = z.strictObject({
  /** Below the registered folder, with forward slashes. */
  path: z.string(),
  size: z.int().nonnegative(),
  takenOn: CivilDate,
  /** What the last scan or disposal said of it. */
  state: z.enum(['PRESENT', 'MISSING', 'CHANGED', 'DESTROYED']),
})
export type KeptFile = z.output<typeof KeptFile>

/** A folder of the school's network that holds pictures. Nothing in it is copied; files are known by path, size and hash. */
export const ImageFolder = z.strictObject({
  id: EntityId,
  label: z.string(),
  path: z.string(),
  scannedAt: Instant.nullable(),
  /** Files that belong to a set. */
  files: z.int(),
  missing: z.int(),
  changed: z.int(),
})
export type ImageFolder = z.output<typeof ImageFolder>

/** Files of one folder that a scan found and that belong to no set yet: a proposal for a set. */
export const FileGroup = z.strictObject({
  /** Below the registered folder, with forward slashes; empty for the folder itself. */
  path: z.string().max(4000),
  from: CivilDate,
  to: CivilDate,
  files: z.int(),
  bytes: z.int(),
})
export type FileGroup = z.output<typeof FileGroup>

export const ScanReport = z.strictObject({
  folder: ImageFolder,
  /** Until when it looked. */
  asOf: Instant,
  /** False when it was stopped or cut off, or the folder went away in mid-scan: then nothing counts as missing. */
  complete: z.boolean(),
  /** What cut it short, in words. */
  stopped: z.string().nullable(),
  counts: z.strictObject({
    same: z.int(),
    new: z.int(),
    moved: z.int(),
    duplicated: z.int(),
    missing: z.int(),
    changed: z.int(),
    /** Destroyed under a disposal, and there again (R76). */
    returned: z.int(),
    problems: z.int(),
    leftOut: z.int(),
    /** Everything there is to tell of files, each line of `problems` and those there was no room for. */
    told: z.int(),
  }),
  groups: z.array(FileGroup).max(2000),
  /** A few files with what is wrong with them, in words. */
  problems: z.array(z.strictObject({ path: z.string(), words: z.string() })).max(200),
})
export type ScanReport = z.output<typeof ScanReport>

/** Families photographing at an event: what was decided, by whom (R62, requirements 5). No consent rows are made for them. */
export const ParentsPhotosFacts = z.strictObject({
  event: Line,
  on: CivilDate,
  allowed: z.boolean(),
  /** Such as "own child only, not to be posted". */
  conditions: Line.nullable(),
  decidedBy: PersonId,
})
export type ParentsPhotosFacts = z.output<typeof ParentsPhotosFacts>
export const ParentsPhotos = ParentsPhotosFacts.extend({ id: EntityId })
export type ParentsPhotos = z.output<typeof ParentsPhotos>

const inSchool = { school: SchoolId }
const ofSet = { ...inSchool, set: EntityId }

export const images = {
  'images.folders': call('images.read', z.strictObject(inSchool), z.array(ImageFolder)),
  /** Asks for a folder and registers it. Null when cancelled. @throws Fault 'denied' for one that cannot be read, 'conflict' for one that lies in, or holds, a registered folder */
  'images.addFolder': call('images.keep', z.strictObject({ ...inSchool, label: Line }), ImageFolder.nullable()),
  /** Looks through a folder in the background: sizes, dates, hashes. Changes nothing in it. Tells `progress` of `job`. @throws Fault 'unavailable' when it cannot be reached */
  'images.scan': call('images.keep', z.strictObject({ ...inSchool, folder: EntityId, job: EntityId }), ScanReport),
  'images.cancelScan': call('images.keep', z.strictObject({ ...inSchool, job: EntityId }), z.strictObject({})),
  /**
   * What the last scan on this PC found, kept on it alone. Of one that did not reach the end, what it saw, and what scans
   * before had found that it did not come to. Null where this PC has not scanned it.
   */
  'images.found': call('images.keep', z.strictObject({ ...inSchool, folder: EntityId }), ScanReport.nullable()),
  /** A changed file of a set is right as it is now (hash differs: stop, ask). */
  'images.acceptChanged': call('images.keep', z.strictObject({ ...ofSet, path: z.string(), reason: Reason }), ImageSet),
  /** Makes a set: of groups of files of one folder, or of pictures that lie elsewhere. @throws Fault 'bad-input' for a refused kind, 'conflict' when no scan has found the group */
  'images.addSet': call(
    'images.keep',
    z.strictObject({
      ...inSchool,
      facts: AskedSetFacts,
      groups: z.array(FileGroup.pick({ path: true, from: true, to: true })).max(200),
    }),
    ImageSet,
  ),
  'images.editSet': call('images.keep', z.strictObject({ ...ofSet, facts: AskedSetFacts, reason: Reason }), ImageSet),
  'images.sets': call(
    'images.read',
    z.strictObject({
      ...inSchool,
      state: RetentionState.nullable().default(null),
      pupil: EntityId.nullable().default(null),
    }),
    z.array(ImageSet),
  ),
  'images.set': call(
    'images.read',
    z.strictObject(ofSet),
    z.strictObject({
      set: ImageSet,
      pupils: z.array(PupilCard),
      staff: z.array(StaffShown),
      personal: PersonalEquipment.nullable(),
      /** The first files, those with something to see to in front. */
      files: z.array(KeptFile).max(500),
      /** Until when the last scan on this PC looked at its folder; null where none did. */
      seenAt: Instant.nullable(),
    }),
  ),
  /** Says who is on the pictures. Taking a pupil off needs a reason. */
  'images.setPeople': call(
    'images.keep',
    z.strictObject({
      ...ofSet,
      pupils: z.array(EntityId).max(1500),
      staff: z.array(StaffShown).max(200),
      reason: Reason.nullable().default(null),
    }),
    ImageSet,
  ),
  /** The exception log of personal equipment. */
  'images.recordPersonal': call('images.keep', z.strictObject({ ...ofSet, facts: PersonalEquipment }), ImageSet),

  'images.parentsPhotos': call('images.read', z.strictObject(inSchool), z.array(ParentsPhotos)),
  'images.recordParentsPhotos': call(
    'images.keep',
    z.strictObject({ ...inSchool, facts: ParentsPhotosFacts }),
    z.array(ParentsPhotos),
  ),
} satisfies Contract
