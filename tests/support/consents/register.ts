/**
 * A school with a consent register, made through the contract alone: uses, an issued wording, pupils with a mother and a
 * father. Whoever wants another state records it as a person would.
 */
import { CivilDate, type AppContract, type Client, type SchoolId, type TenantId } from '@contract/index'
import type { PurposeFacts, WordingFacts } from '@contract/consents'
import type { PupilFacts } from '@contract/pupils'
import { FOUNDER, makeVault, schoolFacts, type MakeVault, type TestVault } from '../vault'

export const day = (text: string): CivilDate => CivilDate.parse(text)

/** The day tests begin on. */
export const TODAY = day('2026-10-01')

export const purposeFacts = (change: Partial<PurposeFacts> = {}): PurposeFacts => ({
  label: 'School website',
  asWritten: null,
  code: 'WEBSITE',
  basis: 'CONSENT',
  outside: true,
  renewal: 'ANNUAL',
  reminderDays: 30,
  position: 1,
  retiredOn: null,
  source: null,
  ...change,
})

export const pupilFacts = (change: Partial<PupilFacts> = {}): PupilFacts => ({
  legalForename: 'Corbo',
  legalSurname: 'Thistlemead',
  preferredForename: null,
  preferredSurname: null,
  dateOfBirth: day('2017-03-03'),
  year: '4',
  className: '4A',
  admissionNumber: '001001',
  upn: null,
  registration: 'MAIN',
  onRollFrom: day('2024-09-02'),
  leftOn: null,
  ...change,
})

/** A wording R43 has nothing to say against. */
export const wordingFacts = (purposes: readonly string[], change: Partial<WordingFacts> = {}): WordingFacts => ({
  version: '2026/27, 1',
  title: 'Pictures of your child',
  controller: FOUNDER.trustName,
  otherControllers: [],
  intro: `${FOUNDER.trustName} is responsible for the pictures we take. You decide about each use.`,
  questions: purposes.map((purpose, i) => ({
    purpose,
    text: `May we use pictures of your child for use ${i + 1}?`,
    whatWillBeDone: 'We show the picture there for one school year.',
  })),
  withdrawal: 'You can take your consent back at any time. Tell the office in any way you like.',
  language: 'en-GB',
  direction: 'ltr',
  effectiveFrom: day('2026-09-01'),
  ...change,
})

export interface Register {
  readonly vault: TestVault
  /** Calls from a window that works in the school. */
  readonly call: Client<AppContract>
  readonly school: SchoolId
  readonly tenant: TenantId
  readonly website: string
  readonly display: string
  readonly naming: string
  readonly wording: string
  /** A pupil of Year 4 with a mother and a father, both responsible. */
  readonly pupil: string
  readonly mother: string
  readonly father: string
  /** Another pupil with a mother and a father. */
  readonly addPupil: (change?: Partial<PupilFacts>) => Promise<{ pupil: string; mother: string; father: string }>
  /** Records answers by somebody for a pupil, on paper, under the wording. */
  readonly answer: (
    pupil: string,
    by: string | 'PUPIL',
    answer: 'GIVEN' | 'REFUSED' | 'WITHDRAWN',
    options?: { readonly on?: string; readonly purposes?: readonly string[]; readonly conditions?: string },
  ) => Promise<{ batch: string; warnings: string[] }>
  readonly ask: (
    pupils: readonly string[],
    purpose: string,
    options?: { readonly on?: string; readonly named?: boolean; readonly knownOn?: string },
  ) => ReturnType<Client<AppContract>['consents.ask']>
}

export async function makeRegister(options: MakeVault = {}): Promise<Register> {
  const vault = await makeVault(options)
  await vault.createTrust()
  const { id: school } = await vault.call['schools.create']({ facts: schoolFacts() })
  const call = vault.window('2', school)
  const purpose = async (change: Partial<PurposeFacts>): Promise<string> =>
    (await call['consents.addPurpose']({ school, facts: purposeFacts(change) })).id
  const website = await purpose({})
  const display = await purpose({
    ...{ label: 'Displays in school', code: 'DISPLAY_INTERNAL', basis: 'PUBLIC_TASK', outside: false, position: 2 },
  })
  const naming = await purpose({ label: 'Name beside a picture', code: 'NAME_WITH_IMAGE', position: 3 })
  const draft = await call['consents.saveWording']({ school, wording: null, facts: wordingFacts([website, naming]) })
  const { id: wording } = await call['consents.issueWording']({ school, wording: draft.id })

  const contact = async (pupil: string, relationship: 'MOTHER' | 'FATHER'): Promise<string> => {
    const name = relationship === 'MOTHER' ? 'Marba Thistlemead' : 'Delbo Thistlemead'
    const view = await call['pupils.addContact']({
      ...{ school, pupil },
      facts: { name, relationship, resident: true, asksToBeConsulted: false, delegated: null, endedOn: null },
      responsibility: {
        holds: true,
        basis: relationship === 'MOTHER' ? 'MOTHER' : 'BIRTH_CERTIFICATE',
        evidence: null,
        from: null,
        until: null,
      },
    })
    const added = view.contacts.find((one) => one.relationship === relationship)
    if (added === undefined) throw new Error('The contact was not added')
    return added.id
  }
  let number = 1001
  const addPupil = async (change: Partial<PupilFacts> = {}) => {
    const facts = pupilFacts({ admissionNumber: String(number++).padStart(6, '0'), ...change })
    const { card } = await call['pupils.add']({ school, facts })
    return { pupil: card.id, mother: await contact(card.id, 'MOTHER'), father: await contact(card.id, 'FATHER') }
  }

  const first = await addPupil()
  const tenant = school as string as TenantId // A school's file has the school's own id.
  return {
    ...{ vault, call, school, tenant, website, display, naming, wording, addPupil },
    ...first,
    answer: (pupil, by, answer, { on = '2026-09-10', purposes = [website], conditions } = {}) =>
      call['consents.record']({
        ...{ school, pupil },
        by: by === 'PUPIL' ? { kind: 'PUPIL' } : { kind: 'CONTACT', contact: by },
        capacity: by === 'PUPIL' ? 'PUPIL' : 'PARENT',
        decidedOn: day(on),
        channel: 'PAPER',
        wording,
        evidence: null,
        answers: purposes.map((purpose) => ({ purpose, answer, conditions: conditions ?? null })),
      }),
    ask: (pupils, purpose, { on = TODAY, named = false, knownOn } = {}) =>
      call['consents.ask']({
        ...{ school, pupils: [...pupils], purpose, named, on: day(on) },
        knownOn: knownOn === undefined ? null : day(knownOn),
      }),
  }
}
