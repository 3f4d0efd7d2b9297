import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/accessible'
import { openFolder, saveTo } from './support/dialogs'
import { call } from './support/forms'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'
import { textOfPdf } from './support/pdf-text'
import {
  addSecond,
  daysAgo,
  goTo,
  keepAll,
  nav,
  openPicturesOffice,
  SECOND,
  takePicture,
  typed,
  unlockAs,
} from './support/pictures-office'

const press = (page: Page, name: string | RegExp) => pressByKeys(page, page.getByRole('button', { name }).first())
const dialogOf = (page: Page) => page.getByRole('dialog')

/** Chooses in a list by keys: letters of the choice. */
async function pick(page: Page, label: string, choice: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true })
  await tabTo(page, field)
  await field.selectOption({ label: choice })
}

/** Ticks a button of a group by keys. */
async function tick(page: Page, name: string | RegExp): Promise<void> {
  const radio = page.getByRole('radio', { name })
  // Tab comes to the group; the arrows go from one to the next.
  await tabTo(
    page,
    page
      .getByRole('radio')
      .filter({ has: page.locator(':scope:is(:checked, :first-of-type)') })
      .first(),
  )
  await radio.focus()
  await page.keyboard.press('Space')
  await expect(radio).toBeChecked()
}

test('a folder is scanned, a set made of it, a use checked and recorded, and taken down when consent goes', async ({
  launch,
}) => {
  const office = await openPicturesOffice(launch)
  const { app, page, pictures, children } = office
  for (const at of [1, 2, 3]) takePicture(pictures, `2026 Sports day/race ${at}.jpg`, daysAgo(30))
  takePicture(pictures, 'Choir/choir.jpg', daysAgo(60))
  writeFileSync(join(pictures, 'notes.txt'), 'No picture')

  await goTo(page, 'Folders')
  await expect(page.getByText('No folders yet')).toBeVisible()
  await expectAccessible(page, 'no folders yet')
  await openFolder(app, pictures)
  await press(page, 'Register a folder')
  await typeInto(page, page.getByLabel('What do you call it?'), 'Office drive')
  await expectAccessible(page, 'registering a folder')
  await page.keyboard.press('Enter')
  await press(page, 'Scan Office drive now')
  await expect(page.getByRole('heading', { name: 'Found in Office drive' })).toBeVisible()
  const groups = page.getByRole('table', { name: 'Groups of files in Office drive' })
  await expect(groups.getByRole('row')).toHaveCount(3)
  await expectAccessible(page, 'what a scan found')

  await tabTo(page, groups.getByRole('checkbox', { name: /^Choose 2026 Sports day/ }))
  await page.keyboard.press('Space')
  await press(page, 'Make a set')
  await expect(dialogOf(page).getByLabel('What is it?')).toHaveValue(/^Sports day, /)
  await expectAccessible(page, 'making a set')
  await pick(page, 'Class of pictures', 'Event')
  await typeInto(page, dialogOf(page).getByLabel('Taken by'), 'Year 4 team')
  await typeInto(page, dialogOf(page).getByLabel('Why they were taken'), 'For the website')
  await tick(page, 'School equipment')
  await tick(page, /^Because people consented/)
  await tabTo(page, dialogOf(page).getByRole('checkbox', { name: 'Website' }))
  await page.keyboard.press('Space')
  await press(page, 'Add the set')
  await expect(page.getByRole('heading', { level: 1, name: /^Sports day, / })).toBeVisible()
  await expect(page.getByText('Nobody has said yet who is on it.')).toBeVisible()

  await press(page, 'Say who is on it')
  await pick(page, 'Add a class', '4A, 3 pupils')
  await press(page, 'Add a class')
  await expect(dialogOf(page).getByText('3 pupils on it')).toBeVisible()
  await expectAccessible(page, 'saying who is on it')
  await press(page, 'Save: 3 pupils')
  await expect(dialogOf(page)).toHaveCount(0)
  await expectAccessible(page, 'a set of pictures')

  await press(page, 'Record a use')
  await pick(page, 'For which use?', 'Website')
  await pick(page, 'What kind of place?', 'Website')
  await typeInto(page, page.getByLabel('Where exactly?'), 'School website, news')
  await pick(page, 'Approved by', 'Ashley Field')
  await press(page, 'Check')
  const check = page.getByRole('region', { name: 'The check' })
  await expect(check.getByRole('heading', { name: 'No for 1 pupil' })).toBeVisible()
  await expect(check).toContainText('Corin Thistlec')
  await expect(check.getByRole('button', { name: 'Record this use' })).toHaveCount(0)
  await expectAccessible(page, 'a pupil in the way')
  await press(page, 'Leave 1 pupil out of what goes out')
  await expect(check).toContainText('2 pupils checked, nobody is in the way.')
  await expectAccessible(page, 'nobody in the way')
  await press(page, 'Record this use')
  await expect(page.getByRole('heading', { level: 1, name: /^Uses of pictures/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /School website, news/ })).toContainText('Out')
  await expectAccessible(page, 'uses of pictures')

  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Consent', exact: true }))
  await page.getByRole('grid').waitFor()
  const alda = children[0]
  await pressByKeys(page, page.getByRole('navigation').getByRole('link', { name: 'Pupils', exact: true }))
  await pressByKeys(page, page.getByRole('link', { name: `${alda?.surname}, ${alda?.forename}` }))
  await press(page, 'Take back consent')
  await dialogOf(page).getByLabel('Who asked?').selectOption({ index: 1 })
  await dialogOf(page).getByLabel('How?').selectOption({ label: 'Phone' })
  await press(page, 'Take it back now')
  await expect(page.getByText('Pictures already in use: 1')).toBeVisible()
  await expectAccessible(page, 'what has to come down after a withdrawal')
  await pressByKeys(page, page.getByRole('link', { name: /^Sports day, .* School website, news$/ }))
  await expect(page.getByRole('heading', { level: 1, name: /^Take-downs/ })).toBeVisible()
  await expect(page.getByText('Only those because of Alda Thistlea.')).toBeVisible()
  await expectAccessible(page, 'take-downs')
  await press(page, /^Assign: Sports day/)
  await expectAccessible(page, 'assigning a take-down')
  await page.keyboard.press('Escape')
  await press(page, /^Close: Sports day/)
  await tick(page, /^Taken down/)
  await press(page, 'Record that it was taken down')
  await expect(dialogOf(page)).toContainText('Enter what shows it')
  await expectAccessible(page, 'closing without evidence')
  await typeInto(page, dialogOf(page).getByLabel('What shows it'), 'Page looked at, it is gone')
  await press(page, 'Record that it was taken down')
  await expect(page.getByText('Nothing has to come down')).toBeVisible()
  await expectAccessible(page, 'nothing to come down')
})

test('what is due is proposed, approved by somebody else, deleted from the disk, and recorded', async ({ launch }) => {
  const office = await openPicturesOffice(launch)
  const { app, page, folder, pictures, school } = office
  const taken = daysAgo(800)
  const files = [1, 2, 3].map((at) => takePicture(pictures, `Sports day/race ${at}.jpg`, taken))
  const hashes = files.slice(0, 2).map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'))
  const bystander = join(pictures, 'Sports day', 'list of winners.txt')
  writeFileSync(bystander, 'Not a picture')
  const kept = await keepAll(office, 'Sports day')
  await addSecond(office)
  await page.reload()

  await goTo(page, 'Retention')
  await expect(page.getByText('No rules yet')).toBeVisible()
  await expectAccessible(page, 'no rules yet')
  await press(page, 'Add a rule')
  await typeInto(page, page.getByLabel('Name of the rule'), 'Pictures of events')
  await pick(page, 'For which pictures?', 'Event')
  await typeInto(page, page.getByLabel('Kept for'), '2 years')
  await pick(page, 'Counted from what?', 'Day the pictures were taken')
  await typeInto(page, page.getByLabel('Then gone within'), '5 years')
  await pick(page, 'Who sees to it?', 'Headteacher or principal')
  await typeInto(page, page.getByLabel('Why so long?'), 'Records schedule, item 14')
  await expectAccessible(page, 'a rule')
  await press(page, 'See what changes')
  await expect(dialogOf(page)).toContainText('If you save this: 1 set changes, 1 becomes due today.')
  await expectAccessible(page, 'what a rule changes')
  await typeInto(page, dialogOf(page).getByLabel('Why'), 'Agreed by the governors')
  await press(page, 'Add the rule')
  await expect(page.getByRole('rowheader', { name: /Pictures of events/ })).toBeVisible()
  await expectAccessible(page, 'the schedule')

  await press(page, /^Due 1$/)
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Space')
  await expectAccessible(page, 'what is due')
  await press(page, 'Propose 1 set for disposal')
  await typeInto(page, dialogOf(page).getByLabel('Why do they go?'), 'Their time is over')
  await typeInto(page, dialogOf(page).getByLabel('Type today’s date'), typed(daysAgo(1)))
  await press(page, 'Propose 1 set')
  await expect(dialogOf(page).getByRole('heading', { name: 'There is something to put right' })).toBeVisible()
  await expectAccessible(page, 'a date that is not the date of the PC')
  await typeInto(page, dialogOf(page).getByLabel('Type today’s date'), typed(daysAgo(0)))
  await press(page, 'Propose 1 set')
  const pane = page.getByRole('complementary')
  await expect(pane).toContainText('You proposed this, so somebody else has to approve it.')
  await expectAccessible(page, 'proposed')

  appendFileSync(files[2] ?? '', 'edited since')
  await unlockAs(page, SECOND)
  await page.getByRole('navigation').first().getByRole('link', { name: 'Photos kept' }).waitFor()
  await goTo(page, 'Disposals')
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Enter')
  await pressByKeys(page, pane.getByRole('button', { name: 'Approve' }))
  await typeInto(page, dialogOf(page).getByLabel('What did you look at?'), 'Every picture of the set')
  await typeInto(page, dialogOf(page).getByLabel('Type today’s date'), typed(daysAgo(0)))
  await expectAccessible(page, 'approving')
  await page.keyboard.press('Enter')
  await pressByKeys(page, pane.getByRole('button', { name: 'Delete 3 files of 1 set' }))
  await typeInto(page, dialogOf(page).getByLabel('Type today’s date'), typed(daysAgo(0)))
  await expectAccessible(page, 'carrying out')
  await page.keyboard.press('Enter')
  await expect(pane).toContainText('1 file was kept, the others are gone.')
  expect(files.map((file) => existsSync(file))).toEqual([false, false, true])
  expect(readFileSync(bystander, 'utf8')).toBe('Not a picture')
  await expectAccessible(page, 'a changed file was kept')

  const { set } = await call(page, 'images.set', { school, set: kept.set })
  expect(set.state).not.toBe('DISPOSED')
  // A changed file is looked at and accepted by somebody, or it stays.
  await call(page, 'images.scan', { school, folder: kept.folder, job: '0'.repeat(31) + '3' })
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Sets' }))
  await pressByKeys(page, page.getByRole('link', { name: 'Sports day' }))
  await expect(page.getByText('1 file changed.')).toBeVisible()
  await expectAccessible(page, 'a set with a changed file')
  await press(page, 'Accept Sports day/race 3.jpg as it is now')
  await typeInto(page, dialogOf(page).getByLabel('Why'), 'Looked at: only brighter')
  await expectAccessible(page, 'accepting a changed file')
  await page.keyboard.press('Enter')
  await expect(dialogOf(page)).toHaveCount(0)
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Disposals' }))
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Enter')
  await pressByKeys(page, pane.getByRole('button', { name: 'Go on' }))
  await typeInto(page, dialogOf(page).getByLabel('Type today’s date'), typed(daysAgo(0)))
  await page.keyboard.press('Enter')
  await expect.poll(() => existsSync(files[2] ?? '')).toBe(false)

  await pressByKeys(page, pane.getByRole('button', { name: /^Answer for: / }).first())
  await tick(page, /^Already gone/)
  await typeInto(page, dialogOf(page).getByLabel('How many?'), '0')
  await typeInto(page, dialogOf(page).getByLabel('In words'), 'Looked, there were none')
  await expectAccessible(page, 'answering for a place')
  await page.keyboard.press('Enter')
  await expect(dialogOf(page)).toHaveCount(0)
  const [disposal] = await call(page, 'images.disposals', { school })
  for (const system of disposal?.open ?? []) {
    await call(page, 'images.recordResult', {
      ...{ school, disposal: disposal?.id ?? '', system, items: 0, words: 'Looked, there were none' },
      ...(system === 'BACKUP'
        ? { result: 'BEYOND_USE' as const, purgeBy: daysAgo(-90) }
        : { result: 'ALREADY_GONE' as const, purgeBy: null }),
    })
  }
  await expect(pane.getByText('Carried out', { exact: true }).first()).toBeVisible()
  await expectAccessible(page, 'carried out')

  const file = join(folder, 'record.pdf')
  await saveTo(app, file)
  await pressByKeys(page, pane.getByRole('button', { name: 'Save the destruction record' }))
  await expect.poll(() => existsSync(file)).toBe(true)
  const words = await textOfPdf(file)
  for (const said of ['Larch Primary School', 'Robin Marsh', 'Ashley Field', 'Pictures of events', ...hashes])
    expect(words).toContain(said)
  // A title or the name of a file may name a child; the record names none.
  for (const name of ['Thistle', 'Sports day', 'race 1']) expect(words).not.toContain(name)

  // A copy that was restored is known again, and is nobody's new picture (R76).
  takePicture(pictures, 'Sports day/race 1.jpg', taken)
  const { counts, groups } = await call(page, 'images.scan', {
    ...{ school, folder: kept.folder, job: '0'.repeat(31) + '2' },
  })
  expect([counts.returned, counts.new, groups.length]).toEqual([1, 0, 0])
})

test('the trust sees every school in figures, and each figure leads to its list', async ({ launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 1280, height: 800 })
  await pressByKeys(page, page.getByRole('button', { name: 'Explore the practice trust' }))
  await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor()
  await pressByKeys(page, page.getByRole('navigation').getByRole('link', { name: 'Photos kept' }))
  await expectAccessible(page, 'choosing a school')
  await pressByKeys(page, page.getByRole('link', { name: 'Every school in figures' }))
  const figures = page.getByRole('grid', { name: 'Pictures kept, by school' })
  await expect(figures.getByRole('row')).toHaveCount(6)
  const sitwell = figures.getByRole('row', { name: /Sitwell/ })
  await expect(sitwell.getByRole('gridcell').last()).toBeInViewport({ ratio: 1 })
  await expectAccessible(page, 'every school in figures')
  await press(page, 'The trust’s defaults')
  await expect(page.getByRole('rowheader', { name: /Identity photos/ })).toBeVisible()
  await expectAccessible(page, 'the trust’s defaults')

  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Photos kept' }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: 'Sitwell Junior School' }))
  await expect(page.getByRole('rowheader', { name: /Sports day/ })).toBeVisible()
  await expectAccessible(page, 'sets of pictures')
  await press(page, 'Add a set')
  await pick(page, 'Class of pictures', 'CCTV (not kept here)')
  await expect(dialogOf(page)).toContainText('CCTV stays in its own system')
  await expectAccessible(page, 'a kind that is not kept')
  await page.keyboard.press('Escape')
  await pressByKeys(page, page.getByRole('link', { name: 'Harvest assembly' }))
  await press(page, 'Fill in the rest')
  await expectAccessible(page, 'personal equipment')
  await page.keyboard.press('Escape')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Retention' }))
  await press(page, /^On hold 1$/)
  await expect(page.getByRole('rowheader', { name: /Trip to the farm/ })).toBeVisible()
  await expectAccessible(page, 'what is on hold')
  await pressByKeys(page, nav(page).getByRole('link', { name: 'Families' }))
  await press(page, 'Record an event')
  await expectAccessible(page, 'photos by families')
})
