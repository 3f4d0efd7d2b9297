import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { openAllFrom } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test, type Launch, type RunningApp } from './support/launch'

const TABLE = 'Communication technologies'
const captions = ['Allowed', 'Allowed at certain times', 'Allowed for selected staff', 'Not allowed']
const pupilCaptions = ['Allowed', 'Allowed at certain times', 'Allowed with staff permission', 'Not allowed']

/** One line of the grid: the activity, and which caption of each side has the mark. */
const line = (activity: string, staff: number, pupils: number): string => {
  const marks = (at: number) => captions.map((_, caption) => (caption === at ? 'X' : '')).join('\t')
  return `${activity}\t${marks(staff)}\t${marks(pupils)}`
}

/** A small policy: what it states of itself, one grid, one rule in a sentence. */
const policy = (reviewed: string, chatForPupils: number): string =>
  [
    'Phones and Pictures Policy',
    '',
    'Approved by:\tFull governing board',
    `Last reviewed:\t${reviewed}`,
    'Next review:\tAutumn 2027',
    '',
    '1. Who may use what',
    '',
    'The table shows what the school allows.',
    '',
    '\tStaff\t\t\t\tPupils\t\t\t',
    [TABLE, ...captions, ...pupilCaptions].join('\t'),
    line('Mobile phones may be brought to school', 0, 2),
    line('Use of mobile phones in lessons', 3, 3),
    line('Taking photos on personal phones', 3, 3),
    line('Use of chat rooms', 2, chatForPupils),
    '',
    '2. Rules',
    '',
    'Visitors must not use mobile phones in lessons.',
    '',
  ].join('\n')

/** A policy of two schools with a table whose marks nothing explains. */
const sharedPolicy = [
  'Devices Policy',
  '',
  'This policy speaks for Oakwood High School and Sitwell Junior School.',
  '',
  '1. Who may use what',
  '',
  'Activity\tStaff\tPupils',
  'Phones in lessons\t✓\t',
  'Social media\t✓\t✓',
  'Online games\t\t✓',
  '',
].join('\n')

/** The practice trust with one school's documents in view, by keys alone, at the smallest window the app promises. */
async function openDocuments(launch: Launch, school = 'Asterdale Primary School'): Promise<RunningApp> {
  const running = await launch()
  const { page } = running
  await page.setViewportSize({ width: 1280, height: 800 })
  await pressByKeys(page, page.getByRole('button', { name: 'Explore the practice trust' }))
  await pressByKeys(page, page.getByRole('link', { name: 'Documents' }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: school }))
  await expect(page.getByRole('heading', { level: 1 })).toContainText(school)
  return running
}

/** Reads files and waits for what became of them. */
async function read({ app, page }: RunningApp, paths: readonly string[]): Promise<Locator> {
  await openAllFrom(app, paths)
  await pressByKeys(page, page.getByRole('button', { name: 'Read documents' }))
  const outcomes = page.getByRole('region', { name: 'What became of the files' })
  await expect(outcomes).toBeVisible()
  return outcomes
}

/** The head of one finding in the list. */
const finding = (page: Page, title: string) =>
  page.getByRole('region', { name: 'Findings' }).getByRole('button', { name: title }).first()

const focusedText = (page: Page) =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim())

/** From the heading of the review to the list of findings: the document is the part before it. */
async function toFindings(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Findings' }).getByRole('button').first()).toBeVisible()
  for (let part = 0; part < 8; part += 1) {
    const inList = await page.evaluate(() => document.activeElement?.closest('.findings') !== null)
    if (inList) return
    await page.keyboard.press('F6')
  }
  throw new Error('F6 does not lead to the findings')
}

/** What one presses that is narrower or lower than 24 pixels (A5). */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(button, a[href], summary, [tabindex="0"])')]
      .filter((element) => element.offsetParent !== null)
      .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ html, box }) => `${box.width}x${box.height} ${html}`),
  )

async function putIntoRecords(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await typeInto(page, page.getByRole('dialog').getByLabel('Why'), reason)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Put into the records' })).toBeVisible()
}

test('a policy is read, decided on and put into the records, and a later edition asks only what changed, by keys alone', async ({
  launch,
}) => {
  test.setTimeout(420_000)
  const running = await openDocuments(launch)
  const { page, folder } = running
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible()
  await expectAccessible(page, 'no documents')

  const first = join(folder, 'phones 2026.txt')
  const empty = join(folder, 'empty.txt')
  writeFileSync(first, policy('3 September 2026', 3))
  writeFileSync(empty, '')
  const outcomes = await read(running, [first, empty])
  await expect(outcomes.getByRole('row').filter({ hasText: 'empty.txt' })).toContainText('Not read')
  await expect(outcomes.getByRole('row').filter({ hasText: 'empty.txt' })).toContainText(/empty|nothing/i)
  await expectAccessible(page, 'outcomes')
  await pressByKeys(page, outcomes.getByRole('link', { name: 'Review phones 2026.txt' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phones and Pictures Policy')
  await expectAccessible(page, 'review')
  expect(await smallTargets(page)).toEqual([])

  // Decided by letters; a decision is taken back by Ctrl+Z.
  await toFindings(page)
  await expect.poll(() => focusedText(page)).toMatch(/^Title/)
  await page.keyboard.press('r')
  await expect.poll(() => focusedText(page)).toMatch(/^Approved by/)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: /^To decide 7/ })).toBeVisible()
  await page.keyboard.press('k')
  await expect.poll(() => focusedText(page)).toMatch(/^Title/)
  await page.keyboard.press('a')
  await expect.poll(() => focusedText(page)).toMatch(/^Approved by/)

  // From the finding to its passage and back; the arrows there go on by passage.
  await page.keyboard.press('Enter')
  await expect.poll(() => focusedText(page)).toContain('Found here: Approved by')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focusedText(page)).toContain('Found here: Last reviewed')
  await page.keyboard.press('Escape')
  await expect.poll(() => focusedText(page)).toMatch(/^Last reviewed/)

  // A date nobody can read is put right.
  await page.keyboard.press('j')
  await expect.poll(() => focusedText(page)).toMatch(/^Next review/)
  await page.keyboard.press('e')
  await expectAccessible(page, 'correcting words')
  await typeInto(page, page.getByLabel('Date, where it is one'), 'September 2027')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect.poll(() => focusedText(page)).toMatch(new RegExp(`^${TABLE}`))

  // The table as read, and its form.
  await expect(page.getByRole('table', { name: `Table as read: ${TABLE}` })).toBeVisible()
  await expectAccessible(page, 'table as read')
  await page.keyboard.press('e')
  await expectAccessible(page, 'correcting a table')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  // The rest is sure.
  await page.keyboard.press('Shift+A')
  await expect(page.getByRole('dialog')).toContainText('5 findings are sure')
  await pressByKeys(page, page.getByRole('button', { name: 'Accept 5 findings' }))
  await expect(page.getByRole('region', { name: 'Findings' }).getByText('Everything is decided.')).toBeVisible()
  await expect(page.getByText('7 accepted, not yet in the records')).toBeVisible()
  await putIntoRecords(page, 'Policy of September 2026')
  await expectAccessible(page, 'put into the records')

  // The matrix that was made, and from its cell back to the very row.
  await pressByKeys(page, page.getByRole('link', { name: new RegExp(`Open the matrix.*${TABLE}`) }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TABLE)
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(page.locator(':focus')).toHaveAccessibleName(/Use of mobile phones in lessons, Pupils: .*Not allowed/)
  await page.keyboard.press('Enter')
  await pressByKeys(page, page.getByRole('link', { name: 'Show in document' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phones and Pictures Policy')
  await expect(page.locator('.document tr.marked')).toContainText('Use of mobile phones in lessons')
  await expect(page.locator('.document tr.marked')).toBeInViewport()

  // What is no matrix stands with its sentences.
  await pressByKeys(page, page.getByRole('button', { name: 'All documents' }))
  await pressByKeys(page, page.getByRole('button', { name: 'From documents' }))
  await expect(page.getByRole('row').filter({ hasText: 'Next review' })).toContainText('September 2027')
  await expectAccessible(page, 'from documents')
  await pressByKeys(page, page.getByRole('button', { name: 'All documents' }))

  // The later edition: one date and one cell differ.
  const second = join(folder, 'phones 2027.txt')
  writeFileSync(second, policy('1 September 2027', 2))
  const later = await read(running, [second])
  await expect(later).toContainText('phones 2027.txt')
  await pressByKeys(page, later.getByRole('link', { name: 'Review phones 2027.txt' }))
  await expect(page.getByRole('button', { name: /^To decide 2/ })).toBeVisible()
  await toFindings(page)
  await expect(finding(page, 'Last reviewed')).toContainText('Changed')
  await page.keyboard.press('a')
  await expect.poll(() => focusedText(page)).toMatch(new RegExp(`^${TABLE}`))
  await expect(page.locator('.findings td.changed').first()).toContainText('Changed, was')
  await expectAccessible(page, 'a changed table')
  await page.keyboard.press('a')
  await expect(page.getByRole('region', { name: 'Findings' }).getByText('Everything is decided.')).toBeVisible()
  await putIntoRecords(page, 'Policy of September 2027')
  await expect(page.getByRole('region', { name: 'Put into the records' })).toContainText(/draft/)
})

test('the very same file is known again, and one that holds no document says why and leaves nothing behind', async ({
  launch,
}) => {
  const running = await openDocuments(launch)
  const { page, folder } = running
  const file = join(folder, 'phones.txt')
  const picture = join(folder, 'picture.docx')
  writeFileSync(file, policy('3 September 2026', 3))
  writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]))
  const outcomes = await read(running, [picture])
  await expect(outcomes).toContainText('Not read')
  await expect(outcomes.getByRole('link')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'No documents yet' })).toBeVisible()

  const again = await read(running, [file])
  await expect(again.getByRole('link')).toHaveCount(1)
  await expect(page.getByRole('grid', { name: /Documents read/ }).getByRole('row')).toHaveCount(2)
  await read(running, [file])
  await expect(outcomes).toContainText('Read before')
  await expect(page.getByRole('grid', { name: /Documents read/ }).getByRole('row')).toHaveCount(2)
})

test('a table nobody could read is finished by hand, and a shared policy is laid before the other school, by keys alone', async ({
  launch,
}) => {
  const running = await openDocuments(launch, 'Sitwell Junior School')
  const { page, folder } = running
  const file = join(folder, 'devices.txt')
  writeFileSync(file, sharedPolicy)
  const outcomes = await read(running, [file])
  await pressByKeys(page, outcomes.getByRole('link', { name: 'Review devices.txt' }))

  const share = page.getByRole('button', { name: 'Lay it before them too' })
  await expect(page.getByText('This document also speaks for Oakwood High School.')).toBeVisible()
  await pressByKeys(page, share)
  await expect(page.getByText('It lies before Oakwood High School too.')).toBeVisible()

  await pressByKeys(page, page.getByRole('button', { name: /^Could not be read/ }))
  await toFindings(page)
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('table', { name: 'The table as printed' })).toContainText('Phones in lessons')
  await expectAccessible(page, 'finishing by hand')
  await typeInto(page, dialog.getByLabel('Name of the matrix'), 'Devices by group')
  await choose(page, dialog.getByLabel('Kind'), 'Permission grid')
  await choose(page, dialog.getByLabel('For whom: Staff'), 'Staff')
  await choose(page, dialog.getByLabel('A mark means: Staff'), 'Allowed')
  await choose(page, dialog.getByLabel('For whom: Pupils'), 'Learners')
  await choose(page, dialog.getByLabel('A mark means: Pupils'), 'Allowed')
  await pressByKeys(page, dialog.getByRole('button', { name: 'Accept the table' }))
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Finished by hand: Devices by group')).toBeVisible()
  await putIntoRecords(page, 'Settled with the office')
  await pressByKeys(page, page.getByRole('link', { name: /Open the matrix.*Devices by group/ }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Devices by group')
  await expect(page.getByRole('gridcell', { name: /^Phones in lessons, Staff/ })).toContainText('Allowed')
  await expect(page.getByRole('gridcell', { name: /^Phones in lessons, Pupils/ })).toContainText('Blank')
})

/** Comes to a list by Tab and types the beginning of a choice, as lists of the system take it. */
async function choose(page: Page, list: Locator, label: string): Promise<void> {
  await tabTo(page, list)
  await page.keyboard.type(label)
  await expect.poll(() => list.evaluate((one: HTMLSelectElement) => one.selectedOptions[0]?.label)).toBe(label)
}
