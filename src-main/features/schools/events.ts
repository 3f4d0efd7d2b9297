/** What can happen to a school and its posts, as the log knows it. */
import { z } from 'zod'
import { CivilDate, Line, PersonId, Post } from '@contract/primitives'
import { SchoolFacts } from '@contract/schools'
import { entityKind } from '@vault/entity'
import { POST_WORDS } from './rules'

/** A school of the trust; lives in the trust's file. Its entity id is the school's id. */
export const schoolKind = entityKind({
  type: 'schools.school',
  family: 'fields',
  schema: 1,
  body: SchoolFacts,
  words: (event, before) => {
    const name = nameIn(event.body) ?? nameIn(before) ?? 'a school'
    return before === null ? `Added ${name}` : `Changed the facts of ${name}`
  },
  shown: (fields) => {
    const said = [fields['name'], fields['shortName'], yearsIn(fields)].filter((part) => typeof part === 'string')
    return said.length === 0 ? null : said.join('; ')
  },
  undo: 'trust.manage',
})

/** A post held, or known to be vacant, from a date; lives in the school's file. */
export const appointmentKind = entityKind({
  type: 'schools.appointment',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    post: Post,
    person: PersonId.nullable(),
    holderName: Line.nullable(),
    deputy: z.boolean(),
    from: CivilDate,
    until: CivilDate.nullable(),
  }),
  words: (event, before) => {
    const post = postIn(event.body) ?? postIn(before)
    const named = post === null ? 'a post' : `the post of ${POST_WORDS[post]}`
    return before === null ? `Recorded who holds ${named}` : `Changed who holds ${named}`
  },
  shown: (fields) => {
    const holder = typeof fields['holderName'] === 'string' ? fields['holderName'] : personIn(fields['person'])
    const from = typeof fields['from'] === 'string' ? `from ${fields['from']}` : null
    const until = typeof fields['until'] === 'string' ? `until ${fields['until']}` : null
    const said = [holder, from, until].filter((part) => part !== null)
    return said.length === 0 ? null : said.join(', ')
  },
  undo: 'posts.edit',
})

/** That the national register of establishments was read; the rows themselves are public and stand outside the log. */
export const registerKind = entityKind({
  type: 'schools.register',
  family: 'records',
  schema: 1,
  body: z.strictObject({
    fileName: z.string().max(200),
    rows: z.int(),
    leftOut: z.int(),
    readOn: CivilDate,
    digest: z.string(),
  }),
  words: () => 'Read the national register of schools',
})

export const schoolsKinds = [schoolKind, appointmentKind, registerKind] as const

const personIn = (id: unknown): string | null => (typeof id === 'string' ? `{person:${id}}` : null)

function yearsIn(fields: Readonly<Record<string, unknown>>): string | null {
  const [low, high] = [fields['lowYear'], fields['highYear']]
  return typeof low === 'string' && typeof high === 'string' ? `years ${low} to ${high}` : null
}

function postIn(value: unknown): Post | null {
  if (typeof value !== 'object' || value === null || !('post' in value)) return null
  const post = Post.safeParse(value.post)
  return post.success ? post.data : null
}

function nameIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null
  return typeof value.name === 'string' ? value.name : null
}
