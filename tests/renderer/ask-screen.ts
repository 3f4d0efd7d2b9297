/** The Ask screen over a vault that answers from a table: two pupils, two uses, and a verdict for each pupil. */
import { flushPromises } from '@vue/test-utils'
import type { AskVerdict, PupilCard, Role } from '@contract'
import AskScreen from '@renderer/features/consents/AskScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { anAnswer, aPupil, aPurpose, decided, school } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession } from './support/samples'
import { show, type Shown } from './support/show'

export const amira = aPupil(1, { forename: 'Amira', surname: 'Khan' })
export const ben = aPupil(2, { forename: 'Ben', surname: 'Larch', className: '7B' })
export const website = aPurpose(1, { label: 'Website' })
export const display = aPurpose(2, { label: 'Display inside school' })
export const hit = (card: PupilCard, homonym = false) => ({ ...card, homonym })

/** Verdicts the vault gives, by pupil; Yes for those not named. */
export type Verdicts = Record<string, AskVerdict>

/** @param verdicts read anew at each question */
export function askVault(verdicts: Verdicts): FakeVault {
  return installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'checklists.list': () => [],
    'consents.purposes': () => [website, display],
    'pupils.find': ({ query }) =>
      [amira, ben]
        .filter(({ surname }) => surname.toLowerCase().startsWith(query.toLowerCase()))
        .map((one) => hit(one)),
    'pupils.list': () => [amira, ben],
    'consents.ask': ({ pupils, named, on }) =>
      anAnswer(
        [amira, ben]
          .filter((card) => pupils.includes(card.id))
          .map((card) => decided(card, verdicts[card.id] ?? 'YES')),
        { named, on },
      ),
  })
}

export async function openAsk(role: Role = 'OFFICE_STAFF'): Promise<Shown> {
  const shown = await show(AskScreen, {
    props: { school },
    session: aSession({ school }, role),
    at: `/schools/${school}/ask`,
  })
  await useSchools().load()
  await flushPromises()
  return shown
}

/** Presses a key where the focus is. */
export async function key(name: string): Promise<void> {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
  await flushPromises()
}

/** Types into the finder and presses Enter. */
export async function take(shown: Shown, letters: string): Promise<void> {
  shown.field('Who is in the picture?').focus()
  await shown.fill('Who is in the picture?', letters)
  await key('Enter')
}

export const answer = () => document.querySelector('section[aria-label="The answer"]') as HTMLElement

/** The verdict in 40 px; null while there is none. */
export const verdict = () => answer().querySelector('.form-answer')?.getAttribute('data-verdict') ?? null

export async function askAboutAmira(): Promise<Shown> {
  const shown = await openAsk()
  await take(shown, 'kha')
  await shown.fill('For which use?', website.id)
  await shown.press('Ask')
  return shown
}
