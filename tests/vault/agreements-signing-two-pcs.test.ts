/** Two PCs of one school that record different answers: what clears nobody counts, until somebody settles it. */
import { expect, test } from 'vitest'
import type { PersonId } from '@contract/primitives'
import type { SigningFacts } from '@contract/signatures'
import { agreementsProjections } from '@db/repo/agreements'
import type { Ctx } from '@vault/context'
import { add, decideOver, set } from '@vault/entity'
import {
  adultKind,
  agreementIssueKind,
  agreementKind,
  agreementsKinds,
} from '../../src-main/features/agreements/events'
import { signingKind } from '../../src-main/features/agreements/events-signing'
import { Recording } from '../../src-main/features/agreements/recording'
import { Signatures } from '../../src-main/features/agreements/signatures'
import { signingEntity } from '../../src-main/features/agreements/signing-entity'
import { versionHash } from '../../src-main/features/agreements/versions'
import { agreementFacts, clauseId, TODAY, versionFacts } from '../support/agreements/texts'
import { makeTenant, type TestTenant } from '../support/tenant'

const [agreement, version, adult] = ['a', 'b', 'c'].map(clauseId) as [string, string, string] // Three of them.
const by = clauseId('d') as PersonId // As parsing would make it.
const signee = { kind: 'ADULT', id: adult } as const

const row = (change: Partial<SigningFacts> = {}): SigningFacts => ({
  ...{ version, signee, capacity: 'ADULT', outcome: 'SIGNED', contact: null, name: null, signedOn: TODAY },
  ...{ method: 'PAPER', witness: null, until: null, parentRead: false, note: null },
  ...change,
})

// All that these ask of their surroundings.
const ctx = { today: () => TODAY, may: () => null, actor: { id: by } } as unknown as Ctx

async function pcs() {
  const make = (device: string) => makeTenant({ kinds: agreementsKinds, projections: agreementsProjections, device })
  const [here, there] = [await make('here'), await make('there')]
  here.log.admit(there.device)
  there.log.admit(here.device)
  const facts = agreementFacts({ audiences: ['STAFF_VOLUNTEER'], signers: 'ADULT', childFrom: null })
  const text = versionFacts(agreement)
  here.write([
    set(agreementKind, agreement, facts),
    add(agreementIssueKind, version, {
      ...{ ...text, author: by, approvedBy: by, by, hash: versionHash(text), issuedOn: TODAY, approvedOn: TODAY },
    }),
    set(adultKind, adult, {
      ...{ name: 'Orla Pennywhistle', audience: 'STAFF_VOLUNTEER', group: null, organisation: null },
      ...{ from: TODAY, until: null },
    }),
  ])
  tell(here, there)
  return { here, there, both: () => (tell(here, there), tell(there, here), [here, there].map(state)) }
}

function tell(from: TestTenant, to: TestTenant): void {
  const { id } = from.device
  const heard = to.log.heads().find(({ device }) => device === id)?.seq ?? 0
  for (const event of from.log.eventsAfter(id, heard, 500)) to.log.ingest(event)
  expect(to.log.held()).toEqual([])
}

function state({ tenant }: TestTenant): string {
  const signatures = new Signatures(tenant, ctx, { of: [signee] })
  return signatures
    .find(signatures.person(signee))
    .standings.map((one) => one.state)
    .join()
}

function say(pc: TestTenant, facts: SigningFacts): void {
  const body = { ...facts, agreement, hash: 'a'.repeat(64), by, voids: [], restores: [] }
  pc.write([decideOver(pc.tenant, signingKind, signingEntity(facts), body)])
}

const judge = (pc: TestTenant, facts: SigningFacts, byHand: boolean) =>
  new Recording(pc.tenant, ctx, [facts]).judge(facts, byHand)

test('signed on one and refused on the other is refused on both until somebody settles it', async () => {
  const { here, there, both } = await pcs()
  say(here, row())
  expect(state(here)).toBe('CURRENT')
  say(there, row({ outcome: 'REFUSED' }))
  expect(both()).toEqual(['REFUSED', 'REFUSED'])
  // A file that says so once more settles nothing; a person who has both before them does.
  expect(judge(here, row(), false)).toEqual({ kind: 'SAME' })
  expect(judge(here, row({ method: 'IMPORT', note: 'Other' }), false)).toMatchObject({
    kind: 'REFUSED',
    code: 'conflict',
  })
  expect(judge(here, row(), true)).toMatchObject({ kind: 'NEW' })
  say(here, row())
  expect(both()).toEqual(['CURRENT', 'CURRENT'])
  for (const pc of [here, there]) expect(pc.log.verify().problems).toEqual([])
})

test('taken back on one while the other signs anew counts as signed by nobody', async () => {
  const { here, there, both } = await pcs()
  say(here, row())
  tell(here, there)
  const body = { ...row(), outcome: 'VOID', agreement, hash: 'a'.repeat(64), by, voids: [], restores: [] }
  here.write([decideOver(here.tenant, signingKind, signingEntity(row()), body)])
  say(there, row({ note: 'Seen again' }))
  expect(both()).toEqual(['NOT_SIGNED', 'NOT_SIGNED'])
})

test('the same signature on both is one', async () => {
  const { here, there, both } = await pcs()
  for (const pc of [here, there]) say(pc, row())
  expect(both()).toEqual(['CURRENT', 'CURRENT'])
  expect(judge(here, row(), false)).toEqual({ kind: 'SAME' })
})
