/** Serving the calls that print forms and the slip of a batch. Nothing is recorded of what was not saved. */
import { Fault } from '@contract/fault'
import type { entry } from '@contract/entry'
import type { WordingFacts } from '@contract/consents'
import type { SchoolId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { formNumbered } from '@db/repo/agreements'
import { oneWording } from '@db/repo/consents'
import { allRuns, formCounts, formOf, pupilsAnswered } from '@db/repo/entry'
import { allPupils, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { randomBytes } from '@vault/crypto'
import { add } from '@vault/entity'
import { fileName, save } from '@vault/printing'
import { fileOf, Knowledge, pupilIn, recordsOf, schoolFacts, trustName } from '../consents'
import { consentFormsOfAll, formNumber, reprintForm, type ChildForm, type FormRun } from '../forms'
import { inListOrder, namesOf, rollState, shownName, wholeName } from '../pupils'
import { versionOf } from './batches'
import { printRunKind } from './events'
import { slipOf } from './slip'
import { later } from './targets'

type Printing = Pick<Handlers<typeof entry, Ctx>, 'entry.runs' | 'entry.print' | 'entry.reprint' | 'entry.slip'>

/** Forms one run holds: its event has to fit an envelope. */
const RUN = 500

export const printHandlers: Printing = {
  'entry.runs': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    const counts = formCounts(tenant.db)
    return allRuns(tenant.db).map(({ id, wording, label, by, printedAt }) => ({
      ...{ id, wording, label, printedAt },
      ...{ version: versionOf(tenant, wording), printedBy: by },
      ...(counts.get(id) ?? { forms: 0, returned: 0 }),
    }))
  },

  'entry.print': async ({ school, wording, classes, onlyMissing }, ctx) => {
    const tenant = fileOf(school, ctx)
    const runs = runsOf(tenant, { wording, classes, onlyMissing }, ctx)
    const forms = runs.reduce((total, run) => total + run.members.length, 0)
    if (forms === 0) {
      throw new Fault(
        'conflict',
        onlyMissing
          ? 'Somebody has answered for every pupil of these classes. Nothing was printed.'
          : 'There is no pupil on roll in these classes. Nothing was printed.',
      )
    }
    const { name } = schoolFacts(school, ctx)
    const page = consentFormsOfAll(
      name,
      runs.map((run) => pageOf(tenant, school, run, ctx)),
    )
    return { ...(await keep(tenant, school, runs, page, ctx)), forms }
  },

  'entry.reprint': async ({ school, wording, pupil }, ctx) => {
    const tenant = fileOf(school, ctx)
    const row = pupilIn(tenant, pupil)
    if (rollState(row, ctx.today()) === 'LEFT') {
      throw new Fault('conflict', 'This pupil has left. Nothing was printed.')
    }
    const [run] = inRuns(tenant, { wording, label: labelOf(row.className), pupils: [row] }, new Set(), ctx)
    if (run === undefined) throw new Error('A pupil makes a run')
    const { forms, ...around } = pageOf(tenant, school, run, ctx)
    const [form] = forms
    if (form === undefined) throw new Error('A run has a form')
    return keep(tenant, school, [run], reprintForm(around, form), ctx)
  },

  'entry.slip': ({ school, batch }, ctx) => {
    const tenant = fileOf(school, ctx)
    return save(slipOf(tenant, schoolFacts(school, ctx).name, batch, ctx), 'pdf', ctx.today(), ctx.host)
  },
}

/** Forms of one class, each with a number of its own. */
interface Run {
  readonly id: string
  readonly wording: string
  readonly label: string
  readonly members: readonly { readonly pupil: PupilRow; readonly number: string }[]
}

/** An issued wording. @throws Fault 'conflict' for a draft, 'not-found' for none */
export function issuedIn(tenant: Tenant, wording: string): WordingFacts {
  const row = oneWording(tenant.db, wording)
  if (row === null) throw new Fault('not-found', 'This school has no such wording. Nothing was changed.')
  if (row.issued === null) throw new Fault('conflict', 'This wording is a draft. Issue it first. Nothing was changed.')
  return row.issued
}

function runsOf(
  tenant: Tenant,
  { wording, classes, onlyMissing }: { wording: string; classes: readonly string[]; onlyMissing: boolean },
  ctx: Ctx,
): readonly Run[] {
  issuedIn(tenant, wording)
  const answered = onlyMissing ? pupilsAnswered(tenant.db, wording) : new Set<string>()
  // Nobody else is left out: a form that is missing would tell that a pupil is protected (R5).
  const pupils = allPupils(tenant.db).filter((row) => rollState(row, ctx.today()) !== 'LEFT' && !answered.has(row.id))
  const taken = new Set<string>()
  return [...new Set(classes)].flatMap((className) => {
    const members = pupils.filter((row) => (row.className ?? '') === className)
    return inRuns(tenant, { wording, label: labelOf(className), pupils: members }, taken, ctx)
  })
}

const labelOf = (className: string | null): string => className?.trim() || 'No class'

/** @param taken numbers given out in this printing already */
function inRuns(
  tenant: Tenant,
  { wording, label, pupils }: { wording: string; label: string; pupils: readonly PupilRow[] },
  taken: Set<string>,
  ctx: Ctx,
): readonly Run[] {
  const members = inListOrder(pupils, (row) => row).map((pupil) => ({ pupil, number: freshNumber(tenant, taken) }))
  return Array.from({ length: Math.ceil(members.length / RUN) }, (_, i) => ({
    ...{ id: ctx.newId(), wording, label },
    members: members.slice(i * RUN, (i + 1) * RUN),
  }))
}

function freshNumber(tenant: Tenant, taken: Set<string>): string {
  for (;;) {
    const number = formNumber(randomBytes(8))
    if (taken.has(number) || formOf(tenant.db, number) !== null || formNumbered(tenant.db, number) !== null) continue
    taken.add(number)
    return number
  }
}

function pageOf(tenant: Tenant, school: SchoolId, run: Run, ctx: Ctx): FormRun {
  const wording = issuedIn(tenant, run.wording)
  const { name } = schoolFacts(school, ctx)
  const on = later(wording.effectiveFrom, ctx.today())
  const ids = run.members.map(({ pupil }) => pupil.id)
  const knowledge = new Knowledge(tenant.db, ids, [], on, recordsOf(tenant, ctx))
  return {
    school: name,
    controller: trustName(ctx),
    otherControllers: wording.otherControllers,
    className: run.label,
    run: run.id.slice(0, 8),
    printed: ctx.today(),
    returnTo: `The office of ${name}`,
    returnBy: null,
    wording: {
      ...{ version: wording.version, lang: wording.language, dir: wording.direction, title: wording.title },
      ...{ intro: wording.intro, takeBack: wording.withdrawal },
      questions: wording.questions.map(({ text, whatWillBeDone }) => ({ question: text, willBeDone: whatWillBeDone })),
    },
    forms: run.members.map(({ pupil, number }): ChildForm => ({
      number,
      child: wholeName(shownName(namesOf(pupil))),
      className: run.label,
      pupilSigns: knowledge.standingOf(pupil).needsOwnView,
    })),
  }
}

/** Makes the PDF, asks where to keep it, and only then records the runs. */
async function keep(
  tenant: Tenant,
  school: SchoolId,
  runs: readonly Run[],
  html: string,
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const { name } = schoolFacts(school, ctx)
  const title = `Consent forms - ${name}`
  const bytes = await ctx.host.printPdf(html, { title, landscape: false, apart: true })
  const suggestedName = fileName(['Consent forms', name, ctx.today()], 'pdf')
  const saved = await ctx.host.saveFile({ suggestedName, bytes })
  if (saved === null) return { saved: false, fileName: null }
  ctx.append(
    tenant,
    runs.map(({ id, wording, label, members }) =>
      add(printRunKind, id, {
        ...{ wording, label, by: ctx.actor.id },
        forms: members.map(({ pupil, number }) => ({ number, pupil: pupil.id })),
      }),
    ),
  )
  return { saved: true, fileName: saved }
}
