/**
 * Everything held on one pupil, given out: as a page to read and as a file for a machine (data-protection law; R3, R5).
 *
 * The JSON file, version 1: `format`, `version`, `reference`, `madeAt` (ISO 8601, UTC), `madeBy`, `reason`, `school`,
 * `controller`, and the fields of `EverythingHeld`. Keys are sorted, lists stand in the order of time, codes are those of
 * the contract. A field that is null has a place and no value.
 */
import type { pupils } from '@contract/pupils'
import type { z } from 'zod'
import { oneSchool, appointments } from '@db/repo/schools'
import { onePerson, trustName } from '@db/repo/people'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { fileName } from '@vault/printing'
import { canonical, type Json } from '../../sync/core/event'
import { subjectAccessPage } from '../forms'
import { holdsOn } from '../schools'
import { everythingHeld } from './everything-held'
import { viewedKind } from './events'
import { sectionsOf } from './held-sections'
import { fileOf, pupilIn } from './places'
import { namesOf } from './cards'
import { shownName, wholeName } from './rules/names'

type Asking = z.output<(typeof pupils)['pupils.subjectAccess']['input']>

/** Digits that name one copy: the file's name tells nothing about the pupil. */
const REFERENCE_LENGTH = 8

/** Notes that it was taken out before anything leaves, so that no copy goes unnoted (C24). */
export async function subjectAccess(
  { school, pupil, reason, format }: Asking,
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const tenant = fileOf(school, ctx)
  const row = pupilIn(tenant, pupil)
  const reference = ctx.newId().slice(0, REFERENCE_LENGTH)
  const place = {
    school: oneSchool(ctx.trust().db, school)?.facts.name ?? '',
    controller: trustName(ctx.trust().db) ?? '',
  }
  ctx.append(tenant, [add(viewedKind, ctx.newId(), { pupil, by: ctx.actor.id, what: 'SUBJECT_ACCESS' })], { reason })
  const held = everythingHeld(tenant, row, ctx)
  const title = `Subject access ${reference}`
  const bytes =
    format === 'json'
      ? asJson({
          ...{ format: 'trustward-subject-access', version: 1, reference, reason, ...place },
          ...{ madeAt: new Date(ctx.now()).toISOString(), madeBy: ctx.actor.name },
          ...{ ...held },
        })
      : await ctx.host.printPdf(
          subjectAccessPage({
            ...place,
            person: wholeName(shownName(namesOf(row))),
            ...{ madeAt: ctx.now(), madeBy: ctx.actor.name },
            ...{ purposes: PURPOSES, recipients: RECIPIENTS, kept: KEPT, contact: contactFor(tenant, ctx) },
            ...{ sections: sectionsOf(held), leftOut: [...held.withheld, OTHERS] },
          }),
          { title, landscape: false },
        )
  const suggestedName = fileName(['Subject access', ctx.today(), reference], format)
  const saved = await ctx.host.saveFile({ suggestedName, bytes })
  return { saved: saved !== null, fileName: saved }
}

/** Keys in one order, so that two copies can be compared. */
const asJson = (value: Json): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(JSON.parse(canonical(value)), null, 2)}\n`)

const PURPOSES =
  'To know who may be in a picture, for which use and on whose consent, to protect pupils who must not be shown, and to prove what was agreed.'
const RECIPIENTS =
  'Staff of this school as their role allows, the data protection officer and the safeguarding lead of the trust. Lists for photographers and files of the register are named below.'
const KEPT =
  'As long as the schedule of the school or trust says. Evidence of consent is kept at least as long as a picture that relies on it is used.'
const OTHERS =
  'What other schools of the trust hold is given by them. Names of other people stand here where they are part of the record; whoever hands this over looks whether they may be given.'

/** Whom to ask: the data protection officer in post, by name. */
function contactFor({ db }: Tenant, ctx: Ctx): string {
  const officer = appointments(db).find((post) => post.post === 'DPO' && holdsOn(post, ctx.today()))
  const person = officer?.person == null ? null : onePerson(ctx.trust().db, officer.person)
  const name = officer?.holderName ?? person?.name ?? null
  return name === null ? 'The data protection officer of the trust' : `${name}, data protection officer`
}
