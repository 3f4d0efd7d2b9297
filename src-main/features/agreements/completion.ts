/** How far a school has come with each agreement, by class or group (R37). */
import type { CivilDate } from '@contract/primitives'
import type { Completion, SigningState } from '@contract/signatures'
import type { Tenant } from '@vault/context'
import { hideSmall } from '../consents'
import { agreementsKnown } from './known'
import type { Requirement } from './rules/requirements'
import { countStates } from './states'

type Counted = Exclude<keyof Completion, 'agreement' | 'title' | 'group' | 'inScope'>

/** Where each state is counted; null: there is nothing to sign yet. */
const COUNTED: Readonly<Record<SigningState, Counted | null>> = {
  CURRENT: 'current',
  NOT_SIGNED: 'notSigned',
  PART_SIGNED: 'notSigned',
  RESIGN_DUE: 'resignDue',
  EXPIRED: 'expired',
  REFUSED: 'refused',
  CANNOT_SIGN: 'cannotSign',
  NO_TEXT: null,
}

type Counts = Record<Counted | 'inScope', number>

const nothing = (): Counts => ({
  ...{ inScope: 0, current: 0, resignDue: 0, expired: 0, refused: 0, cannotSign: 0, notSigned: 0 },
})

/** One for all: to make one takes as long as sorting a school with it. */
const BY_NAME = new Intl.Collator('en-GB', { numeric: true })

const NO_GROUP = 'No class or group'

/**
 * Each agreement with a text in force: all of it first, then each class or group by name. In scope is who is here today.
 * @param hidesSmall for whoever may not see who signed: counts under 5 are hidden, and what would give them away (R4, C39)
 */
export function completionOf(tenant: Tenant, today: CivilDate, hidesSmall: boolean): readonly Completion[] {
  const known = agreementsKnown(tenant)
  const groups = new Map<string, Map<Requirement, Counts>>()
  countStates(tenant, known, today, (named) => {
    const group = named ?? NO_GROUP
    let of = groups.get(group)
    if (of === undefined) groups.set(group, (of = new Map()))
    const counts = of
    return (requirement, state) => {
      const counted = COUNTED[state]
      if (counted === null) return
      let own = counts.get(requirement)
      if (own === undefined) counts.set(requirement, (own = nothing()))
      own.inScope += 1
      own[counted] += 1
    }
  })
  // One agreement may be asked by several audiences, each a requirement of its own.
  const agreements = new Map<string, Map<string, Counts>>()
  for (const [group, counts] of groups) {
    for (const [{ lead }, own] of counts) {
      const of = agreements.get(lead.id) ?? new Map<string, Counts>()
      agreements.set(lead.id, of)
      of.set(group, sum([own, of.get(group) ?? nothing()]))
    }
  }
  return [...agreements]
    .map(([agreement, of]) => ({ agreement, title: known.titles.get(agreement) ?? '', of }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || (a.agreement < b.agreement ? -1 : 1))
    .flatMap(({ agreement, title, of }) => {
      const each = [...of]
        .sort(([a], [b]) => BY_NAME.compare(a, b))
        .map(([group, own]): Completion => ({ agreement, title, group, ...own }))
      return hidden([{ agreement, title, group: null, ...sum([...of.values()]) }, ...each], hidesSmall)
    })
}

function sum(all: readonly Counts[]): Counts {
  const total = nothing()
  const names = Object.keys(total) as (keyof Counts)[] // The keys it is made with.
  for (const one of all) for (const name of names) total[name] += one[name]
  return total
}

function hidden(lines: readonly Completion[], hidesSmall: boolean): readonly Completion[] {
  const [whole, ...each] = lines.map((line) => ({
    ...{ className: line.group, pupils: line.inScope },
    uses: [
      { yes: line.current, no: line.resignDue, check: line.expired },
      { yes: line.refused, no: line.cannotSign, check: line.notSigned },
    ],
    notReturned: line.notSigned,
  }))
  if (!hidesSmall || whole === undefined) return lines
  return hideSmall(whole, each).map(({ pupils, uses: [one, two] }, at): Completion => {
    const { agreement = '', title = '', group = null } = lines[at] ?? {}
    return {
      ...{ agreement, title, group, inScope: pupils },
      ...{ current: one?.yes ?? null, resignDue: one?.no ?? null, expired: one?.check ?? null },
      ...{ refused: two?.yes ?? null, cannotSign: two?.no ?? null, notSigned: two?.check ?? null },
    }
  })
}
