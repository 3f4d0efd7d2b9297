/** What other features may use of the session. */
export { sessionKinds, settingsKind, trustKind } from './events'
