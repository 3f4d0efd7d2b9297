/** `read`: what a document says, as the app would propose it. No trust is opened and nothing is kept. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Fault } from '@contract/fault'
import { ReadDocument } from '@contract/document'
import { ReadReport } from '@contract/report'
import { documentsAt, documentsIn, type Listed } from '../ipc/documents'
import { readBounded } from '../ipc/files'
import { HostFailure } from '../ipc/refusal'
import { LARGEST_FILE, READABLE, type Readers } from '../reader/child'
import { EXIT, UsageError, type Exit, type Io } from './io'
import { summaryOf } from './read-summary'

export interface ReadOptions {
  readonly json: boolean
  /** Prints what was read besides what was found in it: `{document, report}` in place of the report. */
  readonly document: boolean
}

interface Reading {
  readonly document: ReadDocument
  readonly report: ReadReport
}

/** One file and what came of it. */
type Outcome = { readonly file: string; readonly reading: Reading } | { readonly file: string; readonly error: string }

const never = new AbortController().signal

/**
 * Reads files, or the files of a folder, each in a process of its own without keys.
 * With `json`, one file gives its report alone (`contract/report.ts`); several, or a folder, give a list of
 * `{file, report}` and `{file, error}`. Ends as bad input when one of them could not be read.
 * @param names as typed: paths of files, or of folders
 */
export async function read(names: readonly string[], options: ReadOptions, readers: Readers, io: Io): Promise<Exit> {
  if (names.length === 0) throw new UsageError('read takes the name of a file, several, or a folder.')
  const { listed, isSeveral } = await listedFrom(names)
  const outcomes: Outcome[] = []
  try {
    for (const one of listed) {
      const outcome = await outcomeOf(one, readers)
      outcomes.push(outcome)
      if ('error' in outcome) io.err(`${outcome.file}: ${outcome.error}`)
      else if (!options.json) for (const line of summaryOf(outcome.reading)) io.out(line)
    }
  } finally {
    readers.end()
  }
  if (options.json) print(outcomes, isSeveral, options, io)
  return outcomes.some((outcome) => 'error' in outcome) ? EXIT.badInput : EXIT.done
}

function print(outcomes: readonly Outcome[], isSeveral: boolean, options: ReadOptions, io: Io): void {
  const [only] = outcomes
  if (isSeveral) {
    const list = outcomes.map((outcome) =>
      'error' in outcome
        ? outcome
        : { file: outcome.file, ...(options.document ? outcome.reading : { report: outcome.reading.report }) },
    )
    io.out(JSON.stringify(list))
  } else if (only !== undefined && 'reading' in only) {
    io.out(JSON.stringify(options.document ? only.reading : only.reading.report))
  }
}

async function listedFrom(names: readonly string[]): Promise<{ listed: readonly Listed[]; isSeveral: boolean }> {
  const listed: Listed[] = []
  let isSeveral = names.length > 1
  for (const name of names) {
    const isFolder = await stat(name).then(
      (found) => found.isDirectory(),
      () => false,
    )
    isSeveral ||= isFolder
    listed.push(...(isFolder ? await inWords(documentsIn(name, READABLE)) : await documentsAt([name])))
  }
  return { listed, isSeveral }
}

async function outcomeOf({ path, follows }: Listed, readers: Readers): Promise<Outcome> {
  try {
    const { bytes } = await inWords(readBounded(path, LARGEST_FILE, follows))
    const answer = await readers.read({ name: basename(path), bytes }, { progress: () => {}, stop: never })
    return answer.ok ? { file: path, reading: checked(answer.value) } : { file: path, error: answer.words }
  } catch (error) {
    if (error instanceof Fault) return { file: path, error: error.words }
    throw error
  }
}

/** The reader has seen a file from outside: what it says is checked like the file. @throws Fault */
function checked(value: unknown): Reading {
  const { document, report } = Object(value) as { document?: unknown; report?: unknown } // Parsed in the next lines.
  const parsed = { document: ReadDocument.safeParse(document), report: ReadReport.safeParse(report) }
  if (parsed.document.success && parsed.report.success) {
    return { document: parsed.document.data, report: parsed.report.data }
  }
  throw new Fault(
    'unavailable',
    'What was read from that file does not hold together, so it was left. Nothing of it was kept.',
    { cause: parsed.document.error ?? parsed.report.error },
  )
}

/** Says what happened to a file in the words of the app. @throws Fault */
export async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof HostFailure ? new Fault(error.code, error.words, { cause: error }) : error
  }
}
