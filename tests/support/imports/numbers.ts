/** Unique pupil numbers for files of tests. */
import { checkLetter } from '../../../src-main/features/pupils/rules/upn'

/** A permanent number of its own for each serial below 70,000; no authority has the code 999. */
export function upnOf(serial: number): string {
  const body = `9991234${String(21 + Math.floor(serial / 1000)).padStart(2, '0')}${String(serial % 1000).padStart(3, '0')}`
  return checkLetter(body) + body
}
