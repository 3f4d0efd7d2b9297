/** Agreements and their versions of a made-up school, valid by the contract; and the screens over them. */
import { flushPromises } from '@vue/test-utils'
import type { z } from 'zod'
import type { Component } from 'vue'
import { Agreement, TenantId, Version, type Clause, type ClauseDiff, type Role } from '@contract'
import { useSchools } from '@renderer/features/schools/schools-store'
import { school } from './consents-samples'
import { installFakeVault, type Answers, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id, trustId } from './support/samples'
import { show, type Shown } from './support/show'

/** The school's own file. */
export const tenant = TenantId.parse(school)

/** Who wrote the texts; somebody else sits at the screen. */
export const author = aPerson(8, { name: 'Jo Larch' })

export function anAgreement(n: number, change: Partial<z.input<typeof Agreement>> = {}): Agreement {
  return Agreement.parse({
    id: id(9000 + n),
    title: `Agreement ${n}`,
    audiences: ['KS2'],
    variant: 'PLAIN',
    language: null,
    variantOf: null,
    signers: 'BOTH',
    childFrom: '3',
    validity: 'ACADEMIC_YEAR',
    months: null,
    template: null,
    retiredOn: null,
    inForce: { id: id(9101), label: '2025/26', since: '2025-09-01' },
    coming: null,
    versions: 1,
    drafts: 0,
    templateNewer: false,
    ...change,
  })
}

export const aClause = (n: number, change: Partial<z.input<typeof Clause>> = {}): z.input<typeof Clause> => ({
  id: id(9500 + n),
  heading: `Heading ${n}`,
  text: `Words of clause ${n}.`,
  local: false,
  symbol: null,
  ...change,
})

/** A draft of agreement 1, unless changed. */
export function aVersion(n: number, change: Partial<z.input<typeof Version>> = {}): Version {
  return Version.parse({
    id: id(9100 + n),
    agreement: id(9001),
    label: `2026/27, ${n}`,
    clauses: [aClause(1), aClause(2), aClause(3)],
    effectiveFrom: '2026-09-01',
    changes: [],
    summary: '',
    templateVersion: null,
    state: 'DRAFT',
    hash: `hash${n}`,
    issuedOn: null,
    approvedBy: null,
    approvedOn: null,
    note: null,
    author: author.id,
    inForce: false,
    problems: [],
    localParts: [],
    ...change,
  })
}

/** The version in force of agreement 1. */
export const inForce = aVersion(1, {
  label: '2025/26',
  state: 'ISSUED',
  effectiveFrom: '2025-09-01',
  issuedOn: '2025-07-10',
  approvedBy: author.id,
  approvedOn: '2025-07-09',
  inForce: true,
})

export function aDifference(
  n: number,
  change: z.input<typeof ClauseDiff>['change'],
  words: z.input<typeof ClauseDiff>['words'] = [{ mark: '=', text: `Words of clause ${n}.` }],
): z.input<typeof ClauseDiff> {
  return {
    ...{ clause: id(9500 + n), change, heading: `Heading ${n}`, kin: null, words },
    before: change === 'ADDED' ? null : n,
    after: change === 'REMOVED' ? null : n,
  }
}

export interface AgreementsVault extends FakeVault {
  /** Opens one of the screens as somebody with this role; without a role as a policy lead of the trust. */
  open(component: Component, props: Record<string, unknown>, at: string, role?: Role): Promise<Shown>
}

/** A vault in which agreement 1 has one version in force; `answers` come on top. */
export function agreementsVault(answers: Answers = {}): AgreementsVault {
  const vault = installFakeVault({
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'schools.list': () => [aCard(1)],
    'people.list': () => [author],
    'agreements.list': ({ school: of }) => ((of as string) === trustId ? [] : [anAgreement(1)]),
    'agreements.settings': () => ({ years: [{ audience: 'KS2', range: { from: '3', to: '6' } }] }),
    'agreements.versions': () => [inForce],
    ...answers,
  })
  return {
    ...vault,
    async open(component, props, at, role = 'POLICY_LEAD') {
      const shown = await show(component, { props, at, session: aSession({ school }, role) })
      await useSchools().load()
      await flushPromises()
      return shown
    },
  }
}
