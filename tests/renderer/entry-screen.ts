/** A batch on the screen with a vault behind it, and a desk with keyboard and scanner before it. */
import { flushPromises } from '@vue/test-utils'
import {
  Batch,
  Fault,
  FormTarget,
  PupilCard,
  SchoolId,
  type Sheet,
  type SheetFacts,
  type SheetProblem,
} from '@contract'
import type { z } from 'zod'
import BatchScreen from '@renderer/features/entry/BatchScreen.vue'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aPerson, aSession, id } from './support/samples'
import { show, type Shown } from './support/show'

export const school = SchoolId.parse(id(101))
export const batchId = id(900)
export const NUMBER = '12345678901234'

export const aPupil = (n: number, change: Partial<z.input<typeof PupilCard>> = {}): PupilCard =>
  PupilCard.parse({
    ...{ id: id(700 + n), forename: 'Corbo', surname: 'Thistlemead', year: '4', className: '4A' },
    ...{ admissionNumber: String(1000 + n), roll: 'ON_ROLL', restricted: false },
    ...change,
  })
export const corbo = aPupil(1)
export const aldana = aPupil(2, { forename: 'Aldana', surname: 'Birch', className: '4B' })
export const mother = id(801)
export const father = id(802)

export const aTarget = (card: PupilCard, change: Partial<z.input<typeof FormTarget>> = {}): FormTarget =>
  FormTarget.parse({
    ...{ card, number: null, pupilSigns: false, otherWording: null, keyedBefore: false },
    signers: [
      { contact: father, name: 'Delbo Thistlemead', relationship: 'FATHER', responsible: true },
      { contact: mother, name: 'Marba Thistlemead', relationship: 'MOTHER', responsible: true },
    ],
    ...change,
  })

const question = (n: number) => ({
  ...{ purpose: id(600 + n), text: `May we use pictures for use ${n}?`, whatWillBeDone: '', label: `Use ${n}` },
})

export const aBatch = (change: Partial<z.input<typeof Batch>> = {}): Batch =>
  Batch.parse({
    ...{ id: batchId, wording: id(500), version: '2026/27, 1', receivedOn: '2026-09-20', expected: 30 },
    ...{ keyed: 0, toCheck: 0, owner: id(2), state: 'OPEN', startedAt: Date.UTC(2026, 8, 21) },
    rekey: { sample: 0, done: 0, differing: 0, full: false },
    questions: [1, 2, 3].map(question),
    sheets: [],
    ...change,
  })

export const aSheet = (card: PupilCard, position: number, change: Partial<Sheet> = {}): Sheet => ({
  ...{ id: id(950 + position), position, state: 'SAVED', problems: [], card, pupil: card.id, number: null },
  ...{ ticks: ['Y', 'N', 'Y'], signedBy: { kind: 'CONTACT', contact: mother }, capacity: 'PARENT' },
  ...{ signedOn: '2026-09-10' as Sheet['signedOn'], pupilAgrees: 'U', query: false, note: null },
  ...change,
})

/** Answers of a vault in which one number stands for Corbo, and both children are found by name. */
export interface Desk {
  batch: Batch
  target: (card: PupilCard) => FormTarget
  problems: readonly SheetProblem[]
}

export function entryVault(desk: Desk): FakeVault {
  const targetOf = (pupil: string) => desk.target([corbo, aldana].find((card) => card.id === pupil)!)
  const sheetOf = (sheet: string | null, facts: SheetFacts): Sheet => {
    const known = desk.batch.sheets.find((one) => one.id === sheet)
    const position = known?.position ?? desk.batch.sheets.length + 1
    const saved: Sheet = {
      ...{ ...facts, id: known?.id ?? sheet ?? id(950 + position), position, problems: [...desk.problems] },
      ...{ state: desk.problems.length > 0 ? 'TO_CHECK' : 'SAVED', card: targetOf(facts.pupil).card },
    }
    const others = desk.batch.sheets.filter((one) => one.id !== saved.id)
    desk.batch = { ...desk.batch, keyed: desk.batch.keyed + (known ? 0 : 1), sheets: [...others, saved] }
    return saved
  }
  const keptAs = (sheet: string | null, facts: SheetFacts) => {
    const kept = sheet ?? id(990 + desk.batch.sheets.length)
    const position = desk.batch.sheets.find((one) => one.id === sheet)?.position ?? desk.batch.sheets.length + 1
    const draft: Sheet = {
      ...facts,
      id: kept,
      position,
      state: 'DRAFT',
      problems: [],
      card: targetOf(facts.pupil).card,
    }
    desk.batch = { ...desk.batch, sheets: [...desk.batch.sheets.filter((one) => one.id !== kept), draft] }
    return { sheet: kept }
  }
  return installFakeVault({
    'schools.list': () => [aCard(1)],
    'people.list': () => [aPerson(1)],
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'pupils.find': ({ query }) =>
      [corbo, aldana]
        .filter(({ surname }) => surname.toLowerCase().startsWith(query.toLowerCase().split(' ')[0] ?? ''))
        .map((card) => ({ ...card, homonym: false })),
    'entry.batch': () => desk.batch,
    'entry.scan': ({ number }) => {
      const digits = number.replace(/\D/g, '')
      if (digits === NUMBER) return { ...desk.target(corbo), number: NUMBER }
      if (digits === '2'.repeat(14)) return { ...desk.target(aldana), number: '2'.repeat(14) }
      throw digits.length === 14
        ? new Fault('not-found', 'Not a form of this school.')
        : new Fault('bad-input', 'That is no form number. Scan it again.')
    },
    'entry.target': ({ pupil }) => targetOf(pupil),
    'entry.keep': ({ sheet, facts }) => keptAs(sheet, facts),
    'entry.save': ({ sheet, facts }) => sheetOf(sheet, facts),
    'entry.setAside': ({ sheet }) => ({
      ...(desk.batch.sheets.find((one) => one.id === sheet) ?? aSheet(corbo, 1, { id: sheet })),
      state: 'SET_ASIDE',
    }),
  })
}

export async function openBatch(): Promise<Shown> {
  const shown = await show(BatchScreen, {
    ...{ props: { school, batch: batchId }, session: aSession({ school }) },
    at: `/schools/${school}/entry/${batchId}`,
  })
  await flushPromises()
  await flushPromises()
  return shown
}

/** A clock of the keyboard, so that a test says how fast somebody types. */
let clock = 1_000_000
const HAND = 140
export const SCANNER = 8

/**
 * One real key press: the key goes down where the focus is, and types there unless somebody stopped it.
 * @param gap milliseconds since the key before
 */
export function key(name: string, gap = HAND): void {
  clock += gap
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })
  Object.defineProperty(event, 'timeStamp', { value: clock })
  if (!target.dispatchEvent(event)) return
  if (!(target instanceof HTMLInputElement) || target.type !== 'text' || name.length > 1) return
  const [from, to] = [target.selectionStart ?? target.value.length, target.selectionEnd ?? target.value.length]
  target.value = target.value.slice(0, from) + name + target.value.slice(to)
  target.setSelectionRange(from + 1, from + 1)
  target.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Keys of a hand, each settled before the next. */
export async function keys(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    key(name)
    await flushPromises()
  }
}

/** Types a text by hand. */
export const type = (text: string) => keys(...text)

/** The scanner: prefix, digits, Enter, faster than any hand. */
export async function scan(number = NUMBER, gap = SCANNER): Promise<void> {
  for (const [at, name] of [...`TW${number}`, 'Enter'].entries()) {
    key(name, at === 0 ? HAND : gap)
    if (gap > SCANNER) await flushPromises()
  }
  await flushPromises()
  await flushPromises()
}

/** What has the focus, as its label or text. */
export function focused(): string {
  const element = document.activeElement
  if (element === null || element === document.body) return ''
  const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`)
  return (element.getAttribute('aria-label') ?? label?.textContent ?? element.id).replace(/\s+/g, ' ').trim()
}
