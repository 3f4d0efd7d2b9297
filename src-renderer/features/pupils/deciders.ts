/** Who may have answered for a pupil: the pupil, a contact, or somebody who is neither. Pure. */
import { Line, type Capacity, type Contact, type Decider, type Relationship } from '@contract'
import type { Learner } from './learner'
import { RELATIONSHIP_WORDS, words } from './words'

export const THE_PUPIL = 'pupil'
export const SOMEBODY_ELSE = 'other'

/** The choices of a list, the contacts first; those with parental responsibility say so. */
export function deciderOptions(contacts: readonly Contact[], who: Learner): { value: string; label: string }[] {
  const w = words.deciders
  const current = contacts.filter(({ endedOn }) => endedOn === null)
  return [
    ...current.map((contact) => ({
      value: contact.id,
      label: w.contact(contact.name, RELATIONSHIP_WORDS[contact.relationship], contact.responsible),
    })),
    { value: THE_PUPIL, label: w.pupil(who) },
    { value: SOMEBODY_ELSE, label: w.other },
  ]
}

/** The decider chosen; null while none is, or somebody else has no name yet. */
export function deciderOf(choice: string, name: string): Decider | null {
  if (choice === '') return null
  if (choice === THE_PUPIL) return { kind: 'PUPIL' }
  if (choice !== SOMEBODY_ELSE) return { kind: 'CONTACT', contact: choice }
  const line = Line.safeParse(name)
  return line.success ? { kind: 'OTHER', name: line.data } : null
}

const AS: Partial<Record<Relationship, Capacity>> = {
  FOSTER_CARER: 'CARER',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  OTHER: 'OTHER',
}

/** In what capacity somebody most likely answers; the form offers it and can be changed. */
export function likelyCapacity(choice: string, contacts: readonly Contact[]): Capacity | '' {
  if (choice === THE_PUPIL) return 'PUPIL'
  if (choice === SOMEBODY_ELSE) return 'OTHER'
  const contact = contacts.find(({ id }) => id === choice)
  return contact ? (AS[contact.relationship] ?? 'PARENT') : ''
}
