/** Serving the calls of batches: begun, paused, taken over, counted, closed. */
import { Fault } from '@contract/fault'
import type { BatchCard, entry } from '@contract/entry'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import { fileOf } from '../consents'
import { batchIn, batchView, cardOfBatch, cardsOf, ownBatch, ownedBatch } from './batches'
import { batchKind } from './events'
import { issuedIn } from './handlers-print'

type Batches = Pick<
  Handlers<typeof entry, Ctx>,
  'entry.batches' | 'entry.start' | 'entry.batch' | 'entry.pause' | 'entry.resume' | 'entry.recount' | 'entry.close'
>

export const batchHandlers: Batches = {
  'entry.batches': ({ school }, ctx) => cardsOf(fileOf(school, ctx)),

  'entry.start': ({ school, wording, receivedOn, expected }, ctx) => {
    const tenant = fileOf(school, ctx)
    issuedIn(tenant, wording)
    if (receivedOn > ctx.today()) {
      throw new Fault('bad-input', 'That day is in the future. Enter the day the forms came in. Nothing was begun.')
    }
    const id = ctx.newId()
    ctx.append(tenant, [set(batchKind, id, { wording, receivedOn, expected, owner: ctx.actor.id, state: 'OPEN' })])
    return batchView(tenant, id, ctx)
  },

  'entry.batch': ({ school, batch }, ctx) => batchView(fileOf(school, ctx), batch, ctx),

  'entry.pause': ({ school, batch }, ctx) => {
    const tenant = fileOf(school, ctx)
    ownBatch(tenant, batch, ctx)
    ctx.append(tenant, [set(batchKind, batch, { state: 'PAUSED' })])
    return cardOfBatch(tenant, batch)
  },

  // A closed batch too: what is found wrong later has to be put right somewhere.
  'entry.resume': ({ school, batch }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { owner, state } = batchIn(tenant, batch)
    if (owner !== ctx.actor.id || state !== 'OPEN') {
      ctx.append(tenant, [set(batchKind, batch, { owner: ctx.actor.id, state: 'OPEN' })])
    }
    return batchView(tenant, batch, ctx)
  },

  'entry.recount': ({ school, batch, expected }, ctx) => {
    const tenant = fileOf(school, ctx)
    ownBatch(tenant, batch, ctx)
    ctx.append(tenant, [set(batchKind, batch, { expected })])
    return cardOfBatch(tenant, batch)
  },

  'entry.close': ({ school, batch }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (ownedBatch(tenant, batch, ctx).state === 'CLOSED') {
      throw new Fault('conflict', 'This batch is closed already. Nothing was changed.')
    }
    refuseOpenEnds(
      cardOfBatch(tenant, batch),
      batchView(tenant, batch, ctx).sheets.some(({ state }) => state === 'DRAFT'),
    )
    ctx.append(tenant, [set(batchKind, batch, { state: 'CLOSED' })])
    return cardOfBatch(tenant, batch)
  },
}

/** A pile is done when every form of it was keyed, and the second keying has shown that it was keyed right (ux 6). */
function refuseOpenEnds({ expected, keyed, rekey }: BatchCard, hasDrafts: boolean): void {
  const missing = expected - keyed
  const open =
    missing > 0
      ? `${formsAre(missing)} not keyed yet. Key them, or count the pile again.`
      : missing < 0
        ? `${formsAre(-missing)} keyed beyond the ${expected} that were counted. Count the pile again, or set aside what was keyed twice.`
        : hasDrafts
          ? 'A form was begun and not saved. Finish it, or discard it.'
          : rekey.done < rekey.sample
            ? `${formsAre(rekey.sample - rekey.done)} still to be keyed a second time by somebody else.`
            : rekey.differing > 0
              ? `${formsAre(rekey.differing)} keyed in two ways. Look at each, and correct or release it.`
              : null
  if (open !== null) throw new Fault('conflict', `This batch cannot be closed yet. ${open}`)
}

const formsAre = (n: number): string => (n === 1 ? '1 form is' : `${n} forms are`)
