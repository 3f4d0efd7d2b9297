/** A school with a roll, an issued wording of seven uses and printed forms; a desk with a keyboard and a scanner. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { z } from 'zod'
import type { AppContract, CallName } from '@contract/index'
import { ask, valueOf } from './ask'
import { saveTo } from './dialogs'

export const FOUNDER = {
  trustName: 'Rowan Trust',
  personName: 'Ashley Field',
  signInName: 'af',
  passphrase: 'copper lantern drifting otter',
}

/** A call of the contract, typed on both sides. */
export async function call<K extends CallName>(
  page: Page,
  name: K,
  input: z.input<AppContract[K]['input']>,
): Promise<z.output<AppContract[K]['output']>> {
  // The serving side has checked the answer against the same schema.
  return valueOf(await ask(page, name, input)) as z.output<AppContract[K]['output']>
}

export interface Child {
  readonly pupil: string
  readonly forename: string
  readonly surname: string
  readonly className: string
  /** Number on the printed form. */
  readonly number: string
}

export interface Office {
  readonly school: string
  readonly wording: string
  readonly children: readonly Child[]
}

const USES = ['Website', 'Social media', 'Prospectus', 'Press', 'Display in school', 'Display off site', 'Video']

/** Which children there are, in classes of thirty; those of one name in different classes are homonyms. */
export interface Named {
  readonly forename: string
  readonly surname: string
  readonly className: string
}

/** Founds a trust in the running app, with one school in it, and prints its forms. Leaves the app on its first screen. */
export async function openOffice(
  app: ElectronApplication,
  page: Page,
  folder: string,
  roll: readonly Named[],
): Promise<Office> {
  await call(page, 'session.createTrust', FOUNDER)
  const { id: school } = await call(page, 'schools.create', {
    facts: {
      ...{ name: 'Larch Primary School', shortName: 'LPS', phase: 'PRIMARY', lowYear: 'R', highYear: '6', urn: null },
      ...{ laEstab: null, ukprn: null, localAuthority: null, policeForce: null, postcode: null },
      ...{ learnerWord: 'pupil', predecessorUrn: null },
    },
  })
  await call(page, 'session.enterSchool', { enter: school })
  const questions: { purpose: string; text: string; whatWillBeDone: string }[] = []
  for (const [position, label] of USES.entries()) {
    const { id } = await call(page, 'consents.addPurpose', {
      school,
      facts: {
        ...{ label, asWritten: null, code: null, basis: 'CONSENT', outside: true, renewal: 'ANNUAL' },
        ...{ reminderDays: 30, position, retiredOn: null, source: null },
      },
    })
    questions.push({
      purpose: id,
      text: `May we use pictures here: ${label}?`,
      whatWillBeDone: 'We show the picture there.',
    })
  }
  const draft = await call(page, 'consents.saveWording', {
    ...{ school, wording: null },
    facts: {
      ...{ version: '1', title: 'Pictures', controller: FOUNDER.trustName, otherControllers: [], questions },
      intro: `${FOUNDER.trustName} is responsible for the pictures we take. You decide about each use.`,
      withdrawal: 'You can take your consent back at any time. Tell the office in any way you like.',
      ...{ language: 'en-GB', direction: 'ltr', effectiveFrom: '2020-09-01' },
    },
  })
  const { id: wording } = await call(page, 'consents.issueWording', { school, wording: draft.id })
  const pupils: (Named & { readonly pupil: string })[] = []
  for (const [at, one] of roll.entries()) pupils.push({ ...one, pupil: await addChild(page, school, one, at) })
  const file = join(folder, 'forms.pdf')
  await saveTo(app, file)
  const classes = [...new Set(roll.map(({ className }) => className))]
  const printed = await call(page, 'entry.print', { school, wording, classes, onlyMissing: false })
  expect(printed).toMatchObject({ saved: true, forms: roll.length })
  const numbers = await numbersIn(file)
  const children = pupils.map((one) => {
    const number = numbers.get(`${one.forename} ${one.surname} ${one.className}`)
    if (number === undefined) throw new Error('A form is missing in the PDF')
    return { ...one, number }
  })
  await page.reload()
  return { school, wording, children }
}

async function addChild(
  page: Page,
  school: string,
  { forename, surname, className }: Named,
  at: number,
): Promise<string> {
  const { card } = await call(page, 'pupils.add', {
    school,
    facts: {
      ...{ legalForename: forename, legalSurname: surname, preferredForename: null, preferredSurname: null },
      ...{ dateOfBirth: '2017-03-03', year: className.startsWith('5') ? '5' : '4', className },
      ...{ admissionNumber: String(70_000 + at), upn: null, registration: 'MAIN', onRollFrom: null, leftOn: null },
    },
  })
  for (const [relationship, name] of [
    ['MOTHER', 'Marba'],
    ['FATHER', 'Delbo'],
  ] as const) {
    await call(page, 'pupils.addContact', {
      ...{ school, pupil: card.id },
      facts: {
        ...{ name: `${name} ${surname}`, relationship, resident: true, asksToBeConsulted: false, delegated: null },
        endedOn: null,
      },
      responsibility: {
        ...{ holds: true, basis: relationship === 'MOTHER' ? 'MOTHER' : 'BIRTH_CERTIFICATE' },
        ...{ evidence: null, from: null, until: null },
      },
    })
  }
  return card.id
}

/** Numbers of the printed forms, by the child's name and class, as somebody reads them from the paper. */
async function numbersIn(file: string): Promise<ReadonlyMap<string, string>> {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise
  const found = new Map<string, string>()
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const page = await pdf.getPage(at)
    const { items } = await page.getTextContent()
    const text = items
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ')
      .replace(/\s+/g, ' ')
    const [, child, className] = /Pictures (\S+ \S+) Class ?: (\S+)/.exec(text) ?? []
    const number = /\d{4} \d{4} \d{4} \d{2}(?!\d)/.exec(text)?.[0].replace(/ /g, '')
    if (child !== undefined && className !== undefined && number !== undefined)
      found.set(`${child} ${className}`, number)
  }
  return found
}

/** Milliseconds between two keys of a person who keys for a living; nobody is faster for long. */
export const HAND_MS = 90

/** Keys of a hand: real presses with the time of a hand between them. @returns how many */
export async function press(page: Page, ...keys: readonly string[]): Promise<number> {
  for (const key of keys) {
    await page.waitForTimeout(HAND_MS)
    await page.keyboard.press(key)
  }
  return keys.length
}

/** A text typed by a hand. */
export const typeByHand = (page: Page, text: string): Promise<number> => press(page, ...text)

/**
 * The scanner on the desk: a keyboard that types a form's code and Enter faster than any hand, through the window's own
 * input, wherever the focus is.
 */
export async function scan(app: ElectronApplication, number: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, text) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (const sign of text) {
      const modifiers: ['shift'] | [] = /[A-Z]/.test(sign) ? ['shift'] : []
      contents?.sendInputEvent({ type: 'keyDown', keyCode: sign, modifiers })
      contents?.sendInputEvent({ type: 'char', keyCode: sign, modifiers })
      contents?.sendInputEvent({ type: 'keyUp', keyCode: sign, modifiers })
    }
    contents?.sendInputEvent({ type: 'keyDown', keyCode: 'Return' })
    contents?.sendInputEvent({ type: 'char', keyCode: 'Return' })
    contents?.sendInputEvent({ type: 'keyUp', keyCode: 'Return' })
  }, `TW${number}`)
}

/** The child of the form in hand. */
export const inHand = (page: Page) =>
  page.getByRole('region', { name: 'Form', exact: true }).getByRole('heading', { level: 2 })

/** The answers of the form in hand, in paper order. */
export const answers = (page: Page): Promise<(string | null)[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role="grid"] tbody tr')].map(
      (row) => row.querySelector('[aria-selected="true"]')?.textContent?.trim() ?? null,
    ),
  )

export const finderField = (page: Page) => page.getByRole('combobox', { name: /Scan the form/ })

/** What the polite region says. */
export const said = (page: Page) => page.getByRole('status').filter({ hasText: /./ }).first()
