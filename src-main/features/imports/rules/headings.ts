/** What a column is about, by its heading, in whatever spelling (domain section 6). A proposal; a person may change it. Pure. */
import type { ColumnMeaning } from '@contract/imports'

/** Letters and digits alone, in small letters: "Legal First Name", "legal_first-name" and "LegalFirstName" are one. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const KNOWN: Readonly<Record<Exclude<ColumnMeaning, 'ignore' | 'consent'>, readonly string[]>> = {
  sourceId: [
    ...['arborstudentid', 'studentid', 'pupilid', 'sourcedid', 'misid', 'bromcomid', 'personid', 'simsid', 'id', 'upi'],
    ...['learnerid', 'externalid', 'systemid', 'integrisid', 'isamsid', 'schoolid'],
  ],
  admissionNumber: [
    ...['adno', 'admno', 'admissionno', 'admissionnumber', 'admissionnum', 'admissionsnumber', 'admission', 'adnumber'],
    ...['pupilno', 'pupilnumber', 'studentno', 'studentnumber', 'rollnumber', 'rollno', 'admnumber'],
  ],
  upn: ['upn', 'uniquepupilnumber', 'currentupn', 'upncurrent', 'pupilupn', 'studentupn', 'uniquepupilno'],
  legalForename: [
    ...['legalforename', 'legalfirstname', 'legalgivenname', 'forename', 'firstname', 'givenname', 'forenames'],
    ...['legalforenames', 'firstnames', 'givennames', 'pupilforename', 'studentforename', 'pupilfirstname'],
    ...['studentfirstname', 'childforename', 'childfirstname', 'childsforename', 'childsfirstname', 'first'],
  ],
  legalSurname: [
    ...['legalsurname', 'legallastname', 'legalfamilyname', 'surname', 'lastname', 'familyname', 'pupilsurname'],
    ...['studentsurname', 'pupillastname', 'studentlastname', 'childsurname', 'childlastname', 'childssurname', 'last'],
  ],
  preferredForename: [
    ...['preferredforename', 'preferredfirstname', 'preferredgivenname', 'preferredname', 'knownas', 'chosenforename'],
    ...['chosenfirstname', 'chosenname', 'knownasforename', 'preferredforenames'],
  ],
  preferredSurname: [
    ...['preferredsurname', 'preferredlastname', 'preferredfamilyname', 'chosensurname', 'chosenlastname'],
  ],
  fullName: [
    ...['name', 'fullname', 'pupilname', 'studentname', 'childname', 'childsname', 'nameofchild', 'nameofpupil'],
    ...['pupil', 'student', 'learner', 'learnername', 'child', 'surnameforename', 'pupilfullname', 'legalname'],
    ...['studentfullname', 'childsfullname', 'namesurnameforename', 'lastnamefirstname'],
  ],
  dateOfBirth: [
    'dob',
    'dateofbirth',
    'birthdate',
    'birthday',
    'born',
    'datebirth',
    'pupildob',
    'studentdob',
    'childdob',
  ],
  year: [
    ...[
      'year',
      'yeargroup',
      'ncyear',
      'yearcode',
      'yr',
      'yrgroup',
      'yeargrp',
      'ncyeargroup',
      'currentncyear',
      'grades',
    ],
    ...['nationalcurriculumyear', 'yeartaughtin', 'curriculumyear', 'ncyearactual', 'schoolyear', 'ncyearleaving'],
    ...['currentyear', 'grade', 'yeargroupname'],
  ],
  className: [
    ...['reg', 'reggroup', 'registrationgroup', 'registrationform', 'regform', 'form', 'formgroup', 'tutorgroup'],
    ...['class', 'classname', 'tutor', 'classgroup', 'registration', 'mainclass', 'currentclass', 'formname', 'tg'],
  ],
  onRollFrom: [
    ...['dateofadmission', 'admissiondate', 'doa', 'enrolmentdate', 'enrollmentdate', 'dateofentry', 'entrydate'],
    ...['startdate', 'datejoined', 'joined', 'joiningdate', 'dateenrolled', 'onrollfrom', 'dateofenrolment'],
  ],
  leftOn: [
    ...['dateofleaving', 'leavingdate', 'dol', 'dateleft', 'left', 'leftdate', 'leavedate', 'enddate', 'lefton'],
    ...['lastdayonroll', 'dateofleave', 'offrolldate', 'exitdate', 'dateofexit'],
  ],
  inCare: [
    ...['incare', 'incareflag', 'lookedafter', 'lookedafterchild', 'lac', 'cla', 'childlookedafter', 'incaresince'],
    ...['currentlyincare', 'lookedafterstatus', 'islookedafter'],
  ],
  registration: ['enrolmentstatus', 'enrollmentstatus', 'registrationtype', 'registrationstatus', 'enrolstatus'],
  consentType: ['consenttype', 'typeofconsent', 'consentname', 'consentfor', 'consenttopic', 'permissiontype', 'topic'],
  consentStatus: [
    'consentstatus',
    'consentresponse',
    'consentanswer',
    'consentgiven',
    'consentvalue',
    'consentdecision',
  ],
  consentDenied: ['consentdenied', 'deniedconsent', 'isconsentdenied'],
  consentDate: [
    ...['consentdate', 'dateofconsent', 'datesigned', 'signedon', 'signeddate', 'dateofsignature', 'signaturedate'],
    ...['dateconsented', 'consentedon', 'consentgivendate', 'dateconsentgiven', 'responsedate', 'dateofresponse'],
    ...['timestamp', 'completiontime', 'submittedat', 'submitted', 'datesubmitted', 'submissiondate'],
  ],
  signedBy: [
    ...['signedby', 'consentedby', 'givenby', 'givenbystudentcontact', 'consentgivenby', 'consentby', 'signature'],
    ...['signatory', 'completedby', 'nameofsignatory', 'answeredby', 'nameofpersonsigning', 'signedbyname'],
    ...['submittedby', 'respondent', 'consentingparent', 'yourname', 'yourfullname'],
  ],
  relationship: [
    ...['relationship', 'relationshiptopupil', 'relationshiptochild', 'relationshiptostudent', 'relation'],
    ...['signatoryrelationship', 'relationshipofsignatory', 'relationtochild'],
  ],
  contactName: [
    ...['contactname', 'parentname', 'parentcarername', 'parent', 'parentcarer', 'contact', 'contact1name', 'contact1'],
    ...['parent1name', 'parent1', 'priority1contact', 'prioritycontact', 'maincontact', 'primarycontact', 'carername'],
    ...['nameofparent', 'nameofparentcarer', 'parentguardianname', 'contactfullname', 'guardian', 'guardian1'],
    ...['guardianname', 'guardian1name', 'primaryguardian', 'primaryguardianname'],
  ],
  contactRelationship: [
    ...[
      'contactrelationship',
      'contact1relationship',
      'parentrelationship',
      'parent1relationship',
      'relationshipofcontact',
    ],
    ...['contactrelationshiptopupil', 'contactrelationshiptostudent', 'guardianrelationship', 'guardian1relationship'],
    ...['primaryguardianrelationship'],
  ],
  contactResponsibility: [
    ...[
      'parentalresponsibility',
      'pr',
      'hasparentalresponsibility',
      'contactparentalresponsibility',
      'parentresponsibility',
    ],
    ...['contact1parentalresponsibility', 'haspr', 'contactpr', 'parentalresp'],
  ],
  archived: ['archived', 'isarchived'],
  school: [
    ...[
      'school',
      'schoolname',
      'nameofschool',
      'establishment',
      'establishmentname',
      'urn',
      'schoolurn',
      'laestab',
      'org',
    ],
    ...['dfenumber', 'dfe', 'dfeno', 'dfesnumber', 'schooldfe', 'schooldfenumber', 'estabnumber', 'schoollaestab'],
    ...['academy', 'academyname', 'schoolcode', 'tenanturn'],
  ],
  rosterStatus: [],
}

const MEANINGS: ReadonlyMap<string, ColumnMeaning> = new Map(
  Object.entries(KNOWN).flatMap(([meaning, keys]) =>
    // The keys of the table are the meanings themselves.
    keys.map((key): [string, ColumnMeaning] => [key, meaning as ColumnMeaning]),
  ),
)

/** What a heading says its column holds; null for headings that say nothing known. Consents are told apart by their uses. */
export function meaningOf(heading: string): ColumnMeaning | null {
  const key = headingKey(heading)
  return MEANINGS.get(key) ?? MEANINGS.get(headingKey(heading.replace(/\(.*\)/, ''))) ?? null
}

const isLegal = (heading: string): boolean => headingKey(heading).includes('legal')

/**
 * Meanings of a row of headings. A name beside a legal one is the preferred one (SIMS: "Legal Surname", "Surname"); of two
 * columns with the same meaning the first has it, and the other is left to a person.
 */
export function meaningsOf(headings: readonly string[]): readonly ColumnMeaning[] {
  const first = headings.map((heading) => meaningOf(heading) ?? 'ignore')
  const named = (meaning: ColumnMeaning): boolean =>
    headings.some((heading, at) => first[at] === meaning && isLegal(heading))
  const isLong = first.includes('consentDenied') || (first.includes('consentType') && first.includes('consentStatus'))
  const hasContact = first.includes('contactName') && !first.includes('signedBy')
  const settled = headings.map((heading, at): ColumnMeaning => {
    const meaning = first[at] ?? 'ignore'
    if (meaning === 'legalForename' && named(meaning) && !isLegal(heading)) return 'preferredForename'
    if (meaning === 'legalSurname' && named(meaning) && !isLegal(heading)) return 'preferredSurname'
    // In lists of consents "Date" is the day one was given.
    if (meaning === 'ignore' && isLong && headingKey(heading) === 'date') return 'consentDate'
    if (meaning === 'relationship' && hasContact) return 'contactRelationship'
    return meaning
  })
  return settled.map((meaning, at) => (settled.indexOf(meaning) === at ? meaning : 'ignore'))
}

/** What a list looks like, in words. */
export function looksLike(headings: readonly string[], meanings: readonly ColumnMeaning[]): string {
  const keys = headings.map(headingKey)
  const has = (...wanted: readonly string[]): boolean => wanted.every((key) => keys.includes(key))
  const count = (meaning: ColumnMeaning): number => meanings.filter((one) => one === meaning).length
  const isNamed = ['legalSurname', 'preferredSurname', 'fullName'].some((one) =>
    meanings.some((meaning) => meaning === one),
  )
  if (count('consentDenied') > 0) return 'DataBridge list of consents, in which Yes means no'
  if (has('arborstudentid')) return count('consentStatus') > 0 ? 'Arbor list of consents' : 'Arbor list of pupils'
  if (has('adno') && keys.some((key) => key.startsWith('legal')))
    return count('consent') > 0 ? 'SIMS report of pupils and consents' : 'SIMS report of pupils'
  if (count('consentType') > 0 && count('consentStatus') > 0) return 'List of consents, one line for each use'
  if (count('consent') > 1) return 'Sheet of consents, a column for each use'
  if (has('lastname', 'firstname', 'admissionnumber')) return 'Bromcom sheet of pupils'
  if (has('upi', 'misid')) return 'Wonde list of pupils'
  if (count('consent') === 1 && isNamed) return 'List of pupils with one consent'
  return isNamed ? 'List of pupils' : 'A list whose headings Trustward does not know'
}
