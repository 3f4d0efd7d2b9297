/** What can happen to people and their roles, as the log of the trust knows it. */
import { z } from 'zod'
import { CivilDate, Line, PersonId, Role, SchoolId } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { entityKind } from '@vault/entity'
import { ROLE_WORDS } from './rules'

/** A person of the trust. The entity id is the person's id. Changed on the screen of people, never by undoing. */
export const personKind = entityKind({
  type: 'people.person',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ name: Line }),
  words: (event, before) =>
    before === null ? `Added {person:${event.entity}}` : `Changed the name of {person:${event.entity}}`,
  undo: 'never',
})

const Grant = z.strictObject({
  person: PersonId,
  role: Role,
  /** Null: the whole trust. */
  school: SchoolId.nullable(),
  from: CivilDate,
  until: CivilDate.nullable(),
})

/** A dated role of a person. */
export const grantKind = entityKind({
  type: 'people.grant',
  family: 'fields',
  schema: 1,
  body: Grant,
  words: (event, before) => {
    const given = Grant.safeParse(before ?? event.body)
    if (!given.success) return 'Changed a role'
    const { person, role, school } = given.data
    const where = school === null ? 'for the whole trust' : `for {school:${school}}`
    return before === null
      ? `Gave {person:${person}} the role ${ROLE_WORDS[role]} ${where}`
      : `Ended the role ${ROLE_WORDS[role]} of {person:${person}} ${where}`
  },
  shown: (fields) => {
    const { from, until } = Grant.partial().catch({}).parse(fields)
    const parts = [from && `from ${dateWords(from)}`, until && `last day ${dateWords(until)}`]
    return parts.filter(Boolean).join(', ') || null
  },
  undo: 'never',
})

/** That somebody was let in on a PC, kept out of it, or came in with the recovery kit: a notice to all (C9, C26). */
export const accessKind = entityKind({
  type: 'people.access',
  family: 'records',
  schema: 1,
  body: z.strictObject({ person: PersonId, change: z.enum(['allowed', 'withdrawn', 'recovered', 'kit']) }),
  words: ({ body }) => {
    const parsed = z.object({ person: z.string(), change: z.string() }).safeParse(body)
    const who = parsed.success ? `{person:${parsed.data.person}}` : 'somebody'
    switch (parsed.success ? parsed.data.change : null) {
      case 'allowed':
        return `Let ${who} unlock this PC`
      case 'withdrawn':
        return `Stopped ${who} from unlocking this PC`
      case 'recovered':
        return `Opened the trust with the recovery kit and set a new passphrase for ${who}`
      case 'kit':
        return 'Made a new recovery kit; the one before no longer works'
      default:
        return 'Changed who may unlock a PC'
    }
  },
})

export const peopleKinds = [personKind, grantKind, accessKind] as const
