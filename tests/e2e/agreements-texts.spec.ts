import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { TenantId } from '@contract/primitives'
import { expectAccessible } from './support/accessible'
import {
  daysAgo,
  draftAll,
  FIRST,
  goTo,
  issueAll,
  openAgreementsOffice,
  SECOND,
  unlockAs,
  type Unlocks,
  type Wanted,
} from './support/agreements-office'
import { saveTo } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'
import { textOfPdf } from './support/pdf-text'

const TITLE = 'Using computers well'
const MINE = 'I sign in as myself.'
const TELL = 'I tell a teacher when something is wrong.'

const press = (page: Page, name: string | RegExp) => pressByKeys(page, page.getByRole('button', { name, exact: true }))
const inDialog = (page: Page, name: string) =>
  pressByKeys(page, page.getByRole('dialog').getByRole('button', { name, exact: true }))
const done = (page: Page, words: string) =>
  expect(page.getByRole('region', { name: 'What was just done' }).getByText(words).last()).toBeVisible()

async function mark(page: Page, box: ReturnType<Page['getByLabel']>): Promise<void> {
  await tabTo(page, box)
  await page.keyboard.press('Space')
}

/** Chooses one of a group of radio buttons by arrows. @param steps from the first */
async function pick(page: Page, group: string, steps: number): Promise<void> {
  await tabTo(page, page.getByRole('group', { name: group }).getByRole('radio').first())
  await page.keyboard.press('Space')
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown')
}

async function openAgreement(page: Page): Promise<void> {
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Agreements' }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: TITLE }))
}

/** Drafts the next version with other words in its first clause, and has somebody else approve and issue it. */
async function reissue(
  page: Page,
  next: { readonly label: string; readonly from: string; readonly text: string; readonly change: RegExp },
  reviewer: Unlocks,
): Promise<void> {
  await openAgreement(page)
  await press(page, 'Draft a new version')
  await typeInto(page, page.getByLabel('Label of the version'), next.label)
  await typeInto(page, page.getByLabel('In force from'), next.from)
  await typeInto(page, page.getByLabel('Text', { exact: true }).first(), next.text)
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  while (!(await page.getByRole('radio', { name: next.change }).isChecked())) await page.keyboard.press('ArrowDown')
  await typeInto(page, page.getByLabel(/What changed, in a few plain words/), `Words of ${next.label}.`)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await press(page, 'Send to review')
  await expect(page.getByText('You wrote this text, so a second person reviews it.')).toBeVisible()
  await unlockAs(page, reviewer)
  await openAgreement(page)
  await pressByKeys(
    page,
    page.getByRole('main').getByRole('table').getByRole('link', { name: next.label, exact: true }),
  )
  await pressByKeys(page, page.getByRole('region', { name: 'Review' }).getByRole('listitem').getByRole('button'))
  await typeInto(page, page.getByLabel('Note'), 'Read with the safeguarding team')
  await press(page, 'Approve')
  await press(page, 'Issue this version')
  await mark(page, page.getByLabel('I have read this list'))
  await press(page, `Issue version ${next.label} for ever`)
  await expect(page.getByRole('main').getByText('In force', { exact: true }).first()).toBeVisible()
}

const inWords = (days: number) => daysAgo(days).split('-').reverse().join(' ')

test('neither other wording nor words to be told ask anybody to sign again, and what changed is printed', async ({
  launch,
}) => {
  const { app, page, folder, school } = await openAgreementsOffice(launch)
  const wanted: Wanted = {
    // A school is one kind of tenant; as text the two ids are the same.
    tenant: TenantId.parse(school),
    facts: { title: TITLE, audiences: ['KS2'], signers: 'CHILD', validity: 'ACADEMIC_YEAR' },
    clauses: [
      ['My own account', MINE],
      ['When something is wrong', TELL],
    ],
    from: daysAgo(3),
  }
  const drafts = await draftAll(page, [wanted])
  await page.reload()
  await unlockAs(page, SECOND)
  await issueAll(page, [wanted], drafts)
  await goTo(page, 'Not signed')
  await expect(page.getByRole('grid').getByRole('rowheader')).toHaveCount(4)
  await tabTo(page, page.getByRole('grid').locator('[tabindex="0"]').first())
  await page.keyboard.press('Control+a')
  await press(page, 'Signed in class')
  await typeInto(page, page.getByLabel('Adult who saw it'), 'Kim Ash')
  await inDialog(page, 'Record 4 signatures')
  await done(page, 'Recorded 4 signatures')

  const wording = { label: 'Two', from: inWords(1), text: 'I always sign in as myself.', change: /Wording only/ }
  await reissue(page, wording, FIRST)
  await goTo(page, 'Not signed')
  await expect(page.getByText('4 of 4 signed, 100%').first()).toBeVisible()
  const inform = {
    label: 'Three',
    from: inWords(0),
    text: 'I always sign in as myself, by 8.45am.',
    change: /Tell them/,
  }
  await reissue(page, inform, SECOND)
  await goTo(page, 'Not signed')
  await expect(page.getByText('4 of 4 signed, 100%').first()).toBeVisible()
  const sheet = join(folder, 'changes.pdf')
  await saveTo(app, sheet)
  await openAgreement(page)
  await pressByKeys(page, page.getByRole('main').getByRole('table').getByRole('link', { name: 'Three', exact: true }))
  await press(page, 'What changed since people signed, PDF')
  await done(page, 'Saved as changes.pdf')
  const said = await textOfPdf(sheet)
  for (const words of ['Words of Two.', 'Words of Three.', 'by 8.45am', 'Changed']) expect(said).toContain(words)
  expect(said).not.toContain(TELL)
})

test('a text with symbols is written by keys and hangs as a poster on one page, on either paper', async ({
  launch,
}) => {
  const { app, page, folder } = await openAgreementsOffice(launch)
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Agreements' }))
  await pressByKeys(page, page.getByRole('button', { name: 'Add an agreement' }).first())
  await typeInto(page, page.getByLabel('Title'), TITLE)
  await mark(page, page.getByLabel('Early years and key stage 1'))
  await pick(page, 'Who signs?', 0)
  await pick(page, 'How long does a signature hold?', 0)
  await pick(page, 'Form of the text', 1)
  await expectAccessible(page, 'adding a text with symbols')
  await inDialog(page, 'Add the agreement')
  await press(page, 'Draft a new version')
  await typeInto(page, page.getByLabel('Heading').first(), 'I tell')
  await typeInto(page, page.getByLabel('Text', { exact: true }), TELL)
  await tabTo(page, page.getByLabel('Picture'))
  await page.getByLabel('Picture').selectOption('tell')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expectAccessible(page, 'writing a text with symbols')
  for (const [paper, width] of [
    ['A4', 842],
    ['A3', 1191],
  ] as const) {
    const file = join(folder, `${paper}.pdf`)
    await saveTo(app, file)
    await press(page, `Poster ${paper}, PDF`)
    await done(page, `Saved as ${paper}.pdf`)
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise
    expect([pdf.numPages, Math.round((await pdf.getPage(1)).view[2] ?? 0)]).toEqual([1, width])
    const said = await textOfPdf(file)
    for (const words of ['I tell', TELL, 'Draft: not for signing.']) expect(said).toContain(words)
  }
})
