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

/** Whether the app itself still has files to delete. Without any, a disposal ends with the last place answered for. */
export const hasFiles = ({ open }: Pick<Disposal, 'open'>): boolean => open.includes('REGISTERED_FOLDER')

/** Whether every file is dealt with and only places are left to be answered for. */
export const onlyPlaces = (disposal: Disposal): boolean => isUnfinished(disposal) && !hasFiles(disposal)

/** Whether every file was tried and some were kept with a reason, so that nothing was broken off. */
export const onlyKept = (disposal: Disposal): boolean =>
  disposal.phase === 'BROKEN_OFF' && pendingFiles(disposal) === 0 && keptFiles(disposal) > 0

/** Whether places may be answered for: from the approval on, and later when a copy beyond use is purged. */
export const isAnswerable = ({ phase }: Pick<Disposal, 'phase'>): boolean => phase !== 'PROPOSED' && phase !== 'REFUSED'

/** The last day of an approval that has run out while files are still to be deleted; null when none has. */
export function ranOutOn(disposal: Disposal, today: CivilDate): CivilDate | null {
  if (!isUnfinished(disposal) || !hasFiles(disposal) || disposal.answeredOn === null) return null
  const last = shifted(disposal.answeredOn, APPROVAL_DAYS)
  return today > last ? last : null
}

/** Whether it waits for a second person: it was never answered, or the approval ran out. */
export const waitsForAnswer = (disposal: Disposal, today: CivilDate): boolean =>
  disposal.phase === 'PROPOSED' || ranOutOn(disposal, today) !== null

/** Whether its files may be deleted now, or gone on with. */
export const mayGoOn = (disposal: Disposal, today: CivilDate): boolean =>
  isUnfinished(disposal) && hasFiles(disposal) && ranOutOn(disposal, today) === null

/** Whether this person proposed it and so cannot answer it (R74). */
export const isOwn = ({ proposedBy }: Pick<Disposal, 'proposedBy'>, person: PersonId | undefined): boolean =>
  proposedBy === person

/** One place copies may lie in, with what was said of it, the newest last. */
export interface PlaceAnswered {
  readonly system: DisposalSystem
  readonly results: Disposal['results']
  readonly isOpen: boolean
  /** The app answers it itself while it deletes the files. */
  readonly isOwn: boolean
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
      isOwn: system === 'REGISTERED_FOLDER',
      waitsForPurge: said.at(-1)?.result === 'BEYOND_USE',
    }
  })
  const weight = (place: PlaceAnswered) => (place.isOpen ? 0 : place.waitsForPurge ? 1 : 2)
  return places.sort((a, b) => weight(a) - weight(b))
}
