/** The day a picture is taken to be of: what the picture says, else the earliest believable date of its file. */
import type { CivilDate } from '../contract/primitives'
import { londonToday } from '../vault/clock'
import type { ScannedFile } from './wire'

/** Clocks of cameras and PCs that were never set show years before this one. */
const FIRST_DAY = '1990-01-01'
const FIRST_MS = Date.UTC(1990, 0, 1)
const HOUR_MS = 3_600_000

/** Hours asked about lately: the pictures of an event share theirs, and a time zone is dear to ask. */
const known = new Map<number, CivilDate>()
const MOST_KNOWN = 4096

function londonDay(ms: number): CivilDate {
  const hour = Math.floor(ms / HOUR_MS)
  const found = known.get(hour)
  if (found !== undefined) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const day = londonToday(ms)
  known.set(hour, day)
  return day
}

/**
 * @param inPicture `YYYY-MM-DD` as `takenIn` found it, or null
 * @param ofFile milliseconds since 1970 UTC at which the file was changed, and made where the system knows
 * @param now the same, of the scan's beginning
 */
export function dayOf(
  inPicture: string | null,
  ofFile: readonly number[],
  now: number,
): Pick<ScannedFile, 'takenOn' | 'dated'> {
  // It exists, has that form, and is compared with days of the same form.
  if (inPicture !== null && inPicture >= FIRST_DAY && inPicture <= londonDay(now)) {
    return { takenOn: inPicture as CivilDate, dated: 'PICTURE' }
  }
  const believable = ofFile.filter((ms) => ms >= FIRST_MS && ms <= now)
  return believable.length === 0
    ? { takenOn: null, dated: null }
    : { takenOn: londonDay(Math.min(...believable)), dated: 'FILE' }
}
