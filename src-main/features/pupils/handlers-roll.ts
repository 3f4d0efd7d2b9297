/** Serving the calls of the roll: finding, adding, changing, numbers, leaving and coming back. */
import { Fault } from '@contract/fault'
import type { Membership, pupils } from '@contract/pupils'
import type { Handlers } from '@contract/rpc'
import type { PupilFactsRow, PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { add, saidRight, set, setChanged } from '@vault/entity'
import { checkAdmissionNumber, checkDates, checkedUpn, upnWarnings } from './checks'
import { pupilKind, viewedKind } from './events'
import { membershipChanged, membershipDraft, membershipSaid, refuseDiffering } from './membership'
import { fileOf, pupilIn } from './places'
import { findOnRoll, findPastedOnRoll, listRoll } from './roll'
import { viewOf } from './views'

type RollCalls = Pick<
  Handlers<typeof pupils, Ctx>,
  | 'pupils.find'
  | 'pupils.list'
  | 'pupils.findAll'
  | 'pupils.view'
  | 'pupils.add'
  | 'pupils.edit'
  | 'pupils.setUpn'
  | 'pupils.revealUpn'
  | 'pupils.leave'
  | 'pupils.return'
  | 'pupils.settleMembership'
>

export const rollHandlers: RollCalls = {
  'pupils.find': ({ school, query, leavers }, ctx) => findOnRoll(fileOf(school, ctx), { query, leavers }, ctx.today()),

  'pupils.list': ({ school, leavers }, ctx) => listRoll(fileOf(school, ctx), leavers, ctx.today()),

  'pupils.findAll': ({ school, lines }, ctx) => findPastedOnRoll(fileOf(school, ctx), lines, ctx.today()),

  'pupils.view': ({ school, pupil }, ctx) => viewOf(fileOf(school, ctx), pupil, ctx),

  'pupils.add': ({ school, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    checkDates(facts, ctx.today())
    checkAdmissionNumber(tenant, facts.admissionNumber, null)
    if (facts.upn !== null) checkedUpn(tenant, facts.upn, null)
    const id = ctx.newId()
    const { onRollFrom, leftOn, ...own } = facts
    ctx.append(tenant, [
      set(pupilKind, id, { ...own, formerUpn: null }),
      membershipDraft(tenant, id, ctx.actor.id, { onRollFrom, leftOn, lastLeft: null }),
    ])
    return viewOf(tenant, id, ctx)
  },

  'pupils.edit': ({ school, pupil, facts, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    checkDates(facts, ctx.today())
    checkAdmissionNumber(tenant, facts.admissionNumber, pupil)
    const { onRollFrom, leftOn, ...own } = facts
    change(tenant, row, own, ctx, { dates: { onRollFrom, leftOn }, reason })
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.setUpn': ({ school, pupil, upn: text, keepFormer, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    const read = text === null || text === '' ? null : checkedUpn(tenant, text, pupil)
    const upn = read?.upn ?? null
    const isReplaced = row.upn !== null && row.upn !== upn
    change(tenant, row, { upn, ...(keepFormer && isReplaced && { formerUpn: row.upn }) }, ctx, { reason })
    return { view: viewOf(tenant, pupil, ctx), warnings: read === null ? [] : upnWarnings(ctx, read, row.upn) }
  },

  'pupils.revealUpn': ({ school, pupil }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { upn } = pupilIn(tenant, pupil)
    if (upn !== null) ctx.append(tenant, [add(viewedKind, ctx.newId(), { pupil, by: ctx.actor.id, what: 'UPN' })])
    return { upn }
  },

  'pupils.leave': ({ school, pupil, on }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    checkDates({ ...row, leftOn: on }, ctx.today())
    change(tenant, row, {}, ctx, { dates: { leftOn: on } })
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.return': ({ school, pupil, from, year, className }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    refuseDiffering(row)
    if (row.leftOn === null) {
      throw new Fault(
        'conflict',
        'This pupil has not left, so there is nothing to come back from. Nothing was changed.',
      )
    }
    if (from <= row.leftOn) {
      throw new Fault(
        'bad-input',
        'The first day back has to come after the last day before. Check both dates. Nothing was changed.',
      )
    }
    // Consents up to the earlier leaving stay ended (edge case 20).
    const dates = { onRollFrom: from, leftOn: null, lastLeft: row.leftOn }
    change(tenant, row, { year, className }, ctx, { dates })
    return viewOf(tenant, pupil, ctx)
  },

  'pupils.settleMembership': ({ school, pupil, event, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const right = saidRight(membershipSaid(tenant, pupilIn(tenant, pupil)), event, 'the dates')
    ctx.append(tenant, [membershipDraft(tenant, pupil, ctx.actor.id, right)], { reason })
    return viewOf(tenant, pupil, ctx)
  },
}

/** Writes what differs, so that what another PC changes in the same moment is not set back. */
function change(
  tenant: Tenant,
  row: PupilRow,
  fields: Partial<PupilFactsRow>,
  ctx: Ctx,
  { dates = {}, reason = null }: { readonly dates?: Partial<Membership>; readonly reason?: string | null },
): void {
  const { loosest: _loosest, ...before } = row
  const drafts = [
    ...setChanged(pupilKind, row.id, before, fields),
    ...membershipChanged(tenant, row, ctx.actor.id, dates),
  ]
  if (drafts.length > 0) ctx.append(tenant, drafts, { reason })
}
