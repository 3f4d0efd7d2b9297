/** Why an answer is not recorded, and what is to be said beside one that is, in words. They name nobody. Pure. */
import type { AgreementAudience } from '@contract/agreements'
import type { SigningCapacity, SigningOutcome } from '@contract/signatures'
import { dateWords } from '@vault/clock'
import type { SigningRefusal, SigningWarning } from './recording'

export const AUDIENCE_WORDS: Readonly<Record<AgreementAudience, string>> = {
  EARLY_YEARS_KS1: 'early years and key stage 1',
  KS2: 'key stage 2',
  KS3_UP: 'key stage 3 and up',
  SIXTH_FORM: 'the sixth form',
  STAFF_VOLUNTEER: 'staff and volunteers',
  GOVERNOR: 'governors',
  PARENT: 'parents and carers',
  COMMUNITY: 'community users',
  VISITOR: 'visitors',
  EXTERNAL: 'external organisations',
  SUPPLY: 'supply staff',
  DEVICE_LOAN: 'those who borrow a device',
  OWN_DEVICE: 'those with a device of their own here',
}

export const CAPACITY_WORDS: Readonly<Record<SigningCapacity, string>> = {
  CHILD: 'the pupil',
  PARENT: 'a parent or carer',
  ADULT: 'the adult',
}

const OUTCOME_WORDS: Readonly<Record<Exclude<SigningOutcome, 'VOID'>, string>> = {
  SIGNED: 'signed',
  REFUSED: 'refused',
  CANNOT_SIGN: 'not able to sign',
}

const listOf = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`

const audiencesOf = (audiences: readonly AgreementAudience[]): string =>
  listOf(audiences.map((audience) => AUDIENCE_WORDS[audience]))

/** One or two sentences, without what was or was not changed by it. */
export function refusalWords(refusal: SigningRefusal): string {
  switch (refusal.code) {
    case 'DRAFT':
      return 'This text was never issued, so nobody can have signed it. Choose an issued version.'
    case 'FUTURE':
      return 'That day is in the future. Enter the day it was signed.'
    case 'BEFORE_ISSUE':
      return `This text was issued on ${dateWords(refusal.issuedOn)}, so nobody can have signed it before. Check the day and the version.`
    case 'RETIRED':
      return `This agreement is not asked for since ${dateWords(refusal.retiredOn)}.`
    case 'AFTER_LEFT':
      return `That is after the last day at the school, ${dateWords(refusal.leftOn)}.`
    case 'BEFORE_JOINED':
      return `That is too long before the first day at the school, ${dateWords(refusal.joinedOn)}.`
    case 'WRONG_AUDIENCE':
      return refusal.theirs.length === 0
        ? `This agreement is for ${audiencesOf(refusal.agreement)}, and no agreement is set for this year.`
        : `This agreement is for ${audiencesOf(refusal.agreement)}; on that day this person belonged to ${audiencesOf(refusal.theirs)}.`
    case 'CHILD_WHERE_PARENT':
      return 'A parent or carer has to sign this one; a signature of the child alone does not count.'
    case 'WRONG_CAPACITY':
      return refusal.ofAge
        ? 'From the 18th birthday on the pupil alone signs.'
        : `Here ${listOf(refusal.needed.map((capacity) => CAPACITY_WORDS[capacity]))} has to sign.`
    case 'NOT_A_CONTACT':
      return refusal.endedOn === null
        ? 'Whoever signed as a parent is no contact of this pupil.'
        : `Whoever signed as a parent was a contact of this pupil until ${dateWords(refusal.endedOn)} only.`
    case 'NO_WITNESS':
      return refusal.because === 'IN_CLASS'
        ? 'Say which adult saw it being signed in class.'
        : 'Say which adult knows that this person cannot sign.'
    case 'UNTIL_BEFORE_SIGNED':
      return 'The last day it holds lies before the day it was signed.'
  }
}

/** @param label of the version in force, where the warning names one */
export function warningWords(warning: SigningWarning, label: (version: string) => string): string {
  switch (warning.code) {
    case 'SIGNED_TWICE':
      return `Recorded already for ${dateWords(warning.before)}; both stand.`
    case 'CORRECTS':
      return `Recorded before as ${OUTCOME_WORDS[warning.before]} on that day; this takes its place.`
    case 'OLD_VERSION':
      return `Signed an old text: version ${label(warning.inForce)} is in force since ${dateWords(warning.since)}.`
    case 'SIGNER_NOT_RESPONSIBLE':
      return 'Nothing on record says that whoever signed holds parental responsibility.'
    case 'EARLIER_STAY':
      return `Signed in an earlier stay that ended on ${dateWords(warning.lastLeft)}, so it does not count now.`
    case 'COUNTS_LATER':
      return `This text is in force from ${dateWords(warning.from)}; the signature counts from then.`
  }
}
