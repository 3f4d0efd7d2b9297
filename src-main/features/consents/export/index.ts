/** The register and its lists as a file: with names for those who may, otherwise by class and place (ux 10, C31). Pure. */
import type { ConsentState } from '@contract/answers'
import type { Purpose } from '@contract/consents'
import { LIST_WORDS, type FileList } from '@contract/consents-files'
import type { PupilCard } from '@contract/pupils'
import { dateWords } from '@vault/clock'
import type { PrintCell, PrintDocument } from '@vault/printing'
import { wholeName } from '../../pupils'
import { VERDICT_WORDS } from '../asking'
import type { Listed, Roll } from '../lists'
import type { Found } from '../rules/decide'

const STATE_WORDS: Readonly<Record<ConsentState, string>> = {
  NOT_ASKED: 'not answered',
  REQUESTED: 'form is out',
  GIVEN: 'given',
  REFUSED: 'refused',
  WITHDRAWN: 'taken back',
  EXPIRED: 'run out',
  DISPUTED: 'answers differ',
  NO_OBJECTION: 'no objection',
  OBJECTED: 'objected',
  OBJECTION_OVERRULED: 'objection overruled',
}

export interface Around {
  readonly school: string
  /** Whether names and classes are told; without them a line has a number only. */
  readonly names: boolean
  /** When and by whom, in words. */
  readonly made: string
  /** Whether it is of those a person chose, not of everybody. */
  readonly part: boolean
}

/** The register of a roll: a line a pupil, a column a use. */
export function registerDocument({ on, purposes, lines }: Roll, around: Around): PrintDocument {
  return documentOf(around, {
    title: 'Consent register',
    facts: [
      { label: 'As at', value: dateWords(on) },
      { label: around.part ? 'Chosen from the roll' : 'On roll', value: String(lines.length) },
    ],
    caption: 'Answers as they count on that day',
    columns: purposes.map(({ label }) => label),
    body: lines.map(({ card, found }) => ({
      card,
      cells: found.map((one, i) => cellOf(one, purposes[i])),
    })),
    notes: purposes.map((purpose) => noteOf(purpose)),
  })
}

/** One list of pupils to see to, with what is to do for each. */
export function listDocument(
  kind: FileList,
  listed: readonly Listed[],
  { on }: Pick<Roll, 'on'>,
  around: Around,
): PrintDocument {
  return documentOf(around, {
    title: `Consent, ${LIST_WORDS[kind].toLowerCase()}`,
    facts: [
      { label: 'As at', value: dateWords(on) },
      { label: around.part ? 'Chosen from the list' : 'On the list', value: String(listed.length) },
    ],
    caption: LIST_WORDS[kind],
    columns: ['What is to do', 'Due'],
    body: listed.map(({ pupil, words, dueOn }) => ({
      card: pupil,
      cells: [words, dueOn === null ? '' : dateWords(dueOn)],
    })),
    notes: [],
  })
}

/** What a person sees of a document with names before it is saved: its columns, and its first lines with initials for names. */
export function previewOf({ tables, classification }: PrintDocument): {
  columns: string[]
  lines: string[][]
  classification: string
} {
  const [table] = tables
  return {
    columns: (table?.header[0] ?? []).map(({ text }) => text),
    lines: (table?.body ?? []).slice(0, 3).map((line) => line.map(({ text }, i) => (i === 0 ? masked(text) : text))),
    classification,
  }
}

/** Initials alone, and as many dots for a short name as for a long one. */
const masked = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}•••`)
    .join(' ')

interface Parts extends Pick<PrintDocument, 'title' | 'facts' | 'notes'> {
  readonly caption: string
  /** After those that say who. */
  readonly columns: readonly string[]
  readonly body: readonly { readonly card: PupilCard; readonly cells: readonly string[] }[]
}

function documentOf({ school, names, made }: Around, parts: Parts): PrintDocument {
  const who = names ? ['Name', 'Year', 'Class'] : ['Line']
  const whoIs = ({ year, className, ...card }: PupilCard, i: number): readonly string[] =>
    names ? [wholeName(card), year, className ?? ''] : [String(i + 1)]
  return {
    ...{ title: parts.title, school, notes: parts.notes, landscape: true, made },
    // Names travel with whoever took them, at the top of every kind of file (C31).
    facts: [...parts.facts, ...(names ? [{ label: 'Names saved by', value: made }] : [])],
    tables: [
      {
        caption: parts.caption,
        header: [[...who, ...parts.columns].map((text): PrintCell => ({ text, heading: 'column' }))],
        body: parts.body.map(({ card, cells }, i) =>
          [...whoIs(card, i), ...cells].map((text, x): PrintCell => (x === 0 ? { text, heading: 'row' } : { text })),
        ),
      },
    ],
    classification: names ? 'Official use in school: contains pupil data' : 'No names; keep it in school all the same',
  }
}

/** Whether somebody is protected is not for a file that travels: they read like any other whose family said No (R5). */
function cellOf({ verdict, state, reason }: Found, purpose: Purpose | undefined): string {
  if (!GUARDED.has(reason)) return `${VERDICT_WORDS[verdict]} (${STATE_WORDS[state]})`
  return `${VERDICT_WORDS.NO} (${STATE_WORDS[purpose?.basis === 'CONSENT' ? 'REFUSED' : 'OBJECTED']})`
}

const GUARDED: ReadonlySet<string> = new Set(['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING'])

const noteOf = ({ label, basis }: Purpose): string =>
  basis === 'CONSENT' ? `${label}: asks for consent.` : `${label}: needs no consent; an objection counts.`
