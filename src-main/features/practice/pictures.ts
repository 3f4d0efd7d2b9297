/** The made-up pictures of a practice school: how long they are kept, sets with who is on them, uses, and what becomes of them. */
import type { PurposeFacts } from '@contract/consents'
import type { CivilDate, PersonId } from '@contract/primitives'
import { academicYear, addDays, addMonths, instantOf } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { add, entityOf, set, type EntityKind } from '@vault/entity'
import type { Draft, Json } from '../../sync/core/event'
import {
  approvalKind,
  holdKind,
  imageSetKind,
  parentsPhotosKind,
  peopleShownKind,
  personalKind,
  proposalKind,
  publicationKind,
  publicationStateKind,
  ruleKind,
  shownKind,
} from '../images'
import { DEFAULT_RULES, SCHOOL_RULES } from './picture-rules'
import { FAMILIES_PHOTOS, SCHOOL_SETS, type PracticeSet, type PracticeUse } from './picture-sets'

/** What the pictures of a school rest on. */
export interface PicturesOf {
  /** Short name of the school. */
  readonly school: string
  /** Pupils in the order of the roll, each with the uses nothing stands against. */
  readonly roll: readonly { readonly id: string; readonly allowed: readonly string[] }[]
  /** Pupils who have left. */
  readonly leavers: readonly string[]
  readonly purposes: readonly { readonly id: string; readonly facts: PurposeFacts }[]
  /** The safeguarding lead, who keeps the pictures, and the head, who permits and approves. */
  readonly lead: PersonId
  readonly head: PersonId
}

/** Retention rules the trust offers its schools. */
export const defaultRulesDrafts = (ctx: Ctx): readonly Draft[] =>
  DEFAULT_RULES.map((facts) => set(ruleKind, ctx.newId(), facts))

/** Rules, sets, uses, a hold, disposals and what families may do, as the school's file holds them. */
export function picturesDrafts(ctx: Ctx, of: PicturesOf): readonly Draft[] {
  const rules = (SCHOOL_RULES[of.school] ?? []).map((facts) => set(ruleKind, ctx.newId(), facts))
  const sets = (SCHOOL_SETS[of.school] ?? []).map((facts) => ({ id: ctx.newId(), facts }))
  const families = (FAMILIES_PHOTOS[of.school] ?? []).map(({ event, on, conditions }) =>
    add(parentsPhotosKind, ctx.newId(), {
      ...{ event, on: dayOf(ctx, on), allowed: conditions !== null, conditions },
      ...{ decidedBy: of.head, by: of.lead },
    }),
  )
  return [...rules, ...sets.flatMap((one) => setDrafts(ctx, of, one)), ...disposalDrafts(ctx, of, sets), ...families]
}

/** The first decision about something: nothing stands before it. */
const decided = ({ type }: EntityKind, entity: string, body: Json): Draft => ({
  ...{ type, entity, body, op: 'decide' as const, parents: [] },
})

interface MadeSet {
  readonly id: string
  readonly facts: PracticeSet
}

/** A day told from the first of the academic year, never one to come. */
function dayOf(ctx: Ctx, days: number): CivilDate {
  const day = addDays(academicYear(ctx.today()).begins, days)
  return day < ctx.today() ? day : ctx.today()
}

function setDrafts(ctx: Ctx, of: PicturesOf, { id, facts }: MadeSet): readonly Draft[] {
  const { title, imageClass, takenBy, why, codes, storage, place, count, matter, staff = [], uses = [] } = facts
  const purposes = codes.flatMap((code) => purposeOf(of, code) ?? [])
  const shown = shownOn(of, facts)
  return [
    set(imageSetKind, id, {
      ...{ title, imageClass, takenOn: dayOf(ctx, facts.taken), event: facts.event ?? null, takenBy, why, purposes },
      ...{ device: matter === 'PERSONAL' ? 'PERSONAL' : 'SCHOOL', storage, place, folder: null, count, rule: null },
      heldOn: facts.isTask === true ? 'PUBLIC_TASK' : 'CONSENT',
    }),
    ...shown.map(({ id: pupil }) =>
      decided(shownKind, entityOf('images.shown', id, pupil), { set: id, pupil, isShown: true, by: of.lead }),
    ),
    ...(shown.length === 0 ? [] : [set(peopleShownKind, id, { staff: staff.map((one) => ({ ...one })), by: of.lead })]),
    ...uses.flatMap((use) => useDrafts(ctx, of, { id, facts }, use)),
    ...(matter === 'PERSONAL' ? [personalDraft(ctx, of, { id, facts })] : []),
    ...(matter === 'HOLD' ? [holdDraft(ctx, of, id)] : []),
  ]
}

const purposeOf = ({ purposes }: PicturesOf, wanted: PracticeUse['code']): string | undefined =>
  purposes.find(({ facts }) => facts.code === wanted)?.id

function shownOn({ roll, leavers }: PicturesOf, { shown, withLeavers }: PracticeSet): PicturesOf['roll'] {
  const [first, pupils] = shown ?? [0, 0]
  const left = withLeavers === true ? leavers.map((id) => ({ id, allowed: [] })) : []
  return [...roll.slice(first, first + pupils), ...left]
}

/** A use, checked on its first day: whatever was said since is why it has to come down. */
function useDrafts(ctx: Ctx, of: PicturesOf, { id: kept, facts }: MadeSet, use: PracticeUse): readonly Draft[] {
  const purpose = purposeOf(of, use.code)
  if (purpose === undefined) return []
  const id = ctx.newId()
  const { place, channel, address = null, printRun = null, became } = use
  const from = dayOf(ctx, use.from)
  const some = shownOn(of, facts).flatMap((one) => (one.allowed.includes(purpose) ? [one.id] : []))
  const out = add(publicationKind, id, {
    ...{ set: kept, purpose, place, channel, address, printRun, from, until: null, named: false },
    ...{ pupils: use.onlyAllowed === true ? some : null, captions: '', fileNames: [] },
    ...{ approvedBy: of.lead, by: of.lead, checkedAt: instantOf(from, '12:00') },
  })
  if (became === undefined) return [out]
  const body = { publication: id, state: became.state, on: dayOf(ctx, became.on), evidence: became.evidence }
  return [out, decided(publicationStateKind, id, { ...body, by: of.lead })]
}

/** The head allowed it and it was moved; nothing shows yet that it was deleted. */
const personalDraft = (ctx: Ctx, { head }: PicturesOf, { id, facts }: MadeSet): Draft =>
  set(personalKind, id, {
    ...{ permittedBy: head, permittedOn: dayOf(ctx, facts.taken) },
    ...{ transferredOn: dayOf(ctx, facts.taken + 1), deletedOn: null, proof: null },
  })

/** Days until somebody looks at a hold again. */
const REVIEW = 90

const holdDraft = (ctx: Ctx, { head, lead }: PicturesOf, kept: string): Draft =>
  decided(holdKind, ctx.newId(), {
    ...{ set: kept, kind: 'SUBJECT_ACCESS', owner: head, reason: 'A family has asked for what the school keeps' },
    ...{ reviewOn: addDays(ctx.today(), REVIEW), isHeld: true, from: ctx.today(), by: lead },
  })

/** One disposal is approved and waits to be carried out, one waits for a second person. */
function disposalDrafts(ctx: Ctx, of: PicturesOf, sets: readonly MadeSet[]): readonly Draft[] {
  const going = sets.filter(({ facts }) => facts.matter === 'APPROVED' || facts.matter === 'PROPOSED')
  return going.flatMap(({ id: kept, facts }, place): readonly Draft[] => {
    const disposal = ctx.newId()
    const proposal = add(proposalKind, disposal, {
      ...{ number: place + 1, why: 'Their time is over', by: of.lead, on: ctx.today() },
      sets: [{ set: kept, title: facts.title, ...ruleOf(ctx, of, facts), files: 0, count: facts.count ?? 0 }],
    })
    if (facts.matter === 'PROPOSED') return [proposal]
    const body = { disposal, approved: true, note: 'Looked through, nothing is needed any more', by: of.head }
    return [proposal, decided(approvalKind, disposal, { ...body, on: ctx.today() })]
  })
}

/** The rule by which a set goes, in words, with the day it fell due. */
function ruleOf(
  ctx: Ctx,
  { school }: PicturesOf,
  facts: PracticeSet,
): { readonly rule: string; readonly dueOn: CivilDate } {
  const rule = (SCHOOL_RULES[school] ?? []).find(({ imageClass }) => imageClass === facts.imageClass)
  const ended = facts.uses?.flatMap(({ became }) => (became === undefined ? [] : [dayOf(ctx, became.on)])).at(-1)
  const taken = dayOf(ctx, facts.taken)
  const from = rule?.trigger === 'ACADEMIC_YEAR_END' ? academicYear(taken).ends : (ended ?? taken)
  return { rule: `${rule?.label ?? 'No rule'}. ${rule?.basis ?? ''}`, dueOn: addMonths(from, rule?.months ?? 0) }
}
