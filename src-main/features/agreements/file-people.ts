/** Whom a row of a file is about: by a number exactly, else by a name that one person alone has. Never a guess (R106). */
import type { SigningCapacity } from '@contract/signatures'
import { foldName, namesOf, numberKey } from '../pupils'
import type { FilledIn } from './file-columns'
import type { Person } from './known'
import { presenceOn } from './rules/scope'
import { groupOf, nameOf, type Signatures } from './signatures'

export type Matched =
  | { readonly person: Person; readonly why: null }
  /** In words for whoever looks at the row. */
  | { readonly person: null; readonly why: string }

const none = (why: string): Matched => ({ person: null, why })

/** Those a file may be about: adults where adults sign, otherwise pupils. */
export class FilePeople {
  readonly #byNumber = new Map<string, Person[]>()
  readonly #byUpn = new Map<string, Person[]>()
  readonly #byName = new Map<string, Person[]>()

  constructor(signatures: Signatures, capacity: SigningCapacity) {
    const wanted = capacity === 'ADULT' ? 'ADULT' : 'PUPIL'
    for (const person of signatures.people) {
      if (person.signee.kind !== wanted) continue
      if (person.pupil !== null) {
        put(this.#byNumber, numberKey(person.pupil.admissionNumber), person)
        if (person.pupil.upn !== null) put(this.#byUpn, numberKey(person.pupil.upn), person)
      }
      // Of those who have left a name alone tells nothing.
      if (presenceOn(person.subject, signatures.on) === 'LEFT') continue
      for (const name of namesFolded(person)) put(this.#byName, name, person)
    }
  }

  match(row: FilledIn): Matched {
    const names = namesIn(row)
    const byNumber = this.#numbered(row)
    if (byNumber === 'differ') return none('The admission number and the UPN are those of two pupils.')
    if (byNumber === 'unknown') return none('No pupil of this school has that number.')
    if (byNumber !== null) {
      const fits = names.length === 0 || namesFolded(byNumber).some((name) => names.includes(name))
      return fits ? { person: byNumber, why: null } : none('The number is that of a pupil with another name.')
    }
    if (names.length === 0) return none('No name stands here.')
    const found = [...new Set(names.flatMap((name) => this.#byName.get(name) ?? []))]
    if (found.length === 0) return none('Nobody here has that name.')
    const { className } = row
    const inClass =
      className === null ? found : found.filter((person) => foldName(groupOf(person) ?? '') === foldName(className))
    const [person, other] = inClass
    if (person === undefined) return none(`Nobody of that name is in ${className ?? ''} here.`)
    return other === undefined
      ? { person, why: null }
      : none(
          `${inClass.length} people here have that name${className === null ? '. Give the class as well' : ' in that class'}.`,
        )
  }

  /** Null: the row has no number. */
  #numbered({ admissionNumber, upn }: FilledIn): Person | 'unknown' | 'differ' | null {
    const given = [
      ...(admissionNumber === null ? [] : [this.#byNumber.get(numberKey(admissionNumber))]),
      ...(upn === null ? [] : [this.#byUpn.get(numberKey(upn))]),
    ]
    if (given.length === 0) return null
    const people = given.map((found) => (found?.length === 1 ? found[0] : undefined))
    const [first] = people
    if (first === undefined || people.includes(undefined)) return 'unknown'
    return people.every((one) => one === first) ? first : 'differ'
  }
}

function put(map: Map<string, Person[]>, key: string, person: Person): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [person])
  else if (!known.includes(person)) known.push(person)
}

/** Legal and preferred names, forename first and surname first. */
function namesFolded({ pupil, adult }: Person): readonly string[] {
  if (pupil === null) return adult === null ? [] : [foldName(nameOf({ pupil, adult }))]
  const { forename, surname, preferredForename, preferredSurname } = namesOf(pupil)
  const firsts = [...new Set([forename ?? '', preferredForename ?? forename ?? ''])]
  const lasts = [...new Set([surname, preferredSurname ?? surname])]
  return firsts.flatMap((first) => lasts.map((last) => foldName(`${first} ${last}`)))
}

/** As a row gives them: "Surname, Forename" is turned round. */
function namesIn({ forename, surname, fullName }: FilledIn): readonly string[] {
  const given = surname === null ? (fullName ?? '') : `${forename ?? ''} ${surname}`
  const [last = '', first] = given.split(',')
  return [foldName(first === undefined ? given : `${first} ${last}`)].filter((name) => name !== '')
}
