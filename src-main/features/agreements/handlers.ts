/** Serving the calls of agreements and signatures. */
import type { AppContract } from '@contract/index'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { accessHandlers } from './handlers-access'
import { clearancesHandlers } from './handlers-clearances'
import { fileHandlers } from './handlers-file'
import { packsHandlers } from './handlers-packs'
import { signingHandlers } from './handlers-signing'
import { textsHandlers } from './handlers-texts'
import { versionsHandlers } from './handlers-versions'

type AgreementsCalls = Pick<AppContract, Extract<keyof AppContract, `agreements.${string}`>>

export const agreementsHandlers: Handlers<AgreementsCalls, Ctx> = {
  ...textsHandlers,
  ...versionsHandlers,
  ...signingHandlers,
  ...clearancesHandlers,
  ...packsHandlers,
  ...fileHandlers,
  ...accessHandlers,
}
