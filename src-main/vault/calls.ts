/** Every call the vault answers: the handlers of each feature, joined by name. A feature adds one spread. */
import type { AppContract } from '../contract'
import type { Handlers } from '../contract/rpc'
import type { session } from '../contract/session'
import { agreementsHandlers } from '../features/agreements/handlers'
import { checklistsHandlers } from '../features/checklists/handlers'
import { comparisonHandlers } from '../features/comparison/handlers'
import { consentsHandlers } from '../features/consents/handlers'
import { entryHandlers } from '../features/entry/handlers'
import { historyHandlers } from '../features/history/handlers'
import { imagesHandlers } from '../features/images/handlers'
import { importsHandlers } from '../features/imports/handlers'
import { matricesHandlers } from '../features/matrices/handlers'
import { peopleHandlers } from '../features/people/handlers'
import { pupilsHandlers } from '../features/pupils/handlers'
import { readingHandlers } from '../features/reading/handlers'
import { schoolsHandlers } from '../features/schools/handlers'
import type { Ctx } from './context'

/** Calls that need an open trust; those of the session have a context of their own and stand in its feature. */
type OpenCalls = Omit<AppContract, keyof typeof session>

/** Handlers by call name, one for each. */
export const calls: Handlers<OpenCalls, Ctx> = {
  ...peopleHandlers,
  ...schoolsHandlers,
  ...pupilsHandlers,
  ...matricesHandlers,
  ...consentsHandlers,
  ...entryHandlers,
  ...checklistsHandlers,
  ...importsHandlers,
  ...imagesHandlers,
  ...agreementsHandlers,
  ...readingHandlers,
  ...comparisonHandlers,
  ...historyHandlers,
}
