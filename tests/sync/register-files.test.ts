/**
 * The consent register over the product's own files: PCs that share a school's log exchange their events in any order,
 * each with its encrypted file, its rows and its decision. What runs in memory show is held here against the database.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { onePurpose, type PurposeRow } from '@db/repo/consents'
import { setChanged } from '@vault/entity'
import { expect, test } from 'vitest'
import { purposeKind } from '../../src-main/features/consents/events'
import { termsChanged } from '../../src-main/features/consents/terms'
import { decideDraft, answerEntity } from '../../src-main/features/consents/recording'
import { recordsOf } from '../../src-main/features/consents/records'
import { flagEntity, recordAnew } from '../../src-main/features/pupils/standing'
import type { Draft } from '../../src-main/sync/core/event'
import type { TestTenant } from '../support/tenant'
import { oracle } from '../support/consents/oracle'
import { actionOf } from './simulator/register/acts'
import { bodyOfAnswer } from './simulator/register/answer-body'
import { beginningOf, contactId, NAMING, PUPILS, PURPOSES, WORDING } from './simulator/register/cast'
import { daysAfter, SOMEBODY } from './simulator/register/days-and-ids'
import { themeOf } from './simulator/register/desk'
import { LogFacts } from './simulator/register/facts'
import { Ledger } from './simulator/register/ledger'
import { STANDING_KINDS } from './simulator/register/product'
import { whyUnsafe, whyUnsafeNamed } from './simulator/register/safety'
import { Chance } from './simulator/rig'
import { answersOf, appliedOf, deskOf, hear, registerPcs, rowsOf, todayOf } from './support/register-pc'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const STEPS = 40

/** Sums of what was asked. */
interface Asked {
  answers: number
  yes: number
}

/** Holds every answer of a PC against its own log: no Yes that is unsafe, and what the rules say. */
function check(pc: TestTenant, asked: Asked): void {
  const ledger = new Ledger(appliedOf(pc))
  const facts = new LogFacts(ledger)
  const on = todayOf(pc)
  const records = recordsOf(pc, { now: pc.now })
  for (const [key, { verdict, reason }] of answersOf(pc, on)) {
    const [pupil = '', purpose = '', named] = key.split(' ')
    const about = { pupil, purpose, on, today: on }
    const isYes = verdict === 'YES' || verdict === 'YES_IF'
    asked.answers++
    if (isYes) {
      asked.yes++
      const unsafe = named === undefined ? whyUnsafe(ledger, about) : whyUnsafeNamed(ledger, about, NAMING)
      expect(unsafe, `${key} ${verdict} ${reason}`).toBeNull()
    }
    const known = named === undefined ? facts.about(about, records) : null
    if (known !== null) expect({ verdict, reason }).toEqual(oracle(known))
  }
}

/** What people drafted is what the product's own function drafts over the same rows. */
function checkDraft(pc: TestTenant, { type, entity, body, ...draft }: Draft): void {
  const kind = STANDING_KINDS[type]
  // Without parents it is what another school knew, written beside what stands.
  if (kind === undefined || draft.parents === undefined) return
  const same = recordAnew(pc.tenant, kind, entity, body as never) // Its body is of that kind: the log checks it.
  expect({ ...same, parents: [...(same.parents ?? [])].sort() }).toEqual({
    ...{ type, entity, body, op: draft.op },
    parents: [...draft.parents].sort(),
  })
}

test.each([1, 2, 3, 5, 6, 9])(
  'three PCs that hear of each other in any order show no unsafe Yes, and come to equal rows (seed %i)',
  async (seed) => {
    const chance = new Chance(seed)
    const theme = themeOf(chance, seed)
    const pcs = await registerPcs('office', 'reception', 'safeguarding')
    const [first] = pcs
    if (first === undefined) return
    const asked: Asked = { answers: 0, yes: 0 }
    const off = new Map<TestTenant, number>()
    const setClock = (pc: TestTenant, ms: number): void => {
      pc.advance(ms - (off.get(pc) ?? 0))
      off.set(pc, ms)
    }
    first.write(beginningOf(chance, todayOf(first), theme))
    for (const pc of pcs) hear(pc, first, chance)
    for (let step = 0; step < STEPS; step++) {
      const hours = chance.between(1, 6)
      for (const pc of pcs) pc.advance(hours * HOUR)
      const pc = chance.pick(pcs)
      // Clocks of offices differ; once in a while one is days off, until somebody puts it right.
      if (chance.isTrue(0.1)) setClock(pc, chance.pick([0, 0, 3 * MINUTE, -3 * MINUTE, 48 * HOUR, -48 * HOUR]))
      if (chance.isTrue(0.6)) {
        const drafts = actionOf({ chance, desk: deskOf(pc), today: todayOf(pc), theme })
        for (const draft of drafts) checkDraft(pc, draft)
        pc.write(drafts)
      } else {
        hear(pc, chance.pick(pcs.filter((other) => other !== pc)), chance, 0.5)
      }
      if (chance.isTrue(0.05)) pc.reopen()
      check(pc, asked)
    }
    for (const pc of pcs) setClock(pc, 0)
    for (const pc of pcs) pc.advance(72 * HOUR)
    for (const pc of [...pcs, ...pcs]) for (const other of pcs) if (other !== pc) hear(pc, other, chance)
    for (const pc of pcs) {
      check(pc, asked)
      expect(pc.log.verify().problems).toEqual([])
      expect(rowsOf(pc)).toEqual(rowsOf(first))
      expect(answersOf(pc, todayOf(first))).toEqual(answersOf(first, todayOf(first)))
    }
    expect(asked.answers).toBeGreaterThan(600)
    expect(asked.yes).toBeGreaterThan(10)
  },
)

/** The mother answers about the website. */
function motherSays(pc: TestTenant, answer: 'GIVEN' | 'WITHDRAWN'): void {
  const [pupil = ''] = PUPILS
  const [purpose = ''] = PURPOSES
  const by = contactId(pupil, 'mother')
  const entity = answerEntity(pupil, purpose, { kind: 'CONTACT', contact: by })
  const wording = answer === 'GIVEN' ? WORDING : null
  const body = bodyOfAnswer({ pupil, purpose, by, year: '5', decidedOn: todayOf(pc), wording, answer })
  const before = deskOf(pc).answers.filter((row) => row.entity === entity && row.stands)
  pc.write([decideDraft(entity, body, before)])
}

const ofWebsite = (pc: TestTenant): string | undefined =>
  answersOf(pc, todayOf(pc)).get(`${PUPILS[0] ?? ''} ${PURPOSES[0] ?? ''}`)?.verdict

/** Two PCs whose school has begun, with the mother's Yes. */
async function pair(): Promise<readonly [TestTenant, TestTenant, () => void]> {
  const [here, there] = await registerPcs('here', 'there')
  if (here === undefined || there === undefined) throw new Error('Two PCs were asked for')
  const chance = new Chance(7)
  here.write(beginningOf(chance, todayOf(here), { ...themeOf(chance, 15), pupil: '' }))
  const exchange = (): void => {
    for (const pc of [here, there, here]) hear(pc, pc === here ? there : here, chance)
  }
  exchange()
  return [here, there, exchange]
}

test('one PC records that consent is taken back, the other that it is given: neither shows a Yes (edge case 32)', async () => {
  const [here, there, exchange] = await pair()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['YES', 'YES'])
  motherSays(here, 'WITHDRAWN')
  // The clock of the other runs a day ahead; it decides nothing.
  there.advance(24 * HOUR)
  motherSays(there, 'GIVEN')
  here.advance(24 * HOUR)
  exchange()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['CHECK_FIRST', 'CHECK_FIRST'])
  expect(rowsOf(here)).toEqual(rowsOf(there))
})

/** Somebody at a PC sets the flag against publishing, or clears it, over all that stands there. */
function flag(pc: TestTenant, isSet: boolean): void {
  const [pupil = ''] = PUPILS
  const from = todayOf(pc)
  const said = { pupil, by: SOMEBODY, kind: 'NO_PUBLISH' as const, isSet, from, reviewOn: from, sealedReason: '00' }
  pc.write([recordAnew(pc.tenant, 'flag', flagEntity(pupil, 'NO_PUBLISH'), said)])
}

test('a flag cleared on one PC and raised on the other stays, until somebody who has seen it set clears it (edge case 33)', async () => {
  const [here, there, exchange] = await pair()
  flag(there, true)
  exchange()
  flag(here, false)
  flag(there, true)
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['YES', 'NO'])
  exchange()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['NO', 'NO'])
  flag(here, false)
  exchange()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['YES', 'YES'])
})

test('an old copy put back shows what it knew, and no Yes any more once it has heard the others', async () => {
  const [here, there, exchange] = await pair()
  const copy = join(there.folder, 'copy')
  there.close()
  copyFileSync(there.path, copy)
  there.reopen()
  motherSays(there, 'WITHDRAWN')
  exchange()
  there.close()
  copyFileSync(copy, there.path)
  there.reopen()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['NO', 'YES'])
  exchange()
  expect([ofWebsite(here), ofWebsite(there)]).toEqual(['NO', 'NO'])
  for (const pc of [here, there]) expect(pc.log.verify().problems).toEqual([])
})

test('what a newer version of the app recorded stops every Yes until this one can read it', async () => {
  const [here, there, exchange] = await pair()
  there.upgrade({
    kinds: [...there.registry.values()].map(({ kind }) =>
      kind.type === 'pupils.order' ? { ...kind, schema: 2 } : kind,
    ),
    projections: Object.fromEntries([...there.registry].map(([type, { project }]) => [type, project])),
  })
  const [pupil = ''] = PUPILS
  const order = { pupil, kind: 'prohibited steps', scope: null, reference: 'order 7', until: null }
  const from = daysAfter(todayOf(there), -1)
  there.write([recordAnew(there.tenant, 'order', there.newId(), { ...order, by: SOMEBODY, from })])
  exchange()
  expect(ofWebsite(there)).toBe('NO')
  expect(answersOf(here, todayOf(here)).get(`${pupil} ${PURPOSES[0] ?? ''}`)).toMatchObject({
    ...{ verdict: 'CHECK_FIRST', reason: 'RECORDS_OLD' },
  })
})

function useOf(pc: TestTenant, use: string): PurposeRow {
  const row = onePurpose(pc.db, use)
  if (row === null) throw new Error('The school has begun with that use')
  return row
}

test('whoever puts a word of a use right does not set back that it asks for consent', async () => {
  const [here, there, exchange] = await pair()
  const use = PURPOSES[2] ?? ''
  expect(onePurpose(here.db, use)?.basis).toBe('PUBLIC_TASK')
  const [seen, before] = [useOf(here, use), useOf(there, use)]
  here.write(termsChanged(here, seen, SOMEBODY, { ...seen, basis: 'CONSENT' }))
  there.advance(HOUR)
  const { loosest: _loosest, ...known } = before
  there.write([
    ...termsChanged(there, before, SOMEBODY, before),
    ...setChanged(purposeKind, use, known, { label: 'Identity pictures' }),
  ])
  here.advance(HOUR)
  exchange()
  for (const pc of [here, there]) {
    expect(onePurpose(pc.db, use)).toMatchObject({ basis: 'CONSENT', label: 'Identity pictures' })
  }
})
