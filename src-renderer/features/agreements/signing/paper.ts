/** One paper form of an agreement while it is keyed: who has to sign on it, what each line came to, and what goes to the vault. Pure. */
import {
  Line,
  type AppContract,
  type CivilDate,
  type Client,
  type Member,
  type SigningCapacity,
  type SigningFacts,
} from '@contract'

/** What a line on the paper says. `BLANK`: nothing stands on it, so nothing is recorded of it. */
export type LineAnswer = 'SIGNED' | 'REFUSED' | 'CANNOT_SIGN' | 'BLANK'
export const LINE_ANSWERS: readonly LineAnswer[] = ['SIGNED', 'REFUSED', 'CANNOT_SIGN', 'BLANK']

/** Whom a form is about and what stands on it. */
export type PaperTarget = Omit<Awaited<ReturnType<Client<AppContract>['agreements.readForm']>>, 'standing'> & {
  /** Number of a printed form; null: found by name. */
  readonly number: string | null
  /** How they stand now, in one line. */
  readonly words: string
}

/** Who signed for somebody else. */
export type PaperSigner =
  { readonly kind: 'CONTACT'; readonly contact: string } | { readonly kind: 'OTHER'; readonly name: string }

export interface PaperForm {
  readonly target: PaperTarget
  /** One for each capacity, in the order of the form; null: not given yet. */
  readonly lines: readonly (LineAnswer | null)[]
  /** Who signed the parent's line; nobody is chosen beforehand: it stands on the paper. */
  readonly signer: PaperSigner | null
  readonly signedOn: CivilDate | null
  readonly witness: string
  readonly parentRead: boolean
  readonly note: string
}

/** A form nobody has begun. @param signedOn day last used */
export function newPaper(target: PaperTarget, signedOn: CivilDate | null): PaperForm {
  return {
    ...{ target, lines: target.capacities.map(() => null), signer: null, signedOn },
    ...{ witness: '', parentRead: false, note: '' },
  }
}

export const answeredLine = (form: PaperForm, line: number, answer: LineAnswer): PaperForm => ({
  ...form,
  lines: form.lines.map((was, at) => (at === line ? answer : was)),
})

const answerOf = (form: PaperForm, capacity: SigningCapacity) => form.lines[form.target.capacities.indexOf(capacity)]

/** A parent signed or refused, so it has to be said who. */
export const asksSigner = (form: PaperForm): boolean => {
  const answer = answerOf(form, 'PARENT')
  return answer === 'SIGNED' || answer === 'REFUSED'
}
/** Somebody cannot sign, so an adult who saw it says so. */
export const asksWitness = (form: PaperForm): boolean => form.lines.includes('CANNOT_SIGN')

export type PaperOpen =
  | { readonly part: 'line'; readonly line: number }
  | { readonly part: 'signer' | 'date' | 'witness' }
  /** Every line is blank: there is nothing to record. */
  | { readonly part: 'blank' }

/** The first thing not given; null when the form can be saved. */
export function openOf(form: PaperForm): PaperOpen | null {
  const line = form.lines.indexOf(null)
  if (line >= 0) return { part: 'line', line }
  if (form.lines.every((answer) => answer === 'BLANK')) return { part: 'blank' }
  const { signer } = form
  if (asksSigner(form) && (signer === null || (signer.kind === 'OTHER' && !Line.safeParse(signer.name).success)))
    return { part: 'signer' }
  if (asksWitness(form) && !Line.safeParse(form.witness).success) return { part: 'witness' }
  return form.signedOn === null ? { part: 'date' } : null
}

export const isTouched = (form: PaperForm): boolean =>
  form.lines.some((answer) => answer !== null) || form.signer !== null || form.note.trim() !== ''

/** What goes to the vault; nothing while something is open. */
export function signingsOf(form: PaperForm): SigningFacts[] {
  const { target, signer, signedOn } = form
  if (signedOn === null) return []
  return target.capacities.flatMap((capacity, at): SigningFacts[] => {
    const outcome = form.lines[at] ?? 'BLANK'
    if (outcome === 'BLANK') return []
    const byOther = capacity === 'PARENT' && outcome !== 'CANNOT_SIGN' ? signer : null
    return [
      {
        ...{ version: target.version, signee: target.member.signee, capacity, outcome, signedOn, method: 'PAPER' },
        contact: byOther?.kind === 'CONTACT' ? byOther.contact : null,
        name: byOther?.kind === 'OTHER' ? byOther.name.trim() : null,
        witness: outcome === 'CANNOT_SIGN' ? form.witness.trim() : null,
        until: null,
        parentRead: capacity === 'CHILD' && form.parentRead,
        note: form.note.trim() || null,
      },
    ]
  })
}

/** Signers in the order of their digits: who holds responsibility first; the last is somebody else. */
export function signerChoices({ signers }: PaperTarget): PaperSigner[] {
  const inOrder = [...signers].sort((a, b) => Number(b.responsible) - Number(a.responsible))
  return [...inOrder.map(({ contact }): PaperSigner => ({ kind: 'CONTACT', contact })), { kind: 'OTHER', name: '' }]
}

export const isSameSigner = (a: PaperSigner | null, b: PaperSigner): boolean =>
  a !== null && a.kind === b.kind && (a.kind !== 'CONTACT' || b.kind !== 'CONTACT' || a.contact === b.contact)

/**
 * Lines of a form for somebody found by name: what the agreement asks of them.
 * @param missing capacities that have not signed; those that have stand on the form all the same
 */
export function capacitiesFor(
  { signee }: Pick<Member, 'signee'>,
  signers: 'CHILD' | 'PARENT' | 'BOTH' | 'ADULT',
  missing: readonly SigningCapacity[],
): SigningCapacity[] {
  if (signee.kind === 'ADULT') return ['ADULT']
  if (signers === 'CHILD' || signers === 'PARENT') return missing.length > 0 ? [...missing] : [signers]
  // Of a pupil an agreement for adults asks the parent; below the year from which a child signs, so does one for both.
  if (signers === 'ADULT') return missing.length > 0 ? [...missing] : ['PARENT']
  if (missing.length === 0) return ['CHILD', 'PARENT']
  return [...missing]
}
