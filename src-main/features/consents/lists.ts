/** Who has to be seen to, and how many: the register looked at from the office's desk. */
import type { AskVerdict } from '@contract/answers'
import type { FigureLine, Purpose } from '@contract/consents'
import type { ListKind } from '@contract/consents-files'
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { PupilCard } from '@contract/pupils'
import { allPupils, type PupilRow } from '@db/repo/pupils'
import { addDays, dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { cardOf, inListOrder, rollState } from '../pupils'
import { inUse, Knowledge } from './knowledge'
import { recordsOf } from './records'
import type { Found } from './rules/decide'
import { hideSmall } from './rules/small-counts'
import { decisionOf } from './words'

/** Pupils on roll on a day with what is decided for each use. */
export interface Roll {
  readonly on: CivilDate
  readonly purposes: readonly Purpose[]
  readonly knowledge: Knowledge
  readonly lines: readonly {
    readonly row: PupilRow
    readonly card: PupilCard
    /** In the order of `purposes`. */
    readonly found: readonly Found[]
  }[]
}

/** Decides for everybody on roll: leavers and those still to come are left out. */
export function rollOn(tenant: Tenant, on: CivilDate, ctx: Ctx): Roll {
  const knowledge = new Knowledge(tenant.db, null, null, on, recordsOf(tenant, ctx))
  const purposes = knowledge.purposes.filter(({ retiredOn }) => inUse(retiredOn, on))
  const rows = allPupils(tenant.db).filter((row) => rollState(row, on) === 'ON_ROLL')
  return {
    ...{ on, purposes, knowledge },
    lines: inListOrder(rows, (row) => row).map((row) => ({
      row,
      card: cardOf(row, on, knowledge.isRestricted(row.id)),
      found: purposes.map((purpose) => knowledge.decide(row, purpose, false)),
    })),
  }
}

/**
 * The part of a roll a person chose, in the order of the roll.
 * @param chosen ids of pupils; null: everybody
 * @throws Fault 'not-found' when one of them is not on it: nobody acts for more or other pupils than they saw
 */
export function chosenOf(roll: Roll, chosen: readonly string[] | null): Roll {
  if (chosen === null) return roll
  const ids = new Set(chosen)
  const lines = roll.lines.filter(({ row }) => ids.has(row.id))
  if (lines.length === ids.size) return { ...roll, lines }
  throw new Fault('not-found', 'Somebody chosen is not on roll any more. Nothing was saved. Choose again.')
}

export interface Listed {
  readonly pupil: PupilCard
  readonly words: string
  readonly dueOn: CivilDate | null
}

/** One list of pupils to see to. @param mayReadReasons why somebody is protected is for few (R5) */
export function listOf(kind: ListKind, roll: Roll, mayReadReasons: boolean): readonly Listed[] {
  return roll.lines.flatMap((line): readonly Listed[] => {
    const due = DUE[kind](line, roll, mayReadReasons)
    return due === null ? [] : [{ pupil: line.card, ...due }]
  })
}

type Line = Roll['lines'][number]
type Due = Omit<Listed, 'pupil'> | null

const DUE: Readonly<Record<ListKind, (line: Line, roll: Roll, mayReadReasons: boolean) => Due>> = {
  NOT_RETURNED: ({ found }, { purposes }) => {
    const missing = purposes.filter((_purpose, i) => ['NOT_ASKED', 'NOT_RETURNED'].includes(found[i]?.reason ?? ''))
    if (missing.length === 0) return null
    const isOut = found.some(({ reason }) => reason === 'NOT_RETURNED')
    return { words: `${isOut ? 'Form is out' : 'Not asked yet'}: ${labels(missing, purposes)}`, dueOn: null }
  },

  EXPIRING: ({ found }, { purposes, on }) => {
    const ending = purposes.flatMap((purpose, i) => {
      const one = found[i]
      if (one?.reason === 'EXPIRED') return [{ purpose, last: lastOf(one) }]
      const last = one !== undefined && isYes(one.verdict) ? one.holdsUntil : null
      return last !== null && last <= addDays(on, purpose.reminderDays) ? [{ purpose, last }] : []
    })
    const [first] = ending.map(({ last }) => last).sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))
    if (first === undefined) return null
    const when = first === null || first < on ? 'Has run out' : `Runs out on ${dateWords(first)}`
    const uses = ending.map(({ purpose }) => purpose)
    return { words: `${when}: ${labels(uses, purposes)}`, dueOn: first }
  },

  DISPUTED: (line, roll) => told(line, roll, ({ reason }) => reason === 'DISPUTED'),

  TO_CHECK: (line, roll) => told(line, roll, ({ reason }) => TO_CHECK.has(reason)),

  RESTRICTED: ({ card, found }, { purposes }, mayReadReasons) => {
    if (!card.restricted) return null
    if (!mayReadReasons) return { words: 'Do not use without asking the safeguarding lead.', dueOn: null }
    const closed = purposes.filter((_purpose, i) => GUARDED.has(found[i]?.reason ?? 'GIVEN'))
    const words = closed.length === 0 ? 'Pictures without the name' : `Closed: ${labels(closed, purposes)}`
    return { words, dueOn: null }
  },
}

const TO_CHECK: ReadonlySet<string> = new Set([
  ...['UNEVIDENCED', 'OTHER_SAID_NO', 'PUPIL_VIEW_MISSING', 'NOT_THEIRS_TO_GIVE', 'NOT_YET'],
] satisfies readonly string[])
const GUARDED: ReadonlySet<string> = new Set(['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING'])

export const isYes = (verdict: AskVerdict): boolean => verdict === 'YES' || verdict === 'YES_IF'

/** The last day the newest of some answers held by its own limit; null where the renewal ended it. */
const lastOf = ({ answers }: Found): CivilDate | null =>
  answers.reduce<CivilDate | null>(
    (last, { expiresOn }) => (expiresOn !== null && (last === null || expiresOn > last) ? expiresOn : last),
    null,
  )

/** More uses than these are counted: a list is gone through a line at a glance. */
const MOST_LABELS = 3

function labels(some: readonly Purpose[], all: readonly Purpose[]): string {
  if (some.length <= MOST_LABELS) return some.map(({ label }) => label).join(', ')
  if (some.length === all.length) return `all ${all.length} uses`
  if (some.length === all.filter(isAsked).length && some.every(isAsked))
    return `all ${some.length} uses that ask for consent`
  const first = some.slice(0, MOST_LABELS - 1).map(({ label }) => label)
  return `${first.join(', ')} and ${some.length - first.length} more`
}

const isAsked = ({ basis }: Purpose): boolean => basis === 'CONSENT'

function told({ row, found }: Line, { purposes, knowledge }: Roll, is: (found: Found) => boolean): Due {
  const concerned = purposes.flatMap((purpose, i) => {
    const one = found[i]
    return one !== undefined && is(one) ? [{ purpose, one }] : []
  })
  const [first] = concerned
  if (first === undefined) return null
  const { words } = decisionOf(first.one, {
    ...{ purpose: first.purpose, contacts: knowledge.contactsOf(row.id), learner: 'pupil', mayReadReasons: false },
  })
  const others = concerned.length - 1
  return { words: others === 0 ? words : `${words} The same for ${others} more.`, dueOn: null }
}

/**
 * Counts by class and for the whole school, which comes first.
 * @param hidesSmall for whoever may not see pupils: counts under 5 are hidden, and what would give them away (R4, C39)
 */
export function figuresOf(roll: Roll, hidesSmall: boolean): readonly FigureLine[] {
  const classes = [...new Set(roll.lines.map(({ card }) => card.className))].sort(byName)
  const whole = countsOf(null, roll.lines, roll)
  const each = classes.map((name) =>
    countsOf(
      name ?? NO_CLASS,
      roll.lines.filter(({ card }) => card.className === name),
      roll,
    ),
  )
  return hidesSmall ? hideSmall(whole, each) : [whole, ...each]
}

const NO_CLASS = 'No class'

const byName = (a: string | null, b: string | null): number =>
  (a ?? '').localeCompare(b ?? '', 'en-GB', { numeric: true })

function countsOf(className: string | null, lines: Roll['lines'], { purposes, knowledge }: Roll): FigureLine {
  const asked = purposes.filter(isAsked)
  return {
    className,
    pupils: lines.length,
    uses: purposes.map((_purpose, i) => {
      const verdicts = lines.map(({ found }) => found[i]?.verdict ?? 'CHECK_FIRST')
      return {
        yes: verdicts.filter(isYes).length,
        no: verdicts.filter((verdict) => verdict === 'NO').length,
        check: verdicts.filter((verdict) => verdict === 'CHECK_FIRST').length,
      }
    }),
    notReturned: lines.filter(
      ({ row }) => asked.length > 0 && asked.every(({ id }) => knowledge.answersOf(row.id, id).length === 0),
    ).length,
  }
}
