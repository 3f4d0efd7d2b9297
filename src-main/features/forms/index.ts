/** What other features may use of the printed forms. */
export { AGREEMENT_STYLE, agreementHtml, agreementPage, posterPage, type AgreementPerson } from './agreement'
export { agreementChanges, type ChangeSheet, type ChangeSheets } from './agreement-changes'
export {
  agreementLetters,
  type AgreementLetter,
  type AgreementLetterRun,
  type AgreementOccasion,
} from './agreement-letter'
export { agreementPack, type Pack, type PackRun, type PackSheet } from './agreement-pack'
export { checklistPage, type Checklist, type ChecklistAnswer, type ChecklistPupil } from './checklist'
export {
  consentForms,
  consentFormsOfAll,
  reprintForm,
  type ChildForm,
  type FormQuestion,
  type FormRun,
  type FormWording,
} from './consent-form'
export { destructionRecordPage, type Deed, type DestroyedSet, type DestructionRecord } from './destruction-record'
export { ENGLISH, SIGNER_BOXES, type FormWords, type SignerBox } from './form-words'
export { languageOf } from './languages'
export { chaseLetters, type Letter, type LetterOccasion, type LetterRun } from './letter'
export { formNumber, readFormNumber, scanText, SCAN_PREFIX, spacedNumber } from './number'
export {
  subjectAccessPage,
  type HeldBlock,
  type HeldSection,
  type HeldValue,
  type SubjectAccess,
} from './subject-access'
export { SYMBOL_NAMES } from './symbols'
