/** From a plan to what is written: pupils, contacts, answers, care, and that a file was read in. All of it one batch. */
import type { Decider } from '@contract/consents'
import type { CivilDate, PersonId } from '@contract/primitives'
import type { Membership } from '@contract/pupils'
import type { AnswerRow } from '@db/repo/consents'
import { onePupil } from '@db/repo/pupils'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import type { Draft, Json } from '../../sync/core/event'
import { answerDrafts, plainUse } from '../consents'
import { contactKind, datesOf, membershipAsRead, NEVER_HERE, pupilKind, recordAnew } from '../pupils'
import type { Answerer } from './rules/people'
import type { PlannedPupil } from './rules/plan'

export interface Writing {
  readonly tenant: Tenant
  readonly ctx: Ctx
  /** Id of the import. */
  readonly from: string
  /** Wording a Yes of this file was given under. */
  readonly wording: string | null
  readonly standing: (entity: string) => readonly AnswerRow[]
}

/** Drafts for one pupil. */
export function pupilDrafts(planned: PlannedPupil, writing: Writing): readonly Draft[] {
  const { tenant, ctx } = writing
  const pupil = planned.pupil ?? ctx.newId()
  const by: PersonId = ctx.actor.id
  const { onRollFrom, leftOn, lastLeft, ...facts } = planned.fields
  // The fields of a plan are those of the kind, which checks them once more.
  const fields = facts as Readonly<Record<string, Json>>
  const dates = Object.fromEntries(
    Object.entries({ onRollFrom, leftOn, lastLeft }).filter(([, value]) => value !== undefined),
  )
  const contacts = planned.contacts.map((contact) => ({ id: ctx.newId(), ...contact }))
  return [
    ...(Object.keys(fields).length === 0 ? [] : [set(pupilKind, pupil, fields)]),
    ...(planned.pupil === null || Object.keys(dates).length > 0 ? [stayDraft(pupil, dates, writing)] : []),
    ...contacts.map(({ id, facts }) => set(contactKind, id, { ...facts, pupil })),
    ...contacts.flatMap(({ id, responsibility }) =>
      responsibility === null
        ? []
        : [recordAnew(tenant, 'responsibility', id, { pupil, by, contact: id, ...responsibility })],
    ),
    ...(planned.inCare ? [careDraft(pupil, writing)] : []),
    ...answersOf(
      planned,
      pupil,
      contacts.map(({ id }) => id),
      writing,
    ),
  ]
}

/** What a file says of joining and leaving, with what stands of the rest. It settles nothing two PCs differ about. */
function stayDraft(pupil: string, dates: Partial<Membership>, { tenant, ctx }: Pick<Writing, 'tenant' | 'ctx'>): Draft {
  const row = onePupil(tenant.db, pupil)
  const before = row === null ? NEVER_HERE : datesOf(row)
  return membershipAsRead(tenant, pupil, ctx.actor.id, { ...before, ...dates })
}

/** R53: looked after, and nobody decides until it is recorded who may. */
function careDraft(pupil: string, { tenant, ctx }: Writing): Draft {
  const evidence = `Stated in a list read in on ${dateWords(ctx.today())}`
  return recordAnew(tenant, 'care', pupil, {
    ...{ pupil, by: ctx.actor.id, status: 'CARE_ORDER', authority: null, evidence },
  })
}

function answersOf(
  planned: PlannedPupil,
  pupil: string,
  added: readonly string[],
  { tenant, ctx, from, wording, standing }: Writing,
): readonly Draft[] {
  return alike(planned.answers).flatMap(([first, ...more]) => {
    const { line, by, decidedOn, worded, capacity } = first
    const answering = {
      today: ctx.today(),
      ...{ by: deciderOf(by, added), capacity, decidedOn, channel: 'IMPORT' as const, from },
      wording: worded ? wording : null,
      evidence: `Line ${line} of a list read in on ${dateWords(ctx.today())}`,
    }
    const uses = [first, ...more].map(({ purpose, answer }) => plainUse(purpose, answer))
    return answerDrafts(tenant, { id: pupil, year: planned.year }, answering, uses, ctx.actor.id, standing)
  })
}

type Planned = PlannedPupil['answers'][number]

/** Answers of one line by one person on one day, which differ in the use alone. */
function alike(answers: readonly Planned[]): readonly (readonly [Planned, ...Planned[]])[] {
  const groups = new Map<string, [Planned, ...Planned[]]>()
  for (const answer of answers) {
    const { line, by, decidedOn, worded } = answer
    const key = JSON.stringify([line, by, decidedOn, worded])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [answer])
    else group.push(answer)
  }
  return [...groups.values()]
}

function deciderOf(by: Answerer, added: readonly string[]): Decider {
  if (by.kind !== 'NEW') return by
  const contact = added[by.at]
  if (contact === undefined) throw new Error('An answer names a contact that is not added')
  return { kind: 'CONTACT', contact }
}

/** A pupil missing from the file who has left, with the last day. */
export const leaverDraft = (
  { pupil, on }: { readonly pupil: string; readonly on: CivilDate },
  writing: Pick<Writing, 'tenant' | 'ctx'>,
): Draft => stayDraft(pupil, { leftOn: on }, writing)
