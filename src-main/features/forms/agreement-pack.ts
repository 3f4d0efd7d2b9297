/** Agreements to sign as packs: a cover sheet for each class or group, then a sheet for each person in the order of the list. */
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import type { TextDocument } from '@vault/printing'
import { AGREEMENT_STYLE, agreementHtml, type AgreementPerson } from './agreement'
import { spacedNumber } from './number'
import { box, facts, FOR_SCHOOL, named, page, table, text } from './page'

export interface PackSheet {
  readonly person: AgreementPerson
  /** The text with where this very person, or who signs for them, has to sign. */
  readonly document: TextDocument
}

/** Sheets of one class or group. */
export interface PackRun {
  readonly label: string
  /** What the run is known by in the office. */
  readonly run: string
  readonly sheets: readonly PackSheet[]
}

export interface Pack {
  readonly school: string
  readonly title: string
  /** As printed on the version. */
  readonly version: string
  readonly printed: CivilDate
  readonly runs: readonly PackRun[]
}

/**
 * @returns a complete page of HTML for an upright A4 PDF
 * @throws Error when a form number is none: a form that cannot be read back must not be printed
 */
export function agreementPack(pack: Pack): string {
  return page({
    title: `${pack.title}, ${pack.school}`,
    style: AGREEMENT_STYLE + STYLE,
    body: pack.runs.map((run) => runHtml(pack, run)).join('\n'),
  })
}

const runHtml = (pack: Pack, run: PackRun): string =>
  [coverHtml(pack, run), ...run.sheets.map(({ document, person }) => agreementHtml(document, person))].join('\n')

/** What the office ticks when sheets come back. */
function coverHtml({ school, title, version, printed }: Pack, { label, run, sheets }: PackRun): string {
  const rows = sheets.map(({ person: { name, number } }) => [named(name), spacedNumber(number), box('Returned box')])
  return `<section class="sheet cover">
<h1>${text(title)}: ${text(label)}</h1>
<p>${named(school)}</p>
${facts([
  ['Sheets', String(sheets.length)],
  ['Run', text(run)],
  ['Version', text(version)],
  ['Printed on', dateWords(printed)],
])}
<p>Print on one side only, so that no two people share a sheet. Keep this page in the office.</p>
${table(['Name', 'Form number', 'Returned'], rows, { className: 'returned' })}
<p class="small">${FOR_SCHOOL}</p>
</section>`
}

const STYLE = `
.cover dl { columns: 2; }
.returned td:nth-child(2) { white-space: nowrap; }
.returned th, .returned td { padding: 1.5pt 4pt; vertical-align: middle; }
.returned tr > :last-child { width: 20mm; text-align: center; }
.returned .box { width: 5mm; height: 5mm; }
`
