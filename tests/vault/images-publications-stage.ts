/** A school with a set of pictures of three pupils who may be shown on the website, and the means to put it out. */
import type { Breach, PersonId, PublicationFacts, Role, TakeDown } from '@contract/index'
import { consentsProjections } from '@db/repo/consents'
import type { ConsentAnswer } from '@contract/answers'
import { answerEntity, answerKind, consentsKinds, type AnswerBody } from '../../src-main/features/consents'
import { day, makeRegister, TODAY, type Register } from '../support/consents/register'
import { makeTenant } from '../support/tenant'
import { FOUNDER, OTHER_PASSPHRASE, type MakeVault } from '../support/vault'
import { setFacts } from './images-stage'
import { behind, fileId } from './pupils-stage'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const NOBODY = '0'.repeat(32)

/** A pupil with both parents. */
export type Family = Awaited<ReturnType<Register['addPupil']>>

export interface Stage extends Register {
  readonly founder: PersonId
  /** Corbo, Ennis and Wilda, whose mothers have said yes to the website. */
  readonly families: readonly [Family, Family, Family]
  readonly set: string
  readonly facts: (change?: Partial<PublicationFacts>) => PublicationFacts
  readonly check: (change?: Partial<PublicationFacts>) => ReturnType<Register['call']['images.check']>
  readonly publish: (
    change?: Partial<PublicationFacts>,
    despite?: string,
  ) => ReturnType<Register['call']['images.publish']>
  readonly takeDowns: (pupil?: string) => Promise<TakeDown[]>
  readonly breaches: () => Promise<Breach[]>
  /** The mother of a family takes her consent to every use back. */
  readonly withdraw: (family: Family, askedOn?: string) => Promise<unknown>
  /** Gives the founder, who is at the keyboard, one more role. */
  readonly become: (role: Role) => Promise<void>
  readonly asOffice: () => Promise<void>
  readonly asFounder: () => Promise<void>
  /** How many changes of one kind the school's history has. */
  readonly changes: (type: string) => Promise<number>
}

export async function makePublications(options: MakeVault = {}): Promise<Stage> {
  const register = await makeRegister(options)
  const { vault, call, school, website, pupil, mother, father, addPupil, answer } = register
  const founder = (await call['session.state']({})).person?.id
  if (founder === undefined) throw new Error('Nobody is at the keyboard')
  const { id: office } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
  const grant = { person: office, role: 'OFFICE_STAFF', grantFor: school, from: TODAY, until: null } as const
  await vault.call['people.grant'](grant)
  await vault.call['people.letUnlock']({ person: office, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  const as = async (signInName: string, passphrase: string): Promise<void> => {
    await vault.call['session.unlock']({ signInName, passphrase })
  }
  const families: readonly [Family, Family, Family] = [
    { pupil, mother, father },
    await addPupil({ legalForename: 'Ennis', legalSurname: 'Harrowgale', dateOfBirth: day('2017-05-05') }),
    await addPupil({ legalForename: 'Wilda', legalSurname: 'Sorrelby', dateOfBirth: day('2017-07-07') }),
  ]
  for (const one of families) await answer(one.pupil, one.mother, 'GIVEN')
  const { id: set } = await call['images.addSet']({ school, facts: setFacts({ purposes: [website] }), groups: [] })
  await call['images.setPeople']({ school, set, pupils: families.map((one) => one.pupil), staff: [] })
  const facts = (change: Partial<PublicationFacts> = {}): PublicationFacts => ({
    ...{
      set,
      purpose: website,
      place: 'WEBSITE',
      channel: 'School website, news',
      address: 'https://school.example/1',
    },
    ...{ printRun: null, from: TODAY, until: day('2027-07-31'), named: false, pupils: null, captions: '' },
    ...{ fileNames: [], approvedBy: founder },
    ...change,
  })
  return {
    ...{ ...register, founder, families, set, facts },
    check: (change) => call['images.check']({ school, facts: facts(change) }),
    publish: (change, despite) =>
      call['images.publish']({ school, facts: facts(change), despite: despite === undefined ? null : despite }),
    takeDowns: (of) => call['images.takeDowns']({ school, pupil: of ?? null }),
    breaches: () => call['images.breaches']({ school }),
    withdraw: (family, askedOn = TODAY) =>
      call['consents.withdraw']({
        ...{ school, pupil: family.pupil, by: { kind: 'CONTACT', contact: family.mother }, capacity: 'PARENT' },
        ...{ askedOn: day(askedOn), channel: 'PHONE', purposes: [], note: null },
      }),
    become: async (role) => {
      await vault.call['people.grant']({ person: founder, role, grantFor: school, from: TODAY, until: null })
    },
    asOffice: () => as('orla', OTHER_PASSPHRASE),
    asFounder: () => as(FOUNDER.signInName, FOUNDER.passphrase),
    changes: async (type) => {
      const { entries } = await vault.call['history.list']({ school: fileId(school), type, limit: 200 })
      return entries.length
    },
  }
}

let elsewhere = 0

/**
 * Another PC recorded an answer of a family's mother or father at a time of its own, and its record comes here now.
 * @param atMs by the other PC's clock
 */
export async function hearOfAnswer(
  stage: Stage,
  { pupil, contact, answer, atMs }: { pupil: string; contact: string; answer: ConsentAnswer; atMs: number },
): Promise<void> {
  const { school, website } = stage
  const other = await makeTenant({
    ...{ kinds: consentsKinds, projections: consentsProjections, id: fileId(school), nowMs: atMs },
    device: `reception ${(elsewhere += 1)}`,
  })
  const said = new Date(atMs).toISOString().slice(0, 10)
  const body: AnswerBody = {
    ...{ pupil, purpose: website, contact, name: null, capacity: 'PARENT', answer, decidedOn: day(said) },
    ...{ channel: 'PHONE', wording: null, coversFrom: day(said), yearThen: '4', expiresOn: null },
    ...{ outlastsLeaving: false, conditions: null, evidence: null, from: null, by: stage.founder, voids: [] },
  }
  const entity = answerEntity(pupil, website, { kind: 'CONTACT', contact })
  const events = other.write([{ type: answerKind.type, entity, op: 'decide', body: { ...body }, parents: [] }])
  await behind(stage, (_ctx, opened) => {
    const { log } = opened.tenant(fileId(school))
    log.admit(other.device)
    if (events.some((event) => log.ingest(event) !== 'applied')) throw new Error('It was not taken')
  })
  await stage.asFounder()
}
