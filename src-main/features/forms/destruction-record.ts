/**
 * The record of a disposal of pictures (R73): what, why, on whose authority, how, with what result in every place, to be
 * signed and filed. It holds no picture, no title and no name of a file, any of which may name a pupil: sets stand under
 * their ids, files under their hashes. What people typed as reasons and results is for them to keep free of names.
 */
import type { CivilDate } from '@contract/primitives'
import { dateWords, instantWords } from '@vault/clock'
import { facts, lines, named, page, table, text } from './page'

/** One set of the disposal. */
export interface DestroyedSet {
  readonly id: string
  /** Class in words. */
  readonly imageClass: string
  readonly takenOn: CivilDate | null
  readonly dueOn: CivilDate
  /** The rule and its basis, or the request, in words. */
  readonly rule: string
  /** Files the app had registered. */
  readonly files: number
  /** Pictures by count, where no file was registered. */
  readonly count: number
  /** Null: not disposed of, or not yet. */
  readonly disposedOn: CivilDate | null
  /** SHA-256 of each file that is gone. */
  readonly hashes: readonly string[]
}

/** Who did something, and when. */
export interface Deed {
  readonly name: string
  /** In words. */
  readonly role: string
  readonly on: CivilDate
}

export interface DestructionRecord {
  readonly school: string
  /** Legal name of the controller (R2). */
  readonly controller: string
  readonly number: string
  readonly id: string
  /** How far it has come, in words. */
  readonly state: string
  readonly why: string
  readonly proposed: Deed
  readonly approved: Deed | null
  /** When the last set was gone and the last place answered for, milliseconds UTC; null: not yet. */
  readonly carriedOutAt: number | null
  readonly sets: readonly DestroyedSet[]
  readonly results: readonly {
    readonly place: string
    readonly result: string
    readonly items: number
    readonly words: string
    readonly purgeBy: CivilDate | null
    readonly by: string
    readonly at: number
  }[]
  /** Places nobody has answered for, in words. */
  readonly open: readonly string[]
  /** Sets on hold that day: id and why, in words. */
  readonly holds: readonly { readonly set: string; readonly words: string }[]
  /** Entries of the history this rests on, and one hash over all of theirs. */
  readonly entries: number
  readonly fingerprint: string
  readonly madeAt: number
  readonly madeBy: string
}

/** Hashes printed for one set; all of them are in the school's file, and one hash over them stands here. */
export const MOST_HASHES = 1000

/** @returns a complete page of HTML for an upright A4 PDF */
export function destructionRecordPage(record: DestructionRecord): string {
  const { sets, results, open, holds, carriedOutAt } = record
  return page({
    title: `Destruction record ${record.number}, ${record.school}`,
    style: STYLE,
    body: `<h1>Destruction record ${text(record.number)}</h1>
<p class="school">${named(record.school)}</p>
${facts([
  ['Controller', named(record.controller)],
  ['State', text(record.state)],
  ['Carried out', carriedOutAt === null ? 'Not finished' : instantWords(carriedOutAt)],
  ['Reason given', lines(record.why)],
])}
<h2>Authority</h2>
${facts([
  ['Proposed by', deedHtml(record.proposed)],
  ['Approved by', record.approved === null ? 'Nobody' : deedHtml(record.approved)],
])}
<h2>What was to go, and why</h2>
${table(['Set', 'Class', 'Taken', 'Files or pictures', 'Due', 'Rule and basis', 'Gone'], sets.map(setRow))}
<h2>How, and with what result</h2>
<p>${METHOD}</p>
${results.length === 0 ? '<p>No result is recorded yet.</p>' : table(['Place', 'Result', 'Copies', 'In words', 'By', 'When'], results.map(resultRow))}
${open.length === 0 ? '<p>Every place is answered for.</p>' : `<p><strong>Not answered for yet:</strong> ${open.map(text).join(', ')}.</p>`}
${
  holds.length === 0
    ? '<p>No set of pictures of this school was on hold when this was printed.</p>'
    : table(
        ['Set on hold, and not part of this', 'Hold'],
        holds.map(({ set, words }) => [code(set), text(words)]),
      )
}
<h2>Signatures</h2>
<p>The sets named above are gone as far as this record says, and no further.</p>
<div class="signatures">${signature('Carried out by')}${signature('Approved by')}</div>
<h2>Hashes of the files that are gone</h2>
${sets.map(hashesHtml).join('\n')}
<h2>How to check this record</h2>
<p>It rests on ${record.entries.toLocaleString('en-GB')} entries of the school’s history about disposal ${code(record.id)}. One hash over all of them:</p>
<p class="fingerprint">${code(grouped(record.fingerprint))}</p>
<p>Printed again with the same entries, the record has the same hash. Results recorded later give it another.</p>
<p class="small">Made on ${instantWords(record.madeAt)} by ${named(record.madeBy)}. Trustward puts no picture, title, name of a file or name of a pupil here; reasons and results stand as they were typed.</p>`,
  })
}

const METHOD =
  'Files in registered folders were deleted by Trustward, each only after its SHA-256 was that of its registration, and looked for afterwards. What lay elsewhere was dealt with by hand, as recorded here. Backups beyond use are not opened and are purged by the day named.'

const code = (words: string): string => `<span class="code">${text(words)}</span>`

const grouped = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ')

const deedHtml = ({ name, role, on }: Deed): string => `${named(name)}, ${text(role)}, ${dateWords(on)}`

const setRow = (set: DestroyedSet): readonly string[] => [
  code(set.id),
  text(set.imageClass),
  set.takenOn === null ? 'Not known' : dateWords(set.takenOn),
  (set.files > 0 ? set.files : set.count).toLocaleString('en-GB'),
  dateWords(set.dueOn),
  text(set.rule),
  set.disposedOn === null ? '<strong>No</strong>' : dateWords(set.disposedOn),
]

const resultRow = (one: DestructionRecord['results'][number]): readonly string[] => [
  text(one.place),
  text(one.result) + (one.purgeBy === null ? '' : ` until ${dateWords(one.purgeBy)}`),
  one.items.toLocaleString('en-GB'),
  text(one.words),
  named(one.by),
  instantWords(one.at),
]

const signature = (label: string): string =>
  `<div class="signature"><p>${label}</p><p class="line">Name</p><p class="line">Signature</p><p class="line">Date</p></div>`

function hashesHtml({ id, hashes }: DestroyedSet): string {
  if (hashes.length === 0) return `<h3>Set ${code(id)}</h3><p>No file of it was registered, or none is gone.</p>`
  const more = hashes.length - MOST_HASHES
  const words =
    more > 0 ? `<p>${more.toLocaleString('en-GB')} more stand in the history, in the entries this rests on.</p>` : ''
  const shown = hashes.slice(0, MOST_HASHES)
  return `<h3>Set ${code(id)}: ${hashes.length.toLocaleString('en-GB')}</h3><ul class="hashes">${shown.map((hash) => `<li>${hash}</li>`).join('')}</ul>${words}`
}

const STYLE = `
.school { font-size: 12pt; }
table { font-size: 8.5pt; margin: 0 0 6pt; }
.code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: 7.5pt; overflow-wrap: anywhere; }
.fingerprint .code { font-size: 10pt; }
.signatures { display: flex; gap: 10mm; break-inside: avoid; }
.signature { flex: 1; }
.line { border-bottom: 0.6pt solid #1b1f23; padding-top: 9mm; color: #4a5460; font-size: 8.5pt; }
.hashes { list-style: none; padding: 0; margin: 0 0 5pt; columns: 2; font: 6pt/1.4 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
`
