/**
 * Pictures in use at a PC: the product's own calls over its encrypted file, and what its log says of sets and uses, read
 * without the product's merge or rows.
 */
import { Fault } from '@contract/fault'
import type { PersonId, PublicationFacts, SchoolId } from '@contract/index'
import { peopleProjections } from '@db/repo/people'
import { schoolsProjections } from '@db/repo/schools'
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import { imagesHandlers } from '../../../src-main/features/images/handlers'
import { setKind } from '../../../src-main/features/images/events'
import { grantKind, peopleKinds, personKind } from '../../../src-main/features/people'
import { schoolKind, schoolsKinds } from '../../../src-main/features/schools/events'
import type { Draft } from '../../../src-main/sync/core/event'
import type { Facts } from '../../support/consents/oracle'
import type { PupilSaid, SchoolSaid, SetSaid, UseSaid } from '../../support/images/take-down-oracle'
import { makeTenant, type TestTenant } from '../../support/tenant'
import { schoolFacts } from '../../support/vault'
import { daysAfter, idOf, SOMEBODY, type Day } from '../simulator/register/days-and-ids'
import { NAMING, PUPILS, PURPOSES } from '../simulator/register/cast'
import type { LogFacts } from '../simulator/register/facts'
import type { Edit, Ledger } from '../simulator/register/ledger'
import type { Records } from '../../../src-main/features/consents/rules/decide'
import { todayOf } from './register-pc'

/** Who approves what goes out. */
const LEADER = idOf('a senior leader') as PersonId // Made as parsing would make it.

export const SETS = ['fair', 'sports day'].map(idOf)

/** The trust of a school whose pictures these are, with one senior leader. */
export async function trustOf({ id }: TestTenant): Promise<TestTenant> {
  const trust = await makeTenant({
    ...{ kind: 'trust', device: 'trust', id: idOf('the trust') as TestTenant['id'] }, // As above.
    kinds: [...peopleKinds, ...schoolsKinds],
    projections: { ...peopleProjections, ...schoolsProjections },
  })
  const role = { person: LEADER, role: 'DSL', school: null, from: '2020-01-01', until: null }
  trust.write([
    set(personKind, LEADER, { name: 'Bryony Fettlewick' }),
    set(grantKind, idOf('grant'), role),
    set(schoolKind, id, { ...schoolFacts() }),
  ])
  return trust
}

/** The sets a school begins with. */
export const setsBegun = (today: Day): readonly Draft[] =>
  SETS.map((id) =>
    set(setKind, id, {
      ...{ title: 'Fair', imageClass: 'EVENT', takenOn: daysAfter(today, -20), event: null, takenBy: 'Office' },
      ...{ device: 'SCHOOL', why: 'News', purposes: PURPOSES.slice(0, 2), storage: 'OTHER', place: 'Office drive' },
      ...{ folder: null, heldOn: 'CONSENT', rule: null, count: null },
    }),
  )

/** Calls as a safeguarding lead at the PC would make them. */
export function desk(pc: TestTenant, trust: TestTenant) {
  const school = pc.id as unknown as SchoolId // A school's file has the school's own id.
  const ctx = {
    actor: { id: SOMEBODY, name: 'Somebody', role: 'DSL' },
    now: pc.now,
    today: () => todayOf(pc),
    newId: pc.newId,
    trust: () => trust.tenant,
    tenant: () => pc.tenant,
    may: () => 'DSL',
    append: (_tenant: unknown, drafts: readonly Draft[]) => {
      pc.write(drafts)
      return { batch: '', events: [] }
    },
  } as unknown as Ctx // All that these calls ask of it.
  const facts = (change: Pick<PublicationFacts, 'set' | 'purpose'> & Partial<PublicationFacts>): PublicationFacts => ({
    ...{ place: 'WEBSITE', channel: 'News', address: null, printRun: null, from: todayOf(pc), until: null },
    ...{ named: false, pupils: null, captions: '', fileNames: [], approvedBy: LEADER },
    ...change,
  })
  type Asked = Parameters<typeof facts>[0]
  const of = { school }
  return {
    check: async (change: Asked) => imagesHandlers['images.check']({ ...of, facts: facts(change) }, ctx),
    /** @returns whether it went out */
    publish: async (change: Asked, despite: string | null): Promise<boolean> => {
      try {
        await imagesHandlers['images.publish']({ ...of, facts: facts(change), despite }, ctx)
        return true
      } catch (error) {
        if (error instanceof Fault && error.code === 'conflict') return false
        throw error
      }
    },
    publications: async () => imagesHandlers['images.publications']({ ...of, state: null, set: null }, ctx),
    takeDowns: async () => imagesHandlers['images.takeDowns']({ ...of, pupil: null }, ctx),
    breaches: async () => imagesHandlers['images.breaches'](of, ctx),
    sets: async () => imagesHandlers['images.sets']({ ...of, state: null, pupil: null }, ctx),
    /** Ids of the pupils on a set. */
    onSet: async (set: string) => (await imagesHandlers['images.set']({ ...of, set }, ctx)).pupils.map(({ id }) => id),
    become: async (publication: string, state: UseSaid['became'] & string, on: Day) =>
      imagesHandlers['images.setPublication']({ ...of, publication, state, on, evidence: 'Seen' }, ctx),
    leaveOut: async (publication: string, pupil: string) =>
      imagesHandlers['images.leaveOut']({ ...of, publication, pupil, evidence: 'Cropped' }, ctx),
    show: async (set: string, pupils: readonly string[]) =>
      imagesHandlers['images.setPeople']({ ...of, set, pupils: [...pupils], staff: [], reason: 'Looked again' }, ctx),
  }
}

/** What a PC's log says of sets, uses and pupils, for the oracle. */
export function schoolSaid(ledger: Ledger, facts: LogFacts, today: Day, records: Records): SchoolSaid {
  const decided = (type: string): readonly Edit[] =>
    ledger.decisions(type).flatMap(({ entity }) => [...ledger.standing(type, entity)])
  const shown = ledger.decisions('images.shown').flatMap(({ entity }) => {
    const standing = ledger.standing('images.shown', entity)
    return standing.some(({ says }) => says['isShown'] === true) ? standing.slice(0, 1).map(({ says }) => says) : []
  })
  const sets = ledger.things('images.set').map((id): SetSaid => {
    const purposes = ledger.thing('images.set', id)?.['purposes'] as readonly string[]
    const pupils = shown.filter((one) => one['set'] === id).map((one) => String(one['pupil']))
    return { id, pupils, purposes }
  })
  const leftOut = ledger.things('images.leftout').map((id) => ledger.thing('images.leftout', id) ?? {})
  const strict = ['REMOVED', 'CANNOT_RECALL', 'REQUESTED', 'LIVE'] as const
  const uses = ledger.things('images.publication').map((id): UseSaid => {
    const said = ledger.thing('images.publication', id) as unknown as PublicationFacts // As its kind has it.
    const states = decided('images.state').filter(({ says }) => says['publication'] === id)
    const worst = Math.max(-1, ...states.map(({ says }) => strict.findIndex((state) => state === says['state'])))
    return {
      ...{ id, set: said.set, from: said.from, pupils: said.pupils, purpose: said.purpose, named: said.named },
      became: strict[worst] ?? null,
      leftOut: leftOut.filter((one) => one['publication'] === id).map((one) => String(one['pupil'])),
      against: (ledger.thing('images.breach', id)?.['pupils'] as readonly string[] | undefined) ?? [],
    }
  })
  const about = (pupil: string, purpose: string): Facts | null =>
    facts.about({ pupil, purpose, on: today, today }, records)
  const pupils = PUPILS.flatMap((pupil): [string, PupilSaid][] => {
    const known = PURPOSES.flatMap((purpose): [string, Facts][] => {
      const question = about(pupil, purpose)
      return question === null ? [] : [[purpose, question]]
    })
    // No use at all: this PC has not heard of the pupil.
    return known.length === 0 ? [] : [[pupil, { uses: new Map(known), name: about(pupil, NAMING) }]]
  })
  return { sets, uses, pupils: new Map(pupils) }
}
