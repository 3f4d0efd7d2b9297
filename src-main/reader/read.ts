/** Reading one file: which format it is, its blocks, what they say. Runs in a process without keys (C33). */
import { Fault } from '@contract/fault'
import { FORMATS, type Format, type ReadDocument } from '@contract/document'
import type { ReadReport } from '@contract/report'
import type { Parse, Told } from './format'
import { recognise } from './recognise'
import { formatOf } from './sniff'

export interface Reading {
  readonly document: ReadDocument
  readonly report: ReadReport
}

/** Parsers by format; each is loaded when it is first needed. */
const PARSERS: Readonly<Record<Format, () => Promise<Parse>>> = {
  txt: async () => (await import('./formats/text')).parseText,
  md: async () => (await import('./formats/text')).parseText,
  html: async () => (await import('./formats/html')).parseHtml,
  docx: async () => (await import('./formats/docx')).parseDocx,
  pdf: async () => (await import('./formats/pdf')).parsePdf,
  csv: async () => (await import('./formats/csv')).parseCsv,
  xlsx: async () => (await import('./formats/xlsx')).parseXlsx,
}

const loaded = new Map<Format, Parse>()

/** @returns the parser of a format; the second time without asking the loader */
async function parserOf(format: Format): Promise<Parse> {
  const parse = loaded.get(format) ?? (await PARSERS[format]())
  loaded.set(format, parse)
  return parse
}

/** Loads every parser ahead of the first file: once its doors are shut, a reader's process loads nothing any more. */
export async function loadParsers(): Promise<void> {
  await Promise.all(FORMATS.map(parserOf))
}

const LONGEST_NAME = 300

/** A file's name to be shown: without folders, signs nobody can see, and more of it than anybody reads. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return [...last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')].slice(0, LONGEST_NAME / 2).join('')
}

/**
 * Reads a file.
 * @param file.name used to tell formats apart that have no signature, and shown; nothing else is taken from it
 * @throws Fault 'bad-input' with words for a person; then nothing is left behind
 */
export async function readFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  told: Told = { progress: () => {} },
): Promise<Reading> {
  if (file.bytes.length === 0) {
    throw new Fault('bad-input', 'That file is empty. Nothing was read. Choose the document itself.')
  }
  const format = formatOf(file)
  const parse = await parserOf(format)
  const { pages, blocks, leftOut } = await parse(file.bytes, told)
  const document: ReadDocument = {
    name: plainName(file.name),
    format,
    pages,
    blocks: [...blocks],
    leftOut: [...leftOut],
  }
  return { document, report: recognise(document) }
}
