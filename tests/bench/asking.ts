/** One school's register with all that is measured about it, as a call is served: the handler, then the check of its output. */
import { contract, type SchoolId } from '@contract/index'
import { allPurposes } from '@db/repo/consents'
import { allPupils } from '@db/repo/pupils'
import { allSchools } from '@db/repo/schools'
import { EVERYBODY, filtered } from '@renderer/features/consents/register'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { askedKind } from '../../src-main/features/consents'
import { askHandlers } from '../../src-main/features/consents/handlers-ask'
import { listsHandlers } from '../../src-main/features/consents/handlers-lists'
import { rollHandlers } from '../../src-main/features/pupils/handlers-roll'
import { chance } from '../fuzz/chance'
import type { Work } from './measure'
import { filterReader, noteWriter, prefixReader, pupilReader, schoolReader } from './raw-reads'
import { newId, type BenchTrust } from './trust'

/** What the product does, and beside it the plainest way to the same rows. */
export interface Asking {
  readonly ask: (pupils: readonly string[]) => unknown
  readonly rawAsk: (pupils: readonly string[]) => unknown
  /** Groups of so many pupils, chosen by chance that is the same every time. */
  readonly groups: (count: number, size: number) => readonly (readonly string[])[]
  readonly find: (letters: string) => unknown
  readonly rawFind: (letters: string) => unknown
  /** First letters of surnames on the roll, chosen in the same way. */
  readonly letters: (count: number) => readonly string[]
  readonly register: Work
  readonly notReturned: Work
  readonly figures: Work
  /** Reads the whole school. */
  readonly rawRegister: Work
  /** Narrows an open register to one class and No to one use, as the page does. */
  readonly filter: () => Work
  readonly rawFilter: Work
  /** Keeps that somebody asked. */
  readonly note: Work
  readonly rawNote: Work
}

/** Its place among the school's uses. */
const USE = 5

export function askingOf(trust: BenchTrust, school: SchoolId): Asking {
  const { opened, ctx } = trust
  const tenant = opened.tenant(asTenant(school))
  const { client } = tenant.file
  const pupils = allPupils(tenant.db)
  const purpose = useOf(tenant)
  const on = ctx.today()
  const className = pupils[0]?.className ?? ''
  const registerOf = () =>
    contract['consents.register'].output.parse(askHandlers['consents.register']({ school, on: null }, ctx))
  const write = noteWriter(client)
  return {
    ask: (ids) => askIn(trust, school, ids, purpose),
    rawAsk: pupilReader(client, opened.trust().file.client, { school, person: ctx.actor.id }),
    groups: (count, size) => {
      const dice = chance(7, size)
      return Array.from({ length: count }, () => Array.from({ length: size }, () => dice.one(pupils).id))
    },
    find: (query) =>
      contract['pupils.find'].output.parse(rollHandlers['pupils.find']({ school, query, leavers: false }, ctx)),
    rawFind: prefixReader(client),
    letters: (count) => {
      const dice = chance(11, 3)
      return Array.from({ length: count }, () => dice.one(pupils).legalSurname.slice(0, 3).toLowerCase())
    },
    register: registerOf,
    notReturned: () =>
      contract['consents.list'].output.parse(listsHandlers['consents.list']({ school, kind: 'NOT_RETURNED' }, ctx)),
    figures: () => contract['consents.figures'].output.parse(listsHandlers['consents.figures']({ school }, ctx)),
    rawRegister: schoolReader(client),
    filter: () => {
      const register = registerOf()
      return () => filtered(register, { ...EVERYBODY, className, purpose, answer: 'NO' })
    },
    rawFilter: filterReader(client, className, purpose),
    note: () => {
      const ids = pupils.slice(0, 1).map(({ id }) => id)
      const asked = { purpose, named: false, on, knownOn: null, verdict: 'YES', pupils: ids, by: ctx.actor.id }
      ctx.append(tenant, [add(askedKind, newId(), asked)])
    },
    rawNote: () => write('x'.repeat(1_000)),
  }
}

/** The use asked about. */
export function useOf({ db }: Pick<Tenant, 'db'>): string {
  const use = allPurposes(db)[USE]
  if (use === undefined) throw new Error('A school of the benchmark has too few uses')
  return use.id
}

/** Asks about some pupils and one use; what an answer leaves in the log is measured by itself. */
export function askIn({ ctx }: BenchTrust, school: SchoolId, pupils: readonly string[], purpose: string): unknown {
  const quiet: Ctx = { ...ctx, append: () => ({ batch: '', events: [] }) }
  const input = contract['consents.ask'].input.parse({ school, pupils, purpose, named: false, on: ctx.today() })
  return contract['consents.ask'].output.parse(askHandlers['consents.ask'](input, quiet))
}

/** Schools in the order of their names; none is opened. */
export const schoolsOf = ({ ctx }: BenchTrust): readonly SchoolId[] => allSchools(ctx.trust().db).map(({ id }) => id)
