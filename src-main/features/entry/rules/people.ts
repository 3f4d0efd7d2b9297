/** Who may decide by what any colleague may see, and whose answers stand beside a form. Pure. */
import type { Renewal } from '@contract/answers'
import type { Decider } from '@contract/consents'
import type { CivilDate } from '@contract/primitives'
import { standingOn, type PupilStanding } from '../../consents/rules/pupil-standing'
import { lastDayOf, type StandingAnswer } from '../../consents/rules/validity'

/**
 * Whether whoever signed may decide for the pupil. Who decides for a looked-after pupil is left out: that is for the
 * safeguarding leads to know, and the decision minds it by itself (R5, R53).
 */
export function signerMay(signedBy: Decider | null, standing: PupilStanding): boolean {
  if (signedBy === null || signedBy.kind === 'OTHER') return false
  if (signedBy.kind === 'PUPIL') return standing.own.gives
  return mayDecide(signedBy.contact, standing)
}

/** The same for one contact. */
export function mayDecide(contact: string, standing: PupilStanding): boolean {
  const withoutCare = standingOn({ ...standing.known, care: [] }, standing.on, null)
  return [standing, withoutCare].some(({ contacts }) => contacts.get(contact)?.gives === true)
}

/** What stands by other adults than the signer; a Yes only while it has not run out on a day. */
export function byOtherAdults<T extends StandingAnswer>(
  answers: readonly T[],
  signedBy: Decider | null,
  renewal: Renewal,
  on: CivilDate,
): readonly T[] {
  const signer = signedBy?.kind === 'CONTACT' ? signedBy.contact : null
  return answers.filter((answer) => {
    if (answer.contact === null || answer.contact === signer) return false
    const last = answer.answer === 'GIVEN' ? lastDayOf(answer, renewal) : null
    return last === null || on <= last
  })
}
