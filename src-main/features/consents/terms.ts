/** What a use rests on, as it is recorded over what stands. */
import type { PurposeFacts, PurposeTerms, TermsSaid } from '@contract/consents'
import type { PersonId } from '@contract/primitives'
import type { PurposeRow } from '@db/repo/consents'
import type { Tenant } from '@vault/context'
import { decideOver, standingIn } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { termsKind } from './events'

type File = Pick<Tenant, 'log'>

/** What a use rests on, apart from the rest of it. */
export function partsOf({ basis, outside, renewal, retiredOn, ...facts }: PurposeFacts) {
  return { terms: { basis, outside, renewal, retiredOn }, facts }
}

const said = (purpose: string, by: PersonId, { basis, outside, renewal, retiredOn }: PurposeTerms) => ({
  ...{ purpose, by },
  ...{ basis, outside, renewal, retiredOn },
})

/** Drafts what somebody says: it replaces all they saw, and settles it where PCs differ. */
export const termsDraft = (file: File, purpose: string, by: PersonId, terms: PurposeTerms): Draft =>
  decideOver(file, termsKind, purpose, said(purpose, by, terms))

/** No draft where nothing differs from what counts: whoever changes something else settles nothing by the way. */
export function termsChanged(file: File, row: PurposeRow, by: PersonId, terms: PurposeTerms): readonly Draft[] {
  const isSame =
    row.basis === terms.basis &&
    row.outside === terms.outside &&
    row.renewal === terms.renewal &&
    row.retiredOn === terms.retiredOn
  return isSame ? [] : [termsDraft(file, row.id, by, terms)]
}

/** Everything that stands, the oldest first; several: PCs differ. */
export const termsSaid = (file: File, purpose: string): TermsSaid[] =>
  standingIn(file, termsKind, purpose).flatMap(({ event, value, at }) => {
    if (value === null) return []
    const { by, basis, outside, renewal, retiredOn } = value as unknown as ReturnType<typeof said> // The log has checked it.
    return [{ event, by, at, basis, outside, renewal, retiredOn }]
  })
