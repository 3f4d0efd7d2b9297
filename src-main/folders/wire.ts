/**
 * What is said of the files of a folder on the school network: what a scan saw, what is to be destroyed and what came of
 * it. These are also the schemas by which the vault checks what the folders' process sends, which has seen files from
 * outside. A path is always below the chosen folder, with forward slashes, in exactly the letters the system gave.
 */
import { z } from 'zod'
import { CivilDate } from '../contract/primitives'
import { MOST_SCANNED } from './limits'

export { MOST_DESTROYED, MOST_SCANNED } from './limits'

/** The longest path a system has, with room for what Windows puts in front. */
const LONGEST_PATH = 33_000

const isBelow = (path: string): boolean =>
  !path.startsWith('/') && !path.includes('\0') && path.split('/').every((part) => !['', '.', '..'].includes(part))

/** A path below the folder: no step up, no start at the top of a drive. */
export const PathBelow = z.string().min(1).max(LONGEST_PATH).refine(isBelow)
export type PathBelow = z.output<typeof PathBelow>

/** SHA-256 of all bytes of a file, 64 hex digits. */
export const FileHash = z.string().regex(/^[0-9a-f]{64}$/)
export type FileHash = z.output<typeof FileHash>

const Count = z.int().nonnegative()

/** Whether the day a picture was taken stands in the picture, or is the earliest believable date of the file. */
export const DATED = ['PICTURE', 'FILE'] as const

/** How many further names lead to the same bytes; left out where there is none, or none is known. */
const OtherNames = z.int().positive().optional()

/** A picture or film whose bytes were all read. */
export const ScannedFile = z.strictObject({
  kind: z.literal('FILE'),
  path: PathBelow,
  /** Bytes. */
  size: Count,
  /** Milliseconds since 1970 UTC. */
  modifiedAt: z.number(),
  /** The day in Europe/London; null when neither picture nor file names one between 1990 and today. */
  takenOn: CivilDate.nullable(),
  /** Null together with `takenOn`. */
  dated: z.enum(DATED).nullable(),
  hash: FileHash,
  /** Further names of the same bytes, where the file system says that there are some (hard links). */
  otherNames: OtherNames,
})
export type ScannedFile = z.output<typeof ScannedFile>

/**
 * What stood in the way.
 * - `UNREADABLE`: a picture this PC may not or cannot read. `IN_USE`: another program holds it.
 * - `CHANGED_WHILE_READ`: it was written to, or went, between the first look and the last.
 * - `LINK`: a link or junction. It was not followed.
 * - `TOO_LONG`: 260 letters and more from the top of the drive, which many programs do not open.
 * - `ODD_NAME`: control characters or backslashes, or letters that are none.
 * - `FOLDER_UNREADABLE`: a folder that could not be listed to its end; what is in it was not seen.
 * - `GONE`: the chosen folder itself cannot be read any more, as when the network goes. The scan ended there.
 */
export const SCAN_TROUBLES = [
  ...(['UNREADABLE', 'IN_USE', 'CHANGED_WHILE_READ', 'LINK', 'TOO_LONG', 'ODD_NAME'] as const),
  ...(['FOLDER_UNREADABLE', 'GONE'] as const),
] as const
export const ScanTroubleCode = z.enum(SCAN_TROUBLES)
export type ScanTroubleCode = z.output<typeof ScanTroubleCode>

export const ScanTrouble = z.strictObject({
  kind: z.literal('TROUBLE'),
  code: ScanTroubleCode,
  /** The file's or folder's, as nearly as letters can say; empty for the chosen folder itself. For showing, not for opening. */
  path: z.string().max(LONGEST_PATH),
  /** Whether the file stands among the files read all the same. */
  read: z.boolean(),
})
export type ScanTrouble = z.output<typeof ScanTrouble>

export const ScanEntry = z.discriminatedUnion('kind', [ScannedFile, ScanTrouble])
export type ScanEntry = z.output<typeof ScanEntry>

/** What has been seen until now. */
export const ScanCounts = z.strictObject({
  /** Pictures and films read to their end, and their bytes. */
  files: Count,
  bytes: Count,
  /** Files of other kinds, only counted. */
  leftOut: Count,
  /** Folders listed to their end, the chosen one among them. */
  folders: Count,
})
export type ScanCounts = z.output<typeof ScanCounts>

/**
 * How a scan ended. `WHOLE`: everything was listed. `PARTS_UNREADABLE`: a folder or more could not be listed.
 * `GONE`: the chosen folder went away. `STOPPED`: somebody stopped it.
 */
export const SCAN_ENDS = ['WHOLE', 'PARTS_UNREADABLE', 'GONE', 'STOPPED'] as const

export const ScanSummary = z.strictObject({
  ...ScanCounts.shape,
  /** Whether what was not seen is not there. Never true of anything but `WHOLE`. */
  complete: z.boolean(),
  ended: z.enum(SCAN_ENDS),
})
export type ScanSummary = z.output<typeof ScanSummary>

export const ScanBatch = z.strictObject({
  entries: z.array(ScanEntry).max(MOST_SCANNED),
  sofar: ScanCounts,
  /** Null while there is more. */
  end: ScanSummary.nullable().refine((end) => end?.complete !== true || end.ended === 'WHOLE'),
})
export type ScanBatch = z.output<typeof ScanBatch>

/** A file to destroy, as it was registered. */
export const FileToDestroy = z.strictObject({ path: PathBelow, size: Count, hash: FileHash })
export type FileToDestroy = z.output<typeof FileToDestroy>

/**
 * What came of one file.
 * - `DELETED`: its bytes were the registered ones, it was deleted, and it is not there any more.
 * - `ALREADY_GONE`: it was not there, while the chosen folder could be read.
 * - `KEPT_CHANGED`: other bytes or another size. Somebody has to look.
 * - `KEPT_IN_USE`, `KEPT_UNREADABLE`: another program holds it; this PC may not read or delete it.
 * - `KEPT_OUTSIDE`: a link in the way, no plain file, or the real place lies outside the chosen folder.
 * - `KEPT_NO_FOLDER`: the chosen folder cannot be read, or a file is not there and neither is anything else, as where a
 *   drive is not connected: nothing can be said of what is in it.
 */
export const DESTROY_RESULTS = [
  ...(['DELETED', 'ALREADY_GONE', 'KEPT_CHANGED', 'KEPT_IN_USE', 'KEPT_UNREADABLE', 'KEPT_OUTSIDE'] as const),
  'KEPT_NO_FOLDER',
] as const
export const DestroyResult = z.enum(DESTROY_RESULTS)
export type DestroyResult = z.output<typeof DestroyResult>

/** In the order asked. `otherNames`: of a deleted file, names that still lead to its bytes. */
export const Destroyed = z.strictObject({ path: PathBelow, result: DestroyResult, otherNames: OtherNames })
export type Destroyed = z.output<typeof Destroyed>
