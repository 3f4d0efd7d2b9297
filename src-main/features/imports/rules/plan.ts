/** What an import is judged by, and what comes of it: every row with its outcome, and what would be written. No rules. */
import type { Capacity } from '@contract/answers'
import type { DryRow, DryRun, Mapping } from '@contract/imports'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { ReadRows } from '@contract/tabular'
import type { AnswerKept, AnswerToRecord, UseAsked } from './answers'
import type { PupilFields, PupilKept } from './difference'
import type { ContactKept, ContactToAdd } from './people'
import type { SchoolKnown } from './wrong-school'

/** Another school of the trust. */
export interface OtherRoll extends SchoolKnown {
  /** Null for whoever may not see that school's pupils. */
  readonly name: string | null
  /** Asked for only when hardly anybody of a file is known here. */
  readonly roll: () => readonly Pick<PupilKept, 'legalForename' | 'legalSurname' | 'dateOfBirth' | 'upn'>[]
}

/** Everything an import rests on, as it stands when it is worked out. */
export interface Ground {
  readonly table: ReadRows
  readonly mapping: Mapping
  readonly today: CivilDate
  readonly school: SchoolKnown
  /** Everybody ever on roll. */
  readonly roll: readonly PupilKept[]
  /** Contacts of a pupil, those of the past too. */
  readonly contactsOf: (pupil: string) => readonly ContactKept[]
  /** Whether a pupil is recorded as looked after already. */
  readonly isLookedAfter: (pupil: string) => boolean
  /** Uses asked today, by id. */
  readonly uses: ReadonlyMap<string, UseAsked>
  readonly wordedFrom: (purpose: string) => CivilDate | null
  /** Answers that stand, of anybody. */
  readonly answersOf: (pupil: string, purpose: string) => readonly (AnswerKept & { readonly entity: string })[]
  /** Names what one person answers to one use, as the register does. */
  readonly entityOf: (pupil: string, purpose: string, by: KnownAnswerer) => string
  readonly others: readonly OtherRoll[]
  /** What a person chose for rows to confirm, by line; null: none of the candidates. */
  readonly choices: ReadonlyMap<number, string | null>
  /** Codes of local authorities; null where this PC has no list of them. */
  readonly authorities: ReadonlySet<string> | null
}

/** Somebody who can have answered before. */
export type KnownAnswerer =
  | { readonly kind: 'PUPIL' }
  | { readonly kind: 'CONTACT'; readonly contact: string }
  | { readonly kind: 'OTHER'; readonly name: string }

/** What is written for one pupil. */
export interface PlannedPupil {
  readonly lines: readonly number[]
  /** Null: new to the roll. */
  readonly pupil: string | null
  /** Of a new pupil all of them, otherwise those that change. */
  readonly fields: Partial<PupilFields>
  /** The year the answers are recorded with. */
  readonly year: YearCode
  readonly contacts: readonly ContactToAdd[]
  readonly answers: readonly (AnswerToRecord & { readonly capacity: Capacity })[]
  /** To be recorded as looked after, with nobody to decide (R53). */
  readonly inCare: boolean
}

export interface Plan {
  /** In the order of their lines. */
  readonly rows: readonly DryRow[]
  readonly refused: string | null
  readonly counts: DryRun['counts']
  readonly consents: DryRun['consents']
  /** Everybody missing, however many. */
  readonly missing: DryRun['missing']
  readonly warnings: readonly string[]
  readonly pupils: readonly PlannedPupil[]
}

const NO_COUNTS = { new: 0, changed: 0, same: 0, leftOut: 0, toConfirm: 0, missing: 0 } as const
export const NO_CONSENTS = { lowered: 0, raised: 0, keptLower: 0, unevidenced: 0 } as const

/** A file of which nothing counts. */
export const refusal = (refused: string): Plan => ({
  ...{ rows: [], refused, counts: NO_COUNTS, consents: NO_CONSENTS, missing: [], warnings: [], pupils: [] },
})
