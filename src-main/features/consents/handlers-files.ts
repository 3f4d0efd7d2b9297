/** Serving what leaves the register: letters and files, each noted with how many and of which list (C24, C31). */
import { Fault } from '@contract/fault'
import { BULK, type BulkFile, type consentsFiles, type ListKind } from '@contract/consents-files'
import { PersonId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { allRuns, formsOut, type FormRow } from '@db/repo/entry'
import { allPeople } from '@db/repo/people'
import { instantWords, londonToday } from '@vault/clock'
import type { Ctx, ListedSchool, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { fileName, save, type PrintDocument } from '@vault/printing'
import { parts } from '../../sync/core/clock'
import { chaseLetters, type Letter } from '../forms'
import { ROLE_WORDS } from '../people'
import { shownName, wholeName, namesOf } from '../pupils'
import { ExportedBody, exportedKind, ExportSeenBody, exportSeenKind } from './events'
import { listDocument, previewOf, registerDocument, type Around } from './export'
import { chosenOf, listOf, rollOn, type Listed, type Roll } from './lists'
import { fileOf, schoolFacts, trustName } from './school'

export const filesHandlers: Handlers<typeof consentsFiles, Ctx> = {
  'consents.chase': async ({ school, kind, classes, chosen, returnBy }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (returnBy < ctx.today())
      throw new Fault('bad-input', 'That day has passed. Choose a later one. Nothing was saved.')
    const roll = chosenOf(rollOn(tenant, ctx.today(), ctx), chosen)
    const due = listOf(kind, roll, false).filter(
      ({ pupil }) => classes.length === 0 || (pupil.className !== null && classes.includes(pupil.className)),
    )
    if (due.length === 0) throw new Fault('conflict', 'There is nobody to write to. Nothing was saved.')
    const facts = schoolFacts(school, ctx)
    const letters = lettersOf(kind, due, roll, tenant)
    const html = chaseLetters({
      ...{ school: facts.name, controller: trustName(ctx), address: facts.postcode ?? '' },
      ...{ date: ctx.today(), returnBy, returnTo: 'the school office', contact: '' },
      from: 'School office',
      letters,
    })
    const title = `Letters about pictures - ${facts.name}`
    const bytes = await ctx.host.printPdf(html, { title, landscape: false, apart: true })
    const name = await ctx.host.saveFile({ suggestedName: fileName([title, ctx.today()], 'pdf'), bytes })
    if (name !== null) {
      const left = { format: 'pdf', names: true, pupils: due.length, what: 'LETTERS', by: ctx.actor.id }
      ctx.append(tenant, [add(exportedKind, ctx.newId(), { ...left, list: kind, chosen: chosen !== null })])
    }
    const notDue = chosen === null ? 0 : roll.lines.length - due.length
    const needForm = letters.filter(({ formNumber }) => formNumber === null).length
    return { saved: name !== null, fileName: name, letters: due.length, needForm, notDue }
  },

  'consents.previewFile': (asked, ctx) => {
    const { document, pupils } = fileAbout(asked, true, ctx)
    return { ...previewOf(document), pupils, savedBy: madeBy(ctx), fresh: ctx.isFresh(), told: pupils > BULK }
  },

  'consents.export': async ({ format, names, reason, ...asked }, ctx) => {
    const tenant = fileOf(asked.school, ctx)
    if (names) refuseNames(tenant, reason, ctx)
    const { document, pupils } = fileAbout(asked, names, ctx)
    const saved = await save(document, format, ctx.today(), ctx.host)
    if (saved.saved) {
      const left = { format, names, pupils, what: 'REGISTER', by: ctx.actor.id }
      const of = { list: asked.list, chosen: asked.chosen !== null }
      ctx.append(tenant, [add(exportedKind, ctx.newId(), { ...left, ...of })], { reason })
    }
    return { ...saved, pupils }
  },

  'consents.bulkFiles': (_input, ctx) => {
    const inView = ctx.schools().filter(({ id }) => ctx.window.school === null || id === ctx.window.school)
    return inView.flatMap((one) => bulkFilesOf(one, ctx)).sort((a, b) => b.at - a.at)
  },

  'consents.bulkFileSeen': ({ school, event }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (tenant.log.event(event)?.type !== exportedKind.type) {
      throw new Fault('not-found', 'The history of this school has no such file. Nothing was changed.')
    }
    ctx.append(tenant, [add(exportSeenKind, ctx.newId(), { exported: event, by: ctx.actor.id })])
    return { seen: true }
  },
}

type Asked = Parameters<(typeof filesHandlers)['consents.previewFile']>[0]

/** @throws Fault 'not-found' when somebody chosen is not on roll any more */
function fileAbout(
  { school, list, chosen }: Asked,
  names: boolean,
  ctx: Ctx,
): { document: PrintDocument; pupils: number } {
  const roll = chosenOf(rollOn(fileOf(school, ctx), ctx.today(), ctx), chosen)
  const around: Around = { school: schoolFacts(school, ctx).name, names, made: madeBy(ctx), part: chosen !== null }
  if (list === null) return { document: registerDocument(roll, around), pupils: roll.lines.length }
  const listed = listOf(list, roll, false)
  if (listed.length === 0) throw new Fault('conflict', 'Nobody is on this list any more. Nothing was saved.')
  return { document: listDocument(list, listed, roll, around), pupils: listed.length }
}

const madeBy = (ctx: Ctx): string =>
  `Made on ${instantWords(ctx.now())} by ${ctx.actor.name} (${ROLE_WORDS[ctx.actor.role]})`

/** @throws Fault 'denied', 'bad-input' */
function refuseNames(tenant: Tenant, reason: string | null, ctx: Ctx): void {
  if (ctx.may('consents.exportNames', tenant.id) === null) {
    throw new Fault('denied', 'Your role may save the register without names only. Nothing was saved.')
  }
  if (reason === null) throw new Fault('bad-input', 'Say what the names are needed for. Nothing was saved.')
  if (ctx.isFresh()) return
  throw new Fault(
    'denied',
    'It is more than five minutes since your passphrase was typed. Type it again before names leave. Nothing was saved.',
  )
}

const TOLD_FOR_MS = 30 * 86_400_000
/** More files than a school saves with names in that time. */
const MOST_LOOKED_AT = 500

function bulkFilesOf({ facts, tenant }: ListedSchool, ctx: Ctx): readonly BulkFile[] {
  if (tenant === null || ctx.may('history.read', tenant.id) === null) return []
  const found = tenant.log.find({ typePrefix: exportedKind.type, limit: MOST_LOOKED_AT })
  const recent = found.flatMap(({ id, hlc, person, reason, body }) => {
    const { data: left } = ExportedBody.safeParse(body)
    const at = parts(hlc).ms
    if (left === undefined || !left.names || left.what !== 'REGISTER' || left.pupils <= BULK) return []
    const isNews = person !== ctx.actor.id && at > ctx.now() - TOLD_FOR_MS
    return isNews ? [{ event: id, at, person, pupils: left.pupils, reason }] : []
  })
  if (recent.length === 0) return []
  const seen = new Set(
    tenant.log
      .find({ typePrefix: exportSeenKind.type, person: ctx.actor.id, limit: MOST_LOOKED_AT })
      .map(({ body }) => ExportSeenBody.safeParse(body).data?.exported),
  )
  const names = new Map<string, string>(allPeople(ctx.trust().db).map(({ id, name }) => [id, name]))
  return recent
    .filter(({ event }) => !seen.has(event))
    .map(({ person, ...rest }) => ({
      ...{ ...rest, school: tenant.id, schoolName: facts.name },
      person: { id: PersonId.parse(person), name: names.get(person) ?? 'Somebody' },
    }))
}

/** Letters in the order of the list; each with the form that is still out, if there is one. */
function lettersOf(
  kind: ListKind,
  due: readonly Listed[],
  { lines, knowledge }: Roll,
  tenant: Tenant,
): readonly Letter[] {
  const rows = new Map(lines.map(({ row }) => [row.id, row]))
  const printed = new Map(allRuns(tenant.db).map(({ id, printedAt }) => [id, printedAt]))
  const sent = ({ run }: FormRow): number => printed.get(run) ?? 0
  const out = new Map<string, FormRow>()
  for (const form of formsOut(tenant.db, [...rows.keys()])) {
    const other = out.get(form.pupil)
    if (other === undefined || sent(other) <= sent(form)) out.set(form.pupil, form)
  }
  return due.map(({ pupil, dueOn }) => {
    const row = rows.get(pupil.id)
    const form = out.get(pupil.id)
    return {
      child: row === undefined ? wholeName(pupil) : wholeName(shownName(namesOf(row))),
      className: pupil.className ?? `Year ${pupil.year}`,
      to: row !== undefined && knowledge.standingOf(row).mayBeAdult ? 'pupil' : 'parent',
      occasion:
        kind === 'EXPIRING'
          ? { kind: 'renewal', endsOn: dueOn }
          : { kind: 'not-returned', askedOn: form === undefined ? null : londonToday(sent(form)) },
      formNumber: form?.number ?? null,
    }
  })
}
