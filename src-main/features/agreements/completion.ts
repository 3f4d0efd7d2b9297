/** How far a school has come with each agreement, by class or group (R37). */
import type { CivilDate } from '@contract/primitives'
import type { Completion, SigningState } from '@contract/signatures'
import type { Tenant } from '@vault/context'
import { hideSmall } from '../consents'
import { agreementsKnown } from './known'
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
  const counts = new Map<string, { readonly whole: Counts; readonly groups: Map<string, Counts> }>()
  countStates(tenant, known, today, ({ lead: { id } }, state, named) => {
    const counted = COUNTED[state]
    if (counted === null) return
    const group = named ?? NO_GROUP
    let of = counts.get(id)
    if (of === undefined) counts.set(id, (of = { whole: nothing(), groups: new Map<string, Counts>() }))
    let own = of.groups.get(group)
    if (own === undefined) of.groups.set(group, (own = nothing()))
    of.whole.inScope += 1
    of.whole[counted] += 1
    own.inScope += 1
    own[counted] += 1
  })
  return [...counts]
    .map(([agreement, of]) => ({ agreement, title: known.titles.get(agreement) ?? '', ...of }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || (a.agreement < b.agreement ? -1 : 1))
    .flatMap(({ agreement, title, whole, groups }) => {
      const each = [...groups]
        .sort(([a], [b]) => BY_NAME.compare(a, b))
        .map(([group, own]): Completion => ({ agreement, title, group, ...own }))
      return hidden([{ agreement, title, group: null, ...whole }, ...each], hidesSmall)
    })
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
