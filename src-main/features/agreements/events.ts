/** What can happen to agreements: texts drafted, approved, issued; signatures, loans, access. In the school's file; templates in the trust's. */
import { z } from 'zod'
import { AgreementFacts, AgreementSettings, FixedWords, VersionFacts } from '@contract/agreements'
import { FormNumber } from '@contract/entry'
import { CivilDate, EntityId, Hash, Line, PersonId } from '@contract/primitives'
import { AdultFacts, LoanFacts, Signee } from '@contract/signatures'
import { entityKind, fieldOf } from '@vault/entity'
import { signingKind } from './events-signing'

export const agreementKind = entityKind({
  type: 'agreements.agreement',
  family: 'fields',
  schema: 1,
  body: AgreementFacts,
  words: (_event, before) => (before === null ? 'Added an agreement' : 'Changed an agreement'),
  shown: (fields) => {
    const said = ['title', 'signers', 'validity', 'retiredOn'].flatMap((name) =>
      typeof fields[name] === 'string' ? [fields[name]] : [],
    )
    return said.length === 0 ? null : said.join('; ')
  },
  undo: 'agreements.edit',
})

/** Which years each audience of pupils has. Entity: `settings`. */
export const agreementSettingsKind = entityKind({
  type: 'agreements.settings',
  family: 'fields',
  schema: 1,
  body: AgreementSettings,
  words: () => 'Changed which years an agreement for pupils is for',
  shown: () => null,
  undo: 'agreements.edit',
})

export const AGREEMENT_SETTINGS = 'settings'

/** A version in the making. Once issued, the issue stands for it whatever is set here. */
export const draftKind = entityKind({
  type: 'agreements.draft',
  family: 'fields',
  schema: 1,
  // A field a draft may be whole without has to allow for no value: by that the log tells which ones it waits for.
  body: VersionFacts.extend({ author: PersonId, fixedWords: FixedWords.optional() }),
  words: (_event, before) =>
    before === null ? 'Drafted a version of an agreement' : 'Changed a draft version of an agreement',
  shown: (fields) => (typeof fields['label'] === 'string' ? fields['label'] : null),
  undo: 'never',
})

const REVIEW_RANK: Readonly<Record<string, number>> = { APPROVED: 0, SENT: 1, CHANGES: 2 }

/**
 * A part the trust left to the school, meant as the trust has it. Entity: agreement and clause. It counts for exactly the
 * words `words` is the hash of; `version` is the draft it was said in.
 */
export const keptPartKind = entityKind({
  type: 'agreements.kept',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    agreement: EntityId,
    clause: EntityId,
    version: EntityId,
    words: Hash,
    by: PersonId,
    on: CivilDate,
  }),
  words: () => 'Confirmed that a part left to the school is meant as the trust has it',
  shown: () => null,
  undo: 'agreements.edit',
})

/** A text sent to review, approved, or sent back; always of exactly one text. Entity: the version. */
export const reviewKind = entityKind({
  type: 'agreements.review',
  family: 'decisions',
  schema: 1,
  body: z.strictObject({
    version: EntityId,
    step: z.enum(['SENT', 'APPROVED', 'CHANGES']),
    hash: Hash,
    note: z.string().max(500).nullable(),
    by: PersonId,
    on: CivilDate,
  }),
  rank: (value) => REVIEW_RANK[String(fieldOf(value, 'step'))] ?? Infinity,
  words: (event) => REVIEW_WORDS[String(fieldOf(event.body, 'step'))] ?? 'Reviewed a version of an agreement',
})

const REVIEW_WORDS: Readonly<Record<string, string>> = {
  SENT: 'Sent a version of an agreement to review',
  APPROVED: 'Approved a version of an agreement',
  CHANGES: 'Asked for changes to a version of an agreement',
}

/** A version issued: its exact text, for ever (R28). Entity: the version. */
export const agreementIssueKind = entityKind({
  type: 'agreements.issue',
  family: 'records',
  schema: 1,
  body: VersionFacts.extend({
    issuedOn: CivilDate,
    hash: Hash,
    author: PersonId,
    approvedBy: PersonId,
    approvedOn: CivilDate,
    by: PersonId,
  }),
  words: () => 'Issued a version of an agreement',
})

/** An adult of a school who signs and is no user of this app. */
export const adultKind = entityKind({
  type: 'agreements.adult',
  family: 'fields',
  schema: 1,
  body: AdultFacts,
  words: (_event, before) => (before === null ? 'Entered an adult of the school' : 'Changed an adult of the school'),
  shown: () => null,
  undo: 'agreements.sign',
})

/** Forms printed together, each with a number of its own. */
export const agreementRunKind = entityKind({
  type: 'agreements.run',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    version: EntityId,
    label: Line,
    forms: z
      .array(z.strictObject({ number: FormNumber, signee: Signee }))
      .min(1)
      .max(500),
    by: PersonId,
  }),
  words: () => 'Printed agreements to sign',
})

/** A school device lent (R38). */
export const loanKind = entityKind({
  type: 'agreements.loan',
  family: 'fields',
  schema: 1,
  body: LoanFacts.extend({ returnedOn: CivilDate.nullable(), condition: Line.nullable(), by: PersonId }),
  words: (event, before) =>
    before === null
      ? 'Lent a device'
      : typeof fieldOf(event.body, 'returnedOn') === 'string'
        ? 'Took a lent device back'
        : 'Changed the loan of a device',
  shown: () => null,
  undo: 'agreements.sign',
})

/** Access granted to a user, and ended. */
export const accessKind = entityKind({
  type: 'agreements.access',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    signee: Signee,
    system: Line,
    grantedOn: CivilDate,
    by: PersonId,
    endedOn: CivilDate.nullable(),
  }),
  words: (event, before) =>
    before === null
      ? 'Granted access to a system'
      : typeof fieldOf(event.body, 'endedOn') === 'string'
        ? 'Ended access to a system'
        : 'Changed access to a system',
  shown: () => null,
  undo: 'agreements.grant',
})

/** Signatures or clearances left the app as a file. */
export const clearanceExportedKind = entityKind({
  type: 'agreements.exported',
  family: 'records',
  schema: 1,
  body: z.strictObject({ format: z.enum(['csv', 'xlsx', 'pdf']), people: z.int(), by: PersonId }),
  words: () => 'Saved who is cleared for access as a file',
})

export const agreementsKinds = [
  agreementKind,
  agreementSettingsKind,
  draftKind,
  keptPartKind,
  reviewKind,
  agreementIssueKind,
  adultKind,
  signingKind,
  agreementRunKind,
  loanKind,
  accessKind,
  clearanceExportedKind,
] as const
