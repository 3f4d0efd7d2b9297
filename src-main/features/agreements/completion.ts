/** How far a school has come with each agreement, by class or group (R37). */
import type { Completion, SigningState } from '@contract/signatures'
import { hideSmall } from '../consents'
import { groupOf, type Signatures } from './signatures'

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

const NO_GROUP = 'No class or group'

/**
 * Each agreement with a text in force: all of it first, then each class or group by name. In scope is who is here today.
 * @param hidesSmall for whoever may not see who signed: counts under 5 are hidden, and what would give them away (R4, C39)
 */
export function completionOf(signatures: Signatures, hidesSmall: boolean): readonly Completion[] {
  const counts = new Map<string, { readonly whole: Counts; readonly groups: Map<string, Counts> }>()
  for (const person of signatures.people) {
    const { standings } = signatures.find(person)
    if (standings.length === 0) continue
    const group = groupOf(person) ?? NO_GROUP
    for (const { requirement, state } of standings) {
      const counted = COUNTED[state]
      if (counted === null) continue
      const { id } = requirement.lead
      const of = counts.get(id) ?? { whole: nothing(), groups: new Map<string, Counts>() }
      counts.set(id, of)
      const own = of.groups.get(group) ?? nothing()
      of.groups.set(group, own)
      for (const count of [of.whole, own]) {
        count.inScope += 1
        count[counted] += 1
      }
    }
  }
  return [...counts]
    .map(([agreement, of]) => ({ agreement, title: signatures.title(agreement), ...of }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB') || (a.agreement < b.agreement ? -1 : 1))
    .flatMap(({ agreement, title, whole, groups }) => {
      const each = [...groups]
        .sort(([a], [b]) => a.localeCompare(b, 'en-GB', { numeric: true }))
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
