/** Ways to the screens of entry. */
import type { RouteLocationRaw } from 'vue-router'
import type { SchoolId } from '@contract'

export const entryPlace = (school: SchoolId): RouteLocationRaw => ({ name: 'school-entry', params: { school } })
export const batchPlace = (school: SchoolId, batch: string): RouteLocationRaw => ({
  name: 'school-entry-batch',
  params: { school, batch },
})
export const rekeyPlace = (school: SchoolId, batch: string): RouteLocationRaw => ({
  name: 'school-entry-again',
  params: { school, batch },
})
