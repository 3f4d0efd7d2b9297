/** Serving the calls of lists taken to an event: who is on it, what it says, whether that still holds. */
import { Fault } from '@contract/fault'
import type { z } from 'zod'
import type { AskVerdict } from '@contract/answers'
import type { Checklist, checklists } from '@contract/checklists'
import type { Purpose } from '@contract/consents'
import { YEAR_CODES } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { allChecklists, copiesReturned, oneChecklist, saidBy, type ChecklistRow } from '@db/repo/checklists'
import { allPupils, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { fileName } from '@vault/printing'
import { fileOf, Knowledge, purposeIn, recordsOf, schoolFacts } from '../consents'
import { checklistPage, type ChecklistAnswer, type ChecklistPupil } from '../forms'
import { ROLE_WORDS } from '../people'
import { inListOrder, namesOf, rollState, shownName, wholeName } from '../pupils'
import { checklistKind, returnedKind, saidKind } from './events'

export const checklistsHandlers: Handlers<typeof checklists, Ctx> = {
  'checklists.list': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    return allChecklists(tenant.db).map((row) => checklistOf(tenant, row, ctx))
  },

  'checklists.make': async ({ school, ...asked }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (asked.on < ctx.today())
      throw new Fault('bad-input', 'That day has passed. Choose the day of the event. Nothing was saved.')
    const purposes = asked.purposes.map((id) => purposeIn(tenant, id))
    const knowledge = new Knowledge(tenant.db, null, null, asked.on, recordsOf(tenant, ctx))
    const rows = inListOrder(
      allPupils(tenant.db).filter((row) => isAsked(row, asked.classes) && rollState(row, asked.on) !== 'LEFT'),
      (row) => row,
    )
    if (rows.length === 0) throw new Fault('conflict', 'Nobody is in these classes. Nothing was saved. Choose others.')
    const lines = byClass(rows).map((row) => lineOf(row, purposes, knowledge, asked.named))
    const madeAt = ctx.now()
    const html = checklistPage({
      school: schoolFacts(school, ctx).name,
      ...{ event: asked.event, date: asked.on, photographer: asked.photographer, copies: asked.copies },
      groups: asked.classes.length > 0 ? asked.classes : ['Whole school'],
      uses: purposes.map(({ label }) => (asked.named ? `${label}, with the name` : label)),
      ...{ madeAt, madeBy: ROLE_WORDS[ctx.actor.role], returnTo: asked.returnTo },
      pupils: lines.map(({ printed }) => printed),
    })
    const title = 'Photo checklist'
    const bytes = await ctx.host.printPdf(html, { title, landscape: false })
    const name = await ctx.host.saveFile({ suggestedName: fileName([title, asked.event, asked.on], 'pdf'), bytes })
    if (name === null) return { saved: false, fileName: null, checklist: null }
    return { saved: true, fileName: name, checklist: keep(tenant, asked, lines, ctx) }
  },

  'checklists.returned': ({ school, checklist, copies }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = listIn(tenant, checklist)
    const out = row.copies - copiesReturned(tenant.db, checklist)
    if (copies > out)
      throw new Fault('bad-input', `Only ${out} copies of this list are still out. Nothing was changed.`)
    ctx.append(tenant, [add(returnedKind, ctx.newId(), { checklist, copies, by: ctx.actor.id })])
    return checklistOf(tenant, row, ctx)
  },
}

/** What a list is made of. */
type Asked = Omit<z.output<(typeof checklists)['checklists.make']['input']>, 'school'>

interface Line {
  readonly pupil: string
  readonly verdicts: readonly AskVerdict[]
  readonly printed: ChecklistPupil
}

/** Classes as they follow one another in a school, those without one last; in each, pupils in the order they came in. */
const byClass = (rows: readonly PupilRow[]): readonly PupilRow[] =>
  [...rows].sort(
    (a, b) =>
      Number(a.className === null) - Number(b.className === null) ||
      YEAR_CODES.indexOf(a.year) - YEAR_CODES.indexOf(b.year) ||
      (a.className ?? '').localeCompare(b.className ?? '', 'en-GB', { numeric: true }),
  )

const isAsked = ({ className }: PupilRow, classes: readonly string[]): boolean =>
  classes.length === 0 || (className !== null && classes.includes(className))

function lineOf(row: PupilRow, purposes: readonly Purpose[], knowledge: Knowledge, named: boolean): Line {
  const found = purposes.map((purpose) => knowledge.decide(row, purpose, named))
  const isClosed = knowledge
    .standingOf(row)
    .known.flags.some(({ kind, isSet, from }) => kind === 'NO_CAPTURE' && isSet && from <= knowledge.on)
  return {
    pupil: row.id,
    verdicts: found.map(({ verdict }) => verdict),
    printed: {
      pupil: wholeName(shownName(namesOf(row))),
      year: `Year ${row.year}`,
      className: row.className ?? 'No class',
      doNotPhotograph: isClosed,
      answers: found.map(({ verdict, conditions, withoutName }): ChecklistAnswer => {
        if (verdict === 'YES') return { answer: 'yes' }
        // Whatever has to be checked first is a No on the day.
        if (verdict !== 'YES_IF') return { answer: 'no' }
        return { answer: 'yes-if', condition: [...conditions, ...(withoutName ? ['no name'] : [])].join('; ') }
      }),
    },
  }
}

/** A part of what a list said fits one event. */
const PART = 150

function keep(tenant: Tenant, { returnTo: _to, ...asked }: Asked, lines: readonly Line[], ctx: Ctx): Checklist {
  const id = ctx.newId()
  const noes = lines.filter(({ verdicts }) => verdicts.some((verdict) => verdict === 'NO' || verdict === 'CHECK_FIRST'))
  const parts = Array.from({ length: Math.ceil(lines.length / PART) }, (_, i) => lines.slice(i * PART, (i + 1) * PART))
  ctx.append(tenant, [
    add(checklistKind, id, { ...asked, pupils: lines.length, noes: noes.length, by: ctx.actor.id }),
    ...parts.map((part) =>
      add(saidKind, ctx.newId(), {
        checklist: id,
        lines: part.map(({ pupil, verdicts }) => ({ pupil, verdicts })),
      }),
    ),
  ])
  return checklistOf(tenant, listIn(tenant, id), ctx)
}

/** @throws Fault 'not-found' */
function listIn(tenant: Tenant, id: string): ChecklistRow {
  const row = oneChecklist(tenant.db, id)
  if (row === null) throw new Fault('not-found', 'This school has no such list. Nothing was changed.')
  return row
}

/** A list with what has become of it. Only lists that are still out are compared with today's answers. */
function checklistOf(tenant: Tenant, row: ChecklistRow, ctx: Ctx): Checklist {
  const { purposes, classes, by, named: _named, ...facts } = row
  const returned = copiesReturned(tenant.db, row.id)
  const out = returned < row.copies && ctx.today() <= row.on
  return {
    ...facts,
    classes: [...classes],
    uses: purposes.map((id) => purposeIn(tenant, id).label),
    madeBy: by,
    ...{ returned, out, changed: out ? changedSince(tenant, row, ctx) : 0 },
  }
}

/** How many pupils the list says something else of than the records do now; new pupils of its classes count too. */
function changedSince(tenant: Tenant, row: ChecklistRow, ctx: Ctx): number {
  const said = new Map(saidBy(tenant.db, row.id).map(({ pupil, verdicts }) => [pupil, verdicts.join()]))
  const purposes = row.purposes.map((id) => purposeIn(tenant, id))
  const knowledge = new Knowledge(tenant.db, null, null, row.on, recordsOf(tenant, ctx))
  const now = allPupils(tenant.db).filter((one) => said.has(one.id) || isAsked(one, row.classes))
  return now.filter((one) => {
    if (rollState(one, row.on) === 'LEFT' && !said.has(one.id)) return false
    return lineOf(one, purposes, knowledge, row.named).verdicts.join() !== said.get(one.id)
  }).length
}
