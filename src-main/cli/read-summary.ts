/** What was read from a document, in lines for a person. */
import type { ReadDocument, Source } from '@contract/document'
import { METADATA, type ReadReport, type ReadTable } from '@contract/report'

const FACTS: Readonly<Record<(typeof METADATA)[number], string>> = {
  title: 'Title',
  version: 'Version',
  author: 'Author',
  owner: 'Owner',
  approvedBy: 'Approved by',
  approvingBody: 'Approving body',
  reviewingBody: 'Reviewing body',
  dateApproved: 'Date approved',
  issued: 'Issued',
  effectiveFrom: 'In force from',
  lastReviewed: 'Last reviewed',
  nextReview: 'Next review',
  frequency: 'Review frequency',
  communication: 'Communication',
  location: 'Location',
}

const KINDS: Readonly<Record<ReadTable['kind'], string>> = {
  permission: 'Permission table',
  userActions: 'User actions chart',
  incident: 'Incident table',
  device: 'Device table',
}

const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`

/** Where it stands: a page where there are pages, else a line; empty where the file has neither. */
function place({ page, line, row }: Source): string {
  const parts = [page === null ? null : `page ${page}`, line === null ? null : `line ${line}`]
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? (row === null ? '' : `, row ${row + 1}`) : `, ${known.join(', ')}`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function tableLine(table: ReadTable): string {
  const title = table.title === '' ? 'without a title' : `"${oneLine(table.title)}"`
  const size = `${count(table.rows.length, 'row')} of ${count(table.columns.length, 'column')}`
  const flags = table.flags.length === 0 ? '' : `, ${table.flags.length} to check`
  return `  ${KINDS[table.kind]} ${title}: ${size}${flags}, ${table.confidence}${place(table.source)}`
}

/** @returns lines: title and review facts, tables with their size, counts, what was declined and why, what to check */
export function summaryOf({ document, report }: { document: ReadDocument; report: ReadReport }): readonly string[] {
  const facts = METADATA.flatMap((name) => {
    const fact = report.metadata[name]
    if (fact === null) return []
    const understood = fact.iso === null ? '' : ` (${fact.iso})`
    return [`  ${FACTS[name]}: ${oneLine(fact.asWritten)}${understood}`]
  })
  const tables = [...report.matrices, ...report.deviceTables].map(tableLine)
  const counts = [
    count(report.deviceRules.length, 'device rule'),
    count(report.consentPurposes.length, 'consent purpose'),
    count(report.consentRules.length, 'consent rule'),
    count(report.retention.length, 'retention statement'),
    count(report.systemsNamed.length, 'system named', 'systems named'),
  ]
  const declined = report.declined.map(({ what, why, source }) => `  ${oneLine(what)}: ${oneLine(why)}${place(source)}`)
  const notices = report.findings.map(({ severity, words }) => `  ${severity === 'check' ? 'Check' : 'Note'}: ${words}`)
  const schools = report.schools.length > 0 ? report.schools : [report.school ?? 'not named']
  return [
    `${document.name}${document.pages === null ? '' : `, ${count(document.pages, 'page')}`}`,
    `  ${report.schools.length > 1 ? 'Schools' : 'School'}: ${schools.join(', ')}`,
    ...facts,
    ...section('Tables', tables, 'none found'),
    ...section('Also found', [`  ${counts.join(', ')}`]),
    ...section('Not read', declined),
    ...section('To know', notices),
    ...section(
      'Left out',
      document.leftOut.map((words) => `  ${words}`),
    ),
  ]
}

function section(heading: string, lines: readonly string[], empty: string | null = null): readonly string[] {
  if (lines.length > 0) return [heading, ...lines]
  return empty === null ? [] : [`${heading}: ${empty}`]
}
