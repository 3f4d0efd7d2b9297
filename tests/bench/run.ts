/** `npm run bench [name ...]`: every figure as a ratio to a baseline of the same run. Nothing is asserted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { comparing } from './comparing'
import { consents } from './consents'
import { encryption } from './encryption'
import { importing } from './importing'
import { printed, type Figure } from './measure'
import { opening } from './opening'
import { reading } from './reading'
import { tables } from './tables'

const programmes: Readonly<Record<string, (folder: string) => Promise<Figure[]>>> = {
  encryption,
  opening,
  comparing,
  reading,
  tables,
  consents,
  importing,
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => programmes[name] === undefined)
  if (unknown.length > 0) {
    process.stderr.write(`There is no benchmark ${unknown.join(', ')}. Known: ${Object.keys(programmes).join(', ')}\n`)
    return 2
  }
  for (const [name, programme] of Object.entries(programmes)) {
    if (names.length > 0 && !names.includes(name)) continue
    const folder = mkdtempSync(join(tmpdir(), 'trustward-bench-'))
    try {
      for (const figure of await programme(folder)) process.stdout.write(`${printed(figure)}\n`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return 0
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code))
