/** Pictures beside the clauses of a symbol-supported text: plain drawings in outline, each with its word. */
import { text } from './page'

/** Drawings on a field of 48 by 48, by the words they are called. */
const DRAWINGS: Readonly<Record<string, string>> = {
  ask: '<path d="M16 18a8 8 0 1 1 11 7c-2 1-3 2-3 5v2"/><circle cx="24" cy="39" r="1.6"/>',
  tell: '<path d="M6 10h36v22H22l-9 8v-8H6z"/><path d="M14 18h20M14 24h13"/>',
  stop: '<path d="M16 5h16l11 11v16L32 43H16L5 32V16z"/><path d="M15 24h18"/>',
  kind: '<path d="M24 41C8 29 6 22 6 17a9 9 0 0 1 18-3 9 9 0 0 1 18 3c0 5-2 12-18 24z"/>',
  lock: '<rect x="9" y="21" width="30" height="21"/><path d="M15 21v-6a9 9 0 0 1 18 0v6M24 29v6"/>',
  screen: '<rect x="5" y="8" width="38" height="25"/><path d="M24 33v8M15 41h18"/>',
  phone: '<rect x="14" y="4" width="20" height="40" rx="3"/><path d="M21 38h6"/>',
  picture:
    '<rect x="5" y="9" width="38" height="30"/><circle cx="15" cy="18" r="4"/><path d="M8 36l12-12 8 8 5-5 8 9"/>',
  look: '<path d="M4 24c10-16 30-16 40 0-10 16-30 16-40 0z"/><circle cx="24" cy="24" r="6"/>',
  care: '<path d="M8 26l8-14h16l8 14-16 16z"/><path d="M17 25l5 6 10-12"/>',
}

/** The names a drawing is there for. */
export const SYMBOL_NAMES: readonly string[] = Object.keys(DRAWINGS)

const BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(DRAWINGS))

/** A symbol with its word under it; of a name without a drawing the word alone. */
export function symbolHtml(name: string): string {
  const drawing = BY_NAME.get(name.trim().toLowerCase())
  const svg =
    drawing === undefined
      ? ''
      : `<svg aria-hidden="true" viewBox="0 0 48 48" fill="none" stroke="#1b1f23" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round">${drawing}</svg>`
  return `<div class="symbol">${svg}<span>${text(name)}</span></div>`
}
