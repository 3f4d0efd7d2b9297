/** What a matrix allows one very person today, where it says that the agreement decides (R25). */
import { Fault } from '@contract/fault'
import type { Audience, Cell } from '@contract/matrices'
import type { YearCode } from '@contract/primitives'
import type { AdultFacts, AllowedRow, Member, Signee } from '@contract/signatures'
import type { Ctx, Tenant } from '@vault/context'
import { strictest, taughtIn, viewOf } from '../matrices'
import { gateCell, speaksFor, type Gate } from './rules/matrix-gate'
import { yearOfPupil } from './rules/scope'
import { Signatures } from './signatures'

/** Whose columns an adult reads; those for everybody beside. */
const COLUMNS: Readonly<Record<AdultFacts['audience'], Audience>> = {
  STAFF_VOLUNTEER: 'STAFF',
  SUPPLY: 'STAFF',
  GOVERNOR: 'STAFF',
  COMMUNITY: 'COMMUNITY',
  VISITOR: 'VISITOR',
  EXTERNAL: 'VISITOR',
}

/** @throws Fault 'not-found', 'conflict' for a draft, which allows nobody anything */
export function mayUse(
  tenant: Tenant,
  { signee, edition }: { readonly signee: Signee; readonly edition: string },
  ctx: Ctx,
): { member: Member; cleared: boolean; rows: AllowedRow[] } {
  const signatures = new Signatures(tenant, ctx, { of: [signee] })
  const found = signatures.find(signatures.person(signee))
  const view = viewOf(tenant.db, edition, taughtIn(tenant, ctx), ctx.today())
  if (view === null) throw new Fault('not-found', 'This school has no such matrix. Nothing was changed.')
  if (view.edition.status === 'DRAFT')
    throw new Fault('conflict', 'This edition is a draft and allows nobody anything yet. Choose the one in force.')
  const { subject } = found.person
  const year = subject.kind === 'PUPIL' ? yearOfPupil(subject, signatures.on) : null
  const audience = subject.kind === 'PUPIL' ? 'LEARNER' : COLUMNS[subject.audience]
  const columns = view.columns.filter((column) => column.audience === audience || column.audience === 'EVERYONE')
  const clearance = signatures.clearance(found)
  const labels = new Map(view.rows.map(({ id, label }) => [id, label]))
  const places = new Map([...columns, ...view.rows].map(({ id, position }) => [id, position]))
  const place = (id: string): number => places.get(id) ?? 0
  const rows = view.cells
    .filter(({ column }) => columns.some(({ id }) => id === column))
    .sort((a, b) => place(a.row) - place(b.row) || place(a.column) - place(b.column))
    .map((cell): AllowedRow => {
      const gate = gateCell(cell, year, clearance)
      return {
        ...{ row: cell.row, column: cell.column, label: labels.get(cell.row) ?? '', asWritten: cell.asWritten },
        ...{ level: levelFor(cell, year), verdict: gate.verdict, needsAgreement: gate.by !== null },
        words: gateWords(gate, clearance),
      }
    })
  return { member: clearance.member, cleared: clearance.cleared, rows }
}

/** Of the answers that speak for the year the strictest. */
function levelFor({ answers }: Pick<Cell, 'answers'>, year: YearCode | null): AllowedRow['level'] {
  return strictest(answers.filter((answer) => speaksFor(answer, year)))?.level ?? null
}

function gateWords(
  { by, verdict }: Gate,
  { cleared, words }: { readonly cleared: boolean; readonly words: string | null },
): string | null {
  if (by === null) return null
  if (cleared) {
    return verdict === 'ALLOWED'
      ? 'Allowed: what has to be signed is signed.'
      : 'What has to be signed is signed; the limits written here still hold.'
  }
  return verdict === 'NOT_ALLOWED' ? `Not allowed until it is signed. ${words ?? ''}`.trim() : 'Not allowed anyway.'
}
