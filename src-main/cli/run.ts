/** The command line: words in, exit code out. The same vault, contract and rights as in the app (design 2). */
import { parseArgs } from 'node:util'
import { Fault, type CivilDate } from '@contract/index'
import { compare } from './compare'
import type { Host } from '@vault/context'
import type { Readers } from '../reader/child'
import { fileToImport, importPupils } from './import-pupils'
import { EXIT, exitFor, UsageError, type Exit, type Io } from './io'
import { read } from './read'
import { sample } from './sample'
import { unlock, type CallableVault } from './unlock'
import { verify } from './verify'

export const USAGE = `trustward COMMAND [options]

Commands
  sample     make the practice trust (five schools) and say what it holds
  compare    compare the rules of all schools
  verify     check history and rows of every file
  read       say what a document holds: FILE, several files, or a folder of them; opens no trust and keeps nothing
  import-pupils  say what a list of pupils would change: FILE --school NAME; with --apply change it

Options
  --folder DIR         folder of the app's files; the app's own when left out
  --practice           use the practice trust; it needs no passphrase
  --json               print JSON ("version": 1) instead of lines
  --sign-in-name NAME  who unlocks; also TRUSTWARD_SIGN_IN_NAME
  --passphrase-fd N    read the passphrase from descriptor N; also TRUSTWARD_PASSPHRASE, else it is asked for
  compare: --audience staff|learner|visitor|parent|community|everyone  --year 8  --as-at 2026-09-01
           --against commonest|baseline|SCHOOL  --differences
  read:    --document  print the text as read beside what was found in it
  import-pupils: --school NAME  --apply

Exit codes: 0 done, 1 refused, 2 the command or its input is wrong, 3 a file is damaged.`

/** A vault over a folder; closed when the command ends. */
export interface OpenedVault extends CallableVault {
  readonly close: () => void | Promise<void>
}

/**
 * Runs one command.
 * @param argv words after the program's name
 * @param open makes the vault of a folder; with the file to hand over when it asks for one
 * @param today civil date in Europe/London
 * @param readers starts the processes that read documents
 */
export async function run(
  argv: readonly string[],
  open: (folder: string, openFile?: Host['openFile']) => Promise<OpenedVault>,
  today: () => CivilDate,
  io: Io,
  readers: () => Readers,
): Promise<Exit> {
  try {
    const { command, values, names } = parse(argv)
    if (command === 'help') {
      io.out(USAGE)
      return EXIT.done
    }
    if (command === 'read') return await read(names, values, readers(), io)
    const folder = values.folder ?? io.appFolder
    const vault = command === 'import-pupils' ? await open(folder, fileToImport(names)) : await open(folder)
    try {
      if (command === 'sample') return await sample(vault, { json: values.json }, io)
      await unlock(
        vault,
        { signInName: values['sign-in-name'], passphraseFd: values['passphrase-fd'], practice: values.practice },
        io,
      )
      if (command === 'verify') return await verify(vault, { json: values.json }, io)
      const { json, audience, year, against, differences, school, apply } = values
      if (command === 'import-pupils') return await importPupils(vault, { json, school, apply }, io)
      return await compare(vault, { json, audience, year, asAt: values['as-at'], against, differences }, today(), io)
    } finally {
      await vault.close()
    }
  } catch (error) {
    return failed(error, io)
  }
}

const COMMANDS = ['sample', 'compare', 'verify', 'read', 'import-pupils', 'help'] as const
type Command = (typeof COMMANDS)[number]

function parse(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    strict: true,
    options: {
      folder: { type: 'string' },
      practice: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      'sign-in-name': { type: 'string' },
      'passphrase-fd': { type: 'string' },
      audience: { type: 'string' },
      year: { type: 'string' },
      'as-at': { type: 'string' },
      against: { type: 'string' },
      differences: { type: 'boolean', default: false },
      document: { type: 'boolean', default: false },
      school: { type: 'string' },
      apply: { type: 'boolean', default: false },
    },
  })
  const [word, ...more] = positionals
  const command: Command | undefined =
    values.help || word === undefined ? 'help' : COMMANDS.find((known) => known === word)
  if (command === undefined) throw new UsageError(`There is no command ${word ?? ''}.`)
  if (more.length > 0 && command !== 'read' && command !== 'import-pupils')
    throw new UsageError(`One command at a time: ${more.join(' ')} was not expected.`)
  return { command, values, names: more }
}

function failed(error: unknown, io: Io): Exit {
  if (error instanceof Fault) {
    io.err(error.words)
    return exitFor(error.code)
  }
  if (error instanceof UsageError || isArgumentError(error)) {
    io.err(`${error.message}\n\n${USAGE}`)
    return EXIT.badInput
  }
  throw error
}

/** What `parseArgs` throws for an unknown or incomplete option. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
