/** Made-up schools with a consent register as large as asked, filled through the product's own write path. */
import type { ConsentAnswer } from '@contract/answers'
import type { PurposeFacts } from '@contract/consents'
import type { CivilDate, YearCode } from '@contract/primitives'
import { academicYear, addDays, addYears } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add, set } from '@vault/entity'
import type { BuildPractice } from '@vault/practice-tools'
import { answerEntity } from '../../src-main/features/consents/recording'
import { answerKind, askedKind, type AnswerBody } from '../../src-main/features/consents/events'
import { birthdayAt, familyDrafts, usesDrafts, type MadeUses } from '../../src-main/features/practice/consents'
import { protectionDrafts } from '../../src-main/features/practice/protection'
import { membershipDraft, NEVER_HERE, pupilKind } from '../../src-main/features/pupils'
import type { Draft } from '../../src-main/sync/core/event'
import { chance, type Chance } from '../fuzz/chance'

/** One school to make. */
export interface RegisterSize {
  readonly name: string
  readonly pupils: number
  /** How often each answer had been given before the one that stands. */
  readonly earlier: number
  /** Questions about pictures noted since; none when left out. */
  readonly asked?: number
}

/** Uses every school asks about. */
export const USES = 12

/** Drafts of one batch. */
const BATCH = 10_000

const SEED = 20260901

const YEARS = ['R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'] as const satisfies readonly YearCode[]

const FIRST = ['Ald', 'Bren', 'Cor', 'Dal', 'El', 'Fen', 'Gar', 'Hes', 'Ib', 'Jor', 'Kel', 'Lum', 'Mer', 'Nev', 'Os']
const MIDDLE = ['a', 'e', 'i', 'o', 'an', 'el', 'im', 'or', 'und', 'yl']
const LAST = ['bo', 'brook', 'by', 'dale', 'fold', 'gate', 'ley', 'mead', 'nook', 'stile', 'thorpe', 'wick', 'worth']

/** @param sizes the schools, in the order they are made */
export const registers =
  (sizes: readonly RegisterSize[]): BuildPractice =>
  async ({ ctx, newSchool }) => {
    for (const [number, size] of sizes.entries()) {
      const tenant = await newSchool({
        ...{ name: size.name, shortName: `B${number}`, phase: 'ALL_THROUGH', lowYear: 'R', highYear: '11' },
        ...{ urn: null, laEstab: null, ukprn: null, localAuthority: null, policeForce: null, postcode: null },
        ...{ learnerWord: 'pupil', predecessorUrn: null },
      })
      fill(ctx, tenant, size, chance(SEED, number))
    }
  }

/** A pupil as answers need one. */
interface Made {
  readonly id: string
  readonly surname: string
  readonly year: YearCode
  readonly dateOfBirth: CivilDate
}

function fill(ctx: Ctx, tenant: Tenant, size: RegisterSize, dice: Chance): void {
  const { begins } = academicYear(ctx.today())
  const roll = Array.from({ length: size.pupils }, (_, turn) => madePupil(ctx, tenant, turn, size.pupils, begins, dice))
  const pupils = roll.map(({ pupil }) => pupil)
  const families = familyDrafts(ctx, pupils)
  const uses = usesDrafts(ctx, tenant, madeUses(), 'Benchmark Trust')
  append(ctx, tenant, [...uses.drafts, ...roll.flatMap(({ drafts }) => drafts), ...families.drafts])
  append(ctx, tenant, protectionDrafts(ctx, tenant, pupils))
  const asked = pupils.flatMap((pupil) => answersOf(ctx, pupil, families.contactsOf.get(pupil.id)?.[0]?.id, uses, dice))
  let before: readonly string[] = []
  for (let round = 0; round <= size.earlier; round += 1) {
    const isLast = round === size.earlier
    before = append(
      ctx,
      tenant,
      asked.map(({ entity, body }, at) => ({
        ...{ type: answerKind.type, entity, op: 'decide' as const, parents: before.slice(at, at + 1) },
        body: isLast ? body : { ...body, answer: (at + round) % 9 === 0 ? 'REFUSED' : 'GIVEN' },
      })),
    )
  }
  append(ctx, tenant, questions(ctx, size.asked ?? 0, pupils, uses, dice))
}

function questions(
  ctx: Ctx,
  count: number,
  roll: readonly Made[],
  { purposes }: MadeUses,
  dice: Chance,
): readonly Draft[] {
  const on = ctx.today()
  return Array.from({ length: count }, () => {
    const asked = { purpose: dice.one(purposes).id, named: false, on, knownOn: null, verdict: 'YES' }
    return add(askedKind, ctx.newId(), { ...asked, pupils: [dice.one(roll).id], by: ctx.actor.id })
  })
}

/** @returns ids of the events, in the order of the drafts */
function append(ctx: Ctx, tenant: Tenant, drafts: readonly Draft[]): readonly string[] {
  const events: string[] = []
  for (let at = 0; at < drafts.length; at += BATCH) {
    for (const id of ctx.append(tenant, drafts.slice(at, at + BATCH)).events) events.push(id)
  }
  return events
}

function madePupil(
  ctx: Ctx,
  tenant: Tenant,
  turn: number,
  of: number,
  begins: CivilDate,
  dice: Chance,
): { readonly pupil: Made; readonly drafts: readonly Draft[] } {
  const id = ctx.newId()
  const surname = dice.one(FIRST) + dice.one(MIDDLE) + dice.one(LAST)
  const year = YEARS[Math.floor((turn * YEARS.length) / of)] ?? 'R'
  const dateOfBirth = birthdayAt(year, turn, begins)
  const draft = set(pupilKind, id, {
    ...{ legalForename: dice.one(FIRST) + dice.one(MIDDLE), legalSurname: surname },
    ...{ preferredForename: null, preferredSurname: null, dateOfBirth, year },
    ...{ className: `${year}${'ABCDEFGH'.charAt(Math.floor(turn / 30) % 8)}` },
    ...{ admissionNumber: String(turn + 1).padStart(6, '0'), upn: null, formerUpn: null, registration: 'MAIN' },
  })
  const joined = membershipDraft(tenant, id, ctx.actor.id, { ...NEVER_HERE, onRollFrom: addYears(begins, -1) })
  return { pupil: { id, surname, year, dateOfBirth }, drafts: [joined, draft] }
}

const CODES = [
  ...['CLASSROOM_EVIDENCE', 'DISPLAY_INTERNAL', 'DISPLAY_OFFSITE', 'NEWSLETTER', 'PROSPECTUS_PRINT', 'WEBSITE'],
  ...['SOCIAL_MEDIA', 'LEARNING_APP', 'PRESS_MEDIA', 'VIDEO_LIVESTREAM', 'PARTNER_ORG', 'NAME_WITH_IMAGE'],
] as readonly NonNullable<PurposeFacts['code']>[] // Each is a code of the contract; a wrong one would be refused.

const madeUses = (): readonly PurposeFacts[] =>
  CODES.map((code, place) => ({
    ...{ label: `Use ${place + 1}`, asWritten: null, code, basis: 'CONSENT', outside: place > 1 },
    ...{ renewal: place % 2 === 0 ? 'ON_ENTRY' : 'KEY_STAGE', reminderDays: 30, retiredOn: null, source: null },
    position: (place + 1) * 10,
  }))

interface Asked {
  readonly entity: string
  readonly body: AnswerBody
}

/** What a family answers: mostly yes; one in 25 leaves the last use open; from 13 on the pupil answers too. */
function answersOf(
  ctx: Ctx,
  pupil: Made,
  mother: string | undefined,
  { purposes, wording }: MadeUses,
  dice: Chance,
): readonly Asked[] {
  if (mother === undefined) throw new Error('A family without a mother')
  const decidedOn = addDays(wording.from, dice.upTo(20))
  const answered = dice.in(25) ? purposes.slice(0, -1) : purposes
  const isOwn = addYears(pupil.dateOfBirth, 13) <= ctx.today()
  return answered.flatMap(({ id: purpose }) => {
    const roll = dice.upTo(100)
    const answer: ConsentAnswer = roll < 90 ? 'GIVEN' : roll < 98 ? 'REFUSED' : 'WITHDRAWN'
    const body = (contact: string | null): AnswerBody => ({
      ...{ pupil: pupil.id, purpose, contact, name: null, capacity: contact === null ? 'PUPIL' : 'PARENT', answer },
      ...{ decidedOn, channel: 'PAPER', wording: wording.id, coversFrom: decidedOn, yearThen: pupil.year },
      ...{ expiresOn: null, outlastsLeaving: false, conditions: null, evidence: null, from: null },
      ...{ by: ctx.actor.id, voids: [] },
    })
    const by = { kind: 'CONTACT', contact: mother } as const
    return [
      { entity: answerEntity(pupil.id, purpose, by), body: body(mother) },
      ...(isOwn ? [{ entity: answerEntity(pupil.id, purpose, { kind: 'PUPIL' }), body: body(null) }] : []),
    ]
  })
}
