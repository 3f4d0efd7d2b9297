/**
 * Somebody at the desk with a pile of paper: knows of each form what is printed on it, and of the app what it shows. Scans
 * go wrong, forms of another school lie in the pile, some forms were copied by hand and have no number, and names repeat.
 */
import type { SheetFacts, Tick } from '@contract/entry'
import { day, pupilFacts } from '../support/consents/register'
import { chance, type Chance } from '../fuzz/chance'
import { numbersIn, type Stage } from './entry-stage'

/** A child as the paper names one. */
interface Child {
  readonly pupil: string
  readonly signer: string
  readonly forename: string
  readonly surname: string
  readonly className: string
  readonly admissionNumber: string
}

const FORENAMES = ['Alda', 'Aldo', 'Alva', 'Brena', 'Corbo', 'Cora', 'Delbo', 'Elfi']
const SURNAMES = ['Ash', 'Ashby', 'Ashen', 'Birch', 'Birchall', 'O’Birch', 'Carr', 'Carr-Ash']
const CLASSES = ['4A', '4B', '5A', '5B']

/** A roll on which most children share their name with somebody; in one class nobody does. */
export async function rollWithHomonyms({ call, school }: Stage, size: number, seed: number): Promise<readonly Child[]> {
  const draw = chance(seed, 0)
  const taken = new Set<string>()
  const children: Child[] = []
  for (let n = 0; n < size; n += 1) {
    let [forename, surname, className] = [draw.one(FORENAMES), draw.one(SURNAMES), draw.one(CLASSES)]
    while (taken.has(`${forename} ${surname} ${className}`)) {
      ;[forename, surname, className] = [draw.one(FORENAMES), draw.one(SURNAMES), draw.one(CLASSES)]
    }
    taken.add(`${forename} ${surname} ${className}`)
    const admissionNumber = String(50_000 + n)
    const { card } = await call['pupils.add']({
      school,
      facts: pupilFacts({
        ...{ legalForename: forename, legalSurname: surname, className, admissionNumber },
        year: className.startsWith('4') ? '4' : '5',
      }),
    })
    const view = await call['pupils.addContact']({
      ...{ school, pupil: card.id },
      facts: {
        ...{ name: `Marba ${surname}`, relationship: 'MOTHER', resident: true, asksToBeConsulted: false },
        ...{ delegated: null, endedOn: null },
      },
      responsibility: { holds: true, basis: 'MOTHER', evidence: null, from: null, until: null },
    })
    children.push({ pupil: card.id, signer: view.contacts[0]!.id, forename, surname, className, admissionNumber })
  }
  return children
}

export interface Keyed {
  readonly entries: number
  /** Forms that ended at another child than the one named on the paper. */
  readonly misfiled: number
  /** Scans that were misread, and what the app said to each. */
  readonly misread: number
  readonly refused: number
  readonly stopped: number
}

/** Keys so many forms of the roll, in batches of 2,000. @returns what became of them */
export async function keyPile(stage: Stage, children: readonly Child[], entries: number, seed: number): Promise<Keyed> {
  const { vault, call, school, wording } = stage
  await call['entry.print']({ school, wording, classes: CLASSES, onlyMissing: false })
  const forms = formsIn(vault.printed.at(-1)!.html, children)
  const counts = { misfiled: 0, misread: 0, refused: 0, stopped: 0 }
  let batch = ''
  for (let n = 0; n < entries; n += 1) {
    if (n % 2000 === 0) batch = (await stage.start(2000)).id
    const draw = chance(seed, n + 1)
    const child = draw.one(children)
    const number = forms.get(child.pupil)!
    const at = { school, batch }
    const found = draw.in(2)
      ? await byScan(call, at, number, draw, counts)
      : await byName(call, at, child, draw, counts)
    const ticks = [0, 1, 2].map(() => draw.one<Tick>(['Y', 'N', 'U']))
    const facts: SheetFacts = {
      ...{ pupil: found.pupil, number: found.number, ticks, signedBy: { kind: 'CONTACT', contact: found.signer } },
      ...{ capacity: 'PARENT', signedOn: day('2026-09-10'), pupilAgrees: 'U', query: false, note: null },
    }
    const sheet = await call['entry.save']({ ...at, sheet: null, facts })
    if (sheet.pupil !== child.pupil || sheet.card.id !== child.pupil) counts.misfiled += 1
  }
  for (const { pupil } of children) {
    const { answers } = await call['consents.ofPupil']({ school, pupil })
    const numbers = answers.flatMap(({ evidence }) => numbersIn(evidence ?? ''))
    counts.misfiled += numbers.filter((number) => number !== forms.get(pupil)).length
  }
  return { entries, ...counts }
}

type Call = Stage['call']
type At = Pick<Stage['at'], 'school' | 'batch'>
interface Found {
  readonly pupil: string
  readonly number: string | null
  readonly signer: string
}

/** The code is read wrongly now and then, and a form of another school slips under the scanner. */
async function byScan(call: Call, at: At, number: string, draw: Chance, counts: Mutable<Keyed>): Promise<Found> {
  if (draw.in(8)) {
    counts.misread += 1
    const wrong = await call['entry.scan']({ ...at, number: misread(number, draw) }).then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    )
    if (wrong === 'bad-input') counts.refused += 1
  }
  if (draw.in(20)) {
    // A sound number that no form here has.
    const other = await call['entry.scan']({ ...at, number: otherSchools(draw) }).then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    )
    if (other === 'not-found') counts.stopped += 1
    else counts.misfiled += 1
  }
  const target = await call['entry.scan']({ ...at, number: `TW${number}` })
  return { pupil: target.card.id, number, signer: target.signers[0]!.contact }
}

/** Types letters until the first line shows the name on the paper, and takes it, unless the app stops for a choice. */
async function byName(call: Call, at: At, child: Child, draw: Chance, counts: Mutable<Keyed>): Promise<Found> {
  const { school } = at
  const first = draw.in(2)
  for (let letters = 1; letters <= 12; letters += 1) {
    const query = first
      ? `${child.surname.slice(0, letters + 1)} ${child.forename.slice(0, letters)}`
      : `${child.forename.slice(0, letters + 1)} ${child.surname.slice(0, letters)}`
    const lines = await call['pupils.find']({ school, query })
    const [top] = lines
    if (top === undefined || top.forename !== child.forename || top.surname !== child.surname) continue
    const taken = top.homonym ? lines.find((line) => isOnPaper(line, child)) : top
    if (top.homonym) counts.stopped += 1
    if (taken === undefined) continue
    const target = await call['entry.target']({ ...at, pupil: taken.id })
    return { pupil: target.card.id, number: null, signer: target.signers[0]!.contact }
  }
  const [line] = await call['pupils.find']({ school, query: child.admissionNumber })
  const target = await call['entry.target']({ ...at, pupil: line!.id })
  return { pupil: target.card.id, number: null, signer: target.signers[0]!.contact }
}

const isOnPaper = (line: { forename: string | null; surname: string; className: string | null }, child: Child) =>
  line.forename === child.forename && line.surname === child.surname && line.className === child.className

/** One digit wrong, or two neighbours swapped: never the same number. */
function misread(number: string, draw: Chance): string {
  const at = draw.upTo(13)
  const [a, b] = [number[at]!, number[at + 1]!]
  const swapped = number.slice(0, at) + b + a + number.slice(at + 2)
  return draw.in(2) && a !== b
    ? swapped
    : number.slice(0, at) + String((Number(a) + 1 + draw.upTo(9)) % 10) + number.slice(at + 1)
}

/** A number as our forms have them, with its two check digits, by their published rule (ISO 7064, mod 97-10). */
function otherSchools(draw: Chance): string {
  const body = Array.from({ length: 12 }, () => String(draw.upTo(10))).join('')
  return body + String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0')
}

/** Number of the form printed for each child: a form is known on paper by its name, class and number together. */
function formsIn(html: string, children: readonly Child[]): ReadonlyMap<string, string> {
  const sections = html.split('<section ').filter((part) => part.startsWith('class="sheet form'))
  return new Map(
    sections.flatMap((section) => {
      const [number] = numbersIn(section)
      const words = section
        .replace(/<[^>]*>/g, ' ')
        .replace(/&[a-z]+;/g, ' ')
        .replace(/\s+/g, ' ')
      const child = children.find(
        ({ forename, surname, className }) =>
          words.includes(` ${forename} ${surname} `) && words.includes(` ${className} `),
      )
      return child === undefined ? [] : [[child.pupil, number!] as const]
    }),
  )
}

type Mutable<T> = {
  -readonly [K in keyof Pick<T, Extract<keyof T, 'misfiled' | 'misread' | 'refused' | 'stopped'>>]: T[K]
}
