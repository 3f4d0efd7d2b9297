/** Ways into the screens of signatures that point at one person or one agreement. */
import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import type { SchoolId, Signee } from '@contract'

/** The ways somebody can sign, and what was recorded so, as the address says them. */
export const SIGN_WAYS = ['paper', 'desk', 'file', 'together'] as const
export type SignWay = (typeof SIGN_WAYS)[number]

const text = (signee: Signee) => `${signee.kind}-${signee.id}`

/** Cleared today, with one person's pane open. */
export const personPlace = (school: SchoolId, signee: Signee): RouteLocationRaw => ({
  name: 'school-agreements-cleared',
  params: { school },
  query: { person: text(signee) },
})

/** The adults of the school. */
export const adultsPlace = (school: SchoolId): RouteLocationRaw => ({
  name: 'school-agreements-cleared',
  params: { school },
  query: { list: 'adults' },
})

/** @param asked agreement and person that are chosen already */
export const signFor = (
  school: SchoolId,
  way: SignWay,
  asked: { readonly agreement?: string; readonly signee?: Signee } = {},
): RouteLocationRaw => ({
  name: 'school-agreements-sign',
  params: { school },
  query: {
    ...(way === 'paper' ? {} : { way }),
    ...(asked.agreement === undefined ? {} : { agreement: asked.agreement }),
    ...(asked.signee === undefined ? {} : { person: text(asked.signee) }),
  },
})

/** One value of the address; null when it is not there. */
export function asked(query: LocationQuery, name: string): string | null {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : null
}
