/** Ways to the screens of consent, and who may go there. */
import type { RouteLocationRaw } from 'vue-router'
import type { SchoolId } from '@contract'

const inSchool =
  (name: string) =>
  (school: SchoolId): RouteLocationRaw => ({ name, params: { school } })

export const askPlace = inSchool('school-ask')
export const registerPlace = inSchool('school-consent')
export const listsPlace = inSchool('school-consent-lists')
export const figuresPlace = inSchool('school-consent-figures')
export const purposesPlace = inSchool('school-consent-uses')
export const wordingsPlace = inSchool('school-wordings')
export const pupilsPlace = inSchool('school-pupils')
export const checklistsPlace = inSchool('school-checklists')

export const wordingPlace = (school: SchoolId, wording: string): RouteLocationRaw => ({
  name: 'school-wording',
  params: { school, wording },
})
export const pupilPlace = (school: SchoolId, pupil: string): RouteLocationRaw => ({
  name: 'school-pupil',
  params: { school, pupil },
})
