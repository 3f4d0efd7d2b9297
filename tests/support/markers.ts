/** Looks for planted words in bytes, in every form they might be written in. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The same text in the forms a file, a log or a dump may hold it in. */
function formsOf(marker: string): readonly Buffer[] {
  const utf8 = Buffer.from(marker, 'utf8')
  const utf16 = Buffer.from(marker, 'utf16le')
  // Base64 of a text depends on where in its group of three it begins, and its ends on what stands around it.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  const texts = [utf8.toString('hex'), utf8.toString('hex').toUpperCase(), ...base64]
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((text) => Buffer.from(text, 'latin1'))]
}

/** How often any form of any marker stands in some bytes. */
export function hitsIn(bytes: Buffer, markers: readonly string[]): number {
  return markers.reduce((hits, marker) => hits + formsOf(marker).filter((form) => bytes.includes(form)).length, 0)
}

/** Every file of a folder and its folders. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]))
}

/** Hits by file, only for files that have some, names of files included. */
export function hitsUnder(folder: string, markers: readonly string[]): Readonly<Record<string, number>> {
  const found = filesUnder(folder).map((file) => {
    const hits = hitsIn(readFileSync(file), markers) + hitsIn(Buffer.from(file), markers)
    return [file, hits] as const
  })
  return Object.fromEntries(found.filter(([, hits]) => hits > 0))
}
