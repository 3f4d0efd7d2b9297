/** The consent register against the plainest way of reading and writing the same rows, and how its cost grows. */
import { askingOf, schoolsOf, type Asking } from './asking'
import { against, type Figure, type Work } from './measure'
import { registers } from './registers'
import { trustOf } from './trust'

/** Questions of one run, so that a run is long enough to be timed. */
const QUESTIONS = 200
const CLASSES = 20
const CLASS = 30
const WRITES = 20

/** Reading waits for nothing: what the processor spends on it is the same on a machine that does other things as well. */
const READING = { time: 'processor', pairs: 15 } as const

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
  const [children, classes] = [one.groups(QUESTIONS, 1), one.groups(CLASSES, CLASS)]
  // More pairs: the engine takes some thousands of answers to compile all that goes into one.
  const options = { ...READING, pairs: 31, target: 3, against: 'raw reads of the same rows' }
  return [
    await against(`Ask one child, ${QUESTIONS} times`, each(children, one.ask), each(children, one.rawAsk), options),
    await against(
      `Ask a class of ${CLASS}, ${CLASSES} times`,
      each(classes, one.ask),
      each(classes, one.rawAsk),
      options,
    ),
    await against(`Keep that somebody asked, ${WRITES} times`, times(one.note), times(one.rawNote), {
      ...{ target: null, against: 'one raw insert in a transaction' },
    }),
  ]
}

async function findFigures(one: Asking): Promise<Figure[]> {
  const letters = one.letters(QUESTIONS)
  const options = { ...READING, target: 3, against: 'a raw query by prefix' }
  return [
    await against(
      `Find by three letters, ${QUESTIONS} times`,
      each(letters, one.find),
      each(letters, one.rawFind),
      options,
    ),
    await betweenWrites('Find by three letters after every write', one),
  ]
}

/** What is kept to find pupils quickly must outlast a write that is about no pupil. */
async function betweenWrites(name: string, one: Asking): Promise<Figure> {
  const letters = one.letters(WRITES)
  const writeAndFind = (three: string): void => {
    one.note()
    one.find(three)
  }
  return against(name, each(letters, writeAndFind), each(letters, one.note), {
    ...{ ...READING, target: 1.5, against: 'the writes alone' },
  })
}

async function wholeFigures(size: string, one: Asking): Promise<Figure[]> {
  const options = { ...READING, pairs: 7, target: null, against: 'raw reads of the same rows' }
  return [
    await against(`Open the register, ${size}`, one.register, one.rawRegister, options),
    await against(
      `Filter it by class and answer, ${WRITES} times, ${size}`,
      times(one.filter()),
      times(one.rawFilter),
      {
        ...{ ...READING, target: null, against: 'a raw query for the same pupils' },
      },
    ),
    await against(`List who has not answered, ${size}`, one.notReturned, one.rawRegister, options),
    await against(`Figures, ${size}`, one.figures, one.rawRegister, options),
  ]
}

async function flatFigures(than: string, big: Asking, small: Asking): Promise<Figure[]> {
  const options = { ...READING, target: 1.2, against: 'the usual school: 1 means flat' }
  const works: readonly (readonly [string, (of: Asking) => Work])[] = [
    ['Ask one child', (of) => each(of.groups(QUESTIONS, 1), of.ask)],
    [`Ask a class of ${CLASS}`, (of) => each(of.groups(CLASSES, CLASS), of.ask)],
    ['Find by three letters', (of) => each(of.letters(QUESTIONS), of.find)],
  ]
  const figures: Figure[] = []
  for (const [name, work] of works) figures.push(await against(`${name}, ${than}`, work(big), work(small), options))
  return [...figures, await betweenWrites(`Find by three letters after every write, ${than}`, big)]
}

const each =
  <T>(things: readonly T[], work: (thing: T) => unknown): Work =>
  () => {
    for (const thing of things) work(thing)
  }

const times = (work: Work): Work => each(Array.from({ length: WRITES }), work)
