/** A PC with the consent register and pictures in use in its own encrypted file: what its rows show, what it answers, what it has heard. */
import type { CivilDate } from '@contract/primitives'
import { imagesProjections } from '@db/repo/images'
import { publicationsProjections } from '@db/repo/publications'
import { allPurposes, allWordings, consentsProjections, standingSettlements, type AnswerRow } from '@db/repo/consents'
import { allPupils, contactsOfAll, pupilsProjections, standingOfAll } from '@db/repo/pupils'
import { answer, purpose, settings, settlement, terms, viewFrom, wording } from '@db/schema/consents'
import { contact, membership, pupil, standing } from '@db/schema/pupils'
import { consentsKinds } from '../../../src-main/features/consents/events'
import { Knowledge } from '../../../src-main/features/consents/knowledge'
import { recordsOf } from '../../../src-main/features/consents/records'
import type { Found } from '../../../src-main/features/consents/rules/decide'
import { setsKinds } from '../../../src-main/features/images/events'
import { publicationsKinds } from '../../../src-main/features/images/events-publications'
import { pupilsKinds } from '../../../src-main/features/pupils/events'
import type { LogEvent } from '../../../src-main/sync/core/event'
import { makeTenant, type TestTenant } from '../../support/tenant'
import type { Chance } from '../simulator/rig'
import { dayAt } from '../simulator/register/days-and-ids'
import type { Desk } from '../simulator/register/desk'
import { saidIn } from '../simulator/register/product'

/** More events than any test writes. */
const MOST = 100_000

/** PCs of these names that share a school's log and know each other's keys. */
export async function registerPcs(...names: readonly string[]): Promise<readonly TestTenant[]> {
  const product = {
    kinds: [...pupilsKinds, ...consentsKinds, ...setsKinds, ...publicationsKinds],
    projections: { ...pupilsProjections, ...consentsProjections, ...imagesProjections, ...publicationsProjections },
  }
  const pcs: TestTenant[] = []
  for (const device of names) pcs.push(await makeTenant({ ...product, device }))
  for (const { log } of pcs) for (const { device } of pcs) log.admit(device)
  return pcs
}

/** What somebody at the PC sees, from its rows. */
export function deskOf({ db, log, registry }: TestTenant): Desk {
  const issues = allWordings(db).flatMap(({ id, issued, issuedOn }) =>
    issued === null || issuedOn === null ? [] : [{ id, issuedOn, effectiveFrom: issued.effectiveFrom }],
  )
  const answers: readonly AnswerRow[] = db.select().from(answer).all()
  return {
    ...{ pupils: allPupils(db), purposes: allPurposes(db), contacts: contactsOfAll(db, null), answers },
    ...{ settlements: standingSettlements(db, null, null), standing: standingOfAll(db, null), wordings: issues },
    since: (id) => {
      const issue = issues.find((one) => one.id === id)
      if (issue === undefined) return null
      return issue.effectiveFrom < issue.issuedOn ? issue.effectiveFrom : issue.issuedOn
    },
    parentsOf: (event) => log.event(event)?.parents ?? [],
    said: (type, entity) => {
      const kind = registry.get(type)?.kind
      return kind === undefined ? [] : saidIn({ log }, kind, entity)
    },
  }
}

/** Every answer of a PC for a day, by `pupil purpose`; with the name beside the picture after them. */
export function answersOf(pc: TestTenant, on: CivilDate): ReadonlyMap<string, Found> {
  const knowledge = new Knowledge(pc.db, null, null, on, recordsOf(pc, { now: pc.now }))
  return new Map(
    allPupils(pc.db).flatMap((row) =>
      knowledge.purposes.flatMap((use): [string, Found][] => [
        [`${row.id} ${use.id}`, knowledge.decide(row, use, false)],
        [`${row.id} ${use.id} named`, knowledge.decide(row, use, true)],
      ]),
    ),
  )
}

/** Everything in a PC's log that is applied. */
export function appliedOf({ log }: TestTenant): readonly LogEvent[] {
  const held = new Set(log.held().map(({ event }) => event))
  return log
    .heads()
    .flatMap(({ device }) => log.eventsAfter(device, 0, MOST))
    .filter(({ id }) => !held.has(id))
}

/** All rows of the register, in an order of their own. */
export const rowsOf = ({ db }: TestTenant): unknown => [
  ...[pupil, contact, purpose, settings, viewFrom, wording].map((table) =>
    db.select().from(table).orderBy(table.id).all(),
  ),
  db.select().from(membership).orderBy(membership.pupil).all(),
  db.select().from(terms).orderBy(terms.purpose).all(),
  ...[standing, answer, settlement].map((table) => db.select().from(table).orderBy(table.event).all()),
]

/** Hands a PC what others wrote and it has not heard, each device's in order, the devices mixed, some of it twice. */
export function hear(pc: TestTenant, from: TestTenant, chance: Chance, share = 1): void {
  const known = new Map(pc.log.heads().map(({ device, seq }) => [device, seq]))
  const chains = from.log.heads().map(({ device }) => {
    const news = from.log.eventsAfter(device, Math.max(0, (known.get(device) ?? 0) - 1), MOST)
    return news.slice(0, chance.isTrue(share) ? news.length : chance.below(news.length + 1))
  })
  const queues = chains.map((chain) => [...chain]).filter((chain) => chain.length > 0)
  while (queues.length > 0) {
    const queue = chance.pick(queues)
    const [next] = queue
    if (next !== undefined) pc.log.ingest(next)
    if (next === undefined || !chance.isTrue(0.15)) queue.shift()
    if (queue.length === 0) queues.splice(queues.indexOf(queue), 1)
  }
}

/** Today by the PC's own clock. */
export const todayOf = (pc: TestTenant): CivilDate => dayAt(pc.now())
