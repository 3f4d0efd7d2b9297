/** Serving the calls of disposals: proposed, approved by a second person, carried out, answered for, recorded (R72-R77). */
import type { retention } from '@contract/retention'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { fileOf } from '../consents'
import { carryOut } from './destroying'
import { saveRecord } from './destruction-record'
import { disposalsOf } from './disposal-view'
import { answer, propose } from './proposing'
import { recordResult } from './recording-results'

export const disposalsHandlers: Handlers<
  Pick<
    typeof retention,
    | 'images.disposals'
    | 'images.propose'
    | 'images.approve'
    | 'images.carryOut'
    | 'images.recordResult'
    | 'images.saveRecord'
  >,
  Ctx
> = {
  'images.disposals': ({ school }, ctx) => disposalsOf(fileOf(school, ctx), ctx),
  'images.propose': propose,
  'images.approve': answer,
  'images.carryOut': carryOut,
  'images.recordResult': recordResult,
  'images.saveRecord': saveRecord,
}
