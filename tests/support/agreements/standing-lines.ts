/** One agreement, somebody and what they signed, each with what a test says of it; and how that stands, in one line. */
import { requirementOf } from '../../../src-main/features/agreements/rules/requirements'
import {
  scopeOn,
  type AdultSubject,
  type AgreementKnown,
  type IssuedVersion,
  type PupilSubject,
  type Subject,
} from '../../../src-main/features/agreements/rules/scope'
import { standingOf, type SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import { day } from './histories'

const devices = { loans: [], ownDevice: false }

export const pupil = (more: Partial<PupilSubject> = {}): PupilSubject => ({
  ...{ ...devices, kind: 'PUPIL', year: '8', yearAt: day('2026-10-01'), dateOfBirth: null },
  ...{ onRollFrom: day('2024-09-01'), leftOn: null, lastLeft: null },
  ...more,
})

export const adult = (more: Partial<AdultSubject> = {}): AdultSubject => ({
  ...{ ...devices, kind: 'ADULT', audience: 'STAFF_VOLUNTEER', from: day('2020-09-01'), until: null },
  ...more,
})

export const version = (id: string, from: string, more: Partial<IssuedVersion> = {}): IssuedVersion => ({
  ...{ id, effectiveFrom: day(from), issuedOn: day(from), changes: [] },
  ...more,
})

export const asks = (change: 'WORDING' | 'INFORM' | 'RESIGN'): Pick<IssuedVersion, 'changes'> => ({
  changes: [
    { audience: 'KS3_UP', change },
    { audience: 'STAFF_VOLUNTEER', change },
  ],
})

export const agreement = (more: Partial<AgreementKnown> = {}): AgreementKnown => ({
  ...{ id: 'a', audiences: ['KS3_UP', 'STAFF_VOLUNTEER', 'VISITOR'], variantOf: null, signers: 'CHILD' },
  ...{ childFrom: null, validity: 'UNTIL_LEFT', months: null, retiredOn: null },
  versions: [version('v1', '2024-09-01')],
  ...more,
})

export const signed = (on: string, more: Partial<SigningKnown> = {}): SigningKnown => ({
  ...{ version: 'v1', capacity: 'CHILD', signer: null, outcome: 'SIGNED', signedOn: day(on), until: null },
  witness: null,
  ...more,
})

/** In one line: state, reason, what is missing, how long it holds. */
export function stands(
  of: AgreementKnown | readonly AgreementKnown[],
  signings: readonly SigningKnown[],
  on: string,
  who: Subject = pupil(),
) {
  const set = 'id' in of ? [of] : of
  const requirement = requirementOf(set, scopeOn(who, [], day(on)).audiences, day(on))
  if (requirement === null) return 'not asked'
  const { state, because, missing, holdsUntil, toInform } = standingOf(who, requirement, signings)
  const reason = [because.code, because.capacity, because.date].filter((part) => part !== null).join(' ')
  return [state, reason, missing.join('+'), holdsUntil, toInform ? 'to inform' : ''].filter(Boolean).join(', ')
}
