/** What was recorded, as a page shows it: each answer with who signed, when and how, and whether it stands. */
import type { Signee, Signing, Together } from '@contract/signatures'
import { contactsOfAll } from '@db/repo/pupils'
import { batchesOf, recordedTogether, signingsOf, takenBackIn, type SigningRow } from '@db/repo/signings'
import type { Ctx, Tenant } from '@vault/context'
import { goneOf, rootOf } from './rules/acts'
import { Signatures } from './signatures'

/** Every answer of one pupil or adult, the newest first. Who signed for a pupil is told to whoever may see pupils. */
export function signingsIn(signatures: Signatures, signee: Signee, ctx: Pick<Ctx, 'may'>): Signing[] {
  const { db, id: tenant } = signatures.tenant
  const rows = signingsOf(db, signee.id)
  const batches = batchesOf(db, signee.id)
  const mayNames = ctx.may('pupils.read', tenant) !== null
  const contacts = new Map(mayNames ? contactsOfAll(db, [signee.id]).map(({ id, name }) => [id, name]) : [])
  const [gone, standing] = [goneOfRows(rows), standingOf(rows)]
  return rows.flatMap((row): Signing[] => {
    if (row.facts === null || row.restores !== null || row.outcome === 'VOID') return []
    const { voids: _voids, by, hash, ...facts } = row.facts
    const isShown = mayNames || facts.capacity !== 'PARENT'
    const of = batches.get(row.event)
    return [
      {
        ...{ ...facts, outcome: row.outcome, id: row.event, hash, recordedBy: by, recordedAt: row.recordedAt },
        ...{ contact: isShown ? facts.contact : null, name: isShown ? facts.name : null },
        signer: isShown ? ((facts.contact === null ? null : contacts.get(facts.contact)) ?? facts.name) : null,
        ...{ label: signatures.label(row.version), title: signatures.title(row.agreement) },
        ...{ isVoid: gone.has(row.event), isCorrected: !gone.has(row.event) && !standing.has(row.event) },
        ...{ batch: of?.batch ?? row.event, together: of?.records ?? 1 },
      },
    ]
  })
}

const goneOfRows = (rows: readonly SigningRow[]): ReadonlySet<string> =>
  goneOf(rows.map(({ facts }) => ({ voids: facts?.voids ?? [] })))

/** Answers that stand, themselves or said again. */
const standingOf = (rows: readonly SigningRow[]): ReadonlySet<string> =>
  new Set(rows.filter(({ stands, outcome }) => stands && outcome !== 'VOID').map(rootOf))

/** So many batches are listed. */
const LISTED = 50

/** What was recorded at once, the newest first: files, classes, forms with several lines. */
export function togetherIn(tenant: Tenant, ctx: Pick<Ctx, 'today' | 'may'>): Together[] {
  const signatures = new Signatures(tenant, ctx, { of: [] })
  const takenBack = takenBackIn(tenant.db)
  return recordedTogether(tenant.db, LISTED).flatMap(({ batch, recordedAt, records, facts, agreement }): Together[] => {
    // Of what was erased nothing is told.
    if (facts === null) return []
    const { method, by, version, witness } = facts
    return [
      {
        ...{ batch, recordedAt, recordedBy: by, method, records, takenBack: takenBack.get(batch) ?? 0, witness },
        ...{ title: signatures.title(agreement), label: signatures.label(version) },
      },
    ]
  })
}
