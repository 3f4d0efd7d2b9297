/** `verify`: recomputes chain and rows of the trust's file and of every school's. */
import { TenantId } from '@contract/index'
import { EXIT, type Exit, type Io } from './io'
import { ask, type CallableVault } from './unlock'

interface Checked {
  readonly name: string
  readonly sound: boolean
  readonly events: number
  /** Newest hash of this PC's chain, to hold a later check against. */
  readonly head: string | null
  readonly problems: readonly string[]
}

/** Prints a line a file, or with `json` `{version, sound, files: [...]}`. Damaged where one file is not sound or cannot be read. */
export async function verify(vault: CallableVault, options: { readonly json: boolean }, io: Io): Promise<Exit> {
  const { trust } = await ask(vault, 'session.state', {})
  const files: Checked[] = []
  if (trust !== null) files.push({ name: trust.name, ...(await ask(vault, 'history.verify', { school: trust.id })) })
  for (const school of await ask(vault, 'schools.list', {})) {
    files.push({
      name: school.facts.name,
      ...(school.file === 'open'
        ? await ask(vault, 'history.verify', { school: TenantId.parse(school.id) })
        : { sound: false, events: 0, head: null, problems: [school.fileWords ?? 'The file cannot be read.'] }),
    })
  }
  const sound = files.every((file) => file.sound)
  if (options.json) io.out(JSON.stringify({ version: 1, sound, files }))
  else {
    for (const file of files) {
      io.out(`${file.name}: ${file.sound ? `sound, ${file.events} changes` : 'NOT SOUND'}`)
      for (const problem of file.problems) io.out(`  ${problem}`)
    }
  }
  return sound ? EXIT.done : EXIT.damaged
}
