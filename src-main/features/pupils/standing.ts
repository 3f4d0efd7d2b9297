/**
 * What stands about a pupil: flags, orders, parental responsibility, care, competence. Read from the rows of the events
 * nothing later supersedes, and recorded anew over all of them: whoever records has seen what stood (R120, R121).
 */
import type { CivilDate, PersonId } from '@contract/primitives'
import type { Care, Competence, FlagKind, Responsibility } from '@contract/pupils'
import { standingEvents, type StandingRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import type { EntityKind } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { careKind, competenceKind, flagKind, orderKind, responsibilityKind } from './events'

export type StandingKind = StandingRow['kind']

/** The pupil and who recorded it. */
type About = { readonly pupil: string; readonly by: PersonId }

export type FlagSaid = About & {
  readonly kind: FlagKind
  readonly isSet: boolean
  readonly from: CivilDate
  readonly reviewOn: CivilDate
  readonly sealedReason: string
}
export type OrderSaid = About & {
  readonly kind: string
  readonly scope: readonly string[] | null
  readonly reference: string
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly sealedReason?: string
}
export type ResponsibilitySaid = About & { readonly contact: string } & Responsibility
export type CareSaid = About & Care
export type CompetenceSaid = About & { readonly competence: Competence; readonly sealedReason: string }

/** What an event of each kind says. */
export interface SaidOf {
  readonly flag: FlagSaid
  readonly order: OrderSaid
  readonly responsibility: ResponsibilitySaid
  readonly care: CareSaid
  readonly competence: CompetenceSaid
}

/** One event that stands. */
export interface Stands<T> {
  readonly event: string
  readonly entity: string
  /** Null once erased, which counts as forbidding. */
  readonly value: T | null
}

const KINDS: Readonly<Record<StandingKind, EntityKind>> = {
  flag: flagKind,
  order: orderKind,
  responsibility: responsibilityKind,
  care: careKind,
  competence: competenceKind,
}

/** Events of one kind among rows, with what they say. */
export const standsAs = <K extends StandingKind>(kind: K, rows: readonly StandingRow[]): readonly Stands<SaidOf[K]>[] =>
  rows
    .filter((row) => row.kind === kind)
    .map(({ event, entity, value }) => ({
      ...{ event, entity },
      value: value === null ? null : (JSON.parse(value) as SaidOf[K]), // The log has checked it against its kind.
    }))

/** The same without what was erased. */
export const saidAs = <K extends StandingKind>(kind: K, rows: readonly StandingRow[]): readonly SaidOf[K][] =>
  standsAs(kind, rows).flatMap(({ value }) => (value === null ? [] : [value]))

/** Drafts what is recorded over everything that stands for a thing; where several stand, it settles them. */
export function recordAnew<K extends StandingKind>(tenant: Tenant, kind: K, entity: string, said: SaidOf[K]): Draft {
  const parents = standingEvents(tenant.db, kind, entity).map(({ event }) => event)
  return { type: KINDS[kind].type, entity, op: parents.length > 1 ? 'resolve' : 'decide', body: said, parents }
}

/**
 * Drafts the same beside what stands, superseding nothing: where the two differ, the safer counts until somebody records
 * it anew. For what another school knew.
 */
export const recordBeside = <K extends StandingKind>(kind: K, entity: string, said: SaidOf[K]): Draft => ({
  ...{ type: KINDS[kind].type, entity, op: 'decide', body: said },
})

/** Entity of one kind of flag of one pupil: 32 hex digits, the same on every PC. */
export const flagEntity = (pupil: string, kind: FlagKind): string => hashHex(`${pupil}|${kind}`).slice(0, 32)

/** What a sealed reason is bound to, so that it opens for nothing else. */
export const reasonOf = (kind: 'flag' | 'order' | 'competence', entity: string): string => `pupils.${kind} ${entity}`

/** Whether something dated holds on a day, both days included; null is open. */
export const covers = (
  { from, until }: { readonly from: CivilDate | null; readonly until: CivilDate | null },
  on: CivilDate,
): boolean => (from === null || from <= on) && (until === null || on <= until)
