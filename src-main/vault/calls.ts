/** Every call the vault answers: the handlers of each feature, joined by name. A feature adds one spread. */
import type { AppContract } from '../contract'
import type { Handlers } from '../contract/rpc'
import type { Ctx } from './context'

/** Handlers by call name; a call without one is answered as not found. */
export const calls: Partial<Handlers<AppContract, Ctx>> = {
  // one spread per feature: ...peopleHandlers,
}
