/** A set as it is typed, and what it becomes. Pure. */
import {
  IMAGE_CLASSES,
  Line,
  type AskedSetFacts,
  type CivilDate,
  type FileGroup,
  type ImageFolder,
  type RefusedClass,
  type SetFacts,
  type Storage,
} from '@contract'
import { dateText } from '../../ui/dates'
import { folderWords } from './folder-words'
import { setWords } from './set-words'

export interface SetEntry {
  title: string
  imageClass: AskedSetFacts['imageClass'] | ''
  takenOn: CivilDate | null
  event: string
  takenBy: string
  device: SetFacts['device'] | ''
  why: string
  /** Chosen uses. */
  purposes: readonly string[]
  storage: Storage | ''
  place: string
  folder: string | null
  heldOn: SetFacts['heldOn'] | ''
  /** Empty: the rule of the class. */
  rule: string
  count: string
}

/** Fields that may be wrong. */
export type SetField =
  | 'title'
  | 'imageClass'
  | 'takenOn'
  | 'event'
  | 'takenBy'
  | 'device'
  | 'why'
  | 'storage'
  | 'place'
  | 'heldOn'
  | 'count'
  | 'reason'

export const emptySet = (): SetEntry => ({
  title: '',
  imageClass: '',
  takenOn: null,
  event: '',
  takenBy: '',
  device: '',
  why: '',
  purposes: [],
  storage: '',
  place: '',
  folder: null,
  heldOn: '',
  rule: '',
  count: '',
})

export const entryOfSet = (set: SetFacts): SetEntry => ({
  title: set.title,
  imageClass: set.imageClass,
  takenOn: set.takenOn,
  event: set.event ?? '',
  takenBy: set.takenBy,
  device: set.device,
  why: set.why,
  purposes: set.purposes,
  storage: set.storage,
  place: set.place,
  folder: set.folder,
  heldOn: set.heldOn,
  rule: set.rule ?? '',
  count: set.count === null ? '' : String(set.count),
})

/** The folder all paths lie in, with forward slashes; empty for none but the registered one itself. */
function sharedPath(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  const parts = first.split('/')
  let shared = parts.length
  for (const other of others) {
    const own = other.split('/')
    let at = 0
    while (at < shared && own[at] === parts[at]) at += 1
    shared = at
  }
  return parts.slice(0, shared).join('/')
}

/** A folder's name without the date people put in front of it: "2026-06-12_Sports day" is "Sports day". */
export function nameOfFolder(name: string): string {
  const bare = name
    .replace(/_/g, ' ')
    .replace(/^[\d\s.,-]+/, '')
    .trim()
  return bare === '' ? name.trim() : bare
}

const cut = (text: string, most: number) => (text.length > most ? text.slice(-most).trim() : text)

/** A set of groups a scan found: title from the folder's name and the last day, place below the folder. */
export function entryOfGroups(
  folder: Pick<ImageFolder, 'id' | 'label'>,
  groups: readonly Pick<FileGroup, 'path' | 'to'>[],
): SetEntry {
  const path = sharedPath(groups.map((group) => group.path))
  const takenOn =
    groups
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? null
  const name = nameOfFolder(path.split('/').at(-1) ?? '') || folder.label
  return {
    ...emptySet(),
    title: takenOn === null ? name : cut(folderWords.groups.title1(name, dateText(takenOn)), 200),
    takenOn,
    storage: 'FOLDER',
    // The end of a long path says more than its beginning.
    place: cut(path === '' ? folder.label : path, 200),
    folder: folder.id,
  }
}

const isKept = (value: SetEntry['imageClass']): value is SetFacts['imageClass'] =>
  (IMAGE_CLASSES as readonly string[]).includes(value)

/** The kind chosen when it is one that is never kept here; null otherwise. */
export const refusedKind = (value: SetEntry['imageClass']): RefusedClass | null =>
  value === '' || isKept(value) ? null : value

/**
 * @param problem what is wrong with the typed date, in words
 * @param now today in London
 * @returns what is wrong by field, and the facts when nothing is
 */
export function readSet(
  entry: SetEntry,
  problem: string | null,
  now: CivilDate,
): { found: Partial<Record<SetField, string | undefined>>; facts: SetFacts | null } {
  const w = setWords.form
  const line = (text: string, words: string) => (Line.safeParse(text).success ? undefined : words)
  const count = entry.count.replace(/[\s,]/g, '')
  const { imageClass, takenOn, device, storage, heldOn } = entry
  const found: Partial<Record<SetField, string | undefined>> = {
    // In the order in which they stand on the screen.
    imageClass: imageClass === '' ? w.needClass : isKept(imageClass) ? undefined : w.refusedShort,
    title: line(entry.title, w.needTitle),
    takenOn: takenOn === null ? (problem ?? w.needTaken) : takenOn > now ? w.future : undefined,
    takenBy: line(entry.takenBy, w.needTakenBy),
    why: line(entry.why, w.needWhy),
    count: /^\d{0,7}$/.test(count) ? undefined : w.needCount,
    storage: storage === '' ? w.needStorage : undefined,
    place: line(entry.place, w.needPlace),
    device: device === '' ? w.needDevice : undefined,
    heldOn: heldOn === '' ? w.needHeldOn : undefined,
  }
  const sound = Object.values(found).every((words) => words === undefined)
  if (!sound || !isKept(imageClass) || takenOn === null || device === '' || storage === '' || heldOn === '')
    return { found, facts: null }
  return {
    found,
    facts: {
      title: entry.title.trim(),
      imageClass,
      takenOn,
      event: entry.event.trim() === '' ? null : entry.event.trim(),
      takenBy: entry.takenBy.trim(),
      device,
      why: entry.why.trim(),
      purposes: [...entry.purposes],
      storage,
      place: entry.place.trim(),
      folder: entry.folder,
      heldOn,
      rule: entry.rule === '' ? null : entry.rule,
      count: count === '' ? null : Number(count),
    },
  }
}
