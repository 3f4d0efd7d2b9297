/** The word a school uses for children, in the forms sentences need (ux 11), and how one of them is named. */
import { computed, type ComputedRef } from 'vue'
import type { PupilCard, SchoolFacts, SchoolId } from '@contract'
import { counted } from '../../ui/words'
import { yearWords } from '../schools/facts-entry'
import { useSchools } from '../schools/schools-store'

export interface Learner {
  /** "pupil" */
  readonly one: string
  /** "pupils" */
  readonly many: string
  /** "Pupil", at the start of a line. */
  readonly One: string
  readonly Many: string
  /** "1 pupil", "1,204 pupils". */
  count(n: number): string
}

/** @param word null while the school is not known: then "pupil" */
export function learnerOf(word: SchoolFacts['learnerWord'] | null): Learner {
  const one = word ?? 'pupil'
  const many = `${one}s`
  const start = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return { one, many, One: start(one), Many: start(many), count: (n) => counted(n, one, many) }
}

/** The word of the school a screen is about. */
export function useLearner(school: () => SchoolId): ComputedRef<Learner> {
  const schools = useSchools()
  return computed(() => learnerOf(schools.find(school())?.facts.learnerWord ?? null))
}

type Named = Pick<PupilCard, 'forename' | 'surname'>

/** "Amira Khan"; a pupil with one name only has that. */
export const fullName = (card: Named): string => [card.forename, card.surname].filter(Boolean).join(' ')

/** "Khan, Amira", as lists are filed. */
export const filedName = (card: Named): string => [card.surname, card.forename].filter(Boolean).join(', ')

/** "Year 7, 7B"; the year alone for a pupil in no class. */
export const whereabouts = (card: Pick<PupilCard, 'year' | 'className'>): string =>
  [yearWords(card.year), card.className].filter(Boolean).join(', ')
