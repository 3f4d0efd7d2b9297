/** What changed in an agreement since people last signed it: a sheet for each version that was signed last. */
import type { ClauseDiff } from '@contract/agreements'
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { spoken } from './agreement'
import { facts, lines, named, page, text } from './page'

export interface ChangeSheet {
  /** Label of the version last signed, and of the one in force. */
  readonly before: string
  readonly after: string
  readonly since: CivilDate
  readonly people: number
  /** How many of each group, in words: "pupils of key stage 2: 14". */
  readonly groups: readonly string[]
  /** What was said of each version in between, the oldest first. */
  readonly summaries: readonly string[]
  readonly clauses: readonly ClauseDiff[]
}

export interface ChangeSheets {
  readonly school: string
  readonly title: string
  readonly printed: CivilDate
  /** Of title and clauses; the rest is English. */
  readonly language: { readonly tag: string; readonly rtl: boolean }
  readonly sheets: readonly ChangeSheet[]
}

/** @returns a complete page of HTML for an upright A4 PDF, one sheet for each version last signed */
export function agreementChanges(changes: ChangeSheets): string {
  return page({
    title: `What changed in ${changes.title}, ${changes.school}`,
    style: STYLE,
    body: changes.sheets.map((sheet) => sheetHtml(changes, sheet)).join('\n'),
  })
}

function sheetHtml({ school, title, printed, language }: ChangeSheets, sheet: ChangeSheet): string {
  const told = spoken({ language })
  const changed = sheet.clauses.filter(({ change }) => change !== 'SAME' && change !== 'RENUMBERED')
  return `<section class="sheet changes">
<p>${named(school)}</p>
<h1>What changed: <span ${told}>${text(title)}</span></h1>
${facts([
  ['For those who last signed', named(sheet.before)],
  ['In force now', `${named(sheet.after)}, since ${dateWords(sheet.since)}`],
  ['People', `${sheet.people}${sheet.groups.length < 2 ? '' : ` (${sheet.groups.map(text).join('; ')})`}`],
  ['Printed on', dateWords(printed)],
])}
${sheet.summaries.map((summary) => `<p class="summary" dir="auto">${lines(summary)}</p>`).join('')}
${changed.length === 0 ? '<p>No clause says anything else: only the version and its day are new.</p>' : changed.map((clause) => clauseHtml(clause, told)).join('\n')}
<p class="small">New words are underlined; words taken out are struck through.</p>
</section>`
}

function clauseHtml(clause: ClauseDiff, told: string): string {
  const { change, heading, before, after, words } = clause
  const marks = { '=': (said: string) => said, '+': inserted, '-': deleted }
  // What merely stands elsewhere says the same as before.
  const shown =
    change === 'MOVED'
      ? ''
      : `<p ${told}>${words.map(({ mark, text: said }) => marks[mark](spaced(said))).join('')}</p>`
  return `<div class="clause"><h2 ${told}>${after === null ? '' : `${after}. `}${text(heading === '' ? `Clause ${after ?? before ?? ''}` : heading)}</h2>
<p class="said">${saidOf(clause)}</p>
${shown}</div>`
}

/** What became of a clause, in one line somebody who has never seen a comparison understands. */
function saidOf({ change, before, after, kin, words }: ClauseDiff): string {
  const was = before === after || before === null ? '' : `, was number ${before}`
  switch (change) {
    case 'MOVED':
      return `Moved from number ${before ?? ''} to ${after ?? ''}. It says the same.`
    case 'ADDED':
      return kin === null ? 'New' : `New clause with words that stood in number ${kin}`
    case 'REMOVED':
      return `Taken out${was}${kin === null ? '' : `. Most of its words stand in number ${kin} now`}`
    case 'CHANGED':
      return words.every(({ mark }) => mark === '=') ? `The picture beside it changed${was}` : `Changed${was}`
    default:
      return ''
  }
}

/** Spaces and line ends at the ends belong to the words here. */
const spaced = (said: string): string => {
  const [before = '', after = ''] = [/^\s+/.exec(said)?.[0], /(?<=\S)\s+$/.exec(said)?.[0]]
  return `${gap(before)}${lines(said)}${gap(after)}`
}
const gap = (space: string): string => (space.includes('\n') ? '<br>' : space === '' ? '' : ' ')
const inserted = (said: string): string => `<ins>${said}</ins>`
const deleted = (said: string): string => `<del>${said}</del>`

const STYLE = `
.changes { font-size: 11pt; line-height: 1.4; }
.clause { break-inside: avoid; margin: 0 0 4mm; }
.clause h2 { margin: 0; font-size: 12pt; }
.said { font-weight: 600; margin: 0; }
.summary { border: 0.9pt solid #76808a; padding: 2mm 3mm; }
ins { text-decoration: underline; text-decoration-thickness: 1.2pt; }
del { text-decoration: line-through; color: #3d444b; }
del + ins { margin-inline-start: 2pt; }
`
