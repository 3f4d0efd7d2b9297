/** Ways to the screens of pictures kept. */
import type { RouteLocationRaw } from 'vue-router'
import type { SchoolId } from '@contract'

const inSchool =
  (name: string) =>
  (school: SchoolId): RouteLocationRaw => ({ name, params: { school } })

export const foldersPlace = inSchool('school-images-folders')
export const usesPlace = inSchool('school-images-uses')
export const retentionPlace = inSchool('school-images-retention')
export const disposalsPlace = inSchool('school-images-disposals')
export const familiesPlace = inSchool('school-images-families')

/** Every school in figures. */
export const overviewPlace: RouteLocationRaw = { name: 'images-overview' }

/** @param pupil only sets this pupil is on */
export const setsPlace = (school: SchoolId, pupil?: string): RouteLocationRaw => ({
  name: 'school-images',
  params: { school },
  query: pupil === undefined ? {} : { pupil },
})
export const setPlace = (school: SchoolId, set: string): RouteLocationRaw => ({
  name: 'school-images-set',
  params: { school, set },
})
/** @param set the set that is used, chosen already */
export const newUsePlace = (school: SchoolId, set?: string): RouteLocationRaw => ({
  name: 'school-images-use',
  params: { school },
  query: set === undefined ? {} : { set },
})
/** @param pupil only uses that have to come down because of this pupil */
export const takeDownsPlace = (school: SchoolId, pupil?: string): RouteLocationRaw => ({
  name: 'school-images-take-downs',
  params: { school },
  query: pupil === undefined ? {} : { pupil },
})
