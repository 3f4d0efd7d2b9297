/** `import-pupils`: reads a list of pupils, and consents of a kind somebody has mapped in the app before, into a school. */
import { basename } from 'node:path'
import type { DryRun, FileSeen, ImportRun, Mapping } from '@contract/imports'
import type { Host } from '@vault/context'
import { hexOf, randomBytes } from '@vault/crypto'
import { documentsAt } from '../ipc/documents'
import { readBounded } from '../ipc/files'
import { inWords } from './read'
import { EXIT, UsageError, type Exit, type Io } from './io'
import { schoolCalled } from './school'
import { ask, type CallableVault } from './unlock'

export interface ImportOptions {
  readonly json: boolean
  readonly school: string | undefined
  /** Applies what the dry run says; without it nothing is changed. */
  readonly apply: boolean
}

/** Meanings that say something of consents, which a person has to have mapped once (R109). */
const ABOUT_CONSENT: readonly Mapping['columns'][number]['meaning'][] = [
  ...(['consent', 'consentType', 'consentStatus', 'consentDenied'] as const),
]

/** The file to hand over when the vault asks for one. @param names as typed: exactly one path. @throws UsageError */
export function fileToImport(names: readonly string[]): Host['openFile'] {
  const [path, ...more] = names
  if (path === undefined || more.length > 0) throw new UsageError('import-pupils takes the name of one file.')
  return async ({ maxBytes }) => {
    const [listed] = await inWords(documentsAt([path]))
    const { bytes } = await inWords(readBounded(listed?.path ?? path, maxBytes, listed?.follows))
    return { name: basename(path), bytes }
  }
}

/**
 * Tries the file out, and with `apply` applies it: rows to confirm are left as they are, and nobody leaves by being missing.
 * Prints lines, or with `json` `{version, file, dryRun, applied}`: `FileSeen`, `DryRun` and `ImportRun` of the contract,
 * `applied` null for a dry run. Ends as refused when nothing of the file counts.
 */
export async function importPupils(vault: CallableVault, options: ImportOptions, io: Io): Promise<Exit> {
  if (options.school === undefined) throw new UsageError('import-pupils needs --school NAME.')
  const school = await schoolCalled(vault, options.school, '--school takes the name of a school of this trust')
  const job = hexOf(randomBytes(16))
  const file = await ask(vault, 'imports.pick', { school, job })
  if (file === null) throw new UsageError('import-pupils takes the name of one file.')
  const mapping = file.remembered ? file.mapping : withoutConsents(file.mapping)
  const dryRun = await ask(vault, 'imports.tryOut', { school, job, mapping })
  const applied =
    options.apply && dryRun.refused === null
      ? await ask(vault, 'imports.apply', { school, job, choices: [], leavers: [] })
      : null
  const hasConsents =
    mapping !== file.mapping && file.mapping.columns.some(({ meaning }) => ABOUT_CONSENT.includes(meaning))
  if (hasConsents) io.err(CONSENTS_LEFT)
  if (dryRun.refused !== null) io.err(dryRun.refused)
  if (options.json) io.out(JSON.stringify({ version: 1, file, dryRun, applied }))
  else for (const line of linesOf(file, dryRun, applied)) io.out(line)
  return dryRun.refused === null ? EXIT.done : EXIT.refused
}

const CONSENTS_LEFT =
  'Consents in this file were left out: nobody has said yet what its values mean. Read a file of the same headings in with the app once; from then on they are read here too.'

/** Nobody has said what a Yes of this file means, so no answer is taken from it. */
const withoutConsents = (mapping: Mapping): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((column) =>
    ABOUT_CONSENT.includes(column.meaning) ? { ...column, meaning: 'ignore', purpose: null, values: [] } : column,
  ),
  types: [],
})

/** Counts, and lines that need somebody; no names, so that they may stand in a log. */
function linesOf(
  file: FileSeen,
  { counts, consents, rows, warnings }: DryRun,
  applied: ImportRun | null,
): readonly string[] {
  const { lowered, raised, keptLower, unevidenced } = consents
  return [
    `${file.looksLike}, ${file.remembered ? 'read as the last one of its headings' : 'read as its headings say'}`,
    ...file.notes,
    `New ${counts.new}, changed ${counts.changed}, as before ${counts.same}, left out ${counts.leftOut}, to confirm ${counts.toConfirm}, missing ${counts.missing}`,
    ...(lowered + raised + keptLower + unevidenced === 0
      ? []
      : [`Consents: yes ${raised}, no ${lowered}, yes under a no ${keptLower}, yes without evidence ${unevidenced}`]),
    ...rows
      .filter(({ outcome }) => outcome === 'LEFT_OUT' || outcome === 'TO_CONFIRM')
      .map(
        ({ line, outcome, why }) => `Line ${line} ${outcome === 'LEFT_OUT' ? 'left out' : 'to confirm'}: ${why ?? ''}`,
      ),
    ...warnings,
    applied === null ? 'Nothing was changed. Add --apply to apply it.' : 'Applied.',
  ]
}
