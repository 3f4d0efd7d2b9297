/** One pupil with everything the caller may see of them (R3, R5, R6, R105). */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import { COMPETENCES, FLAG_KINDS } from '@contract/pupils'
import type { Care, Competence, Contact, CourtOrder, Flag, PupilView } from '@contract/pupils'
import { contactsOf, standingOf, type ContactRow, type StandingRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { cardsOf, isLookedAfter } from './cards'
import { membershipSaid } from './membership'
import { pupilIn } from './places'
import { readUpn } from './rules/upn'
import { covers, flagEntity, reasonOf, saidAs, standsAs, type OrderSaid, type ResponsibilitySaid } from './standing'

/**
 * Whoever may not read reasons learns that there is a restriction and nothing else: no flag, order, care, competence or
 * former number.
 * @throws Fault 'not-found'
 */
export function viewOf(tenant: Tenant, id: string, ctx: Ctx): PupilView {
  const row = pupilIn(tenant, id)
  const today = ctx.today()
  const standing = standingOf(tenant.db, id)
  const { id: _id, upn, formerUpn, lastLeft: _lastLeft, loosest: _loosest, ...facts } = row
  const number = upn === null ? null : readUpn(upn)
  const mayReadReasons = ctx.may('pupils.reasons', tenant.id) !== null
  const [card] = cardsOf(tenant.db, [row], today)
  if (card === undefined) throw new Error('A pupil without a line')
  return {
    card,
    facts,
    hasUpn: upn !== null,
    temporaryUpn: number !== null && 'upn' in number && number.kind === 'temporary',
    contacts: contactsOf(tenant.db, id).map((contact) => contactOf(contact, standing, today)),
    competence: mayReadReasons ? competenceOf(standing) : 'BY_AGE',
    flags: mayReadReasons ? flagsOf(tenant, standing, ctx) : [],
    orders: mayReadReasons ? ordersOf(standing, today) : null,
    care: mayReadReasons ? careOf(standing) : null,
    formerUpn: mayReadReasons ? formerUpn : null,
    membershipSaid: membershipSaid(tenant, row),
  }
}

/** A contact with what counts of their responsibility: where two PCs differ, what gives least (R48). */
export function contactOf(row: ContactRow, standing: readonly StandingRow[], today: CivilDate): Contact {
  const { pupil: _pupil, ...facts } = row
  const stands = saidAs('responsibility', standing).filter(({ contact }) => contact === row.id)
  const safest = [...stands].sort(saferFirst)[0]
  return {
    ...facts,
    responsibility: safest === undefined ? null : responsibilityIn(safest),
    disagrees: stands.length > 1,
    responsible: stands.length > 0 && stands.every((said) => said.holds && covers(said, today)),
  }
}

const responsibilityIn = ({ holds, basis, evidence, from, until }: ResponsibilitySaid) => ({
  ...{ holds, basis, evidence, from, until },
})

/** Not holding it comes first, then the earlier last day. */
const saferFirst = (a: ResponsibilitySaid, b: ResponsibilitySaid): number =>
  Number(a.holds) - Number(b.holds) || ((a.until ?? FOR_EVER) < (b.until ?? FOR_EVER) ? -1 : 1)

const FOR_EVER = '9999-12-31'

/**
 * Flags that are set, those that begin later too; one line a kind. Where two PCs set the same one, the earlier start and
 * the earlier review count and both reasons are told.
 */
export function flagsOf(tenant: Tenant, standing: readonly StandingRow[], ctx: Ctx): Flag[] {
  const flags = saidAs('flag', standing).filter(({ isSet }) => isSet)
  return FLAG_KINDS.flatMap((kind) => {
    const said = flags.filter((flag) => flag.kind === kind)
    const [first] = said
    if (first === undefined) return []
    const reviewOn = earliest(said.map((one) => one.reviewOn)) ?? first.reviewOn
    const reasons = said.map((one) =>
      revealed(tenant, reasonOf('flag', flagEntity(one.pupil, kind)), one.sealedReason, ctx),
    )
    return [
      {
        ...{ kind, reviewOn, setBy: first.by },
        from: earliest(said.map((one) => one.from)) ?? first.from,
        reviewOverdue: reviewOn < ctx.today(),
        reason: [...new Set(reasons)].join('\n'),
      },
    ]
  })
}

/** A reason that cannot be read hides nothing else of the pupil. */
export function revealed(tenant: Tenant, about: string, sealed: string, ctx: Ctx): string {
  try {
    return ctx.reveal(tenant, about, sealed)
  } catch (error) {
    if (error instanceof Fault && error.code === 'damaged') return error.words
    throw error
  }
}

const earliest = (dates: readonly CivilDate[]): CivilDate | undefined => [...dates].sort()[0]

/** Orders, the newest first. Where two PCs differ, one line says what forbids most: the longer time, all uses of either. */
export function ordersOf(standing: readonly StandingRow[], today: CivilDate): CourtOrder[] {
  const byOrder = new Map<string, OrderSaid[]>()
  for (const { entity, value } of standsAs('order', standing)) {
    if (value !== null) byOrder.set(entity, [...(byOrder.get(entity) ?? []), value])
  }
  return [...byOrder]
    .flatMap(([id, said]): CourtOrder[] => {
      const longest = [...said].sort((a, b) => ((a.until ?? FOR_EVER) > (b.until ?? FOR_EVER) ? -1 : 1))[0]
      if (longest === undefined) return []
      const scopes = said.map(({ scope }) => scope)
      const scope = scopes.includes(null) ? null : [...new Set(scopes.flatMap((one) => one ?? []))]
      const { kind, reference, until } = longest
      const from = earliest(said.map((one) => one.from)) ?? longest.from
      return [{ id, kind, scope, reference, from, until, live: said.some((one) => covers(one, today)) }]
    })
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from > b.from ? -1 : 1))
}

/** How a pupil is looked after; where two PCs differ, what leaves nobody to decide (R53). */
export function careOf(standing: readonly StandingRow[]): Care {
  const said = saidAs('care', standing).map(({ status, authority, evidence }) => ({ status, authority, evidence }))
  const looked = said.filter(isLookedAfter)
  const [first] = looked.length > 0 ? looked : said
  if (first === undefined) return { status: 'NONE', authority: null, evidence: null }
  return looked.some(({ authority }) => authority !== first.authority) ? { ...first, authority: null } : first
}

/** Where two PCs judged differently, the one that asks the pupil is told (R49). */
function competenceOf(standing: readonly StandingRow[]): Competence {
  const said = saidAs('competence', standing).map(({ competence }) => competence)
  const order: readonly Competence[] = ['COMPETENT', 'NOT_COMPETENT']
  return order.find((one) => said.includes(one)) ?? COMPETENCES[0]
}
