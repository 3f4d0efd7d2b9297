/** Which pupil of the roll a group of rows is about, and why a person has to say so (R106). Pure. */
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { MATCH_WORDS, matchPupil, type IncomingPupil, type Match, type RollIndex } from '../../pupils/rules/matching'
import { shownName, wholeName } from '../../pupils/rules/names'
import type { PupilKept } from './difference'
import type { IncomingFacts } from './incoming'
import type { Group } from './same-pupil'

/** Whose rows they are. */
export type Whose =
  | { readonly kind: 'known'; readonly pupil: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'to-confirm'; readonly candidates: readonly string[]; readonly why: string }
  | { readonly kind: 'left-out'; readonly near: readonly string[]; readonly why: string }

/** A pupil of the roll as matching takes one. */
export const rollPupil = (kept: PupilKept) => ({
  ...{ id: kept.id, forename: kept.legalForename, surname: kept.legalSurname },
  ...{ preferredForename: kept.preferredForename, preferredSurname: kept.preferredSurname },
  ...{ dateOfBirth: kept.dateOfBirth, admissionNumber: kept.admissionNumber, upn: kept.upn },
})

export interface Looking {
  readonly index: RollIndex
  readonly kept: (pupil: string) => PupilKept | null
  readonly today: CivilDate
}

/** Looks for the pupil of a group. */
export function whoseIs(group: Group, { index, kept, today }: Looking): Whose {
  const near = (match: Match): readonly string[] =>
    'pupils' in match ? match.pupils : match.kind === 'same' ? [match.pupil] : []
  const match = matchOf(group, index)
  if (group.why !== null) return { kind: 'left-out', near: near(match), why: group.why }
  switch (match.kind) {
    case 'same': {
      const pupil = kept(match.pupil)
      const left = pupil?.leftOn ?? null
      const isBack = left !== null && left < today && group.facts.leftOn === null
      return isBack
        ? { kind: 'to-confirm', candidates: [match.pupil], why: backWords(left) }
        : { kind: 'known', pupil: match.pupil }
    }
    case 'candidates':
      return { kind: 'to-confirm', candidates: match.pupils, why: MATCH_WORDS[match.why] }
    case 'conflict':
      return { kind: 'left-out', near: match.pupils, why: MATCH_WORDS[match.why] }
    case 'new':
      return match.namesakes.length > 0
        ? { kind: 'to-confirm', candidates: match.namesakes, why: NAMESAKE }
        : { kind: 'new' }
  }
}

const NAMESAKE =
  'A pupil of the same name has another date of birth. It may be another child, or a slip in one of the dates.'

const backWords = (left: CivilDate): string =>
  `This pupil left on ${dateWords(left)}. If they are back, choose them; earlier consents stay ended.`

function matchOf(group: Group, index: RollIndex): Match {
  const { facts } = group
  const [first] = group.rows
  if (first === undefined || first.namesCertain) return matchFacts(facts, index)
  // Where the surname begins nobody knows: each place is tried, and a pupil has to fit one of them for certain.
  const words = [facts.legalForename, facts.legalSurname].join(' ').trim().split(' ')
  const tries = words.slice(1).map((_, at) => {
    const legalForename = words.slice(0, at + 1).join(' ')
    return matchFacts({ ...facts, legalForename, legalSurname: words.slice(at + 1).join(' ') }, index)
  })
  for (const kind of ['same', 'candidates', 'conflict'] as const) {
    const found = tries.filter((match) => match.kind === kind)
    const pupils = new Set(
      found.flatMap((match) => ('pupils' in match ? match.pupils : 'pupil' in match ? [match.pupil] : [])),
    )
    if (found[0] !== undefined && (kind !== 'same' || pupils.size === 1)) return found[0]
  }
  return tries[0] ?? { kind: 'new', namesakes: [] }
}

/**
 * By the admission number where the file has one. A number of another system may be anybody's admission number here, so it
 * counts only where everything else bears it out.
 */
function matchFacts(facts: IncomingFacts, index: RollIndex): Match {
  const record: IncomingPupil = {
    ...{ forename: facts.legalForename, surname: facts.legalSurname ?? '' },
    ...{ preferredForename: facts.preferredForename, preferredSurname: facts.preferredSurname },
    ...{ dateOfBirth: facts.dateOfBirth, admissionNumber: facts.admissionNumber, upn: facts.upn },
  }
  const match = matchPupil(index, record)
  if (facts.admissionNumber !== null || facts.sourceId === null) return match
  const bySource = matchPupil(index, { ...record, admissionNumber: facts.sourceId })
  return bySource.kind === 'same' ? bySource : match
}

/** A pupil of the roll in words for whoever has to tell two children apart. Without UPN (R105). */
export function pupilWords(pupil: PupilKept): string {
  const name = wholeName(
    shownName({
      ...{ forename: pupil.legalForename, surname: pupil.legalSurname },
      ...{ preferredForename: pupil.preferredForename, preferredSurname: pupil.preferredSurname },
    }),
  )
  return [
    name,
    `Year ${pupil.year}`,
    ...(pupil.className === null ? [] : [pupil.className]),
    ...(pupil.dateOfBirth === null ? [] : [`born ${dateWords(pupil.dateOfBirth)}`]),
    `admission number ${pupil.admissionNumber}`,
    ...(pupil.leftOn === null ? [] : [`last day ${dateWords(pupil.leftOn)}`]),
  ].join(', ')
}
