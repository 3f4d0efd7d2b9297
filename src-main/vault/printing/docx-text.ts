/**
 * A text in numbered clauses as a Word file: real headings with real numbers, the language of the text, lines to sign on,
 * the footer on every page (ux 10). It holds no macro, no link, no field but the page number.
 */
import type * as Docx from 'docx'
import { clean, PAGE, stylesOf } from './docx'

export interface TextPart {
  /** Empty: the clause has none. */
  readonly heading: string
  readonly text: string
  /** Name of the picture beside it; null: none. */
  readonly symbol: string | null
}

/** Words that are fixed on paper: in the language of the text, or in English. */
export interface FixedText {
  readonly words: string
  readonly translated: boolean
}

/** Where one person signs. */
export interface TextSignature {
  readonly heading: FixedText
  /** What is written by hand, each on a line of its own. */
  readonly fields: readonly FixedText[]
  /** What is ticked. */
  readonly boxes: readonly FixedText[]
}

/** A text to read and to sign: one description, written as Word file and as page. */
export interface TextDocument {
  readonly title: string
  readonly school: string
  /** Language tag and direction of title, clauses and what is translated; everything else is English. */
  readonly language: { readonly tag: string; readonly rtl: boolean }
  /** Said before the text, such as that it is a draft; null: nothing. */
  readonly notice: string | null
  readonly facts: readonly { readonly label: FixedText; readonly value: string }[]
  readonly parts: readonly TextPart[]
  readonly signatures: readonly TextSignature[]
  /** Foot of every page: which text this is. */
  readonly footer: FixedText
  /** Its pages are numbered without a word. */
  readonly translated: boolean
}

const NUMBERED = 'clauses'

/** The bytes of a .docx file. Text that XML cannot hold (control characters) is left out. */
export async function toTextDocx(document: TextDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const { HeadingLevel, Paragraph } = docx
  const { rtl } = document.language
  const told = (text: string): Docx.TextRun[] => runs(docx, text, document.language)
  const fixed = ({ words, translated }: FixedText): Docx.TextRun[] => (translated ? told(words) : english(words))
  const english = (text: string): Docx.TextRun[] => runs(docx, text, ENGLISH)
  const inside = PAGE.short - 2 * PAGE.margin
  const numbering = { reference: NUMBERED, level: 0 }
  const partOf = ({ heading, text, symbol }: TextPart): Docx.Paragraph[] => {
    const said = symbol === null ? text : `[${symbol}] ${text}`
    if (heading === '') return [new Paragraph({ numbering, bidirectional: rtl, children: told(said) })]
    return [
      new Paragraph({
        ...{ heading: HeadingLevel.HEADING_2, numbering, bidirectional: rtl, keepNext: true, children: told(heading) },
      }),
      new Paragraph({ bidirectional: rtl, children: told(said) }),
    ]
  }
  const file = new docx.Document({
    title: clean(`${document.title} - ${document.school}`),
    creator: 'Trustward',
    lastModifiedBy: 'Trustward',
    styles: stylesOf(),
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: [{ level: 0, format: docx.LevelFormat.DECIMAL, text: '%1.', alignment: docx.AlignmentType.START }],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.short, height: PAGE.long },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        footers: { default: footerOf(docx, document, fixed) },
        children: [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            bidirectional: rtl,
            keepNext: true,
            children: told(document.title),
          }),
          new Paragraph({ children: english(document.school) }),
          ...(document.notice === null ? [] : [new Paragraph({ children: english(document.notice) })]),
          ...(document.facts.length > 0 ? [factsOf(docx, document, inside, fixed)] : []),
          ...document.parts.flatMap(partOf),
          ...document.signatures.flatMap((signature) => signatureOf(docx, signature, { inside, rtl, fixed })),
        ],
      },
    ],
  })
  return new Uint8Array(await docx.Packer.toArrayBuffer(file))
}

const ENGLISH = { tag: 'en-GB', rtl: false } as const

/** Lines of a text become line breaks. The language goes with every run, so that it is read aloud and checked in it. */
function runs(docx: typeof Docx, text: string, { tag, rtl }: TextDocument['language']): Docx.TextRun[] {
  const language = tag === '' ? {} : { language: rtl ? { value: 'en-GB', bidirectional: tag } : { value: tag } }
  return clean(text)
    .split('\n')
    .map((line, index) => {
      return new docx.TextRun({ text: line, rightToLeft: rtl, ...language, ...(index > 0 ? { break: 1 } : {}) })
    })
}

type Fixed = (text: FixedText) => Docx.TextRun[]

/** Label and value side by side, from the side the text begins on. */
function factsOf(
  docx: typeof Docx,
  { facts, language: { rtl } }: TextDocument,
  inside: number,
  fixed: Fixed,
): Docx.Table {
  const columnWidths = [Math.floor(inside / 4), inside - Math.floor(inside / 4)]
  const cell = (children: Docx.TextRun[], at: number): Docx.TableCell =>
    new docx.TableCell({
      width: { size: columnWidths[at] ?? 0, type: docx.WidthType.DXA },
      children: [new docx.Paragraph({ bidirectional: rtl, children })],
    })
  return new docx.Table({
    width: { size: inside, type: docx.WidthType.DXA },
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    borders: docx.TableBorders.NONE,
    visuallyRightToLeft: rtl,
    rows: facts.map(
      ({ label, value }) =>
        new docx.TableRow({ cantSplit: true, children: [cell(fixed(label), 0), cell(runs(docx, value, ENGLISH), 1)] }),
    ),
  })
}

/** A signature stays on one page with what it is. */
function signatureOf(
  docx: typeof Docx,
  { heading, fields, boxes }: TextSignature,
  { inside, rtl, fixed }: { readonly inside: number; readonly rtl: boolean; readonly fixed: Fixed },
): (Docx.Paragraph | Docx.Table)[] {
  const line = { style: docx.BorderStyle.SINGLE, size: 8, color: '1B1F23' }
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' }
  const columnWidths = [Math.floor(inside / 4), inside - Math.floor(inside / 4)]
  const cell = (at: number, children: Docx.TextRun[]): Docx.TableCell =>
    new docx.TableCell({
      width: { size: columnWidths[at] ?? 0, type: docx.WidthType.DXA },
      verticalAlign: docx.VerticalAlign.BOTTOM,
      borders: { top: none, left: none, right: none, bottom: at === 0 ? none : line },
      children: [new docx.Paragraph({ keepNext: true, bidirectional: rtl, children })],
    })
  return [
    new docx.Paragraph({
      ...{ heading: docx.HeadingLevel.HEADING_2, keepNext: true, bidirectional: rtl, children: fixed(heading) },
    }),
    ...boxes.map(
      ({ words, translated }) =>
        new docx.Paragraph({
          ...{ keepNext: true, bidirectional: rtl, children: fixed({ words: `☐ ${words}`, translated }) },
        }),
    ),
    new docx.Table({
      width: { size: inside, type: docx.WidthType.DXA },
      columnWidths,
      layout: docx.TableLayoutType.FIXED,
      borders: docx.TableBorders.NONE,
      visuallyRightToLeft: rtl,
      rows: fields.map(
        (field) =>
          new docx.TableRow({
            cantSplit: true,
            height: { value: 560, rule: docx.HeightRule.ATLEAST },
            children: [cell(0, fixed(field)), cell(1, [])],
          }),
      ),
    }),
  ]
}

/** Page numbers of a translation are figures alone. */
function footerOf(docx: typeof Docx, { footer, translated, language }: TextDocument, fixed: Fixed): Docx.Footer {
  const { PageNumber, TextRun } = docx
  const [before, between] = translated ? ['   ', ' / '] : ['. Page ', ' of ']
  const pages = new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES] })
  const children = [...fixed(footer), pages]
  return new docx.Footer({
    children: [new docx.Paragraph({ style: 'Footer', bidirectional: language.rtl, children })],
  })
}
