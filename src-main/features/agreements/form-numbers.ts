/** Numbers of printed forms: those of agreements and those of consent are of one kind, so a scan of either is told apart. */
import { Fault } from '@contract/fault'
import type { Signee, SigningCapacity, Standing, Member } from '@contract/signatures'
import { formNumbered } from '@db/repo/agreements'
import { formOf } from '@db/repo/entry'
import type { Ctx, Tenant } from '@vault/context'
import { randomBytes } from '@vault/crypto'
import { formNumber, readFormNumber } from '../forms'
import { Recording } from './recording'
import { capacitiesOf } from './rules/recording'

/** A number no form of this school has. @param taken numbers given out in this printing already */
export function freshNumber({ db }: Pick<Tenant, 'db'>, taken: Set<string>): string {
  for (;;) {
    const number = formNumber(randomBytes(8))
    if (taken.has(number) || formNumbered(db, number) !== null || formOf(db, number) !== null) continue
    taken.add(number)
    return number
  }
}

interface FormRead {
  version: string
  label: string
  title: string
  member: Member
  capacities: SigningCapacity[]
  signers: { contact: string; name: string; responsible: boolean }[]
  standing: Standing
}

/**
 * Whom a printed form is about, and how they stand to its agreement.
 * @throws Fault 'bad-input' for a number that was misread, 'not-found' for a form not printed here, 'conflict' for one
 *   about consent
 */
export function readForm(tenant: Tenant, text: string, ctx: Ctx): FormRead {
  const number = readFormNumber(text)
  if (number === null) throw new Fault('bad-input', 'That is no form number, or a digit was misread. Scan it again.')
  const form = formNumbered(tenant.db, number)
  if (form === null && formOf(tenant.db, number) !== null) {
    throw new Fault('conflict', 'This is a consent form. Nothing was recorded. Key it where consent forms are keyed.')
  }
  const signee: Signee | null = form === null ? null : { kind: form.signeeKind, id: form.signee }
  const recording = signee === null ? null : new Recording(tenant, ctx, [{ signee }])
  const signatures = recording?.signatures
  const person = signee === null ? null : (signatures?.personOrNull(signee) ?? null)
  const version = form === null ? undefined : signatures?.known.versions.get(form.version)
  const agreement = signatures?.known.agreements.find(({ id }) => id === version?.agreement)
  if (!recording || !signatures || !person || !version || !agreement) {
    throw new Fault(
      'not-found',
      'Not a form of this school. Nothing was recorded. Put it aside, and look whether the right school is open.',
    )
  }
  const capacities = capacitiesOf(person.subject, agreement, signatures.known.years, ctx.today())
  const [requirement] = signatures
    .requirements(agreement.audiences)
    .filter(({ members }) => members.some(({ id }) => id === agreement.id))
  const [known] = requirement === undefined ? [] : signatures.standings(person, [requirement])
  return {
    ...{ version: version.id, label: version.label, title: signatures.title(agreement.id) },
    ...{ member: signatures.member(person), capacities: [...capacities] },
    signers: capacities.includes('PARENT')
      ? recording
          .contactsOf(person.signee.id, ctx.today())
          .filter(({ endedOn }) => endedOn === null || ctx.today() <= endedOn)
          .map(({ id, name, responsible }) => ({ contact: id, name, responsible }))
          // Who is responsible comes first, each group by name.
          .sort((a, b) => Number(b.responsible) - Number(a.responsible) || a.name.localeCompare(b.name, 'en-GB'))
      : [],
    standing:
      known === undefined ? notAsked(agreement.id, signatures.title(agreement.id)) : signatures.standing(person, known),
  }
}

const notAsked = (agreement: string, title: string): Standing => ({
  ...{ agreement, title, version: null, state: 'NO_TEXT', words: 'This agreement is not asked for any more.' },
  ...{ holdsUntil: null, missing: [], toInform: false },
})
