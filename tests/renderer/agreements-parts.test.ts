/** The parts the trust left to a school: which are open, settled by keys, told to whoever reads. */
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import type { LocalPart } from '@contract'
import VersionScreen from '@renderer/features/agreements/VersionScreen.vue'
import {
  aClause,
  agreementsVault,
  anAgreement,
  author,
  aVersion,
  tenant,
  type AgreementsVault,
} from './agreements-samples'
import { school } from './consents-samples'
import { id } from './support/samples'

let vault: AgreementsVault
let draft = aVersion(2)

const part = (n: number, state: LocalPart['state']): LocalPart => ({
  ...{ clause: id(9500 + n), heading: `Heading ${n}`, state },
  by: state === 'KEPT' ? author.id : null,
  on: state === 'KEPT' ? aVersion(1).effectiveFrom : null,
})
const local = { local: true } as const
const withParts = (...localParts: LocalPart[]) =>
  aVersion(2, {
    clauses: [aClause(1, local), aClause(2, local), aClause(3, local)],
    templateVersion: id(9300),
    localParts,
  })

beforeEach(() => {
  draft = withParts(part(1, 'OWN'), part(2, 'OPEN'), part(3, 'TO_FILL'))
  vault = agreementsVault({
    'agreements.list': () => [anAgreement(1, { template: id(9020) })],
    'agreements.versions': () => [draft],
    'agreements.keepPart': ({ kept }) =>
      (draft = withParts(part(1, 'OWN'), part(2, kept ? 'KEPT' : 'OPEN'), part(3, 'TO_FILL'))),
  })
})

const open = () =>
  vault.open(
    VersionScreen,
    { school: tenant, agreement: id(9001), version: id(9102) },
    `/schools/${school}/agreements/texts/${id(9001)}/versions/${id(9102)}`,
  )
const strike = async (key: string) => {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}
const link = (n: number) => document.querySelector<HTMLElement>(`.part a[href="#clause-${id(9500 + n)}"]`)

test('are listed with how each stands and how many are open', async () => {
  const shown = await open()
  expect(shown.text()).toContain('2 of 3 parts are still open.')
  for (const words of ['The school’s own words', 'Still as the trust wrote it', 'Something to fill in'])
    expect(shown.text()).toContain(words)
})

test('are gone through and settled by keys; what somebody has said can be taken back', async () => {
  const shown = await open()
  link(1)?.focus()
  await strike('j')
  expect(document.activeElement).toBe(link(2))
  await strike('m')
  expect(vault.inputsOf('agreements.keepPart')).toEqual([
    { school: tenant, version: id(9102), clause: id(9502), kept: true },
  ])
  expect(shown.text()).toContain('1 of 3 parts is still open.')
  expect(shown.text()).toContain('As the trust has it, on purpose')
  expect(shown.text()).toContain('Said by Jo Larch on 1 September 2026')
  await strike('m')
  expect(vault.inputsOf('agreements.keepPart').at(-1)?.kept).toBe(false)
  await strike('j')
  expect(document.activeElement).toBe(link(3))
  await strike('m')
  expect(vault.inputsOf('agreements.keepPart')).toHaveLength(2)
  await strike('k')
  expect(document.activeElement).toBe(link(2))
})

test('are only read where the text is not written', async () => {
  draft = { ...withParts(part(2, 'KEPT')), state: 'IN_REVIEW' }
  const shown = await open()
  expect(shown.text()).toContain('Every part is settled.')
  expect(shown.text()).toContain('Said by Jo Larch')
  expect(document.querySelector('.part a, .part button')).toBeNull()
})
