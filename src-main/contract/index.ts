/** The whole contract: every call and every topic. Names are `<feature>.<verb>`; there is no other way in. */
import { comparison } from './comparison'
import { history } from './history'
import { matrices } from './matrices'
import { people } from './people'
import { reading } from './reading'
import { schools } from './schools'
import { session } from './session'

export const contract = { ...session, ...people, ...schools, ...matrices, ...reading, ...comparison, ...history }
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
export * from './matrices'
export * from './tabular'
export * from './document'
export * from './report'
export * from './reading'
export * from './words'
export * from './comparison'
export * from './history'
