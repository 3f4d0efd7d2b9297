/** What other features may use of pictures kept. */
export { parentsPhotosKind, peopleShownKind, personalKind, setKind as imageSetKind, shownKind } from './events'
export { publicationKind, publicationStateKind } from './events-publications'
export { picturesOfErased } from './erasing'
export { approvalKind, holdKind, proposalKind, ruleKind } from './events-retention'
