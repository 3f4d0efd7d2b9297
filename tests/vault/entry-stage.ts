/** A school with an issued wording of three questions, and a pile of its forms being keyed. */
import type { SheetFacts } from '@contract/entry'
import { day, makeRegister, wordingFacts, type Register } from '../support/consents/register'
import { FOUNDER, OTHER_PASSPHRASE, type MakeVault } from '../support/vault'

export const note = 'Looked at the paper'

/** A second person of the office, who may key and unlock. */
export async function withColleague({ vault, school }: Pick<Register, 'vault' | 'school'>) {
  const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
  await vault.call['people.grant']({
    ...{ person, role: 'OFFICE_STAFF', grantFor: school, from: day('2026-09-01'), until: null },
  })
  await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  const as = async (signInName: string, passphrase: string) => {
    await vault.call['session.lock']({})
    await vault.call['session.unlock']({ signInName, passphrase })
  }
  return {
    person,
    asColleague: () => as('orla', OTHER_PASSPHRASE),
    asFounder: () => as(FOUNDER.signInName, FOUNDER.passphrase),
  }
}

export async function makeBatch(options: MakeVault & { readonly expected?: number } = {}) {
  const register = await makeRegister(options)
  const { call, school, pupil, mother, website, display, naming } = register
  /** An issued wording that asks about these uses. */
  const issue = async (version: string, uses: readonly string[]) => {
    const draft = await call['consents.saveWording']({ school, wording: null, facts: wordingFacts(uses, { version }) })
    return (await call['consents.issueWording']({ school, wording: draft.id })).id
  }
  const wording = await issue('2026/27, 2', [website, display, naming])
  const start = (expected = options.expected ?? 3, of = wording) =>
    call['entry.start']({ school, wording: of, receivedOn: day('2026-09-20'), expected })
  const { id: batch } = await start()
  const facts = (change: Partial<SheetFacts> = {}): SheetFacts => ({
    ...{ pupil, number: null, ticks: ['Y', 'Y', 'Y'], signedBy: { kind: 'CONTACT', contact: mother } },
    ...{ capacity: 'PARENT', signedOn: day('2026-09-10'), pupilAgrees: 'U', query: false, note: null },
    ...change,
  })
  const at = { school, batch }
  /** What is decided about each use of the form now: its reason. */
  const reasons = async (of = pupil) => {
    const { uses } = await call['consents.ofPupil']({ school, pupil: of })
    return [website, display, naming].map((id) => uses.find(({ purpose }) => purpose.id === id)?.decision.reason)
  }
  /** Answers that stand, those taken back with nothing before them left out. */
  const standing = async (of = pupil) =>
    (await call['consents.ofPupil']({ school, pupil: of })).answers.filter(
      ({ stands, answer }) => stands && answer !== 'VOID',
    )
  return {
    ...{ ...register, wording, earlierWording: register.wording, batch, at, facts, issue, start, reasons, standing },
    save: (change: Partial<SheetFacts> = {}, sheet: string | null = null) =>
      call['entry.save']({ ...at, sheet, facts: facts(change) }),
    keep: (change: Partial<SheetFacts> = {}, sheet: string | null = null) =>
      call['entry.keep']({ ...at, sheet, facts: facts(change) }),
    release: (sheet: string) => call['entry.release']({ ...at, sheet, note }),
    setAside: (sheet: string) => call['entry.setAside']({ ...at, sheet, note }),
    view: () => call['entry.batch'](at),
  }
}

export type Stage = Awaited<ReturnType<typeof makeBatch>>

/** Prints forms for a class and reads their numbers from the page, in the order of the class. */
export async function printed(
  { vault, call, school }: Pick<Stage, 'vault' | 'call' | 'school'>,
  wording: string,
  classes: readonly string[] = ['4A'],
  onlyMissing = false,
) {
  await call['entry.print']({ school, wording, classes: [...classes], onlyMissing })
  return numbersIn(vault.printed.at(-1)?.html ?? '')
}

/** Numbers of the forms of a printed page, each once, in their order. */
export const numbersIn = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/(\d{4}) (\d{4}) (\d{4}) (\d{2})(?!\d)/g)].map(([, ...parts]) => parts.slice(0, 4).join('')),
  ),
]
