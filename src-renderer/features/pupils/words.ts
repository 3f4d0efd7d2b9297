/** Every word of the screens about pupils. The school's own word for them comes in as `who`. */
import type {
  CareStatus,
  Competence,
  FlagKind,
  Registration,
  Relationship,
  ResponsibilityBasis,
  RollState,
} from '@contract'
import { counted } from '../../ui/words'
import type { Learner } from './learner'

export const RELATIONSHIP_WORDS: Readonly<Record<Relationship, string>> = {
  MOTHER: 'Mother',
  FATHER: 'Father',
  STEP_PARENT: 'Step-parent',
  GRANDPARENT: 'Grandparent',
  GUARDIAN: 'Guardian',
  FOSTER_CARER: 'Foster carer',
  LOCAL_AUTHORITY: 'Local authority',
  OTHER: 'Other',
}

export const BASIS_WORDS: Readonly<Record<ResponsibilityBasis, string>> = {
  MOTHER: 'Mother',
  MARRIED_FATHER: 'Father married to the mother',
  BIRTH_CERTIFICATE: 'Named on the birth certificate',
  AGREEMENT: 'Parental responsibility agreement',
  ORDER: 'Court order',
  ADOPTION: 'Adoption',
  SPECIAL_GUARDIANSHIP: 'Special guardianship',
  CARE_ORDER: 'Care order',
}

export const FLAG_WORDS: Readonly<Record<FlagKind, string>> = {
  NO_PUBLISH: 'No pictures seen outside the school',
  NO_NAME: 'No name with a picture',
  NO_CAPTURE: 'No pictures at all',
}

export const CARE_WORDS: Readonly<Record<CareStatus, string>> = {
  NONE: 'Not looked after',
  CARE_ORDER: 'Under a care order',
  ACCOMMODATED: 'Accommodated by agreement with the parents',
  PREVIOUSLY: 'Looked after before',
}

export const AUTHORITY_WORDS = {
  PARENTS: 'The parents',
  LOCAL_AUTHORITY: 'The local authority',
  CARER: 'The carer',
} as const

export const COMPETENCE_WORDS: Readonly<Record<Competence, string>> = {
  BY_AGE: 'By age, as the school has it',
  COMPETENT: 'Decides for themselves',
  NOT_COMPETENT: 'Does not decide for themselves yet',
}

export const REGISTRATION_WORDS: Readonly<Record<Registration, string>> = {
  MAIN: 'Main school',
  SUBSIDIARY: 'Also registered elsewhere, which is the main school',
  GUEST: 'Guest',
}

export const words = {
  roll: { ON_ROLL: 'On roll', JOINING: 'Joining', LEFT: 'Left' } satisfies Record<RollState, string>,
  restricted: 'Restricted',
  restrictedHint: 'Ask before any picture',
  list: {
    screen: 'Roll',
    of: (who: Learner, school: string) => (school === '' ? who.Many : `${who.Many}: ${school}`),
    caption: (who: Learner, school: string) => `${who.Many} of ${school}`,
    waiting: 'Getting the roll',
    cannot: 'The roll could not be listed',
    search: 'Find by name, class or number',
    leavers: 'Leavers too',
    shown: (n: number, all: number, who: Learner) =>
      n === all ? who.count(all) : `${n.toLocaleString('en-GB')} of ${who.count(all)} shown`,
    columns: { name: 'Name', year: 'Year', className: 'Class', number: 'Number', roll: 'Roll', marks: 'Marks' },
    noClass: 'None',
    add: (who: Learner) => `Add a ${who.one}`,
    import: 'Import',
    empty: (who: Learner) => `No ${who.many} yet`,
    emptyText: (who: Learner) =>
      `Bring the roll over from your school’s system, or add each ${who.one} by hand. Consent, lists and Ask all stand on it.`,
    none: 'Nobody fits',
    noneText: 'Take letters away from the search to see more.',
    clear: 'Clear the search',
  },
  facts: {
    addTitle: (who: Learner) => `Add a ${who.one}`,
    editTitle: (name: string) => `Change the details of ${name}`,
    legalSurname: 'Legal surname',
    legalSurnameHint: 'The only name, where there is just one',
    legalForename: 'Legal forename',
    preferredSurname: 'Preferred surname',
    preferredForename: 'Preferred forename',
    preferredHint: 'Leave empty where it is the legal one',
    dateOfBirth: 'Date of birth',
    year: 'Year',
    className: 'Class',
    admissionNumber: 'Admission number',
    upn: 'UPN',
    upnHint: 'Kept out of sight. Leave empty when it is not known',
    registration: 'Registration',
    onRollFrom: 'On roll from',
    choose: 'Choose',
    needSurname: 'Enter the surname, or the only name',
    needLine: 'Use at most 200 letters, without line breaks',
    needYear: 'Choose the year',
    needNumber: 'Enter the admission number, up to 20 characters',
    needClass: 'Use at most 40 letters for the class',
    needUpn:
      'A UPN has a letter, 11 digits and one more letter or digit, like P831900124017. Check it or leave it empty',
    needRegistration: 'Choose the registration',
    reason: 'Why',
    reasonHint: 'Kept in the history',
    needReason: 'Enter a reason of at least 3 letters',
    save: 'Save',
    addSave: (who: Learner) => `Add the ${who.one}`,
    added: (who: Learner) => `${who.One} added`,
    changed: 'Details changed',
    cancel: 'Cancel',
  },
  pupil: {
    screen: 'Pupil',
    waiting: 'Getting what is recorded',
    cannot: (who: Learner) => `The ${who.one} could not be opened`,
  },
  deciders: {
    choose: 'Choose',
    contact: (name: string, relationship: string, responsible: boolean) =>
      responsible ? `${name}, ${relationship}, parental responsibility` : `${name}, ${relationship}`,
    pupil: (who: Learner) => `The ${who.one}`,
    other: 'Somebody else',
    name: 'Name',
    capacity: 'Answers as',
    needWho: 'Choose who it was',
    needName: 'Enter the name',
    needCapacity: 'Choose in what capacity',
  },
  finder: {
    list: (who: Learner) => `${who.Many} found`,
    none: 'Nobody called that here. Try fewer letters.',
    found: (n: number) => `${counted(n, 'name', 'names')} found. Arrows choose, Enter takes.`,
    choose: (n: number, who: Learner, name: string) =>
      `${who.count(n)} called ${name}. Look at the year and class, then choose with the arrows.`,
  },
}
