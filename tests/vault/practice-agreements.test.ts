/** Agreements of the practice trust: what stands in its files is fit to be shown, and sound by the same rules as anybody's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Agreement } from '@contract/agreements'
import { SchoolId, TenantId } from '@contract/primitives'
import { trustTextChanged } from '../../src-main/features/agreements/rules/template-text'
import { keptFolder } from '../support/kept-folder'
import { makeVault, type TestVault } from '../support/vault'

const folder = keptFolder()
let vault: TestVault
let trust: TenantId
const schools = new Map<string, { readonly id: TenantId; readonly agreements: readonly Agreement[] }>()

beforeAll(async () => {
  vault = await makeVault({ folder: folder.path })
  const state = await vault.call['session.practice']({})
  if (!state.trust) throw new Error('The practice trust did not open')
  trust = state.trust.id
  for (const card of await vault.call['schools.list']({})) {
    const id = TenantId.parse(card.id)
    schools.set(card.facts.shortName, { id, agreements: await vault.call['agreements.list']({ school: id }) })
  }
}, 60_000)

afterAll(() => {
  vault.close()
  folder.remove()
})

const of = (school: string) => {
  const found = schools.get(school)
  if (found === undefined) throw new Error(`No school ${school}`)
  return found
}
const audiencesOf = (school: string) => of(school).agreements.flatMap(({ audiences }) => audiences)

describe('agreements of the practice trust', () => {
  it('are for the pupils and adults each school has', () => {
    for (const school of schools.keys())
      for (const audience of ['STAFF_VOLUNTEER', 'PARENT', 'VISITOR', 'DEVICE_LOAN'])
        expect(audiencesOf(school)).toContain(audience)
    const pupils = (school: string) =>
      audiencesOf(school).filter((one) => ['EARLY_YEARS_KS1', 'KS2', 'KS3_UP', 'SIXTH_FORM'].includes(one))
    expect(['Asterdale', 'SJS', 'OHS', 'Ecclesbourne', 'TRC'].map((school) => pupils(school).sort())).toEqual([
      ['EARLY_YEARS_KS1', 'KS2'],
      ['KS2'],
      ['KS3_UP'],
      ['KS3_UP', 'SIXTH_FORM'],
      ['SIXTH_FORM'],
    ])
  })

  it('have one school a version behind, and one with a text to come that has to be signed again', async () => {
    for (const [name, { agreements }] of schools)
      for (const agreement of agreements) {
        expect(agreement.inForce).not.toBeNull()
        expect(agreement.templateNewer).toBe(name === 'SJS')
      }
    const coming = [...schools].flatMap(([name, { id, agreements }]) =>
      agreements.flatMap(({ id: agreement, coming: next }) => (next === null ? [] : [{ name, id, agreement, next }])),
    )
    expect(coming.map(({ name }) => name)).toEqual(['OHS'])
    const [ohs] = coming
    if (ohs === undefined) throw new Error('Nothing is to come')
    const version = await vault.call['agreements.version']({ school: ohs.id, version: ohs.next.id })
    expect(version.changes).toEqual([{ audience: 'KS3_UP', change: 'RESIGN' }])
  })

  it('carry the trust’s text where it is the trust’s, are approved by somebody else, and leave no place open', async () => {
    const templates = new Map(
      await Promise.all(
        (await vault.call['agreements.list']({ school: trust })).map(
          async ({ id }) => [id, await vault.call['agreements.versions']({ school: trust, agreement: id })] as const,
        ),
      ),
    )
    for (const { id: school, agreements } of schools.values())
      for (const { id: agreement, template } of agreements)
        for (const version of await vault.call['agreements.versions']({ school, agreement })) {
          const from = templates.get(template ?? '')?.find(({ id }) => id === version.templateVersion)
          expect(trustTextChanged(version.clauses, from?.clauses ?? [])).toBeNull()
          expect(version.approvedBy).not.toBe(version.author)
          expect(version.clauses.map(({ text }) => text).join('\n')).not.toMatch(/[{}[\]]|TBC/)
        }
  })
})

describe('signatures of the practice trust', () => {
  it('have two parents who answer each their own way, and no Yes where one refuses', async () => {
    let differing = 0
    for (const { id } of schools.values()) {
      const school = SchoolId.parse(id)
      for (const { member, standings } of await vault.call['agreements.clearances']({ school })) {
        if (member.signee.kind !== 'PUPIL' || standings.every(({ state }) => state !== 'REFUSED')) continue
        const said = await vault.call['agreements.signings']({ school, signee: member.signee })
        for (const { agreement, version, state, words } of standings) {
          const parents = said.filter((one) => one.version === version && one.capacity === 'PARENT')
          const refuser = parents.find(({ outcome }) => outcome === 'REFUSED')
          if (refuser === undefined || parents.every(({ outcome }) => outcome !== 'SIGNED')) continue
          expect([agreement, state]).toEqual([agreement, 'REFUSED'])
          expect(words).toContain(`${refuser.signer ?? ''} would not sign`)
          differing++
        }
      }
    }
    expect(differing).toBeGreaterThan(0)
  })
})
