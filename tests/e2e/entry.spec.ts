import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { vaultProcess } from './support/ask'
import {
  answers,
  call,
  finderField,
  FOUNDER,
  inHand,
  openOffice,
  press,
  scan,
  typeByHand,
  type Child,
  type Named,
  type Office,
} from './support/forms'
import { pressByKeys, typeInto } from './support/keyboard'
import { expect, test, type Launch, type RunningApp } from './support/launch'

const ROLL: readonly Named[] = [
  ...['Alda', 'Brena', 'Corbo', 'Delmo', 'Elfi', 'Fenga', 'Gondo', 'Hesta'].map((forename, at) => ({
    ...{ forename, surname: `Thistle${'abcdefgh'[at]}`, className: '4A' },
  })),
  { forename: 'Jandy', surname: 'Ash', className: '4A' },
  { forename: 'Jandy', surname: 'Ash', className: '5B' },
]

interface Desk extends RunningApp, Office {
  readonly child: (forename: string, className?: string) => Child
}

/** A trust with printed forms, and a batch begun on the screen by keys alone. */
async function atTheDesk(launch: Launch, expected = 10): Promise<Desk> {
  const running = await launch()
  const { app, page, folder } = running
  await page.setViewportSize({ width: 1280, height: 800 })
  const office = await openOffice(app, page, folder, ROLL)
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible({ timeout: 120_000 })
  await page.keyboard.press('Control+Shift+E')
  await expect(page.getByRole('heading', { level: 1, name: /^Entry, Larch/ })).toBeVisible()
  await pressByKeys(page, page.getByRole('button', { name: 'Begin a batch' }))
  await typeInto(page, page.getByRole('dialog').getByLabel('How many forms are in the pile'), String(expected))
  await page.keyboard.press('Enter')
  await expect(finderField(page)).toBeFocused()
  const child = (forename: string, className = '4A') => {
    const found = office.children.find((one) => one.forename === forename && one.className === className)
    if (found === undefined) throw new Error(`There is no ${forename}`)
    return found
  }
  return { ...running, ...office, child }
}

/** A scan, and its form ready for the first key. */
async function scanned({ app, page }: Desk, child: Child): Promise<void> {
  await scan(app, child.number)
  await expect(inHand(page)).toHaveText(`${child.forename} ${child.surname}`)
  await expect(page.locator('[role="grid"] :focus')).toHaveAccessibleName(/^1 of 7\. Website: Not given$/)
}

const count = (page: Page) => page.getByText(/^\d+ of \d+ forms keyed$/)

/** The first form of a batch, keyed with its date. */
async function first(desk: Desk): Promise<void> {
  await scanned(desk, desk.child('Hesta'))
  await press(desk.page, 'a', '1', 'Enter')
  await expect(desk.page.getByLabel('Date on the form')).toBeFocused()
  await typeByHand(desk.page, '-3')
  await press(desk.page, 'Enter')
  await expect(finderField(desk.page)).toBeFocused()
  await expect(count(desk.page)).toHaveText('1 of 10 forms keyed')
}

test('a form of all yes takes a scan and two keys, one of seven mixed answers a scan and eight', async ({ launch }) => {
  const desk = await atTheDesk(launch)
  const { page, school } = desk
  await expectAccessible(page, 'a batch that has just begun')
  await first(desk)

  await scanned(desk, desk.child('Alda'))
  await expectAccessible(page, 'a form in hand')
  const allYes = await press(page, 'a', 'm')
  await expect(count(page)).toHaveText('2 of 10 forms keyed')
  await expect(page.getByRole('status').filter({ hasText: 'Saved. 2 of 10.' })).toBeAttached()
  await expect(finderField(page)).toBeFocused()
  expect(allYes).toBe(2)

  await scanned(desk, desk.child('Brena'))
  const mixed = await press(page, 'y', 'n', 'u', 'y', 'y', 'n', 'y', 'f')
  await expect(count(page)).toHaveText('3 of 10 forms keyed')
  expect(mixed).toBeLessThanOrEqual(9)

  // The same with digits, who signed by digit, and Enter.
  await scanned(desk, desk.child('Corbo'))
  const byDigits = await press(page, '1', '2', '0', '1', '1', '2', '1', '1', 'Enter')
  await expect(count(page)).toHaveText('4 of 10 forms keyed')
  expect(byDigits).toBeLessThanOrEqual(9)

  const { uses } = await call(page, 'consents.ofPupil', { school, pupil: desk.child('Brena').pupil })
  expect(uses.map(({ decision }) => decision.state)).toEqual([
    ...['GIVEN', 'REFUSED', 'NOT_ASKED', 'GIVEN', 'GIVEN', 'REFUSED', 'GIVEN'],
  ])

  // A held form is looked at beside the search.
  await scanned(desk, desk.child('Delmo'))
  await press(page, 'a', '0', 'Enter')
  await expect(count(page)).toHaveText('5 of 10 forms keyed')
  await expectAccessible(page, 'a held form')
  await pressByKeys(page, page.getByRole('button', { name: 'Set form 5 aside' }))
  await expectAccessible(page, 'setting a form aside')
  await typeByHand(page, 'blank')
  await page.keyboard.press('Enter')
  await expect(count(page)).toHaveText('4 of 10 forms keyed')

  await pressByKeys(page, page.getByRole('button', { name: 'All batches' }))
  await expect(page.getByRole('grid', { name: /^Batches/ })).toContainText('4 of 10')
  await expect(page.getByRole('table', { name: /^Forms printed/ })).toContainText('4 of 9')
  await expectAccessible(page, 'batches and printed forms')
  await pressByKeys(page, page.getByRole('button', { name: 'Print forms' }))
  await expectAccessible(page, 'printing forms')
})

test('a scan types into no field, and the form it interrupts is kept as it was', async ({ launch }) => {
  const desk = await atTheDesk(launch)
  const { app, page } = desk
  await first(desk)
  const [alda, brena] = [desk.child('Alda'), desk.child('Brena')]
  await scanned(desk, alda)
  await press(page, 'y', 'n', '1', 'F9')
  const note = page.getByRole('textbox', { name: 'Note' })
  await expect(note).toBeFocused()
  await typeByHand(page, 'torn')

  const places = [
    ['the note', () => note.focus()],
    ['the date', () => page.getByLabel('Date on the form').focus()],
    ['the answers', () => page.locator('[role="grid"] [tabindex="0"]').focus()],
    ['who signed', () => page.getByRole('listbox', { name: 'Signed by' }).focus()],
    ['the button', () => page.getByRole('button', { name: 'Save and next' }).focus()],
  ] as const
  for (const [place, focus] of places) {
    await focus()
    await scan(app, brena.number)
    await expect(inHand(page), place).toHaveText('Brena Thistleb')
    expect(await answers(page), place).toEqual(Array(7).fill(null))
    await expect(page.getByRole('option', { selected: true }), place).toHaveCount(0)
    await scan(app, alda.number)
    await expect(inHand(page), place).toHaveText('Alda Thistlea')
    expect(await answers(page), place).toEqual(['Yes', 'No', 'Yes', ...Array<null>(4).fill(null)])
    await expect(note, place).toHaveValue('torn')
  }

  // Over a dialog nothing is typed and nothing opened.
  await pressByKeys(page, page.getByRole('button', { name: 'Count again' }))
  const counted = page.getByRole('dialog').getByLabel('How many forms are in the pile')
  await counted.focus()
  await scan(app, brena.number)
  await expect(page.getByRole('alert').filter({ hasText: 'Close this first' })).toBeAttached()
  await expect(counted).toHaveValue('10')
  await page.keyboard.press('Escape')
  await expect(inHand(page)).toHaveText('Alda Thistlea')

  // A sound number of no form here stops, and is no form.
  await scan(app, '12345678901213')
  await expect(page.getByRole('alert').filter({ hasText: /Scan it again|Not a form of this school/ })).toBeAttached()
  await expect(inHand(page)).toHaveText('Alda Thistlea')
})

test('an app that is killed in the middle of a form opens again with what was keyed', async ({ launch }) => {
  const desk = await atTheDesk(launch)
  const { app, page, folder } = desk
  await first(desk)
  await scanned(desk, desk.child('Delmo'))
  await press(page, 'y', 'n', 'y')
  const kept = () =>
    call(page, 'entry.batches', { school: desk.school }).then(([card]) =>
      call(page, 'entry.batch', { school: desk.school, batch: card!.id }),
    )
  await expect
    .poll(async () => (await kept()).sheets.find(({ state }) => state === 'DRAFT')?.ticks.slice(0, 3), {
      intervals: [100],
    })
    .toEqual(['Y', 'N', 'Y'])
  const vault = await vaultProcess(app)
  const main = app.process().pid
  for (const pid of [main, vault]) if (pid) process.kill(pid, 'SIGKILL')

  const again = await launch({ folder })
  const { page: next } = again
  await next.getByLabel('Passphrase', { exact: true }).fill(FOUNDER.passphrase)
  await next.keyboard.press('Enter')
  await expect(next.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible({ timeout: 120_000 })
  await next.keyboard.press('Control+Shift+E')
  await pressByKeys(next, next.getByRole('grid').getByRole('link').first())
  await expect(inHand(next)).toHaveText('Delmo Thistled')
  expect(await answers(next)).toEqual(['Yes', 'No', 'Yes', null, null, null, null])
  await expect(count(next)).toHaveText('1 of 10 forms keyed')
})

test('children of one name stop for a choice by year and class, and the form before opens again by Backspace', async ({
  launch,
}) => {
  const desk = await atTheDesk(launch)
  const { page, school } = desk
  await first(desk)
  await typeByHand(page, 'ash j')
  await expect(page.getByRole('option')).toHaveCount(2)
  await press(page, 'Enter')
  await expect(page.locator('#entry-find-status')).toContainText(
    '2 pupils called Jandy Ash. Look at the year and class',
  )
  await expect(inHand(page)).toHaveCount(0)
  await expectAccessible(page, 'a choice between two of one name')
  const chosen = page.getByRole('option', { selected: true })
  await press(page, 'ArrowDown')
  // Of two children of one name neither comes first by rule.
  if (!(await chosen.innerText()).includes('5B')) await press(page, 'ArrowDown')
  await expect(chosen).toContainText('Year 5, 5B')
  await press(page, 'Enter')
  await expect(inHand(page)).toHaveText('Jandy Ash')
  await expect(page.getByText('Year 5, 5B').first()).toBeVisible()
  await press(page, 'x', 'm')
  await expect(count(page)).toHaveText('2 of 10 forms keyed')
  const states = async (child: Child) =>
    (await call(page, 'consents.ofPupil', { school, pupil: child.pupil })).uses.map(({ decision }) => decision.state)
  expect(await states(desk.child('Jandy', '5B'))).toEqual(Array(7).fill('REFUSED'))
  expect(await states(desk.child('Jandy', '4A'))).toEqual(Array(7).fill('REQUESTED'))

  await press(page, 'Backspace')
  await expect(inHand(page)).toHaveText('Jandy Ash')
  await press(page, 'a', 'Enter')
  await expect(finderField(page)).toBeFocused()
  await expect.poll(() => states(desk.child('Jandy', '5B'))).toEqual(Array(7).fill('GIVEN'))
})

test('a second person keys a sample again without seeing the first keying, and then the batch can be closed', async ({
  launch,
}) => {
  test.setTimeout(420_000)
  const desk = await atTheDesk(launch, 6)
  const { app, page, school } = desk
  const { id: person } = await call(page, 'people.add', { name: 'Robin Marsh' })
  await call(page, 'people.grant', { person, role: 'OFFICE_STAFF', grantFor: school, from: '2020-09-01', until: null })
  await call(page, 'people.letUnlock', { person, signInName: 'rm', passphrase: 'violet anchor humming cedar' })
  for (const [at, forename] of ['Hesta', 'Alda', 'Brena', 'Corbo', 'Delmo', 'Elfi'].entries()) {
    await scanned(desk, desk.child(forename))
    await press(page, 'a', '1', 'Enter')
    if (at === 0) {
      await typeByHand(page, '-3')
      await press(page, 'Enter')
    }
    await expect(count(page)).toHaveText(`${at + 1} of 6 forms keyed`)
  }
  await pressByKeys(page, page.getByRole('button', { name: 'Close the batch' }))
  await expect(page.getByText(/5 forms are still to be keyed a second time/)).toBeVisible()

  await page.keyboard.press('Control+L')
  await page.getByLabel('Sign-in name').fill('rm')
  await page.getByLabel('Passphrase', { exact: true }).fill('violet anchor humming cedar')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Entry' })).toBeVisible({ timeout: 120_000 })
  await page.keyboard.press('Control+Shift+E')
  await pressByKeys(page, page.getByRole('grid').getByRole('link').first())
  await expect(page.getByText('Ashley Field is keying this batch.')).toBeVisible()
  await pressByKeys(page, page.getByRole('button', { name: 'Second keying' }))
  await expect(page.getByRole('heading', { level: 2, name: /^Form \d/ })).toBeVisible()
  await expectAccessible(page, 'second keying')
  for (let form = 1; form <= 5; form += 1) {
    const heading = page.getByRole('heading', { level: 2, name: /^Form \d/ })
    const [, name = ''] = /: (\S+) /.exec((await heading.textContent()) ?? '') ?? []
    await scan(app, desk.child(name).number)
    await expect(page.locator('[role="grid"] :focus')).toHaveAccessibleName(/^1 of 7\. Website: Not given$/)
    expect(await answers(page)).toEqual(Array(7).fill(null))
    await press(page, 'a')
    await expect(page.getByLabel('Date on the form')).toBeFocused()
    await typeByHand(page, '-3')
    await press(page, 'Enter')
    await expect(page.getByText(`${form} of 5 forms keyed again`, { exact: true })).toBeVisible()
  }
  await expect(page.getByText('Nothing has differed so far.')).toBeVisible()

  await page.keyboard.press('Control+L')
  await page.getByLabel('Sign-in name').fill(FOUNDER.signInName)
  await page.getByLabel('Passphrase', { exact: true }).fill(FOUNDER.passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Schools' })).toBeVisible({ timeout: 120_000 })
  await page.keyboard.press('Control+Shift+E')
  await pressByKeys(page, page.getByRole('grid').getByRole('link').first())
  await pressByKeys(page, page.getByRole('button', { name: 'Close the batch' }))
  await expect(page.getByText('This batch is closed.')).toBeVisible()
})
