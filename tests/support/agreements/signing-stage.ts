/** A school with an issued agreement for key stage 2, pupils with a mother each, and adults; made through the contract alone. */
import { CivilDate, type AppContract, type Client, type PupilFacts, type Role, type SchoolId } from '@contract/index'
import type { AgreementFacts, Version, VersionFacts } from '@contract/agreements'
import type { AdultFacts, Clearance, Signee, SigningFacts } from '@contract/signatures'
import { OTHER_PASSPHRASE, type MakeVault, type TestVault } from '../vault'
import { makeTexts, TODAY, versionFacts, type Texts } from './texts'

export const day = (text: string): CivilDate => CivilDate.parse(text)
export const DAY_MS = 86_400_000

export interface SigningStage {
  readonly texts: Texts
  readonly vault: TestVault
  readonly call: Client<AppContract>
  readonly school: SchoolId
  /** The agreement of key stage 2, signed by child and parent, and its first version. */
  readonly agreement: string
  readonly version: Version
  readonly addPupil: (change?: Partial<PupilFacts>) => Promise<{ signee: Signee; mother: string; number: string }>
  readonly addAdult: (change?: Partial<AdultFacts>) => Promise<Signee>
  /** Another agreement with an issued text. */
  readonly issued: (facts: Partial<AgreementFacts>, change?: Partial<VersionFacts>) => Promise<Version>
  /** The next text of an agreement, in force today. */
  readonly reissue: (agreement: string, change: Partial<VersionFacts>) => Promise<Version>
  readonly signing: (signee: Signee, change?: Partial<SigningFacts>) => SigningFacts
  readonly sign: (...signings: SigningFacts[]) => ReturnType<Client<AppContract>['agreements.sign']>
  /** Child and mother sign. */
  readonly signBoth: (signee: Signee, change?: Partial<SigningFacts>) => Promise<unknown>
  readonly clearance: (signee: Signee) => Promise<Clearance>
  /** Moves the clock on by days, and unlocks again. */
  readonly later: (days: number) => Promise<void>
}

export async function makeSigning(options: MakeVault = {}): Promise<SigningStage> {
  const texts = await makeTexts(options)
  const { call, schoolId: school, vault } = texts
  const issued: SigningStage['issued'] = async (facts, change = {}) =>
    texts.issue(texts.school, versionFacts(await texts.add(facts), change))
  const version = await issued({})
  let serial = 0
  const signing: SigningStage['signing'] = (signee, change = {}) => ({
    ...{ version: version.id, signee, capacity: 'CHILD', outcome: 'SIGNED', contact: null, name: null },
    ...{ signedOn: TODAY, method: 'PAPER', witness: null, until: null, parentRead: false, note: null },
    ...change,
  })
  const sign: SigningStage['sign'] = (...signings) => call['agreements.sign']({ school, signings })
  return {
    ...{ texts, vault, call, school, agreement: version.agreement, version, issued, signing, sign },
    addPupil: async (change = {}) => {
      serial += 1
      const number = String(4000 + serial).padStart(6, '0')
      const { card } = await call['pupils.add']({
        school,
        facts: {
          ...{ legalForename: `Corbo${serial}`, legalSurname: 'Thistlemead', preferredForename: null },
          ...{ preferredSurname: null, dateOfBirth: day('2017-03-03'), year: '4', className: '4A', upn: null },
          ...{ admissionNumber: number, registration: 'MAIN', onRollFrom: day('2024-09-02'), leftOn: null },
          ...change,
        },
      })
      const view = await call['pupils.addContact']({
        ...{ school, pupil: card.id },
        facts: {
          ...{ name: `Marba${serial} Thistlemead`, relationship: 'MOTHER', resident: true, asksToBeConsulted: false },
          ...{ delegated: null, endedOn: null },
        },
        responsibility: { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null },
      })
      return { signee: { kind: 'PUPIL', id: card.id }, mother: view.contacts[0]?.id ?? '', number }
    },
    addAdult: async (change = {}) => {
      const facts = {
        ...({ name: 'Orla Pennywhistle', audience: 'STAFF_VOLUNTEER', group: 'Office', organisation: null } as const),
        ...{ from: day('2026-09-01'), until: null },
        ...change,
      }
      const { id } = await call['agreements.saveAdult']({ school, adult: null, facts })
      return { kind: 'ADULT', id }
    },
    reissue: (agreement, change) =>
      texts.issue(texts.school, versionFacts(agreement, { effectiveFrom: day(londonDay(vault.now())), ...change })),
    signBoth: (signee, change = {}) =>
      sign(signing(signee, change), signing(signee, { ...change, capacity: 'PARENT', name: 'Marba Thistlemead' })),
    clearance: (signee) => call['agreements.clearance']({ school, signee }),
    later: async (days) => {
      vault.advance(days * DAY_MS)
      await texts.as('founder')
    },
  }
}

/** Signs somebody with a role in the school in. */
export async function asRole(stage: Pick<SigningStage, 'call' | 'school'>, role: Role): Promise<void> {
  const { call, school } = stage
  const { id: person } = await call['people.add']({ name: 'Otto Lensgrove' })
  await call['people.grant']({ person, role, grantFor: school, from: TODAY, until: null })
  await call['people.letUnlock']({ person, signInName: 'otto', passphrase: OTHER_PASSPHRASE })
  await call['session.lock']({})
  await call['session.unlock']({ signInName: 'otto', passphrase: OTHER_PASSPHRASE })
}

/** Tests begin at noon, so the day in London is that of UTC. */
const londonDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
