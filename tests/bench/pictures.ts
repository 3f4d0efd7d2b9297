/** The lists of pictures kept against the plainest way of reading the same rows, and whether they stay flat as a file grows. */
import { contract, type SchoolId } from '@contract/index'
import { allPurposes } from '@db/repo/consents'
import { allPupils } from '@db/repo/pupils'
import { addDays, instantOf } from '@vault/clock'
import type { Tenant } from '@vault/context'
import { add, entityOf, set } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { imageSetKind, peopleShownKind, publicationKind, ruleKind, shownKind } from '../../src-main/features/images'
import { imagesHandlers } from '../../src-main/features/images/handlers'
import type { Draft } from '../../src-main/sync/core/event'
import { chance } from '../fuzz/chance'
import { schoolsOf } from './asking'
import { against, type Figure, type Work } from './measure'
import { schoolReader } from './raw-reads'
import { registers } from './registers'
import { newId, trustOf, type BenchTrust } from './trust'

const PUPILS = 1_500
const ON_A_SET = 30
const FEW = 100
const MANY = 1_000

/** Reading waits for nothing: what the processor spends on it is the same on a machine that does other things as well. */
const READING = { time: 'processor', pairs: 7 } as const

const TABLES = ['set', 'shown', 'people', 'publication', 'publication_state', 'left_out', 'breach', 'rule', 'hold']

/** @param folder an empty folder on a local disk */
export async function pictures(folder: string): Promise<Figure[]> {
  const sizes = { pupils: PUPILS, earlier: 1 }
  const trust = await trustOf(
    folder,
    registers([
      { name: 'A few sets', ...sizes },
      { name: 'B many sets', ...sizes },
      { name: 'C ten times the history', ...sizes, earlier: 10 },
    ]),
  )
  try {
    const [few, many, deep] = schoolsOf(trust)
    if (few === undefined || many === undefined || deep === undefined) throw new Error('A school is missing')
    keepSets(trust, few, FEW)
    keepSets(trust, many, MANY)
    keepSets(trust, deep, FEW)
    const raw = { ...READING, target: 5, against: 'raw reads of the same rows' }
    const flat = { ...READING, target: 1.2 }
    const perSet = { ...flat, target: MANY / FEW, against: `${FEW} sets: ${MANY / FEW} means as much for each` }
    const deeper = { ...flat, against: 'the usual history: 1 means flat' }
    return [
      await against(`List ${FEW} sets, ${PUPILS} pupils`, listed(trust, few), read(trust, few), raw),
      await against(`List ${MANY} sets, ${PUPILS} pupils`, listed(trust, many), read(trust, many), raw),
      await against(`List ${MANY} sets`, listed(trust, many), listed(trust, few), perSet),
      await against(`List ${FEW} sets, ten times the history`, listed(trust, deep), listed(trust, few), deeper),
      await against(`Take-downs of ${FEW} uses`, takeDowns(trust, few), read(trust, few), raw),
      await against(`Take-downs of ${MANY} uses`, takeDowns(trust, many), read(trust, many), raw),
    ]
  } finally {
    trust.opened.close()
  }
}

const listed = ({ ctx }: BenchTrust, school: SchoolId): Work => {
  const { input, output } = contract['images.sets']
  return async () => output.parse(await imagesHandlers['images.sets'](input.parse({ school }), ctx))
}

const takeDowns = ({ ctx }: BenchTrust, school: SchoolId): Work => {
  const { input, output } = contract['images.takeDowns']
  return async () => output.parse(await imagesHandlers['images.takeDowns'](input.parse({ school }), ctx))
}

/** The school's whole register and everything about its pictures, by the driver alone. */
function read({ opened }: BenchTrust, school: SchoolId): Work {
  const { client } = opened.tenant(asTenant(school)).file
  const register = schoolReader(client)
  const statements = TABLES.map((table) => client.prepare<[]>(`SELECT * FROM image_${table}`))
  return () => statements.reduce((rows, statement) => rows + statement.all().length, register())
}

/** Sets of events of three years, each with a class of pupils on it and one use that is out. */
function keepSets({ opened, ctx }: BenchTrust, school: SchoolId, count: number): void {
  const tenant: Tenant = opened.tenant(asTenant(school))
  const dice = chance(5, count)
  const pupils = allPupils(tenant.db)
  const uses = allPurposes(tenant.db).map(({ id }) => id)
  const by = ctx.actor.id
  ctx.append(tenant, [
    set(ruleKind, ctx.newId(), {
      ...{ label: 'Events', imageClass: 'EVENT', trigger: 'CAPTURE', months: 24, windowMonths: 6, action: 'DELETE' },
      ...{ basis: 'Benchmark', post: 'HEAD', retiredOn: null },
    }),
  ])
  for (let at = 0; at < count; at += 1) {
    const id = newId()
    const first = dice.upTo(pupils.length - ON_A_SET)
    const takenOn = addDays(ctx.today(), -1 - dice.upTo(1_000))
    const purposes = [0, 1, 2].flatMap((place) => uses[(at + place) % uses.length] ?? [])
    const drafts: Draft[] = [
      set(imageSetKind, id, {
        ...{ title: `Event ${at}`, imageClass: 'EVENT', takenOn, event: null, takenBy: 'Benchmark', device: 'SCHOOL' },
        ...{ why: 'Benchmark', purposes, storage: 'SHARED_DRIVE', place: 'Drive', folder: null, heldOn: 'CONSENT' },
        ...{ rule: null, count: 40 },
      }),
      ...pupils.slice(first, first + ON_A_SET).map(({ id: pupil }): Draft => {
        const body = { set: id, pupil, isShown: true, by }
        return { type: shownKind.type, entity: entityOf('images.shown', id, pupil), op: 'decide', body, parents: [] }
      }),
      set(peopleShownKind, id, { staff: [], by }),
      add(publicationKind, newId(), {
        ...{ set: id, purpose: purposes[0] ?? '', place: 'WEBSITE', channel: 'Website', address: null, printRun: null },
        ...{ from: takenOn, until: null, named: false, pupils: null, captions: '', fileNames: [], approvedBy: by, by },
        checkedAt: instantOf(takenOn),
      }),
    ]
    ctx.append(tenant, drafts)
  }
}
