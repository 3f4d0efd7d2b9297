/** The numbered destruction record of a disposal, printed from what the history says (R73). */
import { Fault } from '@contract/fault'
import type { ImageClass } from '@contract/images'
import type { PersonId, Role } from '@contract/primitives'
import type { Disposal, DisposalResult, DisposalSystem, retention } from '@contract/retention'
import { allHolds } from '@db/repo/retention'
import { onePerson } from '@db/repo/people'
import type { z } from 'zod'
import type { Ctx, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { fileName } from '@vault/printing'
import { canonical, type LogEvent } from '../../sync/core/event'
import { fileOf, schoolFacts, trustName } from '../consents'
import { destructionRecordPage, type Deed } from '../forms'
import { ROLE_WORDS } from '../people'
import { Disposing, isGone, proposalIn } from './disposal-known'
import { disposalOf, remainWords } from './disposal-view'
import {
  approvalKind,
  destroyedKind,
  disposedKind,
  proposalKind,
  resultKind,
  type FileResult,
} from './events-retention'
import { holdWords } from './refusing'
import { Pictures } from './standing'

type Saving = z.output<(typeof retention)['images.saveRecord']['input']>

/** @throws Fault 'conflict' before anything was carried out */
export async function saveRecord(
  { school, disposal }: Saving,
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const tenant = fileOf(school, ctx)
  const row = proposalIn(tenant, disposal)
  const disposing = new Disposing(tenant, row, new Pictures(tenant, ctx))
  if (!disposing.isBegun) {
    throw new Fault(
      'conflict',
      'Nothing of this disposal has been carried out, so there is nothing to record. Carry it out first.',
    )
  }
  const view = disposalOf(tenant, row, ctx)
  const events = eventsOf(disposing)
  const deed = (type: string, by: PersonId, on: Deed['on']): Deed => {
    const role = events.find((event) => event.type === type && event.person === by)?.role
    return { name: nameOf(by, ctx), role: role === undefined ? '' : ROLE_WORDS[role as Role], on } // As it was written.
  }
  const { approval } = disposing
  const html = destructionRecordPage({
    ...{ school: schoolFacts(school, ctx).name, controller: trustName(ctx) },
    ...{ number: view.number, id: row.id, state: STATE_WORDS[view.phase], why: row.why },
    proposed: deed(proposalKind.type, row.by, row.on),
    approved: approval?.approved === true ? deed(approvalKind.type, approval.by, approval.on) : null,
    carriedOutAt: view.carriedOutAt,
    sets: row.sets.map(({ set, rule, dueOn, files, count }) => {
      const facts = disposing.pictures.sets.find((one) => one.row.id === set)?.row.facts
      return {
        ...{ id: set, rule, dueOn, files, count },
        imageClass: facts === undefined ? 'Not known' : CLASS_WORDS[facts.imageClass],
        takenOn: facts?.takenOn ?? null,
        disposedOn: disposing.disposedAs(set)?.on ?? null,
        hashes: hashesOf(disposing, set),
      }
    }),
    results: view.results
      .map(({ system, result, items, words, purgeBy, by, at }) => ({
        ...{ place: SYSTEM_WORDS[system], result: RESULT_WORDS[result], items, words, purgeBy, at },
        by: nameOf(by, ctx),
      }))
      .concat(remaining(disposing, events, ctx)),
    open: view.open.map((system) => SYSTEM_WORDS[system]),
    holds: holdsOutside(
      tenant,
      row.sets.map(({ set }) => set),
    ),
    ...{ entries: events.length, fingerprint: fingerprintOf(events) },
    ...{ madeAt: ctx.now(), madeBy: ctx.actor.name },
  })
  const title = `Destruction record ${view.number}`
  const bytes = await ctx.host.printPdf(html, { title, landscape: false })
  const name = await ctx.host.saveFile({ suggestedName: fileName([title, ctx.today()], 'pdf'), bytes })
  return { saved: name !== null, fileName: name }
}

/** Copies that remain under further names of deleted files, as a line of what became of which place. */
function remaining(disposing: Disposing, events: readonly LogEvent[], ctx: Ctx) {
  const files = [...disposing.stillNamed.values()].reduce((sum, n) => sum + n, 0)
  const at = disposing.destroyed.reduce((latest, row) => Math.max(latest, row.at), 0)
  if (files === 0) return []
  const words = `${remainWords(files)} To be found and deleted by hand.`
  const said = { place: SYSTEM_WORDS.REGISTERED_FOLDER, result: RESULT_WORDS.KEPT, items: files, words, purgeBy: null }
  const deleter = events.find(({ type }) => type === destroyedKind.type)?.person as PersonId // Written from an author's id.
  return [{ ...said, by: nameOf(deleter, ctx), at }]
}

const nameOf = (person: PersonId, ctx: Ctx): string => onePerson(ctx.trust().db, person)?.name ?? 'Not known'

/** Everything in the history that is of this disposal and of no other. */
function eventsOf(disposing: Disposing): readonly LogEvent[] {
  const { tenant, row, destroyed, results } = disposing
  const things = [
    { type: proposalKind.type, entity: row.id },
    { type: approvalKind.type, entity: row.id },
    ...[...new Set(destroyed.map(({ id }) => id))].map((entity) => ({ type: destroyedKind.type, entity })),
    ...results.map(({ id }) => ({ type: resultKind.type, entity: id })),
    ...row.sets.flatMap(({ set }) =>
      disposing.disposedAs(set)?.disposal === row.id ? [{ type: disposedKind.type, entity: set }] : [],
    ),
  ]
  return tenant.log.eventsAbout(things).flatMap((id) => tenant.log.event(id) ?? [])
}

/** The same on every PC that has the same entries, in whatever order they came. */
const fingerprintOf = (events: readonly LogEvent[]): string => hashHex(canonical(events.map(({ hash }) => hash).sort()))

function hashesOf(disposing: Disposing, set: string): readonly string[] {
  const gone = disposing.destroyed.filter((row) => row.set === set && isGone(row.result as FileResult)) // As its kind says.
  return [...new Map(gone.map(({ file, hash }) => [file, hash])).values()].sort()
}

function holdsOutside({ db }: Tenant, sets: readonly string[]): { set: string; words: string }[] {
  return allHolds(db)
    .filter(({ set }) => !sets.includes(set))
    .map(({ set, facts }) => ({ set, words: holdWords(facts) }))
}

const STATE_WORDS: Readonly<Record<Disposal['phase'], string>> = {
  PROPOSED: 'Proposed, not approved',
  APPROVED: 'Approved, not carried out',
  REFUSED: 'Refused',
  BEGUN: 'Under way: not everything is answered for',
  BROKEN_OFF: 'Broken off: something may be there still',
  CARRIED_OUT: 'Carried out',
}

const CLASS_WORDS: Readonly<Record<ImageClass, string>> = {
  IDENTITY: 'Identity photos',
  CLASSROOM: 'Evidence of work in class',
  EVENT: 'Event',
  CLASS_PHOTO: 'Class photos',
  PORTRAIT: 'Portraits',
  PROMOTION: 'Promotion',
  VIDEO: 'Video',
  PUPIL_WORK: 'Work with a name or face',
  OTHER: 'Other pictures',
}

const SYSTEM_WORDS: Readonly<Record<DisposalSystem, string>> = {
  REGISTERED_FOLDER: 'Registered folders',
  SHARED_DRIVE: 'Shared drives',
  DEVICES: 'Cameras, tablets and phones',
  APP: 'Apps and online services',
  WEBSITE: 'Website',
  SOCIAL: 'Social media',
  PRINT_STOCK: 'Printed stock',
  OFF_SITE: 'Somewhere off the site',
  BACKUP: 'Backups',
}

const RESULT_WORDS: Readonly<Record<DisposalResult, string>> = {
  DELETED: 'Deleted',
  ALREADY_GONE: 'Already gone',
  KEPT: 'Kept',
  BEYOND_USE: 'Beyond use',
  PURGED: 'Purged',
  CANNOT_RECALL: 'Cannot be recalled',
}
