/** One paper form while it is keyed: what has been given, what is still open, and what goes to the vault. Pure. */
import type { Capacity, CivilDate, Decider, FormTarget, Relationship, Sheet, SheetFacts, Tick } from '@contract'

/** Who signed: nobody, or somebody. */
export type Signer = { readonly kind: 'NOBODY' } | Decider

/** A form in the making. */
export interface Form {
  /** The sheet it goes on with: a draft, or a saved form that is being corrected; null: new. */
  readonly sheet: string | null
  /** A saved form opened again: what stood in it before, for undoing. */
  readonly before: SheetFacts | null
  readonly target: FormTarget
  /** One for each question, in paper order; null: not given yet. */
  readonly ticks: readonly (Tick | null)[]
  /** Null: not given yet, or no such part on the form. */
  readonly pupilAgrees: Tick | null
  /** Null: not said yet. Nobody is chosen beforehand: who signed stands on the paper. */
  readonly signer: Signer | null
  readonly capacity: Capacity | null
  readonly signedOn: CivilDate | null
  readonly query: boolean
  readonly note: string
}

/** What the last saved form said, for the keys that repeat it. */
export interface LastForm {
  readonly ticks: readonly Tick[]
  readonly signedOn: CivilDate | null
}

/** A form nobody has begun. @param signedOn day last used */
export function newForm(target: FormTarget, questions: number, signedOn: CivilDate | null): Form {
  return {
    ...{ sheet: null, before: null, target, ticks: Array<null>(questions).fill(null), pupilAgrees: null },
    ...{ signer: null, capacity: null, signedOn, query: false, note: '' },
  }
}

/**
 * A sheet opened again. In a draft a blank may be a box nobody had come to, so it is asked for once more; in a saved form
 * it was keyed as blank.
 */
export function formOf(sheet: Sheet, target: FormTarget): Form {
  const isDraft = sheet.state === 'DRAFT'
  const open = (tick: Tick): Tick | null => (isDraft && tick === 'U' ? null : tick)
  const signer: Signer | null = sheet.signedBy ?? (isDraft ? null : { kind: 'NOBODY' })
  return {
    ...{ sheet: sheet.id, before: isDraft ? null : factsOfSheet(sheet), target },
    ticks: sheet.ticks.map(open),
    pupilAgrees: target.pupilSigns || sheet.pupilAgrees !== 'U' ? open(sheet.pupilAgrees) : null,
    ...{ signer, capacity: sheet.capacity, signedOn: sheet.signedOn, query: sheet.query, note: sheet.note ?? '' },
  }
}

export function factsOfSheet(sheet: Sheet): SheetFacts {
  const { pupil, number, ticks, signedBy, capacity, signedOn, pupilAgrees, query, note } = sheet
  return { pupil, number, ticks, signedBy, capacity, signedOn, pupilAgrees, query, note }
}

/** What goes to the vault. What was not given is blank. */
export function factsOf(form: Form): SheetFacts {
  const { target, ticks, pupilAgrees, signer, capacity, signedOn, query, note } = form
  const signedBy = signer === null || signer.kind === 'NOBODY' ? null : signer
  return {
    ...{ pupil: target.card.id, number: target.number, ticks: ticks.map((tick) => tick ?? 'U') },
    ...{ signedBy, capacity: signedBy === null ? null : (capacity ?? 'OTHER'), signedOn },
    ...{ pupilAgrees: hasPupilPart(form) ? (pupilAgrees ?? 'U') : 'U', query, note: note.trim() || null },
  }
}

/** The pupil's own part is on the form; whoever signs for themselves has no further part. */
export const hasPupilPart = ({ target, signer }: Form): boolean => target.pupilSigns && signer?.kind !== 'PUPIL'

/** Something that has to be given before the form can be saved. */
export type Open =
  { readonly part: 'row'; readonly row: number } | { readonly part: 'signer' } | { readonly part: 'date' }

/** The first thing not given; the pupil's own part is the row behind the questions. */
export function firstOpen(form: Form): Open | null {
  const row = form.ticks.indexOf(null)
  if (row >= 0) return { part: 'row', row }
  if (hasPupilPart(form) && form.pupilAgrees === null) return { part: 'row', row: form.ticks.length }
  if (form.signer === null || (form.signer.kind === 'OTHER' && form.signer.name.trim() === ''))
    return { part: 'signer' }
  return form.signedOn === null ? { part: 'date' } : null
}

/** One answer. @param row from 0; the row behind the questions is the pupil's own part */
export function answered(form: Form, row: number, tick: Tick): Form {
  if (row >= form.ticks.length) return { ...form, pupilAgrees: tick }
  return { ...form, ticks: form.ticks.map((was, at) => (at === row ? tick : was)) }
}

/** The same answer to every question; the pupil's own part is never filled in for a pupil. */
export const allAnswered = (form: Form, tick: Tick): Form => ({ ...form, ticks: form.ticks.map(() => tick) })

/** The answers of the last form; null when it asked another number of questions. */
export const likeLast = (form: Form, last: LastForm | null): Form | null =>
  last === null || last.ticks.length !== form.ticks.length ? null : { ...form, ticks: [...last.ticks] }

const CAPACITIES: Partial<Record<Relationship, Capacity>> = {
  FOSTER_CARER: 'CARER',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  OTHER: 'OTHER',
}

/** In what capacity somebody of a relationship signs. */
export const capacityOf = (relationship: Relationship): Capacity => CAPACITIES[relationship] ?? 'PARENT'

/** Who signed, with the capacity that follows from it. */
export function signed(form: Form, signer: Signer): Form {
  const contact =
    signer.kind === 'CONTACT' ? form.target.signers.find((one) => one.contact === signer.contact) : undefined
  const capacity: Capacity | null =
    signer.kind === 'NOBODY'
      ? null
      : signer.kind === 'PUPIL'
        ? 'PUPIL'
        : signer.kind === 'OTHER'
          ? form.capacity === null || form.capacity === 'PUPIL'
            ? 'OTHER'
            : form.capacity
          : capacityOf(contact?.relationship ?? 'OTHER')
  return { ...form, signer, capacity }
}

/** Letters of the boxes on the form: the mother, the father, another parent, a carer, the local authority, the pupil. */
const BOXES: Readonly<Record<string, readonly Relationship[]>> = {
  m: ['MOTHER'],
  f: ['FATHER'],
  r: ['STEP_PARENT', 'GRANDPARENT', 'GUARDIAN'],
  c: ['FOSTER_CARER'],
  l: ['LOCAL_AUTHORITY'],
}

/**
 * Who a letter stands for among those on record.
 * @returns the one, `several` or `none` of that box; null when the letter stands for nobody
 */
export function signerByLetter(target: FormTarget, letter: string): Signer | 'several' | 'none' | null {
  const key = letter.toLowerCase()
  if (key === 'p') return { kind: 'PUPIL' }
  const box = BOXES[key]
  if (box === undefined) return null
  const fitting = target.signers.filter(({ relationship }) => box.includes(relationship))
  const [one, ...others] = fitting
  if (one === undefined) return 'none'
  return others.length > 0 ? 'several' : { kind: 'CONTACT', contact: one.contact }
}

/** Signers in the order of their digits: contacts from 1, then the pupil and somebody else; 0 is nobody. */
export function signerChoices(target: FormTarget): readonly Signer[] {
  return [
    ...target.signers.map(({ contact }): Signer => ({ kind: 'CONTACT', contact })),
    { kind: 'PUPIL' },
    { kind: 'OTHER', name: '' },
    { kind: 'NOBODY' },
  ]
}

export function isSameSigner(a: Signer | null, b: Signer): boolean {
  if (a === null || a.kind !== b.kind) return false
  return a.kind !== 'CONTACT' || (b.kind === 'CONTACT' && a.contact === b.contact)
}

/** The same answers and evidence for another child, whose name was on the paper; who signed has to be said anew. */
export const forChild = (form: Form, target: FormTarget): Form => ({
  ...form,
  ...{ target, signer: null, capacity: null, pupilAgrees: target.pupilSigns ? form.pupilAgrees : null },
})
