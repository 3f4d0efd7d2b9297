/** Serving the calls of pictures kept. */
import type { AppContract } from '@contract/index'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { breachesHandlers } from './handlers-breaches'
import { clocksHandlers } from './handlers-clocks'
import { disposalsHandlers } from './handlers-disposals'
import { foldersHandlers } from './handlers-folders'
import { holdsHandlers } from './handlers-holds'
import { publicationsHandlers } from './handlers-publications'
import { rulesHandlers } from './handlers-rules'
import { setsHandlers } from './handlers-sets'
import { takeDownsHandlers } from './handlers-take-downs'

type ImagesCalls = Pick<AppContract, Extract<keyof AppContract, `images.${string}`>>

export const imagesHandlers: Handlers<ImagesCalls, Ctx> = {
  ...foldersHandlers,
  ...setsHandlers,
  ...publicationsHandlers,
  ...takeDownsHandlers,
  ...breachesHandlers,
  ...rulesHandlers,
  ...holdsHandlers,
  ...disposalsHandlers,
  ...clocksHandlers,
}
