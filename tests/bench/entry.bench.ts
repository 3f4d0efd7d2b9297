/**
 * A simulated operator keys a pile of forms in the real app, with real keyboard events: once with a scanner, once by name.
 * What the app takes is measured in the page, from the key's own time to the next frame in which the focus stands where the
 * next key belongs. What the person takes is not slept but counted, by the constants below; both together give forms an hour.
 */
import type { ElectronApplication, Page } from '@playwright/test'
import { chance, type Chance } from '../fuzz/chance'
import {
  call,
  finderField,
  inHand,
  openOffice,
  press,
  scan,
  typeByHand,
  type Child,
  type Named,
} from '../e2e/support/forms'
import { expect, test } from '../e2e/support/launch'

/** The person, in milliseconds: keystroke-level model (Card, Moran and Newell 1980) for keys and thinking, the rest assumed. */
const PERSON = {
  /** One key of an average typist. */
  key: 280,
  /** Getting ready for the next thing: reading the form, reading the name. */
  think: 1350,
  /** Putting one sheet away and laying the next one out. */
  paper: 1800,
  /** Taking the scanner, aiming and pressing it. */
  aim: 1200,
  /** Reading one row of a form on which the answers differ. */
  row: 250,
  /** Reading who signed. */
  signer: 600,
  /** Holding the line found against the name on the paper. */
  compare: 700,
} as const

/** The pile: so many in ten are all yes; so many in ten have another date than the form before; most are signed by the mother. */
const ALL_YES = 6
const OTHER_DATE = 3

const WITH_CODE = { forms: 120, anHour: 400 }
const BY_NAME = { forms: 80, anHour: 240 }
const READY_MS = 50

const FORENAMES = [
  'Alda',
  'Aldo',
  'Brena',
  'Brano',
  'Corbo',
  'Cora',
  'Delmo',
  'Delia',
  'Elfi',
  'Elmo',
  'Fenga',
  'Gondo',
]
const SURNAMES = ['Ash', 'Ashby', 'Birch', 'Birchall', 'Carr', 'Carrow', 'Dell', 'Ellwood', 'Fern', 'Fernley']

/** 120 children, each name twice, in two classes of each year: every name found by typing stops for a choice. */
const roll: readonly Named[] = FORENAMES.flatMap((forename, a) =>
  SURNAMES.map((surname, b) => ({
    forename: b % 2 === 0 ? forename : (FORENAMES[(a + 1) % FORENAMES.length] ?? forename),
    surname: b % 3 === 2 ? (SURNAMES[b - 1] ?? surname) : surname,
    className: `${4 + (a % 2)}${'ABCDEF'[Math.floor(a / 2)]}${b % 3 === 2 ? 'x' : ''}`,
  })),
)

/** Notes in the page when the keys that matter went down and when the focus had come to where the next one belongs. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const found: { key: string; ms: number }[] = []
    let pressed: { key: string; at: number } | null = null
    let entered = 0
    Object.assign(window, { measuredReady: found })
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        pressed = { key, at: timeStamp }
        if (key === 'Enter') entered = timeStamp
      },
      true,
    )
    const voice = document.querySelector('[role="status"][aria-live="polite"]')
    if (voice === null) throw new Error('There is no voice')
    new MutationObserver(() => {
      if (/^(Saved|Held)/.test(voice.textContent ?? '')) found.push({ key: 'said', ms: performance.now() - entered })
    }).observe(voice, { childList: true, characterData: true, subtree: true })
    window.addEventListener(
      'focusin',
      ({ target }) => {
        const began = pressed
        const element = target instanceof HTMLElement ? target : null
        const isReady = element?.id === 'entry-find' || element?.closest('[role="grid"]') !== null
        if (began === null || !isReady) return
        pressed = null
        requestAnimationFrame(() => found.push({ key: began.key, ms: performance.now() - began.at }))
      },
      true,
    )
  })
}
const measured = (page: Page): Promise<{ key: string; ms: number }[]> =>
  page.evaluate(() => (window as unknown as { measuredReady: { key: string; ms: number }[] }).measuredReady.splice(0))

interface Pile {
  readonly page: Page
  readonly app: ElectronApplication
  readonly school: string
  readonly batch: string
}

/** What one pile took. */
interface Took {
  readonly forms: number
  readonly personMs: number
  /** From the end of the search to the form, and from Enter to the next search, each form. */
  readonly opened: number[]
  readonly saved: number[]
  /** From Enter to "Saved", which is said when the form is on the disk. */
  readonly said: number[]
  /** By the letter of a box, which waits a moment by itself. */
  readonly byLetter: number[]
  /** From a key in the answers to the next row: nothing is asked of the vault for it, so it tells how busy the machine is. */
  readonly moved: number[]
  readonly keys: number
  readonly misfiled: number
}

async function begin(page: Page, school: string, wording: string, expected: number): Promise<string> {
  const { id } = await call(page, 'entry.start', { school, wording, receivedOn: today(), expected })
  await page.keyboard.press('Control+Shift+E')
  await page.getByRole('grid', { name: /^Batches/ }).waitFor()
  await page.locator(`a[href*="${id}"]`).press('Enter')
  await expect(finderField(page)).toBeFocused()
  return id
}
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())

/** Keys one form and says what the person took for it. */
async function keyForm(
  { page }: Pile,
  draw: Chance,
  turn: number,
): Promise<{ personMs: number; keys: number; letter: boolean }> {
  const allYes = draw.upTo(10) < ALL_YES
  const letter = draw.in(2)
  let keys = 0
  let personMs = PERSON.think + PERSON.signer
  if (allYes) keys += await press(page, 'a')
  else {
    keys += await press(page, ...Array.from({ length: 7 }, () => draw.one(['y', 'y', 'y', 'n', 'u'])))
    personMs += 7 * PERSON.row
  }
  const otherDate = turn === 0 || draw.upTo(10) < OTHER_DATE
  if (letter && !otherDate) keys += await press(page, draw.one(['m', 'm', 'f']))
  else {
    keys += await press(page, draw.one(['1', '2']))
    if (otherDate) {
      keys += await press(page, 'Tab', 'Control+a')
      keys += await typeByHand(page, `-${1 + draw.upTo(9)}`)
      personMs += PERSON.think
    }
    keys += await press(page, 'Enter')
  }
  await expect(finderField(page)).toBeFocused()
  return { personMs: personMs + keys * PERSON.key, keys, letter: letter && !otherDate }
}

/** Types until the first line shows the name on the paper; where it stops for a choice, takes the line of the class. */
async function findByName({ page }: Pile, child: Child): Promise<number> {
  let keys = await typeByHand(page, `${child.surname.slice(0, 2)} ${child.forename.charAt(0)}`.toLowerCase())
  const lines = page.getByRole('option')
  for (let letters = 1; ; letters += 1) {
    await expect(lines.first()).toBeVisible()
    if ((await lines.first().innerText()).startsWith(`${child.surname}, ${child.forename}`)) break
    if (letters >= child.forename.length) break
    keys += await typeByHand(page, child.forename.charAt(letters).toLowerCase())
  }
  const wanted = (await lines.allInnerTexts()).findIndex(
    (text) =>
      text.startsWith(`${child.surname}, ${child.forename}`) && new RegExp(`, ${child.className}(\\s|$)`).test(text),
  )
  // Nothing is chosen where the first name has several bearers.
  const chosen = await lines.evaluateAll((all) =>
    all.findIndex((line) => line.getAttribute('aria-selected') === 'true'),
  )
  for (let down = chosen; down < wanted; down += 1) keys += await press(page, 'ArrowDown')
  keys += await press(page, 'Enter')
  return keys
}

async function keyPile(pile: Pile, children: readonly Child[], forms: number, way: 'code' | 'name'): Promise<Took> {
  const { page, app, school, batch } = pile
  const took = {
    opened: [] as number[],
    saved: [] as number[],
    said: [] as number[],
    byLetter: [] as number[],
    moved: [] as number[],
  }
  let [personMs, keys] = [0, 0]
  for (let turn = 0; turn < forms; turn += 1) {
    const draw = chance(11, turn)
    const child = children[turn]!
    await measured(page)
    personMs += PERSON.paper
    if (way === 'code') {
      await scan(app, child.number)
      personMs += PERSON.aim
    } else {
      const typed = await findByName(pile, child)
      personMs += PERSON.think + PERSON.compare + typed * PERSON.key
      keys += typed
    }
    await expect(inHand(page)).toHaveText(`${child.forename} ${child.surname}`)
    await expect(page.locator('[role="grid"] :focus')).toHaveCount(1)
    took.opened.push(...(await measured(page)).filter(({ key }) => key === 'Enter').map(({ ms }) => ms))
    const form = await keyForm(pile, draw, turn)
    personMs += form.personMs
    keys += form.keys
    await expect(page.getByText(`${turn + 1} of ${forms} forms keyed`)).toBeVisible()
    for (const { key, ms } of await measured(page)) {
      if (key === 'Enter') took.saved.push(ms)
      else if (key === 'said') {
        if (!form.letter) took.said.push(ms)
      } else (form.letter && ['m', 'f'].includes(key) ? took.byLetter : took.moved).push(ms)
    }
  }
  const { sheets } = await call(page, 'entry.batch', { school, batch })
  const misfiled = sheets.filter(({ position, pupil }) => children[position - 1]?.pupil !== pupil).length
  return { ...took, forms, personMs, keys, misfiled: misfiled + Math.abs(sheets.length - forms) }
}

const at = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
const met = (is: boolean) => (is ? 'met' : 'NOT MET')

function report(name: string, took: Took, target: number): string {
  const appMs = [...took.opened, ...took.saved, ...took.byLetter].reduce((sum, ms) => sum + ms, 0)
  const anHour = (3_600_000 * took.forms) / (took.personMs + appMs)
  const p95 = at(took.saved, 0.95)
  const line = (values: readonly number[]) =>
    `median ${at(values, 0.5).toFixed(0)} ms, p95 ${at(values, 0.95).toFixed(0)} ms`
  return [
    `${name}: ${took.forms} forms, ${(took.keys / took.forms).toFixed(1)} keys each, ${anHour.toFixed(0)} an hour (target ${target}, ${met(anHour >= target)})`,
    `  the person ${(took.personMs / took.forms / 1000).toFixed(2)} s a form, the app ${(appMs / took.forms).toFixed(0)} ms a form; the app alone would take ${((3_600_000 * took.forms) / appMs).toFixed(0)} an hour`,
    `  search to form: ${line(took.opened)}`,
    `  Enter to next form: ${line(took.saved)} (target p95 ${READY_MS} ms, ${met(p95 <= READY_MS)})`,
    `  Enter to "Saved", on the disk: ${line(took.said)}`,
    `  letter of a box to next form, 60 ms of it on purpose: ${line(took.byLetter)}`,
    `  key to next row, without the vault, on this machine meanwhile: ${line(took.moved)}`,
    `  at another child: ${took.misfiled} (target 0, ${met(took.misfiled === 0)})`,
  ].join('\n')
}

test('an operator with a pile', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await page.setViewportSize({ width: 1280, height: 800 })
  const { school, wording, children } = await openOffice(app, page, folder, roll)
  await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor()
  await watch(page)
  const codes = { page, app, school, batch: await begin(page, school, wording, WITH_CODE.forms) }
  const withCode = await keyPile(codes, children, WITH_CODE.forms, 'code')
  process.stdout.write(`\n${report('With codes', withCode, WITH_CODE.anHour)}\n`)

  // The same children a second time would all be held as keyed before, so their first forms are set aside.
  const { sheets } = await call(page, 'entry.batch', { school, batch: codes.batch })
  for (const { id } of sheets)
    await call(page, 'entry.setAside', { school, batch: codes.batch, sheet: id, note: 'Keyed by name next' })
  const names = { page, app, school, batch: await begin(page, school, wording, BY_NAME.forms) }
  const byName = await keyPile(names, children, BY_NAME.forms, 'name')
  process.stdout.write(`\n${report('By name', byName, BY_NAME.anHour)}\n`)
})
