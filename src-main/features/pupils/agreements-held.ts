/** What a pupil, or a family for the pupil, signed: with the very texts, the forms printed, devices lent and access granted. */
import { allAccess, allAgreements, allLoans, allVersions, formsFor } from '@db/repo/agreements'
import { signingsOf } from '@db/repo/signings'
import type { Tenant } from '@vault/context'
import { moment, type Around, type HeldThing } from './held-things'

export interface AgreementsHeld {
  /** Everything ever recorded, oldest first. */
  readonly signatures: readonly HeldThing[]
  /** The full text of every version that was signed, refused or printed for the pupil. */
  readonly agreementTexts: readonly HeldThing[]
  readonly agreementsPrinted: readonly HeldThing[]
  readonly loans: readonly HeldThing[]
  readonly access: readonly HeldThing[]
}

export function agreementsWith({ db }: Tenant, pupil: string, around: Around): AgreementsHeld {
  const titles = new Map(allAgreements(db).map(({ id, facts }) => [id, facts.title]))
  const issued = new Map(allVersions(db).flatMap((row) => (row.issued === null ? [] : [[row.id, row.issued] as const])))
  const title = (version: string): string | null => titles.get(issued.get(version)?.agreement ?? '') ?? null
  const label = (version: string): string | null => issued.get(version)?.label ?? null
  const said = signingsOf(db, pupil).filter(({ facts }) => facts !== null)
  const printed = formsFor(db, pupil)
  const texts = new Set([...said, ...printed].map(({ version }) => version))
  const takenBack = new Set(said.flatMap(({ facts }) => facts?.voids ?? []))
  return {
    signatures: [...said].reverse().flatMap(({ event, version, outcome, stands, recordedAt, facts }): HeldThing[] => {
      if (facts === null) return []
      const { signee: _signee, voids: _voids, by, version: _version, ...rest } = facts
      return [
        {
          ...{ agreement: title(version), version: label(version), outcome, ...rest, stands },
          ...{ takenBack: takenBack.has(event), recordedAt: moment(recordedAt), recordedBy: around.person(by) },
        },
      ]
    }),
    agreementTexts: [...issued]
      .filter(([id]) => texts.has(id))
      .map(([id, { label: version, effectiveFrom, issuedOn, hash, clauses }]) => ({
        ...{ agreement: title(id), version, issuedOn, effectiveFrom, hash },
        clauses: clauses.map(({ heading, text }) => ({ heading, text })),
      })),
    agreementsPrinted: printed.map(({ number, version, printedAt, by }) => ({
      ...{ number, agreement: title(version), version: label(version) },
      ...{ printedAt: moment(printedAt), printedBy: around.person(by) },
    })),
    loans: allLoans(db)
      .filter(({ facts }) => facts.borrower.id === pupil)
      .map(({ facts: { device, serial, from, dueOn }, returnedOn, condition }) => ({
        ...{ device, serial, from, dueOn, returnedOn, condition },
      })),
    access: allAccess(db)
      .filter(({ signee }) => signee === pupil)
      .map(({ system, grantedOn, by, endedOn }) => ({ system, grantedOn, grantedBy: around.person(by), endedOn })),
  }
}
