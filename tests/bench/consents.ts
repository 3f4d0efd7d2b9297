/** The consent register against the plainest way of reading and writing the same rows, and how its cost grows. */
import { contract, type SchoolId } from '@contract/index'
import type { CivilDate, EntityId } from '@contract/primitives'
import { allPurposes } from '@db/repo/consents'
import { allPupils } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { askedKind } from '../../src-main/features/consents'
import { askHandlers } from '../../src-main/features/consents/handlers-ask'
import { listsHandlers } from '../../src-main/features/consents/handlers-lists'
import { rollHandlers } from '../../src-main/features/pupils/handlers-roll'
import { chance } from '../fuzz/chance'
import { against, type Figure, type Work } from './measure'
import { noteWriter, prefixReader, pupilReader, schoolReader, type ReadPupils } from './raw-reads'
import { registers } from './registers'
import { newId, trustOf, type BenchTrust } from './trust'

/** Questions of one run, so that a run is long enough to be timed. */
const QUESTIONS = 100

/** Pupils of a class. */
const CLASS = 30

/** One school with what is asked about it, in its own words as a call is served: the handler, then the check of its output. */
export interface Asking {
  readonly ask: (pupils: readonly string[]) => unknown
  /** Groups of so many pupils, chosen by chance that is the same every time. */
  readonly groups: (count: number, size: number) => readonly (readonly string[])[]
  readonly find: (letters: string) => unknown
  readonly letters: (count: number) => readonly string[]
  readonly register: Work
  readonly notReturned: Work
  readonly figures: Work
  readonly note: Work
  readonly client: ReturnType<BenchTrust['opened']['tenant']>['file']['client']
  /** The rows `ask` reads. */
  readonly rawAsk: ReadPupils
}

/** @param number of the school among those made */
export function askingOf({ opened, ctx }: BenchTrust, school: SchoolId): Asking {
  const tenant = opened.tenant(asTenant(school))
  const pupils = allPupils(tenant.db)
  const purpose = allPurposes(tenant.db)[5]?.id as EntityId // Made by the log, which checks ids.
  const on = ctx.today()
  // What an answer leaves in the log is measured by itself.
  const quiet: Ctx = { ...ctx, append: () => ({ batch: '', events: [] }) }
  return {
    client: tenant.file.client,
    rawAsk: pupilReader(tenant.file.client, opened.trust().file.client, { school, person: ctx.actor.id }),
    ask: (ids) => {
      const input = { school, pupils: ids as EntityId[], purpose, named: false, on, knownOn: null }
      return contract['consents.ask'].output.parse(askHandlers['consents.ask'](input, quiet))
    },
    groups: (count, size) => {
      const dice = chance(7, size)
      return Array.from({ length: count }, () => Array.from({ length: size }, () => dice.one(pupils).id))
    },
    find: (query) =>
      contract['pupils.find'].output.parse(rollHandlers['pupils.find']({ school, query, leavers: false }, ctx)),
    letters: (count) => {
      const dice = chance(11, 3)
      return Array.from({ length: count }, () => dice.one(pupils).legalSurname.slice(0, 3).toLowerCase())
    },
    register: () =>
      contract['consents.register'].output.parse(askHandlers['consents.register']({ school, on: null }, ctx)),
    notReturned: () =>
      contract['consents.list'].output.parse(listsHandlers['consents.list']({ school, kind: 'NOT_RETURNED' }, ctx)),
    figures: () => contract['consents.figures'].output.parse(listsHandlers['consents.figures']({ school }, ctx)),
    note: () => note(ctx, tenant, purpose, on, pupils[0]?.id ?? ''),
  }
}

const note = (ctx: Ctx, tenant: Tenant, purpose: string, on: CivilDate, pupil: string): void => {
  const asked = { purpose, named: false, on, knownOn: null, verdict: 'YES', pupils: [pupil], by: ctx.actor.id }
  ctx.append(tenant, [add(askedKind, newId(), asked)])
}

/** Schools in the order they were made. */
export function schoolsOf({ ctx }: BenchTrust): readonly SchoolId[] {
  return ctx.schools().map(({ id }) => id)
}

const each =
  <T>(things: readonly T[], work: (thing: T) => unknown): Work =>
  () => {
    for (const thing of things) work(thing)
  }

/** @param folder an empty folder on a local disk */
export async function consents(folder: string): Promise<Figure[]> {
  const trust = await trustOf(
    folder,
    registers([
      { name: 'A usual school', pupils: 600, earlier: 1 },
      { name: 'B large school', pupils: 1_500, earlier: 1 },
      { name: 'C ten times the pupils', pupils: 6_000, earlier: 1 },
      { name: 'D ten times the history', pupils: 600, earlier: 10 },
    ]),
  )
  try {
    const [usual, large, wide, deep] = schoolsOf(trust).map((school) => askingOf(trust, school))
    if (usual === undefined || large === undefined || wide === undefined || deep === undefined) {
      throw new Error('A school of the benchmark is missing')
    }
    return [
      ...(await askFigures(usual)),
      ...(await findFigures(usual)),
      ...(await wholeFigures('600 pupils x 12 uses', usual)),
      ...(await wholeFigures('1,500 pupils x 12 uses', large)),
      ...(await flatFigures('ten times as many pupils', wide, usual)),
      ...(await flatFigures('ten times the history', deep, usual)),
    ]
  } finally {
    trust.opened.close()
  }
}

async function askFigures(one: Asking): Promise<Figure[]> {
  const [children, classes] = [one.groups(QUESTIONS, 1), one.groups(10, CLASS)]
  const raw = one.rawAsk
  const write = noteWriter(one.client)
  const text = 'x'.repeat(1_000)
  return [
    await against(`Ask one child, ${QUESTIONS} times`, each(children, one.ask), each(children, raw), {
      ...{ target: 3, against: 'raw reads of the same rows' },
    }),
    await against('Ask a class of 30, 10 times', each(classes, one.ask), each(classes, raw), {
      ...{ target: 3, against: 'raw reads of the same rows' },
    }),
    await against(
      'Keep that somebody asked, 20 times',
      each(children.slice(0, 20), one.note),
      () => {
        for (let n = 0; n < 20; n += 1) write(text)
      },
      { target: 3, against: 'one raw insert in a transaction' },
    ),
  ]
}

async function findFigures(one: Asking): Promise<Figure[]> {
  const letters = one.letters(QUESTIONS)
  return [
    await against(
      `Find by three letters, ${QUESTIONS} times`,
      each(letters, one.find),
      each(letters, prefixReader(one.client)),
      {
        ...{ target: 3, against: 'a raw query by prefix' },
      },
    ),
    await betweenWrites('Find by three letters after every write', one),
  ]
}

/** What is kept to find pupils quickly must outlast a write that is about no pupil. */
async function betweenWrites(name: string, one: Asking): Promise<Figure> {
  const letters = one.letters(20)
  return against(
    name,
    each(letters, (three) => {
      one.note()
      one.find(three)
    }),
    each(letters, one.note),
    { target: 1.5, against: 'the writes alone' },
  )
}

async function wholeFigures(size: string, one: Asking): Promise<Figure[]> {
  const raw = schoolReader(one.client)
  const options = { target: null, against: 'raw reads of the same rows' }
  return [
    await against(`Open the register, ${size}`, one.register, raw, options),
    await against(`List who has not answered, ${size}`, one.notReturned, raw, options),
    await against(`Figures, ${size}`, one.figures, raw, options),
  ]
}

async function flatFigures(than: string, big: Asking, small: Asking): Promise<Figure[]> {
  const options = { target: 1.2, against: 'the usual school: 1 means flat', pairs: 15 }
  const both = (work: (of: Asking) => Work): readonly [Work, Work] => [work(big), work(small)]
  const figures = [
    ['Ask one child', ...both((of) => each(of.groups(QUESTIONS, 1), of.ask))],
    ['Ask a class of 30', ...both((of) => each(of.groups(10, CLASS), of.ask))],
    ['Find by three letters', ...both((of) => each(of.letters(QUESTIONS), of.find))],
  ] as const
  const made: Figure[] = []
  for (const [name, own, baseline] of figures) made.push(await against(`${name}, ${than}`, own, baseline, options))
  made.push(await betweenWrites(`Find by three letters after every write, ${than}`, big))
  return made
}
