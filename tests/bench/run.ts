/** `npm run bench [name ...]`: every figure as a ratio to a baseline of the same run. Nothing is asserted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { comparing } from './comparing'
import { consents } from './consents'
import { consentsXl } from './consents-xl'
import { encryption } from './encryption'
import { importing } from './importing'
import { printed, type Figure } from './measure'
import { looking } from './looking'
import { opening } from './opening'
import { pictures } from './pictures'
import { reading } from './reading'
import { scanning } from './scanning'
import { signing, signingXl } from './signing'
import { tables } from './tables'

type Programme = (folder: string) => Promise<readonly (Figure | string)[]>

const programmes: Readonly<Record<string, Programme>> = {
  encryption,
  opening,
  comparing,
  reading,
  tables,
  consents,
  importing,
  signing,
}

/** Programmes of many minutes run when they are named. */
const long: Readonly<Record<string, Programme>> = {
  'consents-xl': consentsXl,
  'signing-xl': signingXl,
  scanning,
  looking,
  pictures,
}

async function main(names: readonly string[]): Promise<number> {
  const known = { ...programmes, ...long }
  const unknown = names.filter((name) => known[name] === undefined)
  if (unknown.length > 0) {
    process.stderr.write(`There is no benchmark ${unknown.join(', ')}. Known: ${Object.keys(known).join(', ')}\n`)
    return 2
  }
  for (const [name, programme] of Object.entries(names.length === 0 ? programmes : known)) {
    if (names.length > 0 && !names.includes(name)) continue
    const folder = mkdtempSync(join(tmpdir(), 'trustward-bench-'))
    try {
      for (const said of await programme(folder)) {
        process.stdout.write(`${typeof said === 'string' ? said : printed(said)}\n`)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return 0
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code))
