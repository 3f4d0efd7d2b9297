/** The child a form is about, with what the keyer needs and no more. */
import { Fault } from '@contract/fault'
import type { FormTarget } from '@contract/entry'
import type { CivilDate } from '@contract/primitives'
import { formNumbered } from '@db/repo/agreements'
import { oneWording } from '@db/repo/consents'
import { formOf, type BatchRow, type FormRow } from '@db/repo/entry'
import { onePupil, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { Knowledge, recordsOf } from '../consents'
import { readFormNumber } from '../forms'
import { pupilCard, versionOf } from './batches'
import { wasKeyedBefore } from './judging'
import { mayDecide } from './rules/people'

/** @param form the form that was scanned; null: the child was found by name */
export function targetOf(
  tenant: Tenant,
  batch: BatchRow,
  { pupil, form }: { pupil: PupilRow; form: FormRow | null },
  ctx: Ctx,
): FormTarget {
  const knowledge = new Knowledge(tenant.db, [pupil.id], [], ctx.today(), recordsOf(tenant, ctx))
  const standing = knowledge.standingOf(pupil)
  const signers = knowledge
    .contactsOf(pupil.id)
    .filter(({ endedOn }) => endedOn === null || ctx.today() <= endedOn)
    .map(({ id, name, relationship }) => ({
      ...{ contact: id, name, relationship },
      responsible: mayDecide(id, standing),
    }))
  const number = form?.number ?? null
  return {
    card: pupilCard(tenant, pupil, ctx),
    number,
    // Who may decide comes first, each group by name, so that the same digits stay with the same people.
    signers: [...signers].sort((a, b) => Number(b.responsible) - Number(a.responsible) || compare(a, b)),
    pupilSigns: signsToo(tenant, pupil, batch.wording, ctx),
    otherWording: form === null || form.wording === batch.wording ? null : otherWording(tenant, batch, form),
    keyedBefore: wasKeyedBefore(tenant, { pupil: pupil.id, number }, batch.wording, null),
  }
}

const compare = (a: { name: string; contact: string }, b: { name: string; contact: string }): number =>
  a.name.localeCompare(b.name, 'en-GB') || (a.contact < b.contact ? -1 : 1)

const otherWording = (tenant: Tenant, batch: BatchRow, form: FormRow): string =>
  `This form has the wording ${versionOf(tenant, form.wording)}; the batch is for ${versionOf(tenant, batch.wording)}. ` +
  'Key it in a batch of its own wording.'

/** Whether the pupil's own part is on a form of a wording: old enough when it counts, or by now (R49, R50). */
export function signsToo(tenant: Tenant, pupil: PupilRow, wording: string, ctx: Ctx): boolean {
  const from = oneWording(tenant.db, wording)?.issued?.effectiveFrom ?? ctx.today()
  return new Knowledge(tenant.db, [pupil.id], [], later(from, ctx.today()), recordsOf(tenant, ctx)).standingOf(pupil)
    .needsOwnView
}

export const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

/**
 * The form behind a number that was scanned or typed.
 * @throws Fault 'bad-input' for what is no form number or was misread, 'not-found' for a form of no pupil here, 'conflict'
 *   for an agreement
 */
export function formScanned(tenant: Tenant, text: string): { readonly form: FormRow; readonly pupil: PupilRow } {
  const number = readFormNumber(text)
  if (number === null) {
    throw new Fault('bad-input', 'That is no form number, or a digit was misread. Scan it again.')
  }
  const form = formOf(tenant.db, number)
  const pupil = form === null ? null : onePupil(tenant.db, form.pupil)
  if (form === null && formNumbered(tenant.db, number) !== null) {
    throw new Fault('conflict', 'This is an agreement to sign, not a consent form. Nothing was keyed. Put it aside.')
  }
  if (form === null || pupil === null) {
    throw new Fault(
      'not-found',
      'Not a form of this school. Nothing was keyed. Put it aside, and look whether the right school is open.',
    )
  }
  return { form, pupil }
}
