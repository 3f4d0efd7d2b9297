/** School devices lent, each against a signed statement (R38). */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { Loan, LoanFacts } from '@contract/signatures'
import { allLoans, oneLoan, type LoanRow } from '@db/repo/agreements'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { loanKind } from './events'
import type { Person } from './known'
import { presenceOn } from './rules/scope'
import type { StandingKnown } from './rules/standing'
import { Signatures } from './signatures'

/** Those out first, the one due earliest in front; of borrowers who were erased nothing is left to list. */
export function loansOf(tenant: Tenant, ctx: Ctx): Loan[] {
  const rows = allLoans(tenant.db)
  const signatures = new Signatures(tenant, ctx, { of: rows.map(({ facts }) => facts.borrower) })
  return rows.flatMap((row) => loanOf(row, signatures) ?? []).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

const orderOf = ({ returnedOn, dueOn, from, id }: Loan): string =>
  `${returnedOn === null ? 0 : 1} ${dueOn ?? '9999'} ${from} ${id}`

function loanOf({ id, facts, returnedOn, condition }: LoanRow, signatures: Signatures): Loan | null {
  const person = signatures.personOrNull(facts.borrower)
  if (person === null) return null
  const statements = statementsOf(person, signatures)
  return {
    ...facts,
    ...{ id, member: signatures.member(person), returnedOn, condition },
    overdue: returnedOn === null && facts.dueOn !== null && facts.dueOn < signatures.on,
    signed: statements.length > 0 && statements.every(({ state }) => state === 'CURRENT'),
  }
}

/** How somebody stands to the statements for loans that have a text in force. */
const statementsOf = (person: Person, signatures: Signatures): readonly StandingKnown[] =>
  signatures.standings(
    person,
    signatures.requirements(['DEVICE_LOAN']).filter(({ inForce }) => inForce !== null),
  )

/** @throws Fault 'not-found', 'bad-input', 'conflict' for a borrower who has not signed or is not here */
export function lend(tenant: Tenant, facts: LoanFacts, ctx: Ctx): Loan {
  const signatures = new Signatures(tenant, ctx, { of: [facts.borrower] })
  const person = signatures.person(facts.borrower)
  const { from, dueOn, device, serial } = facts
  if (from > ctx.today()) throw notLent('bad-input', 'That day is in the future. Enter the day it is handed out.')
  if (dueOn !== null && dueOn < from) throw notLent('bad-input', 'The day it is due lies before the day it is lent.')
  if (presenceOn(person.subject, ctx.today()) !== 'HERE') {
    throw notLent('conflict', 'Devices are lent to those who are at this school today.')
  }
  const [open] = statementsOf(person, signatures).filter(({ state }) => state !== 'CURRENT')
  if (open !== undefined) {
    const { title, words } = signatures.standing(person, open, false)
    throw notLent('conflict', `“${title}” has to be signed before a device is lent. ${words}`)
  }
  if (serial !== null) {
    const out = allLoans(tenant.db).find((one) => one.returnedOn === null && one.facts.serial === serial)
    if (out !== undefined) {
      throw notLent(
        'conflict',
        `A device of this serial number is out since ${dateWords(out.facts.from)}. Take it back first.`,
      )
    }
  }
  const id = ctx.newId()
  const lent = { device, serial, borrower: facts.borrower, from, dueOn }
  ctx.append(tenant, [set(loanKind, id, { ...lent, returnedOn: null, condition: null, by: ctx.actor.id })])
  return loanIn(tenant, id, ctx)
}

const notLent = (code: 'bad-input' | 'conflict', words: string): Fault => new Fault(code, `${words} Nothing was lent.`)

/** @throws Fault 'not-found', 'bad-input', 'conflict' for what is back already */
export function giveBack(
  tenant: Tenant,
  { loan, returnedOn, condition }: { loan: string; returnedOn: CivilDate; condition: string | null },
  ctx: Ctx,
): Loan {
  const row = oneLoan(tenant.db, loan)
  if (row === null) throw noLoan()
  const nothing = 'Nothing was changed.'
  if (row.returnedOn !== null) {
    throw new Fault('conflict', `This device came back on ${dateWords(row.returnedOn)} already. ${nothing}`)
  }
  if (returnedOn > ctx.today()) throw new Fault('bad-input', `That day is in the future. ${nothing}`)
  if (returnedOn < row.facts.from) throw new Fault('bad-input', `That is before the device was lent. ${nothing}`)
  ctx.append(tenant, [set(loanKind, loan, { returnedOn, condition })])
  return loanIn(tenant, loan, ctx)
}

function loanIn(tenant: Tenant, id: string, ctx: Ctx): Loan {
  const row = oneLoan(tenant.db, id)
  const loan = row === null ? null : loanOf(row, new Signatures(tenant, ctx, { of: [row.facts.borrower] }))
  if (loan === null) throw noLoan()
  return loan
}

const noLoan = (): Fault =>
  new Fault('not-found', 'There is no such loan here. Nothing was changed. Open the list of loans again.')
