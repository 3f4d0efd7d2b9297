/** Word files of a few headings, paragraphs and tables, written by the library others would use. */
import {
  Document,
  Footer,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  type ISectionOptions,
} from 'docx'

/** A cell of a Word table; text alone spans one place. */
export type WordCell = string | { readonly text: string; readonly across?: number; readonly down?: number }
/** A paragraph; `# ` at its beginning makes a heading, `## ` the next level; an array is a table. */
export type WordBlock = string | readonly (readonly WordCell[])[]

const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

function paragraph(text: string): Paragraph {
  const [, signs = '', words = text] = /^(#{1,3}) (.*)$/u.exec(text) ?? []
  const heading = LEVELS[signs.length - 1]
  return new Paragraph({ text: words, ...(heading === undefined ? {} : { heading }) })
}

function cell(content: WordCell): TableCell {
  const { text, across = 1, down = 1 } = typeof content === 'string' ? { text: content } : content
  return new TableCell({
    children: text.split('\n').map((line) => new Paragraph(line)),
    columnSpan: across,
    rowSpan: down,
  })
}

const table = (rows: readonly (readonly WordCell[])[]): Table =>
  new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map(cell) })) })

/** @param footer printed under every page */
export const word = (blocks: readonly WordBlock[], footer?: string) => async (): Promise<Uint8Array> => {
  const children = blocks.map((block) => (typeof block === 'string' ? paragraph(block) : table(block)))
  const section: ISectionOptions = {
    children,
    ...(footer === undefined ? {} : { footers: { default: new Footer({ children: [new Paragraph(footer)] }) } }),
  }
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [section] })))
}
