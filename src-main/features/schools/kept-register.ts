/** The national register as it was last read on this PC: public rows on the shelf (see decision-register-on-shelf.md). */
import type { Establishment } from '@contract/schools'
import type { Ctx } from '@vault/context'

export interface Kept {
  readonly establishments: readonly Establishment[]
  readonly leftOut: readonly { line: number; why: string }[]
}

/** Parsed once for each text: searching answers as a person types. */
const parsed = new WeakMap<Ctx['shelf'], { readonly text: string; readonly kept: Kept }>()

/** The rows on the shelf; empty when the register was never read on this PC. */
export function kept(shelf: Ctx['shelf']): Kept {
  const text = shelf.take('establishments')
  if (text === null) return { establishments: [], leftOut: [] }
  const known = parsed.get(shelf)
  if (known?.text === text) return known.kept
  const rows = JSON.parse(text) as Kept // Written by schools.readRegister alone.
  parsed.set(shelf, { text, kept: rows })
  return rows
}

/** Codes of the local authorities that have a school in the register, three digits each; null when none was read here. */
export function knownAuthorities(shelf: Ctx['shelf']): ReadonlySet<string> | null {
  const { establishments } = kept(shelf)
  return establishments.length === 0 ? null : new Set(establishments.map(({ laCode }) => laCode))
}
