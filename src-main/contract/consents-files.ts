/** What leaves the register: letters, files, and who is told of a large one (C24, C31). */
import { z } from 'zod'
import { CivilDate, EntityId, Instant, PersonId, Reason, SchoolId, TenantId } from './primitives'
import { call, type Contract } from './rpc'

export const LIST_KINDS = ['NOT_RETURNED', 'EXPIRING', 'DISPUTED', 'TO_CHECK', 'RESTRICTED'] as const
export const ListKind = z.enum(LIST_KINDS)
export type ListKind = z.output<typeof ListKind>

/** As the screen, a saved file and the history name the lists. */
export const LIST_WORDS: Readonly<Record<ListKind, string>> = {
  NOT_RETURNED: 'Not returned',
  EXPIRING: 'Running out',
  DISPUTED: 'Answers differ',
  TO_CHECK: 'To check',
  RESTRICTED: 'Restricted',
}

/** Lists that may leave as a file. Who is protected is on none of them: such a file would say so of everybody in it (R5). */
export const FileList = ListKind.exclude(['RESTRICTED'])
export type FileList = z.output<typeof FileList>

/** The most pupils a person chooses at once: more than a school has. */
export const MOST_CHOSEN = 5000

/** Ids of the pupils a person chose; null: everybody. */
const Chosen = z.array(EntityId).min(1).max(MOST_CHOSEN).nullable().default(null)

/** Files with more names than this are told to whoever reads the history (C31). */
export const BULK = 200

/** A file with many names that left the register. */
export const BulkFile = z.strictObject({
  event: EntityId,
  school: TenantId,
  schoolName: z.string(),
  at: Instant,
  person: z.strictObject({ id: PersonId, name: z.string() }),
  pupils: z.int(),
  reason: z.string().nullable(),
})
export type BulkFile = z.output<typeof BulkFile>

const inSchool = { school: SchoolId }
/** What a file holds: the register, or one of its lists, of everybody or of those chosen. */
const holds = { ...inSchool, list: FileList.nullable().default(null), chosen: Chosen }

export const consentsFiles = {
  /** Letters to the families of pupils whose form has not come back or is to be renewed; one PDF, saved where the person chooses. */
  'consents.chase': call(
    'consents.record',
    z.strictObject({
      ...inSchool,
      kind: ListKind.extract(['NOT_RETURNED', 'EXPIRING']),
      classes: z.array(z.string().max(40)).max(200),
      chosen: Chosen,
      returnBy: CivilDate,
    }),
    z.strictObject({
      saved: z.boolean(),
      fileName: z.string().nullable(),
      letters: z.int(),
      /** How many say that a form comes with them, because none is out. */
      needForm: z.int(),
      /** Of those chosen, how many are due no such letter. */
      notDue: z.int(),
    }),
  ),
  /** What a file with names would hold, with its names masked. Nothing leaves and nothing is noted. */
  'consents.previewFile': call(
    'consents.exportNames',
    z.strictObject(holds),
    z.strictObject({
      pupils: z.int(),
      columns: z.array(z.string()),
      /** The first lines; of a name no more than initials. */
      lines: z.array(z.array(z.string())).max(3),
      /** Words about who may see it, as they stand in the file. */
      classification: z.string(),
      /** Who saves it and when, as it stands in the file. */
      savedBy: z.string(),
      /** Whether it may be saved without typing the passphrase again. */
      fresh: z.boolean(),
      /** Whether whoever reads the history is told. */
      told: z.boolean(),
    }),
  ),
  /**
   * The register or one of its lists as a file. With names it takes a right of its own, a reason and a passphrase typed
   * within the last minutes (`session.confirm`), and is noted (C31).
   */
  'consents.export': call(
    'consents.read',
    z.strictObject({
      ...holds,
      format: z.enum(['csv', 'xlsx', 'pdf']),
      names: z.boolean(),
      reason: Reason.nullable(),
    }),
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable(), pupils: z.int() }),
  ),
  /** Files with more than `BULK` names of the last 30 days, saved by others and not yet marked as seen. Newest first. */
  'consents.bulkFiles': call('history.read', z.strictObject({}), z.array(BulkFile)),
  /** Notes that the caller has seen one of them. */
  'consents.bulkFileSeen': call(
    'history.read',
    z.strictObject({ ...inSchool, event: EntityId }),
    z.strictObject({ seen: z.literal(true) }),
  ),
} satisfies Contract
