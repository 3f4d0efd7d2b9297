/** Serving the calls of sets of pictures: made, changed, who is on them, with which device they were taken. */
import { Fault } from '@contract/fault'
import type { images } from '@contract/images'
import type { Handlers } from '@contract/rpc'
import { allParentsPhotos, personalOf, setsShowing, staffShown } from '@db/repo/images'
import { onePerson } from '@db/repo/people'
import type { Ctx, Tenant } from '@vault/context'
import { add, set, setChanged } from '@vault/entity'
import { fileOf } from '../consents'
import { parentsPhotosKind, personalKind, setKind } from './events'
import { filesDrafts, filesOfGroups } from './filing'
import { seenBySet } from './found'
import { keptFiles, seenAt } from './kept-files'
import { cardsOnSet, peopleDrafts } from './people-shown'
import { checkPersonal } from './personal-equipment'
import { folderIn } from './scanning'
import { setOf } from './set-view'
import { factsFrom, setIn, standingSet } from './sets'
import { Pictures } from './standing'

type Sets = Pick<
  Handlers<typeof images, Ctx>,
  | 'images.addSet'
  | 'images.editSet'
  | 'images.sets'
  | 'images.set'
  | 'images.setPeople'
  | 'images.recordPersonal'
  | 'images.parentsPhotos'
  | 'images.recordParentsPhotos'
>

/** Most files of a set that are shown. */
const FILES_SHOWN = 500

export const setsHandlers: Sets = {
  'images.addSet': ({ school, facts: asked, groups }, ctx) => {
    const tenant = fileOf(school, ctx)
    const facts = factsFrom(asked, null, tenant, ctx)
    if ((facts.folder !== null) !== groups.length > 0) {
      throw new Fault(
        'bad-input',
        'A set in a registered folder is made of groups of files, and no other is. Nothing was saved.',
      )
    }
    const id = ctx.newId()
    if (facts.folder === null) ctx.append(tenant, [set(setKind, id, facts)])
    else {
      const { id: folder } = folderIn(tenant, facts.folder)
      const files = filesOfGroups(tenant, folder, groups)
      ctx.append(tenant, [set(setKind, id, facts), ...filesDrafts(id, folder, files, ctx)])
    }
    return setIn(tenant, id, ctx)
  },

  'images.editSet': ({ school, set: id, facts: asked, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { facts: before } = standingSet(tenant, id)
    const facts = factsFrom(asked, before, tenant, ctx)
    if (facts.folder !== before.folder) {
      throw new Fault(
        'bad-input',
        'The files of a set stay in the folder they were registered in. Nothing was saved. Make another set for pictures that lie elsewhere.',
      )
    }
    ctx.append(tenant, setChanged(setKind, id, before, facts), { reason })
    return setIn(tenant, id, ctx)
  },

  'images.sets': ({ school, state, pupil }, ctx) => {
    const tenant = fileOf(school, ctx)
    const pictures = new Pictures(tenant, ctx, pupil === null ? null : setsShowing(tenant.db, pupil))
    const seen = seenBySet(tenant)
    return pictures.sets
      .filter(({ retention }) => state === null || retention.state === state)
      .map((standing) => setOf(standing, pictures, seen.get(standing.row.id) ?? null))
  },

  'images.set': ({ school, set: id }, ctx) => {
    const tenant = fileOf(school, ctx)
    const view = setIn(tenant, id, ctx)
    return {
      set: view,
      pupils: cardsOnSet(tenant, id, ctx),
      staff: [...(staffShown(tenant.db).get(id) ?? [])],
      personal: personalOf(tenant.db, id),
      files: keptFiles(tenant, id, FILES_SHOWN),
      seenAt: seenAt(tenant, view.folder),
    }
  },

  'images.setPeople': ({ school, set: id, pupils, staff, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    standingSet(tenant, id)
    ctx.append(tenant, peopleDrafts(tenant, id, { pupils, staff }, reason, ctx), { reason })
    return setIn(tenant, id, ctx)
  },

  'images.recordPersonal': ({ school, set: id, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (setIn(tenant, id, ctx).device !== 'PERSONAL') {
      throw new Fault(
        'conflict',
        "These pictures were taken with the school's own equipment. Nothing was saved. Change the set first if not.",
      )
    }
    checkPersonal(facts, school, ctx)
    ctx.append(tenant, setChanged(personalKind, id, personalOf(tenant.db, id), facts))
    return setIn(tenant, id, ctx)
  },

  'images.parentsPhotos': ({ school }, ctx) => parentsPhotosOf(fileOf(school, ctx)),

  'images.recordParentsPhotos': ({ school, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (onePerson(ctx.trust().db, facts.decidedBy) === null) {
      throw new Fault('not-found', 'This trust has no such person. Nothing was saved. Choose who decided.')
    }
    ctx.append(tenant, [add(parentsPhotosKind, ctx.newId(), { ...facts, by: ctx.actor.id })])
    return parentsPhotosOf(tenant)
  },
}

const parentsPhotosOf = ({ db }: Pick<Tenant, 'db'>) => allParentsPhotos(db).map(({ id, facts }) => ({ ...facts, id }))
