/** Opens a file when told to and says how that went. Lines in: `open`, `close`. Lines out: `open`, `closed`, or a fault's code. */
import { createInterface } from 'node:readline'
import { writeSync } from 'node:fs'
import { Fault } from '@contract/fault'
import { openFile, type OpenFile } from '@db/open'
import { migrations } from '@db/migrations'
import { hashHex, ready } from '@vault/crypto'

const [file = '', id = '', keyHex = ''] = process.argv.slice(2)
let held: OpenFile | null = null

function open(): string {
  try {
    held = openFile({ file, id, keyHex, migrations, hashText: hashHex })
    return 'open'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

await ready()
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'open') {
    writeSync(1, `${open()}\n`)
    return
  }
  held?.close()
  held = null
  writeSync(1, 'closed\n')
})
writeSync(1, 'ready\n')
