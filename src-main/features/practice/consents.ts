/** The made-up register of a practice school: uses, two wordings, families, and what they answered. */
import type { ConsentAnswer } from '@contract/answers'
import type { PurposeFacts, WordingFacts } from '@contract/consents'
import type { CivilDate, YearCode } from '@contract/primitives'
import type { Relationship, ResponsibilityBasis } from '@contract/pupils'
import { academicYear, addDays, addYears } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import {
  answerEntity,
  answerKind,
  issueKind,
  partsOf,
  purposeKind,
  termsDraft,
  wordingHash,
  type AnswerBody,
} from '../consents'
import { contactKind, responsibilityKind } from '../pupils'

/** A pupil as the register needs it. */
export interface Registered {
  readonly id: string
  readonly surname: string
  readonly year: YearCode
  readonly dateOfBirth: CivilDate
}

export interface MadeUses {
  readonly drafts: readonly Draft[]
  readonly purposes: readonly { readonly id: string; readonly facts: PurposeFacts }[]
  /** The wording of this academic year, and that of the one before. */
  readonly wording: MadeWording
  readonly wordingBefore: MadeWording
}

interface MadeWording {
  readonly id: string
  readonly from: CivilDate
}

/** Uses of a school and the wordings its families were asked with. @param trust legal name of the controller */
export function usesDrafts(ctx: Ctx, tenant: Tenant, facts: readonly PurposeFacts[], trust: string): MadeUses {
  const purposes = facts.map((one) => ({ id: ctx.newId(), facts: one }))
  const { begins } = academicYear(ctx.today())
  const issue = (from: CivilDate) => {
    const id = ctx.newId()
    const text = wordingFacts(purposes, trust, from)
    return {
      id,
      from,
      draft: add(issueKind, id, { ...text, issuedOn: from, hash: wordingHash(text), by: ctx.actor.id }),
    }
  }
  const [now, before] = [issue(begins), issue(addYears(begins, -1))]
  return {
    purposes,
    wording: now,
    wordingBefore: before,
    drafts: [...purposes.flatMap((one) => useDrafts(ctx, tenant, one)), before.draft, now.draft],
  }
}

function useDrafts(ctx: Ctx, tenant: Tenant, { id, facts }: MadeUses['purposes'][number]): readonly Draft[] {
  const { terms, facts: own } = partsOf(facts)
  return [termsDraft(tenant, id, ctx.actor.id, terms), set(purposeKind, id, own)]
}

function wordingFacts(purposes: MadeUses['purposes'], trust: string, from: CivilDate): WordingFacts {
  const { label } = academicYear(from)
  return {
    version: `${label}, 1`,
    title: 'Pictures and videos',
    controller: trust,
    otherControllers: [],
    intro: `${trust} is responsible for the pictures our school takes. Say yes or no to each use. If you do not answer, we will not use pictures in that way.`,
    questions: purposes
      .filter(({ facts }) => facts.basis === 'CONSENT')
      .map(({ id, facts }) => ({
        purpose: id,
        text: `May we use pictures of your child here: ${facts.label}?`,
        whatWillBeDone: 'We choose pictures with care and show them there without full names.',
      })),
    withdrawal: 'You can take your consent back at any time, in any way: tell the office, write, or phone.',
    language: 'en-GB',
    direction: 'ltr',
    effectiveFrom: from,
  }
}

/** Families of a roll: a mother, and for most a father, with the responsibility that is recorded of them. */
export function familyDrafts(
  ctx: Ctx,
  roll: readonly Registered[],
): { readonly drafts: readonly Draft[]; readonly contactsOf: ReadonlyMap<string, readonly MadeContact[]> } {
  const contactsOf = new Map<string, readonly MadeContact[]>()
  const drafts = roll.flatMap((pupil, turn) => {
    const parents: MadeContact[] = [{ id: ctx.newId(), relationship: 'MOTHER', basis: 'MOTHER' }]
    // Of some fathers nothing is recorded, as in every office.
    if (turn % 5 !== 2) {
      parents.push({ id: ctx.newId(), relationship: 'FATHER', basis: turn % 7 === 3 ? null : 'BIRTH_CERTIFICATE' })
    }
    contactsOf.set(pupil.id, parents)
    return parents.flatMap((parent) => parentDrafts(ctx, pupil, parent))
  })
  return { drafts, contactsOf }
}

export interface MadeContact {
  readonly id: string
  readonly relationship: Relationship
  /** Null: nothing is recorded of this person's responsibility. */
  readonly basis: ResponsibilityBasis | null
}

function parentDrafts(ctx: Ctx, pupil: Registered, { id, relationship, basis }: MadeContact): readonly Draft[] {
  const name = `${relationship === 'MOTHER' ? 'Marba' : 'Delbo'} ${pupil.surname}`
  const facts = { name, relationship, resident: true, asksToBeConsulted: false, delegated: null, endedOn: null }
  const contact = set(contactKind, id, { ...facts, pupil: pupil.id })
  if (basis === null) return [contact]
  const held = { holds: true, basis, evidence: null, from: null, until: null }
  const body = { ...held, pupil: pupil.id, contact: id, by: ctx.actor.id }
  return [contact, { type: responsibilityKind.type, entity: id, op: 'decide', body, parents: [] }]
}

/** What families answered: mostly yes, some no, some nothing, some long ago, some parents each their own way (domain 5). */
export function answersDrafts(
  ctx: Ctx,
  roll: readonly Registered[],
  { purposes, wording, wordingBefore }: MadeUses,
  contactsOf: ReadonlyMap<string, readonly MadeContact[]>,
): readonly Draft[] {
  const asked = purposes.filter(({ facts }) => facts.basis === 'CONSENT')
  return roll.flatMap((pupil, turn) => {
    const [mother, father] = contactsOf.get(pupil.id) ?? []
    // One family in eleven has not sent the form back.
    if (mother === undefined || turn % 11 === 6) return []
    const isOld = turn % 31 === 9
    const under = isOld ? wordingBefore : wording
    const signed = earlier(addDays(under.from, 3 + (turn % 20)), ctx.today())
    const answered = asked.map(({ id }, place) => ({ purpose: id, answer: answerAt(turn, place) }))
    const by = (contact: string | null, answer: ConsentAnswer, purpose: string, decidedOn: CivilDate): Draft => {
      const body: AnswerBody = {
        ...{ pupil: pupil.id, purpose, contact, name: null, capacity: contact === null ? 'PUPIL' : 'PARENT', answer },
        ...{ decidedOn, channel: answer === 'WITHDRAWN' ? 'PHONE' : 'PAPER', wording: under.id, coversFrom: decidedOn },
        ...{ yearThen: pupil.year, expiresOn: null, outlastsLeaving: false, conditions: null, evidence: null },
        ...{ from: null, by: ctx.actor.id, voids: [] },
      }
      const who = contact === null ? ({ kind: 'PUPIL' } as const) : ({ kind: 'CONTACT', contact } as const)
      return { type: answerKind.type, entity: answerEntity(pupil.id, purpose, who), op: 'decide', body, parents: [] }
    }
    const isOwn = addYears(pupil.dateOfBirth, 13) <= signed && turn % 9 !== 4
    return answered.flatMap(({ purpose, answer }) => [
      by(mother.id, answer, purpose, signed),
      ...(isOwn ? [by(null, answer, purpose, signed)] : []),
      // Here and there the other parent sees it differently.
      ...(father !== undefined && turn % 41 === 17 ? [by(father.id, 'REFUSED', purpose, signed)] : []),
    ])
  })
}

function answerAt(turn: number, place: number): ConsentAnswer {
  const chance = (turn * 37 + place * 61) % 100
  return chance < 86 ? 'GIVEN' : chance < 97 ? 'REFUSED' : 'WITHDRAWN'
}

/** Uses a family, by its place on the roll, has said Yes to this year, with nobody against it. @returns their ids */
export function yesesOf(turn: number, { purposes }: MadeUses): readonly string[] {
  const hasAnswered = turn % 11 !== 6 && turn % 31 !== 9 && turn % 41 !== 17
  const asked = purposes.filter(({ facts }) => facts.basis === 'CONSENT')
  return asked.flatMap(({ id }, place) => (hasAnswered && answerAt(turn, place) === 'GIVEN' ? [id] : []))
}

const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b)

/** A day of birth that fits a year group. @param begins first day of the present academic year */
export function birthdayAt(year: YearCode, turn: number, begins: CivilDate): CivilDate {
  const age = year === 'R' ? 4 : Number(year) + 4
  return addDays(addYears(begins, -(age + 1)), (turn * 37) % 360)
}
