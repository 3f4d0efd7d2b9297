/** Who around a pupil answered, as a file names them: a contact there is, one to be made, or somebody by name only. Pure. */
import type { Capacity } from '@contract/answers'
import type { CivilDate } from '@contract/primitives'
import type { ContactFacts, Relationship, Responsibility } from '@contract/pupils'
import { foldName } from '../../pupils/rules/names'
import type { IncomingAnswer, IncomingContact } from './incoming'

/** A contact of the pupil, also one of the past. */
export interface ContactKept {
  readonly id: string
  readonly name: string
  readonly relationship: Relationship
  readonly endedOn: CivilDate | null
}

/** A contact the file brings. */
export interface ContactToAdd {
  readonly facts: ContactFacts
  readonly responsibility: Responsibility | null
}

/** Who answered. `NEW` is a place in the list of contacts to add. */
export type Answerer =
  | { readonly kind: 'PUPIL' }
  | { readonly kind: 'CONTACT'; readonly contact: string }
  | { readonly kind: 'NEW'; readonly at: number }
  | { readonly kind: 'OTHER'; readonly name: string }

/** Stands for whoever a file does not name; the same in every file, so that reading it twice adds nothing (R107). */
export const NOT_NAMED = 'Not named in the file'

const TITLES = /^(?:mr|mrs|ms|miss|mx|dr|rev|prof|sir|lady)\.? (?=.)/i
const nameKey = (name: string): string => foldName(name.replace(TITLES, ''))

const CAPACITIES: Readonly<Record<Relationship, Capacity>> = {
  MOTHER: 'PARENT',
  FATHER: 'PARENT',
  STEP_PARENT: 'PARENT',
  GUARDIAN: 'PARENT',
  FOSTER_CARER: 'CARER',
  GRANDPARENT: 'CARER',
  LOCAL_AUTHORITY: 'LOCAL_AUTHORITY',
  OTHER: 'OTHER',
}

/** Finds and makes the people around one pupil. */
export class People {
  readonly #toAdd: ContactToAdd[] = []

  /** @param statedOn the day the file is read, in words, for what its statement of responsibility rests on */
  constructor(
    private readonly contacts: readonly ContactKept[],
    private readonly statedOn: string,
  ) {}

  /** Contacts the file brings, in the order of their places. */
  get toAdd(): readonly ContactToAdd[] {
    return this.#toAdd
  }

  /**
   * A contact of the file's own columns. One there is already is left as it is: whether responsibility has ended is
   * nothing a list can say (R48).
   */
  contact({ name, relationship, responsible }: IncomingContact): void {
    if (this.#find(name) === null) this.#add(name, relationship ?? 'OTHER', responsible)
  }

  /**
   * Whoever gave an answer. A new contact is made only where the file says how they belong to the pupil and nobody on record
   * may be the same: a mother of another name may be the one whose responsibility has ended.
   */
  answerer({ signer, relationship }: IncomingAnswer, pupilName: string): Answerer {
    if (signer === 'PUPIL') return { kind: 'PUPIL' }
    if (signer === null) return { kind: 'OTHER', name: NOT_NAMED }
    const known = this.#find(signer.name)
    if (known !== null) return known
    const isStrange = relationship === null || nameKey(signer.name) === nameKey(pupilName)
    return isStrange || (relationship === 'MOTHER' && this.#hasEver('MOTHER'))
      ? { kind: 'OTHER', name: signer.name }
      : this.#add(signer.name, relationship, null)
  }

  capacityOf(answerer: Answerer): Capacity {
    switch (answerer.kind) {
      case 'PUPIL':
        return 'PUPIL'
      case 'OTHER':
        return 'OTHER'
      case 'CONTACT':
        return CAPACITIES[this.contacts.find(({ id }) => id === answerer.contact)?.relationship ?? 'OTHER']
      case 'NEW':
        return CAPACITIES[this.#toAdd[answerer.at]?.facts.relationship ?? 'OTHER']
    }
  }

  /** A contact whose word may be taken as theirs. Of two with one name, or of one of the past, nobody can say who signed. */
  #find(name: string): Answerer | null {
    const key = nameKey(name)
    const [known, other] = this.contacts.filter((contact) => nameKey(contact.name) === key)
    if (known !== undefined) {
      const isSure = key !== '' && other === undefined && known.endedOn === null
      return isSure ? { kind: 'CONTACT', contact: known.id } : { kind: 'OTHER', name }
    }
    const at = this.#toAdd.findIndex(({ facts }) => nameKey(facts.name) === key)
    return at < 0 ? null : { kind: 'NEW', at }
  }

  /** Somebody with that relationship is or was on record. */
  #hasEver(relationship: Relationship): boolean {
    return [...this.contacts, ...this.#toAdd.map(({ facts }) => facts)].some((one) => one.relationship === relationship)
  }

  #add(name: string, relationship: Relationship, responsible: boolean | null): Answerer {
    if (nameKey(name) === '') return { kind: 'OTHER', name }
    this.#toAdd.push({
      facts: { name, relationship, resident: false, asksToBeConsulted: false, delegated: null, endedOn: null },
      responsibility: this.#responsibility(relationship, responsible),
    })
    return { kind: 'NEW', at: this.#toAdd.length - 1 }
  }

  /**
   * R48: mothers hold it by being the mother; for anybody else only what the file states counts. Where somebody of the same
   * relationship is on record already, a person has to look: it may be the one whose responsibility has ended.
   */
  #responsibility(relationship: Relationship, responsible: boolean | null): Responsibility | null {
    if (this.#hasEver(relationship)) return null
    const evidence = `Stated in a list read in on ${this.statedOn}`
    const stated = { holds: true, basis: null, evidence, from: null, until: null }
    if (relationship === 'MOTHER') return responsible === false ? null : { ...stated, basis: 'MOTHER', evidence: null }
    return responsible === true ? stated : null
  }
}
