/**
 * Everything held about one person, to be read by that person or a parent: what is held, where it came from, who may see
 * it. Dates are in words; nothing is left out here, that is for whoever makes the input to decide and to say.
 */
import type { StatedDate } from '@contract/primitives'
import { dateWords, instantWords } from '@vault/clock'
import { facts, lines, named, page, table, text } from './page'

/** One thing that is held. Null: there is a place for it and nothing in it. */
export type HeldValue =
  | string
  | number
  | boolean
  | null
  | { readonly date: StatedDate }
  /** Milliseconds since 1970 UTC. */
  | { readonly at: number }

export type HeldBlock =
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: HeldValue }[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly HeldValue[])[]
    }
  | { readonly kind: 'paragraph'; readonly text: string }

export interface HeldSection {
  readonly title: string
  /** Where it came from. */
  readonly source: string
  readonly seenBy: string
  readonly blocks: readonly HeldBlock[]
}

export interface SubjectAccess {
  readonly school: string
  /** Legal name of the controller (R2). */
  readonly controller: string
  /** Whose records these are. */
  readonly person: string
  /** Milliseconds since 1970 UTC; what is held is as of this moment. */
  readonly madeAt: number
  /** Name or role of whoever made it. */
  readonly madeBy: string
  readonly purposes: string
  /** Whom it was given to, or may be. */
  readonly recipients: string
  readonly kept: string
  /** Whom to ask about it. */
  readonly contact: string
  readonly sections: readonly HeldSection[]
  /** What was left out and why, one line each; empty when nothing was. */
  readonly leftOut: readonly string[]
}

/** @returns a complete page of HTML for an upright A4 PDF: facts, contents, one part a section, rights */
export function subjectAccessPage(held: SubjectAccess): string {
  const titles = [...held.sections.map(({ title }) => title), LEFT_OUT, RIGHTS]
  return page({
    title: `Everything held about ${held.person}, ${held.school}`,
    style: STYLE,
    body: `<h1>Everything held about ${named(held.person)}</h1>
<p class="school">${named(held.school)}</p>
${facts([
  ['Controller', named(held.controller)],
  ['Made on', instantWords(held.madeAt)],
  ['Made by', named(held.madeBy)],
  ['Why it is held', lines(held.purposes)],
  ['Who receives it', lines(held.recipients)],
  ['How long it is kept', lines(held.kept)],
  ['Questions to', lines(held.contact)],
])}
<nav><h2>Contents</h2><ol>${titles.map((title, index) => `<li><a href="#part-${index + 1}">${text(title)}</a></li>`).join('')}</ol></nav>
${held.sections.map((section, index) => sectionHtml(section, index + 1)).join('\n')}
${partHtml(LEFT_OUT, titles.length - 1, leftOutHtml(held.leftOut))}
${partHtml(RIGHTS, titles.length, RIGHTS_WORDS.map((words) => `<p>${words}</p>`).join(''))}
<p class="small">Confidential: holds everything about one person. For ${named(held.person)} and whoever may act for them.</p>`,
  })
}

const LEFT_OUT = 'What is left out'
const RIGHTS = 'Your rights'

/** Rights beside access, in the data-protection law of the United Kingdom. */
const RIGHTS_WORDS = [
  'You can ask for something wrong to be put right, for something to be erased, or for its use to be limited. You can object to a use. The school answers within one month.',
  'No decision about you is made by a computer alone.',
  'You can complain to the school. You can also complain to the Information Commissioner, who watches over data protection in the United Kingdom.',
]

const partHtml = (title: string, number: number, content: string): string =>
  `<section id="part-${number}"><h2>${number}. ${text(title)}</h2>${content}</section>`

function sectionHtml({ title, source, seenBy, blocks }: HeldSection, number: number): string {
  const content = blocks.length === 0 ? NOTHING : blocks.map(blockHtml).join('\n')
  const about = facts([
    ['Where it came from', lines(source)],
    ['Who may see it', lines(seenBy)],
  ])
  return partHtml(title, number, `<div class="about">${about}</div>${content}`)
}

const NOTHING = '<p>Nothing is held here.</p>'

const leftOutHtml = (leftOut: readonly string[]): string =>
  leftOut.length === 0
    ? '<p>Nothing was left out.</p>'
    : `<ul>${leftOut.map((words) => `<li>${lines(words)}</li>`).join('')}</ul>`

function blockHtml(block: HeldBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${lines(block.text)}</p>`
    case 'facts':
      return block.facts.length === 0
        ? NOTHING
        : facts(block.facts.map(({ label, value }) => [text(label), said(value)]))
    case 'table':
      return block.rows.length === 0
        ? `<h3>${text(block.caption)}</h3>${NOTHING}`
        : table(
            block.columns.map(text),
            block.rows.map((row) => row.map(shortly)),
            { caption: text(block.caption) },
          )
  }
}

function said(value: HeldValue): string {
  if (value === null || value === '') return 'Not recorded'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return lines(value)
  return 'date' in value ? dateWords(value.date) : instantWords(value.at)
}

/** As `said`, with months of three letters, so that a column keeps a date on one line (ux 11). */
const shortly = (value: HeldValue): string =>
  typeof value === 'object' && value !== null
    ? said(value).replace(
        /^\S+ [A-Z][a-z]+ \d+/,
        (date) => `<span class="day">${date.replace(/([A-Z]..)[a-z]+/, '$1')}</span>`,
      )
    : said(value)

const STYLE = `
.school { font-size: 12pt; }
.day { white-space: nowrap; }
dl div { display: grid; grid-template-columns: 42mm 1fr; }
nav a { color: inherit; }
nav li { margin: 0 0 1pt; }
.about { border-inline-start: 2pt solid #76808a; padding-inline-start: 6pt; font-size: 9.5pt; }
table { font-size: 9.5pt; margin: 6pt 0; }
caption { font-size: 11pt; }
`
