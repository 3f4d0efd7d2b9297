/** Lets the practice trust be filled through the same write path as any other. */
import type { PersonId } from '@contract/primitives'
import { buildPractice } from '../features/practice'
import { grantKind, personKind } from '../features/people/events'
import { schoolsHandlers } from '../features/schools/handlers'
import type { Actor, Ctx } from './context'
import { set } from './entity'
import { asTenant, type Opened } from './opened'
import type { BuildPractice, PracticeTools } from './practice-tools'
import { contextFor, type Surroundings } from './serving-context'

const WINDOW = { id: 'practice', school: null } as const

/**
 * @param build who fills it; the product's own five schools when left out
 * @returns what fills a practice trust that was just made
 */
export function practiceFiller(
  around: Surroundings,
  build: BuildPractice = buildPractice,
): (opened: Opened) => Promise<void> {
  return (opened) => build(toolsFor(opened, around))
}

function toolsFor(opened: Opened, around: Surroundings): PracticeTools {
  const contextOf = (actor: Actor): Ctx => contextFor(opened, actor, WINDOW, around, around.newId)
  const ctx = contextOf(opened.actor('TRUST_SAFEGUARDING_LEAD'))
  return {
    ctx,
    as: (id, role) => contextOf({ id, name: '', role }),
    newSchool: async (facts) => {
      const { id } = await schoolsHandlers['schools.create']({ facts }, ctx)
      return opened.tenant(asTenant(id as Parameters<typeof asTenant>[0])) // The handler made it as a school's id.
    },
    addPerson(name, roles) {
      const id = around.newId() as PersonId // A fresh random id is a person's id from here on.
      ctx.append(ctx.trust(), [
        set(personKind, id, { name }),
        ...roles.map(({ role, school, from, until }) =>
          set(grantKind, around.newId(), { person: id, role, school, from, until }),
        ),
      ])
      return id
    },
  }
}
