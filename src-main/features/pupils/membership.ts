/** When a pupil belongs to the school, as it is recorded: over what stands, or as a file or another school says it. */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import type { Membership, MembershipSaid } from '@contract/pupils'
import type { PupilRow } from '@db/repo/pupils'
import type { Tenant } from '@vault/context'
import { decideAsRead, decideOver, standingIn } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { membershipKind } from './events'

type Dates = Pick<PupilRow, 'onRollFrom' | 'leftOn' | 'lastLeft'>
type File = Pick<Tenant, 'log'>

export const NEVER_HERE: Membership = { onRollFrom: null, leftOn: null, lastLeft: null }

/** The dates that count, without what stands beside them. */
export const datesOf = ({ onRollFrom, leftOn, lastLeft }: Dates): Membership => ({ onRollFrom, leftOn, lastLeft })

/** The dates that permit most: what to go by where permitting less would do harm, as in what is kept or listed. */
export const loosestOf = (row: Dates & Pick<PupilRow, 'loosest'>): Membership => row.loosest ?? datesOf(row)

const said = (pupil: string, by: PersonId, dates: Membership) => ({ pupil, by, ...datesOf(dates) })

/** Drafts what somebody at the pupil's page says: it replaces all they saw, and settles it where PCs differ. */
export const membershipDraft = (file: File, pupil: string, by: PersonId, dates: Membership): Draft =>
  decideOver(file, membershipKind, pupil, said(pupil, by, dates))

/** Drafts what a file or another school says: where PCs differ, the stricter go on counting. */
export const membershipAsRead = (file: File, pupil: string, by: PersonId, dates: Membership): Draft =>
  decideAsRead(file, membershipKind, pupil, said(pupil, by, dates))

/** No draft where the dates are those that count: whoever changes something else settles nothing by the way. */
export function membershipChanged(
  file: File,
  row: PupilRow,
  by: PersonId,
  dates: Partial<Membership>,
): readonly Draft[] {
  const next = { ...datesOf(row), ...dates }
  const isSame = next.onRollFrom === row.onRollFrom && next.leftOn === row.leftOn && next.lastLeft === row.lastLeft
  return isSame ? [] : [membershipDraft(file, row.id, by, next)]
}

/** What PCs that differ say, the oldest first; empty where they agree. */
export function membershipSaid(file: File, { id, loosest }: Pick<PupilRow, 'id' | 'loosest'>): MembershipSaid[] {
  if (loosest === null) return []
  return standingIn(file, membershipKind, id).flatMap(({ event, value, at }) => {
    if (value === null) return []
    const { by, onRollFrom, leftOn, lastLeft } = value as unknown as ReturnType<typeof said> // The log has checked it.
    return [{ event, by, at, onRollFrom, leftOn, lastLeft }]
  })
}

/** @throws Fault 'conflict' where PCs differ: what comes next rests on when the pupil left */
export function refuseDiffering({ loosest }: Pick<PupilRow, 'loosest'>): void {
  if (loosest === null) return
  throw new Fault(
    'conflict',
    'Two PCs recorded differently when this pupil joined or left. Settle that on the pupil’s page first. Nothing was changed.',
  )
}
