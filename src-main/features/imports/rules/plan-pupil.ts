/** What becomes of the rows of one pupil once it is known whose they are. Pure. */
import type { DryRow } from '@contract/imports'
import type { YearCode } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { wholeName } from '../../pupils/rules/names'
import { outcomesOf, type AnswerKept, type AnswerOutcome, type Judging } from './answers'
import {
  differenceOf,
  lackingForNew,
  newPupil,
  newWords,
  type Difference,
  type PupilFields,
  type PupilKept,
} from './difference'
import { People, type Answerer } from './people'
import type { Ground, KnownAnswerer, PlannedPupil } from './plan'
import type { Group } from './same-pupil'
import { tidy } from './wording'

/** Rows of one pupil with what would be written; null: nothing. */
export interface PupilOutcome {
  readonly rows: readonly DryRow[]
  readonly planned: PlannedPupil | null
  readonly outcomes: readonly AnswerOutcome[]
  readonly notes: readonly string[]
}

/** All rows of a group with one outcome. */
export const rowsWith = (
  group: Group,
  outcome: DryRow['outcome'],
  why: string,
  more: Partial<Pick<DryRow, 'pupil' | 'candidates'>> = {},
): readonly DryRow[] =>
  group.rows.map(({ line, name }) => ({ line, outcome, name, pupil: null, changes: [], why, candidates: [], ...more }))

const leftOut = (group: Group, why: string): PupilOutcome => ({
  rows: rowsWith(group, 'LEFT_OUT', why),
  planned: null,
  outcomes: [],
  notes: [],
})

/** A pupil whom nobody on the roll fits. */
export function outcomeOfNew(group: Group, ground: Ground): PupilOutcome {
  const namesCertain = group.rows.every((row) => row.namesCertain)
  const lacking = lackingForNew(group.facts, namesCertain, ground.today)
  const fields = newPupil(group.facts)
  if (lacking !== null || fields === null) return leftOut(group, lacking ?? 'It cannot be put on the roll.')
  const difference = { fields, changes: newWords(fields), notes: [] }
  return outcome(group, null, fields.year, difference, ground)
}

/** A pupil of the roll. @param returns had left, and a person says that they are back */
export function outcomeOfKnown(group: Group, kept: PupilKept, returns: boolean, ground: Ground): PupilOutcome {
  const namesCertain = group.rows.every((row) => row.namesCertain)
  const difference = differenceOf(kept, group.facts, { namesCertain, returns, today: ground.today })
  const [from, until] = [difference.fields.onRollFrom ?? kept.onRollFrom, leftOf(difference.fields, kept)]
  if (from !== null && until !== null && until < from)
    return leftOut(group, 'Its leaving date comes before its first day on roll.')
  return outcome(group, kept, difference.fields.year ?? kept.year, difference, ground)
}

const leftOf = (fields: Partial<PupilFields>, kept: PupilKept) =>
  fields.leftOn === undefined ? kept.leftOn : fields.leftOn

function outcome(
  group: Group,
  kept: PupilKept | null,
  year: YearCode,
  difference: Difference,
  ground: Ground,
): PupilOutcome {
  const people = new People(kept === null ? [] : ground.contactsOf(kept.id), dateWords(ground.today))
  for (const { contact } of group.rows) if (contact !== null) people.contact(contact)
  const { facts } = group
  const pupilName = wholeName({ forename: facts.legalForename, surname: facts.legalSurname ?? '' })
  const answered = group.rows.flatMap(({ line, answers }) =>
    answers.map((answer) => ({ line, answer, by: people.answerer(answer, pupilName) })),
  )
  const outcomes = outcomesOf(answered, judgingOf(kept, facts.onRollFrom, ground))
  const inCare = facts.inCare === true && !(kept !== null && ground.isLookedAfter(kept.id))
  const answers = outcomes.flatMap(({ record }) =>
    record === null ? [] : [{ ...record, capacity: people.capacityOf(record.by) }],
  )
  const isChanged =
    kept === null || inCare || answers.length + people.toAdd.length + Object.keys(difference.fields).length > 0
  const forAll = [
    ...difference.changes,
    ...people.toAdd.map(({ facts: added }) => `Contact added: ${added.name}`),
    ...(inCare ? ['In care: nobody decides about pictures until it is recorded who may'] : []),
  ]
  return {
    rows: group.rows.map((row, at) =>
      dryRow(row, at === 0 ? forAll : [], { group, kept, outcomes, notes: difference.notes }),
    ),
    planned: isChanged
      ? {
          ...{ lines: group.rows.map(({ line }) => line), pupil: kept?.id ?? null, fields: difference.fields, year },
          ...{ contacts: people.toAdd, answers, inCare },
        }
      : null,
    outcomes,
    notes: difference.notes,
  }
}

function dryRow(
  { line, name, upnFault }: Group['rows'][number],
  forAll: readonly string[],
  {
    group,
    kept,
    outcomes,
    notes,
  }: {
    readonly group: Group
    readonly kept: PupilKept | null
    readonly outcomes: readonly AnswerOutcome[]
    readonly notes: readonly string[]
  },
): DryRow {
  const own = outcomes.filter((one) => one.line === line)
  const changes = [...forAll, ...own.flatMap(({ record, words }) => (record === null || words === null ? [] : [words]))]
  const first = group.rows[0]?.line ?? line
  const isFirst = line === first
  const why = [
    ...(isFirst || changes.length > 0 ? [] : [`The same pupil as line ${first}.`]),
    ...(upnFault ? ['Its UPN does not hold together and was left out.'] : []),
    ...(isFirst ? notes : []),
    ...own.flatMap(({ record, words }) => (record !== null || words === null ? [] : [sentence(words)])),
  ]
  return {
    line,
    outcome: kept === null && isFirst ? 'NEW' : changes.length > 0 ? 'CHANGED' : 'SAME',
    ...{ name, pupil: kept?.id ?? null, changes },
    why: why.length === 0 ? null : why.join(' '),
    candidates: [],
  }
}

const sentence = (words: string): string => (/[.!?]$/.test(tidy(words)) ? words : `${words}.`)

function judgingOf(kept: PupilKept | null, onRollFrom: PupilKept['onRollFrom'], ground: Ground): Judging {
  const standing = (purpose: string, by: Answerer): readonly AnswerKept[] => {
    if (kept === null || by.kind === 'NEW') return []
    const entity = ground.entityOf(kept.id, purpose, by satisfies KnownAnswerer)
    return ground.answersOf(kept.id, purpose).filter((answer) => answer.entity === entity)
  }
  return {
    ...{ uses: ground.uses, wordedFrom: ground.wordedFrom, standing, today: ground.today },
    anybody: (purpose) => (kept === null ? [] : ground.answersOf(kept.id, purpose)),
    onRollFrom: onRollFrom ?? kept?.onRollFrom ?? null,
  }
}
