/** A folder that several tests of one file share; the file's last act is to remove it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function keptFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'trustward é '))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
