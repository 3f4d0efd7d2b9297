/** What can happen to how long pictures are kept: rules, holds, disposals with their proof (R66-R78). */
import { z } from 'zod'
import { CivilDate, EntityId, Hash, Line, PersonId, Reason } from '@contract/primitives'
import { DisposalResult, DisposalSystem, HoldFacts, RetentionRuleFacts } from '@contract/retention'
import { entityKind, fieldOf } from '@vault/entity'

/** A retention rule of a school, or a default of the trust in the trust's file (R66, R67). */
export const ruleKind = entityKind({
  type: 'images.rule',
  family: 'fields',
  schema: 1,
  body: RetentionRuleFacts,
  words: (_event, before) => (before === null ? 'Added a retention rule' : 'Changed a retention rule'),
  shown: (fields) => {
    const said = ['label', 'imageClass', 'trigger', 'months', 'windowMonths', 'action', 'retiredOn'].flatMap((name) => {
      const value = fields[name]
      return value === undefined || value === null ? [] : [String(value)]
    })
    return said.length === 0 ? null : said.join('; ')
  },
  undo: 'images.rules',
})

/** A hold blocks disposal until it is lifted by somebody who saw it (R72). Entity: the hold. */
export const holdKind = entityKind({
  type: 'images.hold',
  family: 'decisions',
  schema: 1,
  body: HoldFacts.extend({ isHeld: z.boolean(), from: CivilDate, by: PersonId }),
  rank: (value) => (fieldOf(value, 'isHeld') === false ? 0 : 1),
  words: (event) =>
    fieldOf(event.body, 'isHeld') === false ? 'Lifted a hold on pictures' : 'Put or reviewed a hold on pictures',
  reasonTakes: 'images.read',
})

/** A disposal proposed (R74): what, by which rule, since when due. */
export const proposalKind = entityKind({
  type: 'images.proposal',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    number: z.int().positive(),
    why: Reason,
    sets: z
      .array(
        z.strictObject({
          set: EntityId,
          title: Line,
          rule: Line,
          dueOn: CivilDate,
          files: z.int().nonnegative(),
          /** Pictures by count where no file is registered. */
          count: z.int().nonnegative(),
        }),
      )
      .min(1)
      .max(100),
    by: PersonId,
    on: CivilDate,
  }),
  words: () => 'Proposed a disposal of pictures',
})

/** Somebody else's answer to it (R74). Entity: the proposal. Where two PCs differ, refused counts. */
export const approvalKind = entityKind({
  type: 'images.approval',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ disposal: EntityId, approved: z.boolean(), note: Reason, by: PersonId, on: CivilDate }),
  rank: (value) => (fieldOf(value, 'approved') === true ? 0 : 1),
  words: (event) =>
    fieldOf(event.body, 'approved') === true ? 'Approved a disposal of pictures' : 'Refused a disposal of pictures',
})

/** What became of one file. `PENDING`: about to be destroyed, written before anything is touched. */
export const FILE_RESULTS = [
  'PENDING',
  'DELETED',
  'ALREADY_GONE',
  'KEPT_CHANGED',
  'KEPT_IN_USE',
  'KEPT_UNREADABLE',
  'KEPT_OUTSIDE',
  'KEPT_NO_FOLDER',
] as const
export type FileResult = (typeof FILE_RESULTS)[number]

/**
 * What happens to files of one set, written before (`BEGUN`) and after (`DONE`), so that nothing is in between unnoticed.
 * Holds hashes, not names (R73); the hashes stay for ever, so that what is gone is known when it comes back (R76).
 */
export const destroyedKind = entityKind({
  type: 'images.destroyed',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    disposal: EntityId,
    set: EntityId,
    phase: z.enum(['BEGUN', 'DONE']),
    files: z
      .array(
        z.strictObject({
          /** Of folder and path (`fileEntity`): two files may have one hash. */
          file: EntityId,
          hash: Hash,
          result: z.enum(FILE_RESULTS),
          /** Of a deleted file: names of the file system that still lead to its bytes. */
          otherNames: z.int().positive().optional(),
        }),
      )
      .max(200),
    by: PersonId,
  }),
  words: (event) =>
    fieldOf(event.body, 'phase') === 'BEGUN'
      ? 'Began to destroy files of a disposal'
      : 'Recorded what became of files in a disposal',
})

/** A set is disposed of: nothing of it is left that the app could reach. Entity: the set. */
export const disposedKind = entityKind({
  type: 'images.disposed',
  family: 'records',
  schema: 1,
  body: z.strictObject({ disposal: EntityId, by: PersonId, on: CivilDate }),
  words: () => 'Disposed of a set of pictures',
})

/** What became of copies in one place (R73, R75, R77). */
export const resultKind = entityKind({
  type: 'images.result',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    disposal: EntityId,
    system: DisposalSystem,
    result: DisposalResult,
    items: z.int().nonnegative(),
    words: Line,
    purgeBy: CivilDate.nullable(),
    by: PersonId,
  }),
  words: () => 'Recorded the result of a disposal in one place',
})

/**
 * One person's word that an entry was recorded by a PC whose clock was wrong (C38). With the word of a second person, stamps
 * of that PC from `after`, the true time, up to `upTo` count no more. Entity: entry and person.
 */
export const clockKind = entityKind({
  type: 'images.clock',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    event: EntityId,
    device: EntityId,
    /** Milliseconds since 1970 UTC, 12 hex digits, as a stamp begins. */
    after: z.string().regex(/^[0-9a-f]{12}$/),
    upTo: z.string().regex(/^[0-9a-f]{12}$/),
    reason: Reason,
    by: PersonId,
    on: CivilDate,
  }),
  words: () => 'Declared that the clock of a PC was wrong when it recorded something',
})

export const retentionKinds = [
  clockKind,
  ruleKind,
  holdKind,
  proposalKind,
  approvalKind,
  destroyedKind,
  disposedKind,
  resultKind,
] as const
