/** The inputs of the fuzz by number: a policy or a list, spoilt, in one of the formats. */
import { docx, sharedStrings, wordXml, xlsx, zip } from '../security/hostile/zip'
import { encoded, TEXT_ENCODINGS } from '../support/lists'
import { onePage } from '../security/hostile/pdf-file'
import { chance } from './chance'
import { asSheetData, asText, LISTS, ROSTER } from './lists'
import { mutated, mutatedBytes } from './mutations'
import { runInput } from './runs'
import { asCsv, asHtml, asPageContent, asSheet, asWordBody, TEXTS } from './policies'

export interface Input {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Of policies, and of lists of other systems. */
export const POLICY_KINDS = ['text', 'package', 'run'] as const
export const LIST_KINDS = ['list', 'set'] as const
export const KINDS = [...POLICY_KINDS, ...LIST_KINDS] as const
export type Kind = (typeof KINDS)[number]

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Texts, web pages and comma separated values. */
export function textInput(seed: number, number: number): Input {
  const by = chance(seed, number)
  const text = by.one(TEXTS)
  const other = by.one(TEXTS)
  switch (by.upTo(10)) {
    case 0:
    case 1:
      return { name: 'policy.html', bytes: utf8(mutated(asHtml(text), asHtml(other), by)) }
    case 2:
      return { name: 'policy.csv', bytes: utf8(mutated(asCsv(text), asCsv(other), by)) }
    case 3:
      return { name: 'policy.md', bytes: utf8(mutated(text, other, by)) }
    case 4:
      return { name: 'policy.txt', bytes: mutatedBytes(utf8(text), by) }
    case 5:
      return { name: 'policy.txt', bytes: Buffer.from(`\uFEFF${mutated(text, other, by)}`, 'utf16le') }
    default:
      return { name: 'policy.txt', bytes: utf8(mutated(text, other, by)) }
  }
}

/** Word, Excel and PDF: the words, the markup or the packed bytes spoilt. */
export function packageInput(seed: number, number: number): Input {
  const by = chance(seed ^ 0x5bd1e995, number)
  const text = by.one(TEXTS)
  const other = by.one(TEXTS)
  // In markup `<` and `>` must come in pairs for anything deeper than the XML reader to be reached.
  const words = by.in(2) ? mutated(text, other, by) : text
  const markup = by.in(3)
  const packed = by.in(5)
  const ended = (bytes: Uint8Array, name: string): Input => ({ name, bytes: packed ? mutatedBytes(bytes, by) : bytes })
  switch (number % 3) {
    case 0: {
      const body = asWordBody(words)
      return ended(docx('', [], wordXml(markup ? mutated(body, asWordBody(other), by) : body)), 'policy.docx')
    }
    case 1: {
      const sheet = asSheet(words)
      return ended(xlsx(markup ? mutated(sheet, asSheet(other), by) : sheet), 'policy.xlsx')
    }
    default: {
      const content = asPageContent(words)
      return ended(onePage({ content: markup ? mutated(content, asPageContent(other), by) : content }), 'policy.pdf')
    }
  }
}

/** Lists as text, in any delimiter and encoding. */
function listInput(seed: number, number: number): Input {
  const by = chance(seed ^ 0x2545f491, number)
  const delimiter = by.one([',', ',', ',', ';', '\t', '|'])
  const end = by.one(['\r\n', '\r\n', '\n', '\n', '\r'])
  const text = asText(by.one(LISTS), delimiter, end)
  const spoilt = by.in(12) ? text : mutated(text, asText(by.one(LISTS), delimiter, end), by)
  const stated = by.in(20) ? `sep=${by.one([delimiter, delimiter, ':'])}${end}` : ''
  const bytes = encoded(stated + spoilt, by.in(2) ? 'utf-8' : by.one(TEXT_ENCODINGS))
  return { name: 'list.csv', bytes: by.in(6) ? mutatedBytes(bytes, by) : bytes }
}

/** Workbooks and OneRoster sets: the values, the markup or the packed bytes spoilt. */
function setInput(seed: number, number: number): Input {
  const by = chance(seed ^ 0x68bc21eb, number)
  const spoils = by.upTo(3)
  const ended = (bytes: Uint8Array, name: string): Input => ({
    name,
    bytes: spoils === 0 || by.in(8) ? mutatedBytes(bytes, by) : bytes,
  })
  if (number % 2 === 0) {
    const { sheet, shared } = asSheetData(by.one(LISTS))
    const other = asSheetData(by.one(LISTS))
    const inSheet = spoils === 1 ? mutated(sheet, other.sheet, by) : sheet
    const inShared = spoils === 2 ? mutated(shared, other.shared, by) : shared
    return ended(xlsx(inSheet, [sharedStrings(inShared)]), 'list.xlsx')
  }
  const parts = Object.entries(ROSTER).map(([name, rows]) => {
    const text = asText(rows, ',', '\r\n')
    return { name, content: spoils > 0 && by.in(2) ? mutated(text, asText(by.one(LISTS), ',', '\n'), by) : text }
  })
  return ended(zip(by.in(5) ? parts.slice(1) : parts), 'set.zip')
}

/** One long run of a sign; no chance in it. */
function longRun(number: number): Input {
  const { name, text } = runInput(number)
  return { name, bytes: utf8(text) }
}

export function inputOf(kind: Kind, seed: number, number: number): Input {
  switch (kind) {
    case 'text':
      return textInput(seed, number)
    case 'package':
      return packageInput(seed, number)
    case 'run':
      return longRun(number)
    case 'list':
      return listInput(seed, number)
    case 'set':
      return setInput(seed, number)
  }
}
