/** What one heading of a table says: for whom, which level, which device, which action. Read whole or not at all. */
import type { Audience, DeviceClass } from '@contract/matrices'
import { actionIn } from '../../vocabulary/actions'
import { peopleOf, speaksOfPeople } from '../../vocabulary/audiences'
import { deviceGroupOf, deviceOf } from '../../vocabulary/devices'
import { levelOf, type CaptionLevel } from '../../vocabulary/levels'
import { onOneLine } from '../../vocabulary/wording'

export interface Caption {
  readonly level: CaptionLevel | null
  /** Audiences named, when it is nothing but their names. */
  readonly people: readonly Audience[]
  /** About people, and no one audience: some of them, or several. */
  readonly unclearPeople: boolean
  readonly device: DeviceClass | null
  readonly deviceGroup: boolean
  readonly action: 'tells' | 'does' | null
}

const NOTHING: Caption = {
  level: null,
  people: [],
  unclearPeople: false,
  device: null,
  deviceGroup: false,
  action: null,
}

/** Longest heading of a column. */
const LONGEST = 160
/** Longest heading that names an audience and a level at once. */
const LONGEST_OF_BOTH = 90

/** Reads a heading; a heading such as "Staff: not allowed" names an audience and a level. */
export function captionOf(text: string): Caption {
  const words = onOneLine(text)
  if (words === '' || words.length > LONGEST) return NOTHING
  const level = levelOf(words)
  if (level !== null) return { ...NOTHING, level }
  const people = peopleOf(words)
  if (people !== null && people.length > 0) return { ...NOTHING, people, unclearPeople: people.length > 1 }
  const device = deviceOf(words)
  const deviceGroup = deviceGroupOf(words) !== null
  if (device !== null || deviceGroup) return { ...NOTHING, device, deviceGroup }
  const both = words.length <= LONGEST_OF_BOTH && words.split(' ').length <= 12 ? peopleAndLevel(words) : null
  if (both !== null) return { ...NOTHING, ...both }
  const action = actionIn(words)
  if (action !== null) return { ...NOTHING, action }
  return speaksOfPeople(words) ? { ...NOTHING, unclearPeople: true } : NOTHING
}

/** Whether a heading is one of a table of rules at all. */
export function isCaption(caption: Caption): boolean {
  return (
    caption.level !== null ||
    caption.people.length > 0 ||
    caption.unclearPeople ||
    caption.device !== null ||
    caption.deviceGroup ||
    caption.action !== null
  )
}

type PeopleAndLevel = Pick<Caption, 'people' | 'level'>

/** "Staff: allowed", "Not allowed (pupils)", "Allowed for visitors", "Pupils not allowed". */
function peopleAndLevel(words: string): PeopleAndLevel | null {
  for (const found of words.matchAll(/ ?[:–—(\n] ?| - | for /g)) {
    const [left, right] = [words.slice(0, found.index), words.slice(found.index + found[0].length)]
    const both = pair(left, right) ?? pair(right, left)
    if (both !== null) return both
  }
  const parts = words.split(' ')
  for (let cut = 1; cut < Math.min(parts.length, 5); cut += 1) {
    const both = pair(parts.slice(0, cut).join(' '), parts.slice(cut).join(' '))
    if (both !== null) return both
  }
  return null
}

function pair(people: string, level: string): PeopleAndLevel | null {
  const named = peopleOf(people)
  if (named === null || named.length !== 1) return null
  const read = levelOf(level)
  return read === null ? null : { people: named, level: read }
}

/** Captions read once each: the same few stand in a table again and again. */
export function captionReader(): (text: string) => Caption {
  const known = new Map<string, Caption>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const caption = text.length <= LONGEST * 2 ? captionOf(text) : NOTHING
    known.set(text, caption)
    return caption
  }
}
