/** Pictures a pupil is on, by reference, and where they were used: no picture is held here (R81). */
import { allSets, setsShowing } from '@db/repo/images'
import { allPublications, publicationStates, pupilsLeftOut } from '@db/repo/publications'
import type { Tenant } from '@vault/context'
import { fields, recorded, recordsNaming, type Around, type HeldThing } from './held-things'

/** Type of saying whether a pupil is on a set. */
const SHOWN = 'images.shown'

export interface PicturesHeld {
  /** Sets of pictures the pupil is on today, the newest first. */
  readonly pictures: readonly HeldThing[]
  /** What was ever recorded of whether the pupil is on a set, oldest first. */
  readonly picturesSaid: readonly HeldThing[]
  /** Where pictures the pupil is on were used, the newest first. */
  readonly pictureUses: readonly HeldThing[]
}

/** Of pictures that show others too nothing is told but what is said of this pupil. */
export function picturesWith(tenant: Tenant, pupil: string, around: Around): PicturesHeld {
  const { db } = tenant
  const titles = new Map<unknown, string>(allSets(db).map(({ id, facts }) => [id, facts.title]))
  const on = setsShowing(db, pupil)
  const states = publicationStates(db)
  const leftOut = pupilsLeftOut(db)
  return {
    pictures: (on.length === 0 ? [] : allSets(db, on)).map(({ facts }) => {
      const { title, imageClass, takenOn, event, place, why } = facts
      return { title, imageClass, takenOn, event, place, why, uses: facts.purposes.map((use) => around.use(use)) }
    }),
    picturesSaid: recordsNaming(tenant, SHOWN, pupil).flatMap((event) => {
      const { set, isShown } = fields(event)
      if (isShown === undefined) return []
      return [{ title: titles.get(set) ?? null, isShown, reason: event.reason, ...recorded(event, around) }]
    }),
    pictureUses: allPublications(db).flatMap(({ id, set, facts }) => {
      const isOn = facts.pupils === null ? on.includes(set) : facts.pupils.includes(pupil)
      if (!isOn) return []
      const { channel, address, from, until, named } = facts
      const became = states.get(id)
      return [
        {
          ...{
            title: titles.get(set) ?? null,
            use: around.use(facts.purpose),
            where: channel,
            address,
            from,
            until,
            named,
          },
          ...{ state: became?.state ?? 'LIVE', stateSince: became?.on ?? null },
          leftOut: leftOut.get(id)?.has(pupil) === true,
        },
      ]
    }),
  }
}
