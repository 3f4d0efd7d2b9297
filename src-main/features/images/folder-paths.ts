/** Paths of registered folders: which are the same, which lies in which, on whichever system they were typed. */
import { posix, win32 } from 'node:path'

/** How a folder lies to another one. */
export type Lies = 'SAME' | 'INSIDE' | 'AROUND' | 'APART'

/** A drive with its letter, a share, or either in the long form Windows has for them. */
const OF_WINDOWS = /^(?:[a-z]:|\\\\|\/\/)/i
const LONG_FORM = /^\\\\[?.]\\(?:UNC\\)?/i

/** How `path`, absolute, lies to `other`, absolute. Windows does not tell capitals from small letters. */
export function liesTo(path: string, other: string): Lies {
  const [own, others] = [keyOf(path), keyOf(other)]
  if (own === others) return 'SAME'
  if (own.startsWith(`${others}/`)) return 'INSIDE'
  return others.startsWith(`${own}/`) ? 'AROUND' : 'APART'
}

/** One spelling for each folder, with forward slashes and none at the end; the top of a drive or tree ends without one too. */
function keyOf(path: string): string {
  const composed = path.normalize('NFC')
  if (!OF_WINDOWS.test(composed)) return withoutEnd(posix.resolve('/', composed))
  const isShare = /^(?:\\\\\?\\UNC\\|\\\\(?![?.]\\)|\/\/)/i.test(composed)
  const rest = composed.replace(LONG_FORM, '').replace(/^[\\/]+/, '')
  const whole = win32.normalize(rest).replace(/\\/g, '/').toLowerCase()
  return withoutEnd(isShare ? `//${whole}` : whole)
}

const withoutEnd = (path: string): string => path.replace(/\/+$/, '')

/** The folders a path names, from the top. */
export const namesIn = (path: string): readonly string[] => path.split(/[\\/]+/).filter((name) => name !== '')
