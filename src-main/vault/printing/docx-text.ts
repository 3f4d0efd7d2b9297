/**
 * A text in numbered clauses as a Word file: real headings with real numbers, the language of the text, lines to sign on,
 * the footer on every page (ux 10). It holds no macro, no link, no field but the page number.
 */
import type * as Docx from 'docx'
import { clean, factsOf, PAGE, stylesOf } from './docx'

export interface TextPart {
  /** Empty: the clause has none. */
  readonly heading: string
  readonly text: string
  /** Name of the picture beside it; null: none. */
  readonly symbol: string | null
}

/** Where one person signs. */
export interface TextSignature {
  readonly heading: string
  /** What is written by hand, each on a line of its own. */
  readonly fields: readonly string[]
  /** What is ticked. */
  readonly boxes: readonly string[]
}

/** A text to read and to sign: one description, written as Word file and as page. */
export interface TextDocument {
  readonly title: string
  readonly school: string
  /** Language tag and direction of title and clauses; everything else is English. */
  readonly language: { readonly tag: string; readonly rtl: boolean }
  /** Said before the text, such as that it is a draft; null: nothing. */
  readonly notice: string | null
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly parts: readonly TextPart[]
  readonly signatures: readonly TextSignature[]
  /** Foot of every page: which text this is. */
  readonly footer: string
}

const NUMBERED = 'clauses'

/** The bytes of a .docx file. Text that XML cannot hold (control characters) is left out. */
export async function toTextDocx(document: TextDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const { HeadingLevel, Paragraph } = docx
  const { rtl } = document.language
  const told = (text: string): Docx.TextRun[] => runs(docx, text, document.language)
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
        footers: { default: footerOf(docx, document.footer) },
        children: [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            bidirectional: rtl,
            keepNext: true,
            children: told(document.title),
          }),
          new Paragraph({ children: english(document.school) }),
          ...(document.notice === null ? [] : [new Paragraph({ children: english(document.notice) })]),
          ...(document.facts.length > 0 ? [factsOf(docx, document.facts, inside)] : []),
          ...document.parts.flatMap(partOf),
          ...document.signatures.flatMap((signature) => signatureOf(docx, signature, inside)),
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

/** A signature stays on one page with what it is. */
function signatureOf(
  docx: typeof Docx,
  { heading, fields, boxes }: TextSignature,
  inside: number,
): (Docx.Paragraph | Docx.Table)[] {
  const line = { style: docx.BorderStyle.SINGLE, size: 8, color: '1B1F23' }
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' }
  const columnWidths = [Math.floor(inside / 4), inside - Math.floor(inside / 4)]
  const cell = (at: number, text: string): Docx.TableCell =>
    new docx.TableCell({
      width: { size: columnWidths[at] ?? 0, type: docx.WidthType.DXA },
      verticalAlign: docx.VerticalAlign.BOTTOM,
      borders: { top: none, left: none, right: none, bottom: at === 0 ? none : line },
      children: [new docx.Paragraph({ keepNext: true, children: runs(docx, text, ENGLISH) })],
    })
  return [
    new docx.Paragraph({
      ...{ heading: docx.HeadingLevel.HEADING_2, keepNext: true, children: runs(docx, heading, ENGLISH) },
    }),
    ...boxes.map((box) => new docx.Paragraph({ keepNext: true, children: runs(docx, `☐ ${box}`, ENGLISH) })),
    new docx.Table({
      width: { size: inside, type: docx.WidthType.DXA },
      columnWidths,
      layout: docx.TableLayoutType.FIXED,
      borders: docx.TableBorders.NONE,
      rows: fields.map(
        (field) =>
          new docx.TableRow({
            cantSplit: true,
            height: { value: 560, rule: docx.HeightRule.ATLEAST },
            children: [cell(0, field), cell(1, '')],
          }),
      ),
    }),
  ]
}

function footerOf(docx: typeof Docx, words: string): Docx.Footer {
  const { PageNumber, TextRun } = docx
  const pages = new TextRun({ children: ['. Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })
  return new docx.Footer({
    children: [new docx.Paragraph({ style: 'Footer', children: [...runs(docx, words, ENGLISH), pages] })],
  })
}
