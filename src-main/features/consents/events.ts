/** What can happen in the consent register: uses, wordings, answers, settlements, questions. All in the school's file. */
import { z } from 'zod'
import { ASK_VERDICTS, Capacity, Channel, ConsentAnswer, RESTRICTIVENESS } from '@contract/answers'
import { PurposeFacts, PurposeTerms, WordingFacts } from '@contract/consents'
import { ConsentSettings } from '@contract/consents-settings'
import { LIST_WORDS, ListKind } from '@contract/consents-files'
import { CivilDate, EntityId, Hash, Line, PersonId, YearCode } from '@contract/primitives'
import { entityKind, fieldOf } from '@vault/entity'

/** A use of images in this school, without what it rests on. */
export const purposeKind = entityKind({
  type: 'consents.purpose',
  family: 'fields',
  schema: 1,
  body: PurposeFacts.omit({ basis: true, outside: true, renewal: true, retiredOn: true }),
  words: (_event, before) => (before === null ? 'Added a use of images' : 'Changed a use of images'),
  shown: (fields) => (typeof fields['label'] === 'string' ? fields['label'] : null),
  undo: 'consents.design',
})

/**
 * What a use rests on, whether it is seen outside, how often it is asked, and from when it is made no more. Entity: the use's
 * id. Where two PCs differ, each part is the strictest until a person settles it (C19); the rank is of the basis alone.
 */
export const termsKind = entityKind({
  type: 'consents.terms',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ purpose: EntityId, by: PersonId, ...PurposeTerms.shape }),
  rank: (value) => (fieldOf(value, 'basis') === 'CONSENT' ? 1 : 0),
  words: (event) => {
    const said = ['basis', 'renewal', 'retiredOn'].flatMap((name) => {
      const part = fieldOf(event.body, name)
      return typeof part === 'string' ? [part] : []
    })
    return `Recorded what a use of images rests on: ${said.join('; ')}`
  },
  undo: 'consents.design',
})

/** The school's settings of consent, without what a Yes rests on. Entity: `settings`. */
export const settingsKind = entityKind({
  type: 'consents.settings',
  family: 'fields',
  schema: 1,
  body: ConsentSettings.omit({ pupilViewFrom: true }),
  words: () => 'Changed the settings of consent',
  undo: 'consents.design',
})

export const SETTINGS = 'settings'

/**
 * Age from which a pupil's own view is needed; null: never by age (R49). Entity: `settings`. Where two PCs differ, a Yes has
 * to be one by each of them until a person settles it (C19). No age is the stricter: whoever says one replaces what they saw.
 */
export const viewFromKind = entityKind({
  type: 'consents.viewFrom',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({ by: PersonId, from: ConsentSettings.shape.pupilViewFrom }),
  rank: () => 0,
  words: ({ body }) => {
    const from = fieldOf(body, 'from')
    return typeof from === 'number'
      ? `Recorded that pupils decide from age ${from}`
      : 'Recorded that no pupil decides by age'
  },
})

/** A wording in the making. Once issued, the issue stands for it whatever is set here. */
export const wordingKind = entityKind({
  type: 'consents.wording',
  family: 'fields',
  schema: 1,
  body: WordingFacts,
  words: (_event, before) => (before === null ? 'Drafted a wording of consent' : 'Changed a draft wording of consent'),
  shown: (fields) => (typeof fields['version'] === 'string' ? fields['version'] : null),
  undo: 'never',
})

/** A wording issued: its exact text, for ever (R43, R44). Entity: the wording's id. */
export const issueKind = entityKind({
  type: 'consents.issue',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    ...WordingFacts.shape,
    issuedOn: CivilDate,
    hash: Hash,
    by: PersonId,
  }),
  words: () => 'Issued a wording of consent',
})

/** One answer of one person for one use, with its evidence (R44). */
export const AnswerBody = z.strictObject({
  pupil: EntityId,
  purpose: EntityId,
  /** Null for the pupil and for others. */
  contact: EntityId.nullable(),
  /** Name as told; null for the pupil. */
  name: Line.nullable(),
  capacity: Capacity,
  answer: ConsentAnswer,
  decidedOn: CivilDate,
  channel: Channel,
  wording: EntityId.nullable(),
  /** First day a Yes counts: the day it was given, or the wording's own if that is later. */
  coversFrom: CivilDate,
  /** The pupil's year when it was recorded: key-stage renewals count from it. */
  yearThen: YearCode,
  expiresOn: CivilDate.nullable(),
  outlastsLeaving: z.boolean(),
  conditions: Line.nullable(),
  evidence: Line.nullable(),
  /** Form or import it was keyed from, null for neither. */
  from: EntityId.nullable(),
  by: PersonId,
  /** Events this one takes back as recorded in error. */
  voids: z.array(EntityId).max(100),
})
export type AnswerBody = z.output<typeof AnswerBody>

/** Entity: pupil, use and person (`answerEntity`). Where two PCs differ, the more restrictive answer counts (R120). */
export const answerKind = entityKind({
  type: 'consents.answer',
  family: 'decisions',
  schema: 1,
  body: AnswerBody,
  references: ['voids'],
  rank: (value) => {
    const answer = ConsentAnswer.safeParse(fieldOf(value, 'answer'))
    return answer.success ? RESTRICTIVENESS[answer.data] : Infinity
  },
  words: (event) => ANSWER_EVENT_WORDS[String(fieldOf(event.body, 'answer'))] ?? 'Recorded an answer',
})

const ANSWER_EVENT_WORDS: Readonly<Record<string, string>> = {
  GIVEN: 'Recorded a consent',
  REFUSED: 'Recorded a refusal',
  WITHDRAWN: 'Recorded that consent was taken back',
  NO_OBJECTION: 'Recorded that nobody objects',
  OBJECTED: 'Recorded an objection',
  VOID: 'Took back an answer recorded in error',
}

/** A dispute settled or an objection overruled, over exactly the answers it names (R40, R52). Entity: pupil and use. */
export const settlementKind = entityKind({
  type: 'consents.settlement',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    pupil: EntityId,
    purpose: EntityId,
    outcome: z.enum(['GIVEN', 'REFUSED', 'OVERRULED']),
    note: z.string().min(3).max(500),
    covers: z.array(EntityId).min(1).max(100),
    settledOn: CivilDate,
    by: PersonId,
  }),
  references: ['covers'],
  rank: (value) => (fieldOf(value, 'outcome') === 'REFUSED' ? 1 : 0),
  words: (event) =>
    fieldOf(event.body, 'outcome') === 'OVERRULED' ? 'Overruled an objection' : 'Settled differing answers',
})

/** That somebody asked, and what the answer was (C24). Holds ids only. */
export const askedKind = entityKind({
  type: 'consents.asked',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    purpose: EntityId,
    named: z.boolean(),
    on: CivilDate,
    knownOn: CivilDate.nullable(),
    verdict: z.enum(ASK_VERDICTS),
    pupils: z.array(EntityId).max(1500),
    by: PersonId,
  }),
  words: (event) => {
    const asked = fieldOf(event.body, 'pupils')
    const count = Array.isArray(asked) ? asked.length : 0
    return count === 1 ? 'Asked whether a picture of a pupil may be used' : `Asked about a picture of ${count} pupils`
  },
})

export const ExportedBody = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'pdf']),
  names: z.boolean(),
  pupils: z.int(),
  /** What left: the register, or letters. */
  what: z.enum(['REGISTER', 'LETTERS']),
  by: PersonId,
  /** The list it was made of; null: the register. */
  list: ListKind.nullable().optional(),
  /** Whether a person chose pupils one by one. */
  chosen: z.boolean().optional(),
})

/** The register, a list of it, or letters left the app as a file: how many, never who (C24, C31). */
export const exportedKind = entityKind({
  type: 'consents.exported',
  family: 'records',
  // The second has the last two fields.
  schema: 2,
  body: ExportedBody,
  words: ({ body }) => {
    const all = Number(fieldOf(body, 'pupils'))
    const { data: list } = ListKind.safeParse(fieldOf(body, 'list'))
    const ofList = list === undefined ? '' : `, list “${LIST_WORDS[list]}”`
    if (fieldOf(body, 'what') === 'LETTERS')
      return `Saved ${all === 1 ? '1 letter' : `${all} letters`} to families${ofList}`
    const part = list !== undefined ? 'a list of the' : fieldOf(body, 'chosen') === true ? 'a part of the' : 'the'
    const names = fieldOf(body, 'names') === true ? 'with names' : 'without names'
    return `Saved ${part} consent register ${names}, ${all === 1 ? '1 pupil' : `${all} pupils`}${ofList}`
  },
})

export const ExportSeenBody = z.strictObject({ exported: EntityId, by: PersonId })

/** Somebody has seen that a file with many names was saved. */
export const exportSeenKind = entityKind({
  type: 'consents.exportSeen',
  family: 'records',
  schema: 1,
  body: ExportSeenBody,
  words: () => 'Noted that a large file with names was seen',
})

export const consentsKinds = [
  purposeKind,
  termsKind,
  settingsKind,
  viewFromKind,
  wordingKind,
  issueKind,
  answerKind,
  settlementKind,
  askedKind,
  exportedKind,
  exportSeenKind,
] as const
