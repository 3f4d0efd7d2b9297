/** Serving the calls of the comparison, and of what people lay beside it. */
import type { Comparison, ComparisonAction, ComparisonQuery, comparison } from '@contract/comparison'
import { Fault } from '@contract/fault'
import type { Audience } from '@contract/matrices'
import type { PersonId, YearCode } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import {
  allActions,
  noteCounts,
  notesOn,
  oneAction,
  openActionCounts,
  reviewsOf,
  type ActionRow,
} from '@db/repo/comparison'
import { onePerson } from '@db/repo/people'
import { dateWords, instantWords } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { add, set } from '@vault/entity'
import { save } from '@vault/printing'
import { canonical } from '../../sync/core/event'
import { catalogueOf } from '../matrices'
import { compareColumns, questionsOf, sourcesOf, yearAsked, type Beside } from './compare'
import { actionKind, noteKind, reviewKind } from './events'
import { comparisonDocument } from './export'
import { readColumns } from './readings'
import { areasOf } from './rows'

export const comparisonHandlers: Handlers<typeof comparison, Ctx> = {
  'comparison.compare': (query, ctx) => compare(query, ctx),

  'comparison.sources': ({ question, ...query }, ctx) => [
    ...sourcesOf(readColumns(query, ctx), question, query.audience),
  ],

  'comparison.setReviewed': ({ question, audience, year, digest, reviewed }, ctx) => {
    const person = ctx.actor.id
    const asked = yearAsked(audience, year)
    const id = reviewId(person, question, audience, asked)
    ctx.append(ctx.trust(), [set(reviewKind, id, { person, question, audience, year: asked, digest, reviewed })])
    return { reviewed }
  },

  'comparison.addNote': ({ question, audience, text }, ctx) => {
    labelOf(question, ctx)
    const id = ctx.newId()
    ctx.append(ctx.trust(), [add(noteKind, id, { question, audience, person: ctx.actor.id, text })])
    const written = notesOn(ctx.trust().db, question, audience).find((note) => note.id === id)
    return { id, question, audience, text, by: ctx.actor.name, at: written?.notedAt ?? ctx.now() }
  },

  'comparison.notes': ({ question, audience }, ctx) =>
    notesOn(ctx.trust().db, question, audience).map(({ id, text, person, notedAt }) => ({
      id,
      question,
      audience,
      text,
      by: nameOf(person, ctx),
      at: notedAt,
    })),

  'comparison.raiseAction': ({ question, audience, about, text, owner, dueOn }, ctx) => {
    labelOf(question, ctx)
    if (!ctx.schools().some(({ id }) => id === about)) {
      throw new Fault(
        'not-found',
        'That school is not in this trust. No action was raised. Choose a school of the list.',
      )
    }
    if (onePerson(ctx.trust().db, owner) === null) {
      throw new Fault(
        'not-found',
        'That person is not in this trust. No action was raised. Choose somebody of the list.',
      )
    }
    if (dueOn < ctx.today()) {
      throw new Fault('bad-input', `${dateWords(dueOn)} is over. No action was raised. Enter a day from today on.`)
    }
    const id = ctx.newId()
    const fields = { question, audience, about, text, owner, dueOn, state: 'open', outcome: null } as const
    ctx.append(ctx.trust(), [set(actionKind, id, fields)])
    return actionOf({ id, ...fields }, ctx)
  },

  'comparison.closeAction': ({ action, outcome }, ctx) => {
    const row = oneAction(ctx.trust().db, action)
    if (row === null) {
      throw new Fault('not-found', 'That action is not in this trust. Nothing was changed. Open the list again.')
    }
    if (row.state === 'done') {
      throw new Fault('conflict', 'Somebody has closed this action already. Nothing was changed. Open the list again.')
    }
    ctx.append(ctx.trust(), [set(actionKind, action, { state: 'done', outcome })])
    return actionOf({ ...row, state: 'done', outcome }, ctx)
  },

  'comparison.actions': (_input, ctx) => allActions(ctx.trust().db).map((row) => actionOf(row, ctx)),

  'comparison.export': ({ query, differencesOnly, format }, ctx) => {
    const made = `${instantWords(ctx.now())} by ${ctx.actor.name}`
    const document = comparisonDocument(compare(query, ctx), referenceWords(query, ctx), differencesOnly, made)
    return save(document, format, query.asAt, ctx.host)
  },
}

/** What a row is called. @throws Fault 'not-found' for a question the catalogue does not ask */
function labelOf(question: string, ctx: Ctx): string {
  const found = questionsOf(catalogueOf(ctx.trust().db)).find(({ key }) => key === question)
  if (found === undefined) {
    throw new Fault('not-found', 'That question is not in the catalogue. Nothing was kept. Open the comparison again.')
  }
  return found.label
}

/** One mark for each person, row, audience and year, whatever device sets it. */
const reviewId = (person: PersonId, question: string, audience: Audience, year: YearCode | null): string =>
  hashHex(canonical(['comparison.review', person, question, audience, year])).slice(0, 32)

function compare(query: ComparisonQuery, ctx: Ctx): Comparison {
  const columns = readColumns(query, ctx)
  const rows = [...compareColumns(columns, catalogueOf(ctx.trust().db), query, besideOf(query, ctx))]
  return {
    asAt: query.asAt,
    audience: query.audience,
    year: query.year,
    schools: columns.map(({ compared }) => compared),
    rows,
    areas: [...areasOf(rows)],
    reviewed: rows.filter(({ reviewed }) => reviewed).length,
  }
}

function besideOf({ audience, year }: ComparisonQuery, ctx: Ctx): Beside {
  const { db } = ctx.trust()
  const asked = yearAsked(audience, year)
  const marks = reviewsOf(db, ctx.actor.id, audience).filter((mark) => mark.year === asked)
  return {
    reviewed: new Map(marks.map(({ question, digest }) => [question, digest])),
    notes: noteCounts(db, audience),
    actions: openActionCounts(db, audience),
    digest: hashHex,
  }
}

const nameOf = (person: PersonId, ctx: Ctx): string =>
  onePerson(ctx.trust().db, person)?.name ?? 'Somebody no longer listed'

function actionOf(row: ActionRow, ctx: Ctx): ComparisonAction {
  const { owner, about, question, ...rest } = row
  return {
    ...rest,
    question,
    questionLabel: questionsOf(catalogueOf(ctx.trust().db)).find(({ key }) => key === question)?.label ?? question,
    about,
    schoolName: ctx.schools().find(({ id }) => id === about)?.facts.name ?? 'A school no longer listed',
    owner: { id: owner, name: nameOf(owner, ctx) },
    overdue: row.state === 'open' && row.dueOn < ctx.today(),
  }
}

function referenceWords({ reference }: ComparisonQuery, ctx: Ctx): string {
  switch (reference.kind) {
    case 'commonest':
      return 'The answer most schools give'
    case 'baseline':
      return 'The trust baseline'
    case 'school':
      return ctx.schools().find(({ id }) => id === reference.of)?.facts.name ?? 'A school no longer listed'
  }
}
