import { describe, expect, it } from 'vitest'
import type { VersionFacts } from '@contract/agreements'
import type { PersonId } from '@contract/primitives'
import { agreementsProjections, oneAgreement } from '@db/repo/agreements'
import type { Ctx } from '@vault/context'
import { add, set } from '@vault/entity'
import { drafting, reviewing, type ReviewStep } from '../../src-main/features/agreements/drafting'
import { agreementIssueKind, agreementKind, agreementsKinds } from '../../src-main/features/agreements/events'
import { Texts, versionHash } from '../../src-main/features/agreements/versions'
import { agreementFacts, clause, clauseId, TODAY, versionFacts } from '../support/agreements/texts'
import { makeTenant, type TestTenant } from '../support/tenant'

const [agreement, version] = [clauseId('a'), clauseId('b')]
const [author, reviewer] = ['c', 'd'].map((digit) => clauseId(digit) as PersonId) as [PersonId, PersonId] // As parsing would make them.
const first = versionFacts(agreement)

/** Two PCs of one school that both know a draft. */
async function pcs() {
  const make = (device: string) => makeTenant({ kinds: agreementsKinds, projections: agreementsProjections, device })
  const [here, there] = [await make('here'), await make('there')]
  here.log.admit(there.device)
  there.log.admit(here.device)
  here.write([set(agreementKind, agreement, agreementFacts()), ...drafting(version, null, first, author)])
  tell(here, there)
  return { here, there, both: () => (tell(here, there), tell(there, here), [here, there].map(shown)) }
}

function tell(from: TestTenant, to: TestTenant): void {
  const { id } = from.device
  const heard = (pc: TestTenant) => pc.log.heads().find(({ device }) => device === id)?.seq ?? 0
  for (const event of from.log.eventsAfter(id, heard(to), 500)) to.log.ingest(event)
  expect(to.log.held()).toEqual([])
  expect(heard(to)).toBe(heard(from))
}

/** What a page would be shown on a PC. */
function shown({ tenant }: TestTenant) {
  // All that these texts ask of their surroundings.
  const ctx = { today: () => TODAY, trust: () => tenant } as unknown as Ctx
  expect(oneAgreement(tenant.db, agreement)).not.toBeNull()
  return new Texts(tenant, ctx).version(version)
}

const edit = (pc: TestTenant, change: Partial<VersionFacts>) => {
  const { agreement: of, label, clauses, effectiveFrom, changes, summary, templateVersion } = shown(pc)
  const before = { agreement: of, label, clauses, effectiveFrom, changes, summary, templateVersion }
  pc.write(drafting(version, before, { ...before, ...change }, author))
}

const step = (pc: TestTenant, change: Pick<ReviewStep, 'step'>) =>
  pc.write([reviewing(pc.tenant, { version, hash: shown(pc).hash, note: null, by: reviewer, on: TODAY, ...change })])

describe('two PCs that draft one version', () => {
  it('keep both changes where they are of different parts, and the later of one part', async () => {
    const { here, there, both } = await pcs()
    edit(here, { label: 'From here' })
    edit(there, { summary: 'From there' })
    expect(both()).toMatchObject(Array(2).fill({ label: 'From here', summary: 'From there' }))
    here.advance(1000)
    there.advance(2000)
    edit(here, { clauses: [clause('1')] })
    edit(there, { clauses: [clause('2')] })
    expect(both().map(({ clauses }) => clauses.map(({ id }) => id[0]))).toEqual([['2'], ['2']])
  })

  it('lose the approval of a text that is not the one they have together', async () => {
    const { here, there, both } = await pcs()
    step(here, { step: 'SENT' })
    step(here, { step: 'APPROVED' })
    expect(shown(here).state).toBe('APPROVED')
    edit(there, { summary: 'Meanwhile' })
    for (const one of both()) {
      expect(one.state).toBe('DRAFT')
      expect(one.note).toMatch(/^The approval of .+ fell away because the text was changed\.$/)
      expect(one.hash).toBe(versionHash({ ...first, summary: 'Meanwhile' }))
    }
  })

  it('take the answer that asks for more where reviewers differ, until a person sends it again', async () => {
    const { here, there, both } = await pcs()
    step(here, { step: 'SENT' })
    tell(here, there)
    step(here, { step: 'APPROVED' })
    step(there, { step: 'CHANGES' })
    expect(both().map(({ state }) => state)).toEqual(['DRAFT', 'DRAFT'])
    step(here, { step: 'SENT' })
    expect(both().map(({ state }) => state)).toEqual(['IN_REVIEW', 'IN_REVIEW'])
    step(there, { step: 'APPROVED' })
    expect(both().map(({ state }) => state)).toEqual(['APPROVED', 'APPROVED'])
  })

  it('have the issued text stand, whatever is drafted or discarded elsewhere', async () => {
    const { here, there, both } = await pcs()
    const issue = {
      ...{ ...first, author, approvedBy: reviewer, by: reviewer, hash: versionHash(first) },
      ...{ issuedOn: TODAY, approvedOn: TODAY },
    }
    here.write([add(agreementIssueKind, version, issue)])
    edit(there, { label: 'Too late' })
    there.write([{ type: 'agreements.draft', entity: version, op: 'delete', body: null }])
    expect(both()).toMatchObject(Array(2).fill({ state: 'ISSUED', label: first.label, hash: versionHash(first) }))
    for (const pc of [here, there]) expect(pc.log.verify().problems).toEqual([])
  })
})
