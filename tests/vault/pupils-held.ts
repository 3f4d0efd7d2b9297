/** A pupil about whom a school's file holds something of every kind, each with a word of its own to look for. */
import type { PersonId, Role } from '@contract/index'
import { add, set } from '@vault/entity'
import {
  accessKind,
  agreementIssueKind,
  agreementKind,
  loanKind,
  signingEntity,
  signingKind,
  versionHash,
} from '../../src-main/features/agreements'
import type { Draft } from '../../src-main/sync/core/event'
import { agreementFacts, versionFacts } from '../support/agreements/texts'
import { behind, fileId } from './pupils-stage'
import { day, TODAY } from '../support/consents/register'
import { makeBatch, printed, type Stage } from './entry-stage'

/** Words that stand in this pupil's records and in nobody else's. */
export const MARKERS = [
  ...['Mistlewhorl', 'Quendalora', 'Quennabel', 'Vasperine', 'Undonella', 'Evidentia', 'Conditiosa', 'Sheetnota'],
  ...['Settlenota', 'Retypella', 'Orderref', 'P831900124017', 'N831900126001', 'Draftnota', 'Editwhy'],
  ...['Signnota', 'Signerella', 'Loancond', 'Accessnet'],
] as const

/** What only those who may read reasons may be shown. */
export const GUARDED = ['Flagwhy', 'Judgewhy', 'Liftwhy', 'Orderref', 'Careplan'] as const

export interface HeldStage extends Stage {
  /** The pupil with something of everything. */
  readonly marked: string
  readonly contact: string
  /** Gives the founder, who is at the keyboard, one more role. */
  readonly become: (role: Role) => Promise<void>
}

export async function makeHeld(): Promise<HeldStage> {
  const stage = await makeBatch({ expected: 8 })
  const { vault, call, school, website, wording, addPupil, pupil, mother } = stage
  const founder = (await call['session.state']({})).person?.id
  if (founder === undefined) throw new Error('locked')
  const become = async (role: Role) => {
    const grantFor = role === 'DSL' ? school : null
    await vault.call['people.grant']({ person: founder, role, grantFor, from: TODAY, until: null })
  }
  await become('DSL')

  const { pupil: marked, mother: contact } = await addPupil({
    ...{ legalForename: 'Quendalora', legalSurname: 'Mistlewhorl', preferredForename: 'Quennabel' },
    ...{ admissionNumber: '007007', upn: 'P831900124017' },
  })
  const of = { school, pupil: marked }
  await call['pupils.setUpn']({ ...of, upn: 'N831900126001', keepFormer: true, reason: 'Told Editwhy by the MIS' })
  const named = (name: string) => ({ ...contactFacts, name })
  await call['pupils.editContact']({ ...of, contact, facts: named('Vasperine Mistlewhorl'), reason: 'Name as written' })
  await call['pupils.addContact']({
    ...of,
    facts: { ...named('Undonella Mistlewhorl'), relationship: 'OTHER' },
    responsibility: null,
  })
  const { entries } = await vault.call['history.list']({ school: fileId(school), type: 'pupils.contact' })
  await vault.call['history.undo']({ school: fileId(school), batch: entries[0]?.batch ?? '' })

  const flag = { from: TODAY, reviewOn: day('2027-01-08'), reason: 'Flagwhy: nobody may learn the address' }
  await call['pupils.setFlag']({ ...of, kind: 'NO_NAME', ...flag })
  const order = { kind: 'Order', scope: [website], reference: 'Orderref 12', from: TODAY, until: null }
  const view = await call['pupils.setOrder']({ ...of, order: null, facts: order })
  vault.advance(60_000)
  const lift = { order: view.orders?.[0]?.id ?? '', on: TODAY, reason: 'Liftwhy: discharged' }
  await call['pupils.liftOrder']({ ...of, ...lift })
  const care = { status: 'PREVIOUSLY', authority: null, evidence: 'Careplan of May' } as const
  await call['pupils.setCare']({ ...of, care })
  await call['pupils.setCompetence']({ ...of, competence: 'BY_AGE', reason: 'Judgewhy: as others' })
  await call['pupils.revealUpn'](of)

  const answer = { channel: 'PAPER', decidedOn: day('2026-09-10'), wording, capacity: 'PARENT' } as const
  const use = { purpose: website, answer: 'GIVEN', conditions: 'Conditiosa only' } as const
  await call['consents.record']({
    ...{ ...of, ...answer, by: { kind: 'CONTACT', contact }, evidence: 'Evidentia letter', answers: [use] },
  })
  await call['consents.ask']({ school, pupils: [marked, pupil], purpose: website, named: true, on: TODAY })
  await printed(stage, wording)
  await stage.save({ pupil: marked, signedBy: { kind: 'CONTACT', contact }, note: 'Sheetnota seen' })
  // Keyed for the wrong child at first, then for the right one.
  const signedBy = { kind: 'CONTACT', contact } as const
  const { sheet } = await stage.keep({ pupil: marked, signedBy, note: 'Retypella by mistake' })
  await stage.keep({ pupil, signedBy: { kind: 'CONTACT', contact: mother }, note: 'The right child' }, sheet)
  const right = { pupil, signedBy: { kind: 'CONTACT', contact: mother }, note: 'Otherchild at first' } as const
  const { sheet: second } = await stage.keep(right)
  await stage.keep({ pupil: marked, signedBy, note: 'Draftnota half keyed' }, second)
  await behind(stage, (ctx) => {
    const tenant = ctx.tenant(fileId(school))
    const [standing] = tenant.log.find({ typePrefix: 'consents.answer', limit: 1 })
    const body = {
      ...{ pupil: marked, purpose: website, outcome: 'REFUSED', note: 'Settlenota after a talk' },
      ...{ covers: [standing?.id ?? ''], settledOn: TODAY, by: ctx.actor.id },
    }
    ctx.append(tenant, [{ type: 'consents.settlement', entity: 'a'.repeat(32), op: 'decide', body, parents: [] }])
    ctx.append(tenant, agreementDrafts(marked, ctx.actor.id))
  })
  await unlock(stage)
  return { ...stage, marked, contact, become }
}

/** An agreement the pupil signed, a device on loan, and an account. */
function agreementDrafts(marked: string, by: PersonId): readonly Draft[] {
  const [agreement, version] = ['1', '2'].map((digit) => digit.repeat(32)) as [string, string] // Two of them.
  const signee = { kind: 'PUPIL', id: marked } as const
  const text = versionFacts(agreement)
  const hash = versionHash(text)
  const signing = {
    ...({ version, signee, capacity: 'PARENT', outcome: 'SIGNED', contact: null } as const),
    ...{ name: 'Signerella Mistlewhorl', signedOn: TODAY, method: 'PAPER', witness: null, until: null },
    ...{ parentRead: true, note: 'Signnota in ink', agreement, hash, by, voids: [], restores: [] },
  }
  const entity = signingEntity(signing)
  return [
    set(agreementKind, agreement, agreementFacts()),
    add(agreementIssueKind, version, {
      ...{ ...text, issuedOn: TODAY, hash, author: by, approvedBy: by, approvedOn: TODAY, by },
    }),
    { type: signingKind.type, entity, op: 'decide', body: signing, parents: [] },
    set(loanKind, '3'.repeat(32), {
      ...{ device: 'Laptop', serial: null, borrower: signee, from: TODAY, dueOn: null, returnedOn: TODAY, by },
      condition: 'Loancond: a scratch',
    }),
    set(accessKind, '4'.repeat(32), { signee, system: 'Accessnet', grantedOn: TODAY, by, endedOn: null }),
  ]
}

export const unlock = async ({ vault }: Pick<Stage, 'vault'>): Promise<void> => {
  await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
}

const contactFacts = {
  relationship: 'MOTHER',
  resident: true,
  asksToBeConsulted: false,
  delegated: null,
  endedOn: null,
} as const
