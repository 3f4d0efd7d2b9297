/** Contacts of a pupil as those who may have signed for them: whoever is one today, with whether they hold responsibility. */
import type { SchoolId } from '@contract'
import { client } from '../../../ipc/client'
import { today } from '../../../ui/dates'
import type { PaperTarget } from './paper'

/** @throws Fault */
export async function contactsToSign(school: SchoolId, pupil: string): Promise<PaperTarget['signers']> {
  const { contacts } = await client['pupils.view']({ school, pupil })
  return contacts
    .filter(({ endedOn }) => endedOn === null || endedOn >= today())
    .map(({ id, name, responsible }) => ({ contact: id, name, responsible }))
}
