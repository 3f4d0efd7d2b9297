/** The whole contract: every call and every topic. Names are `<feature>.<verb>`; there is no other way in. */
import { agreements } from './agreements'
import { checklists } from './checklists'
import { comparison } from './comparison'
import { consents } from './consents'
import { entry } from './entry'
import { history } from './history'
import { images } from './images'
import { imports } from './imports'
import { matrices } from './matrices'
import { people } from './people'
import { publications } from './publications'
import { pupils } from './pupils'
import { reading } from './reading'
import { retention } from './retention'
import { schools } from './schools'
import { session } from './session'
import { signatures } from './signatures'

export const contract = {
  ...session,
  ...people,
  ...schools,
  ...pupils,
  ...matrices,
  ...consents,
  ...entry,
  ...checklists,
  ...imports,
  ...images,
  ...publications,
  ...retention,
  ...agreements,
  ...signatures,
  ...reading,
  ...comparison,
  ...history,
}
export type AppContract = typeof contract
export type CallName = keyof AppContract

export * from './primitives'
export * from './fault'
export * from './rpc'
export * from './rights'
export * from './events'
export * from './session'
export * from './people'
export * from './schools'
export * from './pupils'
export * from './matrices'
export * from './answers'
export * from './consents'
export * from './consents-settings'
export * from './consents-files'
export * from './entry'
export * from './checklists'
export * from './imports'
export * from './images'
export * from './publications'
export * from './retention'
export * from './agreements'
export * from './signatures'
export * from './tabular'
export * from './document'
export * from './report'
export * from './reading'
export * from './words'
export * from './comparison'
export * from './history'
