/**
 * A trust with a template and a school, made through the contract alone, and two people who may each write and approve, so
 * that whoever approves is not the author.
 */
import type { AgreementFacts, Clause, Version, VersionFacts } from '@contract/agreements'
import { CivilDate, TenantId, type AppContract, type Client, type SchoolId } from '@contract/index'
import { FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type MakeVault, type TestVault } from '../vault'

const day = (text: string): CivilDate => CivilDate.parse(text)

/** The day tests begin on. */
export const TODAY = day('2026-10-01')

/** An id of one hex digit, so that a failing test names the clause. */
export const clauseId = (digit: string): string => digit.repeat(32)

export const clause = (digit: string, change: Partial<Clause> = {}): Clause => ({
  ...{ id: clauseId(digit), heading: `Heading ${digit}`, text: `Text of clause ${digit}.`, local: false, symbol: null },
  ...change,
})

export const agreementFacts = (change: Partial<AgreementFacts> = {}): AgreementFacts => ({
  ...{ title: 'Screens at school', audiences: ['KS2'], variant: 'PLAIN', language: null, variantOf: null },
  ...{ signers: 'BOTH', childFrom: '3', validity: 'ACADEMIC_YEAR', months: null, template: null, retiredOn: null },
  ...change,
})

export const versionFacts = (agreement: string, change: Partial<VersionFacts> = {}): VersionFacts => ({
  ...{ agreement, label: '2026/27', clauses: [clause('1'), clause('2')], effectiveFrom: TODAY },
  ...{ changes: [], summary: '', templateVersion: null },
  ...change,
})

export type Text = Pick<Version, 'id' | 'hash'>

export interface Texts {
  readonly vault: TestVault
  readonly call: Client<AppContract>
  readonly school: TenantId
  readonly schoolId: SchoolId
  readonly trust: TenantId
  /** Lets the other person unlock, or the founder again. */
  readonly as: (who: 'founder' | 'second') => Promise<void>
  /** A draft sent by the founder, approved by the second person and issued; the founder is back afterwards. */
  readonly issue: (owner: TenantId, facts: VersionFacts) => Promise<Version>
  readonly approve: (owner: TenantId, version: Text) => Promise<Version>
  /** A template of the trust with an issued first version: clause 1 and 3 the trust's, 2 open to schools. */
  readonly template: (facts?: Partial<AgreementFacts>) => Promise<{ id: string; version: Version }>
  readonly add: (change?: Partial<AgreementFacts>) => Promise<string>
}

export async function makeTexts(options: MakeVault = {}): Promise<Texts> {
  const vault = await makeVault(options)
  const { trust: opened } = await vault.createTrust()
  if (!opened) throw new Error('The trust did not open')
  const { call } = vault
  const { id: schoolId } = await call['schools.create']({ facts: schoolFacts() })
  const school = TenantId.parse(schoolId)
  const { id: person } = await call['people.add']({ name: 'Barnaby Thackwell' })
  await call['people.grant']({
    ...{ person, role: 'TRUST_SAFEGUARDING_LEAD', grantFor: null, from: day('2026-09-01'), until: null },
  })
  await call['people.letUnlock']({ person, signInName: 'barnaby', passphrase: OTHER_PASSPHRASE })
  const keys = { founder: FOUNDER, second: { signInName: 'barnaby', passphrase: OTHER_PASSPHRASE } }
  const as: Texts['as'] = async (who) => {
    const { signInName, passphrase } = keys[who]
    await call['session.lock']({})
    await call['session.unlock']({ signInName, passphrase })
  }
  const approve: Texts['approve'] = async (owner, { id: version, hash }) => {
    await call['agreements.sendToReview']({ school: owner, version })
    await as('second')
    const read = { school: owner, version, hash, approved: true, note: 'Read and agreed' }
    const approved = await call['agreements.review'](read)
    await as('founder')
    return approved
  }
  const issue: Texts['issue'] = async (owner, facts) => {
    const draft = await call['agreements.saveDraft']({ school: owner, version: null, facts })
    const { id: version, hash } = await approve(owner, draft)
    return call['agreements.issue']({ school: owner, version, hash })
  }
  return {
    ...{ vault, call, school, schoolId, trust: opened.id, as, issue, approve },
    template: async (change = {}) => {
      const { id } = await call['agreements.add']({ school: opened.id, facts: agreementFacts(change) })
      const clauses = [clause('1'), clause('2', { local: true, text: '[insert how]' }), clause('3')]
      return { id, version: await issue(opened.id, versionFacts(id, { clauses })) }
    },
    add: async (change = {}) => (await call['agreements.add']({ school, facts: agreementFacts(change) })).id,
  }
}
