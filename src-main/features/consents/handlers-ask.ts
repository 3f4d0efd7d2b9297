/** Serving the one question, and the register that shows its answer for everybody. */
import type { AskAnswer, consents, PupilDecision, Purpose, RegisterLine } from '@contract/consents'
import type { CivilDate } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { allPupils, type PupilRow } from '@db/repo/pupils'
import { addDays, instantOf, instantWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { cardOf, inListOrder, rollState } from '../pupils'
import { askedKind } from './events'
import { purposeIn } from './handlers-design'
import { inUse, Knowledge } from './knowledge'
import { recordsOf, type RecordsHere } from './records'
import { fileOf, pupilsIn, schoolFacts } from './school'
import { askNote, groupWords, worstOf } from './asking'
import { decisionOf, type Telling } from './words'
import { Fault } from '@contract/fault'

type Asking = Pick<Handlers<typeof consents, Ctx>, 'consents.ask' | 'consents.register'>

export const askHandlers: Asking = {
  'consents.ask': ({ school, pupils, purpose: asked, named, on, knownOn }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { name, learnerWord: learner } = schoolFacts(school, ctx)
    const use = purposeIn(tenant, asked)
    const answer = asOf(tenant, knownOn, ctx, (db) => {
      const purpose = db === tenant.db ? use : purposeIn({ ...tenant, db }, asked)
      const rows = pupilsIn({ db }, pupils)
      const asOf = db === tenant.db ? null : knownOn
      return answerAbout({ tenant: { ...tenant, db }, learner, rows, purpose, named, on, asOf }, ctx)
    })
    const record = ctx.newId()
    const { verdict } = answer
    const askedOf = rowsInParts([...new Set(pupils)])
    ctx.append(
      tenant,
      // A list is asked about whole, and noted in parts an event can hold.
      askedOf.map((part, i) =>
        add(askedKind, i === 0 ? record : ctx.newId(), {
          ...{ purpose: asked, named, on, knownOn, verdict, pupils: part, by: ctx.actor.id },
        }),
      ),
    )
    const askedAt = ctx.now()
    const whole: AskAnswer = { ...answer, record, purpose: asked, named, on, askedAt, note: '' }
    const at = instantWords(askedAt)
    return { ...whole, note: askNote(whole, { school: name, use: use.label, at, knownOn }) }
  },

  'consents.register': ({ school, on }, ctx) => {
    const tenant = fileOf(school, ctx)
    const day = on ?? ctx.today()
    const past = on !== null && on < ctx.today() ? on : null
    return asOf(tenant, past, ctx, (db) => registerOn({ ...tenant, db }, day, past, ctx))
  },
}

const PART = 1500

const rowsInParts = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / PART) }, (_, i) => ids.slice(i * PART, (i + 1) * PART))

/** Asks the rows of today, or those of the end of an earlier day. */
function asOf<T>(tenant: Tenant, knownOn: CivilDate | null, ctx: Ctx, ask: (db: Tenant['db']) => T): T {
  if (knownOn === null || knownOn >= ctx.today()) return ask(tenant.db)
  const { db, close } = tenant.log.rowsAsOf(instantOf(addDays(knownOn, 1)) - 1)
  try {
    return ask(db)
  } finally {
    close()
  }
}

/** What may be trusted of the records of today, or of those of an earlier day. */
function recordsAsOf(tenant: Tenant, asOf: CivilDate | null, ctx: Ctx): RecordsHere {
  const records = recordsOf(tenant, ctx)
  return asOf === null ? records : { ...records, asOf }
}

/** A question as a handler understood it. */
export interface Question {
  readonly tenant: Tenant
  /** `pupil`, `learner` or `student`, as the school says. */
  readonly learner: string
  readonly rows: readonly PupilRow[]
  readonly purpose: Purpose
  readonly named: boolean
  readonly on: CivilDate
  /** The earlier day whose records are asked; null: those of today. */
  readonly asOf: CivilDate | null
}

/** The answer without what the asking itself adds. */
type Answered = Pick<AskAnswer, 'verdict' | 'words' | 'pupils' | 'instead' | 'warnings'>

/** Decides for each pupil and for the picture as a whole (R57). */
export function answerAbout({ tenant, learner, rows, purpose, named, on, asOf }: Question, ctx: Ctx): Answered {
  if (!inUse(purpose.retiredOn, on)) {
    const isOpen = purpose.loosest !== null && inUse(purpose.loosest.retiredOn, on)
    throw new Fault(
      'conflict',
      isOpen
        ? 'By one PC this use is made no more, by another it is. Settle it under Uses, or choose another. Nothing was answered.'
        : 'This use is no longer asked or used. Choose another. Nothing was answered.',
    )
  }
  const records = recordsAsOf(tenant, asOf, ctx)
  const ids = rows.map(({ id }) => id)
  const knowledge = new Knowledge(tenant.db, ids, null, on, records)
  const mayReadReasons = ctx.may('pupils.reasons', tenant.id) !== null
  const decided = inListOrder(rows, (row) => row).map((row): PupilDecision => {
    const telling: Telling = { purpose, contacts: knowledge.contactsOf(row.id), learner, mayReadReasons }
    return {
      ...decisionOf(knowledge.decide(row, purpose, named), telling),
      pupil: cardOf(row, on, knowledge.isRestricted(row.id)),
    }
  })
  const pupils = RANK.flatMap((verdict) => decided.filter((one) => one.verdict === verdict))
  const verdict = worstOf(pupils.map((one) => one.verdict))
  return {
    verdict,
    words: groupWords(pupils, purpose.label, learner),
    pupils,
    instead: verdict === 'YES' ? [] : insteadOf(rows, knowledge, purpose, named),
    warnings: [
      ...(records.clockDoubtful
        ? ['The date or time of this PC may be wrong: nothing is answered with yes until it is put right.']
        : []),
      ...(knowledge.agesDiffer
        ? [
            `Two PCs recorded differently from which age a ${learner} decides: both count until somebody settles it under Uses.`,
          ]
        : []),
      ...differing(
        rows,
        named ? [purpose, ...(knowledge.naming === null ? [] : [knowledge.naming])] : [purpose],
        learner,
      ),
    ],
  }
}

/** What PCs recorded differently that the answer rests on (C19): what any of them forbids is not allowed. */
function differing(rows: readonly PupilRow[], uses: readonly Purpose[], learner: string): string[] {
  const count = rows.filter(({ loosest }) => loosest !== null).length
  const of = rows.length === 1 ? `this ${learner}` : `${count} of these ${learner}s`
  return [
    ...(count === 0
      ? []
      : [
          `Two PCs recorded differently when ${of} joined or left: the stricter counts until somebody settles it on the ${learner}’s page.`,
        ]),
    ...uses.flatMap(({ label, loosest }) =>
      loosest === null
        ? []
        : [
            `Two PCs recorded differently what ${label} rests on: the stricter counts until somebody settles it under Uses.`,
          ],
    ),
  ]
}

/** The No's first (ux 4). */
const RANK = ['NO', 'CHECK_FIRST', 'YES_IF', 'YES'] as const

/** Uses in which all of them may be shown as they were asked about, or without the name. */
function insteadOf(rows: readonly PupilRow[], knowledge: Knowledge, asked: Purpose, named: boolean): string[] {
  const isFree = (purpose: Purpose, withName: boolean): boolean =>
    rows.every((row) => knowledge.isAllowed(row, purpose, withName))
  const others = knowledge.purposes.filter(
    ({ id, code, retiredOn }) => id !== asked.id && code !== 'NAME_WITH_IMAGE' && inUse(retiredOn, knowledge.on),
  )
  return [
    ...(named && isFree(asked, false) ? [`${asked.label}, without the name`] : []),
    ...others.filter((purpose) => isFree(purpose, named)).map(({ label }) => label),
  ]
}

/** @param past the earlier day whose records are shown; null: those of today */
function registerOn(
  tenant: Tenant,
  on: CivilDate,
  past: CivilDate | null,
  ctx: Ctx,
): { on: CivilDate; purposes: Purpose[]; lines: RegisterLine[] } {
  const knowledge = new Knowledge(tenant.db, null, null, on, recordsAsOf(tenant, past, ctx))
  const purposes = knowledge.purposes.filter(({ retiredOn }) => inUse(retiredOn, on))
  const rows = allPupils(tenant.db).filter((row) => rollState(row, on) !== 'LEFT')
  const mayReadReasons = ctx.may('pupils.reasons', tenant.id) !== null
  return {
    on,
    purposes,
    lines: inListOrder(rows, (row) => row).map((row) => {
      const days = purposes.flatMap(({ id }) => knowledge.answersOf(row.id, id).map(({ decidedOn }) => decidedOn))
      return {
        pupil: cardOf(row, on, knowledge.isRestricted(row.id)),
        cells: purposes.map((purpose) => {
          const telling = { purpose, contacts: [], learner: 'pupil', mayReadReasons }
          const { verdict, state, holdsUntil, reason } = decisionOf(knowledge.decide(row, purpose, false), telling)
          return { verdict, state, holdsUntil, ...(reason === 'CARE_AUTHORITY_MISSING' && { reason }) }
        }),
        answeredOn: days.reduce<CivilDate | null>((last, day) => (last === null || day > last ? day : last), null),
      }
    }),
  }
}
