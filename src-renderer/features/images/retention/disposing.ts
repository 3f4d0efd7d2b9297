/** What may be done next with a disposal, and by whom; the vault judges again when it is done. Pure. */
import type { CivilDate, Disposal, DisposalSystem, PersonId } from '@contract'
import { shifted } from '../../../ui/dates'

/** Days an approval lasts after the day it was given (`src-main/features/images/rules/disposing.ts`). */
const APPROVAL_DAYS = 30

/** Files of all its sets that are still to be dealt with. */
export const pendingFiles = ({ sets }: Pick<Disposal, 'sets'>): number =>
  sets.reduce((sum, { pending }) => sum + pending, 0)

/** Files that were kept with a reason. */
export const keptFiles = ({ sets }: Pick<Disposal, 'sets'>): number => sets.reduce((sum, { kept }) => sum + kept, 0)

/** Files it was proposed with. */
export const allFiles = ({ sets }: Pick<Disposal, 'sets'>): number => sets.reduce((sum, { files }) => sum + files, 0)

const isUnfinished = ({ phase }: Pick<Disposal, 'phase'>) =>
  phase === 'APPROVED' || phase === 'BEGUN' || phase === 'BROKEN_OFF'

/** The last day of an approval that has run out before the work was finished; null when none has. */
export function ranOutOn(disposal: Disposal, today: CivilDate): CivilDate | null {
  if (!isUnfinished(disposal) || disposal.answeredOn === null) return null
  const last = shifted(disposal.answeredOn, APPROVAL_DAYS)
  return today > last ? last : null
}

/** Whether it waits for a second person: it was never answered, or the approval ran out. */
export const waitsForAnswer = (disposal: Disposal, today: CivilDate): boolean =>
  disposal.phase === 'PROPOSED' || ranOutOn(disposal, today) !== null

/** Whether it may be carried out now, or gone on with. */
export const mayGoOn = (disposal: Disposal, today: CivilDate): boolean =>
  isUnfinished(disposal) && ranOutOn(disposal, today) === null

/** Whether this person proposed it and so cannot answer it (R74). */
export const isOwn = ({ proposedBy }: Pick<Disposal, 'proposedBy'>, person: PersonId | undefined): boolean =>
  proposedBy === person

/** One place copies may lie in, with what was said of it, the newest last. */
export interface PlaceAnswered {
  readonly system: DisposalSystem
  readonly results: Disposal['results']
  readonly isOpen: boolean
  /** It lies beyond use and nobody has said yet that it was purged (R75). */
  readonly waitsForPurge: boolean
}

/** Every place that is open or was answered for, those that need somebody first. */
export function placesOf({ open, results }: Pick<Disposal, 'open' | 'results'>): PlaceAnswered[] {
  const systems = [...new Set([...open, ...results.map(({ system }) => system)])]
  const places = systems.map((system) => {
    const said = results.filter((one) => one.system === system).sort((a, b) => a.at - b.at)
    return {
      system,
      results: said,
      isOpen: open.includes(system),
      waitsForPurge: said.at(-1)?.result === 'BEYOND_USE',
    }
  })
  const weight = (place: PlaceAnswered) => (place.isOpen ? 0 : place.waitsForPurge ? 1 : 2)
  return places.sort((a, b) => weight(a) - weight(b))
}
