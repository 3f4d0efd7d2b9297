import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { expectAccessible } from './support/accessible'
import {
  draftAll,
  FIRST,
  issueAll,
  nav,
  openAgreementsOffice,
  SECOND,
  unlockAs,
  type Wanted,
} from './support/agreements-office'
import { saveTo } from './support/dialogs'
import { pressByKeys, tabTo, typeInto } from './support/keyboard'
import { expect, test } from './support/launch'
import { textOfPdf } from './support/pdf-text'

const TITLE = 'Using computers well'
const ACCOUNT = 'I sign in as myself and keep my password to myself.'
const OWN = 'I tell my class teacher or the office at Larch. I am not in trouble for telling.'

const press = (page: Page, name: string | RegExp) => pressByKeys(page, page.getByRole('button', { name, exact: true }))
const state = (page: Page, words: string) =>
  expect(page.getByRole('main').getByText(words, { exact: true }).first()).toBeVisible()

/** Waits for the note of what was just done. */
const done = (page: Page, words: string) =>
  expect(page.getByRole('region', { name: 'What was just done' }).getByText(words)).toBeVisible()

/** Opens a version of the agreement from the rail, by keys. */
async function openVersion(page: Page, label: string): Promise<void> {
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Agreements' }))
  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: TITLE }))
  await pressByKeys(page, page.getByRole('main').getByRole('table').getByRole('link', { name: label, exact: true }))
}

/** Reads every changed clause, approves with a note and issues. */
async function approveAndIssue(page: Page, label: string, clauses: number, becomes: string): Promise<void> {
  await expect(page.getByText(`0 of ${clauses} changed clause`, { exact: false })).toBeVisible()
  await press(page, 'Approve')
  await expect(page.getByRole('alert').or(page.getByText('still closed')).first()).toBeVisible()
  await expectAccessible(page, `review ${label} refused`)
  const openers = page.getByRole('region', { name: 'Review' }).getByRole('listitem').getByRole('button')
  for (let at = 0; at < clauses; at += 1) await pressByKeys(page, openers.nth(at))
  await expect(page.getByText(`${clauses} of ${clauses} changed clause`, { exact: false }).first()).toBeVisible()
  await typeInto(page, page.getByLabel('Note'), 'Read with the safeguarding team')
  await expectAccessible(page, `review ${label}`)
  await press(page, 'Approve')
  await state(page, 'Approved')
  await press(page, 'Issue this version')
  await expectAccessible(page, `issuing ${label}`)
  await tabTo(page, page.getByLabel('I have read this list'))
  await page.keyboard.press('Space')
  await press(page, `Issue version ${label} for ever`)
  await state(page, becomes)
}

test('a trust template becomes a school’s agreement, is reviewed by a second person, issued, changed and compared', async ({
  launch,
}) => {
  const { app, page, folder, trust } = await openAgreementsOffice(launch)
  const template: Wanted = {
    tenant: trust,
    facts: { title: TITLE, audiences: ['KS2'], signers: 'BOTH', validity: 'ACADEMIC_YEAR' },
    clauses: [
      ['My own account', ACCOUNT],
      ['Kind online', 'I write to people as I would speak to them in class.', true],
      ['When something is wrong', '[insert whom pupils of your school can tell]', true],
    ],
  }
  const drafts = await draftAll(page, [template])
  await page.reload()
  await unlockAs(page, SECOND)
  await issueAll(page, [template], drafts)
  await pressByKeys(page, page.getByRole('navigation').first().getByRole('link', { name: 'Agreements' }))
  await nav(page).waitFor()
  await expect(page.getByText('No agreements yet')).toBeVisible()
  await expectAccessible(page, 'no agreements yet')

  await press(page, 'Use a trust template')
  await tabTo(page, page.getByLabel('Template', { exact: true }))
  await page.keyboard.press('ArrowDown')
  await expectAccessible(page, 'using a template')
  await press(page, 'Make an agreement of it')
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible()
  await expectAccessible(page, 'one agreement')
  await pressByKeys(page, page.getByRole('main').getByRole('table').getByRole('link').first())
  await press(page, 'Send to review')
  await expect(page.getByText('Settle what is listed before it can go to review').first()).toBeVisible()
  await expectAccessible(page, 'draft with something to settle')
  await typeInto(page, page.getByLabel('Label of the version'), 'One')
  await typeInto(page, page.getByLabel('Text', { exact: true }).last(), OWN)
  const parts = page.getByRole('region', { name: 'Parts left to the school' })
  await expect(parts.getByText('1 of 2 parts is still open.')).toBeVisible()
  await tabTo(page, parts.getByRole('link', { name: '2. Kind online' }))
  await page.keyboard.press('m')
  await expect(parts.getByText('As the trust has it, on purpose')).toBeVisible()
  await expect(parts.getByText('Every part is settled.')).toBeVisible()
  await expectAccessible(page, 'parts left to the school')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await press(page, 'Send to review')
  await expect(page.getByText('You wrote this text, so a second person reviews it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await expectAccessible(page, 'own text in review')

  await unlockAs(page, FIRST)
  await openVersion(page, 'One')
  await approveAndIssue(page, 'One', 3, 'In force')
  await expectAccessible(page, 'issued version')

  const pdf = join(folder, 'agreement.pdf')
  await saveTo(app, pdf)
  await press(page, 'Agreement, PDF')
  await done(page, 'Saved as agreement.pdf')
  const words = await textOfPdf(pdf)
  for (const one of [TITLE, ACCOUNT, OWN, 'Larch Primary School']) expect(words).toContain(one)
  const docx = join(folder, 'agreement.docx')
  await saveTo(app, docx)
  await press(page, 'Agreement, Word')
  await done(page, 'Saved as agreement.docx')
  const body = strFromU8(unzipSync(readFileSync(docx))['word/document.xml'] ?? new Uint8Array())
  const said = body.replace(/<[^>]+>/g, '')
  for (const one of [TITLE, ACCOUNT, OWN]) expect(said).toContain(one)
  const poster = join(folder, 'poster.pdf')
  await saveTo(app, poster)
  await press(page, 'Poster A4, PDF')
  await done(page, 'Saved as poster.pdf')
  expect(await textOfPdf(poster)).toContain(OWN)

  await pressByKeys(page, page.getByRole('main').getByRole('link', { name: TITLE, exact: true }))
  await press(page, 'Draft a new version')
  await typeInto(page, page.getByLabel('Label of the version'), 'Two')
  await typeInto(page, page.getByLabel('Text', { exact: true }).last(), `${OWN} I save what I saw.`)
  await tabTo(page, page.getByRole('radio').first())
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Sign again/ })).toBeChecked()
  await typeInto(page, page.getByLabel(/What changed, in a few plain words/), 'Save what you saw.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expectAccessible(page, 'draft of a second version')
  await press(page, 'Send to review')
  await expect(page.getByText('You wrote this text, so a second person reviews it.')).toBeVisible()

  await unlockAs(page, SECOND)
  await openVersion(page, 'Two')
  await approveAndIssue(page, 'Two', 1, 'Issued, not yet in force')
  await pressByKeys(page, page.getByRole('link', { name: 'Compare with One' }))
  await expect(page.getByRole('heading', { level: 2, name: '1 change' })).toBeVisible()
  await expect(page.locator('ins').filter({ hasText: 'save what I saw' })).toBeVisible()
  await expectAccessible(page, 'comparing two versions')
  await tabTo(page, page.getByRole('group', { name: 'Clauses of both versions' }))
  await page.keyboard.press('j')
  await expect(page.getByRole('article', { name: /3\. When something is wrong/ })).toBeFocused()
  await page.keyboard.press('3')
  await expect(page.getByText('2 clauses without a change')).toBeVisible()
  await page.keyboard.press('k')
  await expectAccessible(page, 'comparing, changes only')
})
