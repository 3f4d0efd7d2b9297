/** Serving lists and figures of the register. */
import { PURPOSE_CODES } from '@contract/answers'
import type { consents } from '@contract/consents'
import type { Handlers } from '@contract/rpc'
import type { Ctx } from '@vault/context'
import { figuresOf, isYes, listOf, rollOn } from './lists'
import { SMALLEST } from './rules/small-counts'
import { fileOf } from './school'
import { asTenant } from '@vault/opened'

type Lists = Pick<Handlers<typeof consents, Ctx>, 'consents.figures' | 'consents.list' | 'consents.compare'>

export const listsHandlers: Lists = {
  'consents.figures': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    const roll = rollOn(tenant, ctx.today(), ctx)
    const lines = figuresOf(roll, ctx.may('pupils.read', tenant.id) === null)
    return { on: roll.on, purposes: [...roll.purposes], lines: [...lines] }
  },

  'consents.list': ({ school, kind }, ctx) => {
    const tenant = fileOf(school, ctx)
    return [...listOf(kind, rollOn(tenant, ctx.today(), ctx), ctx.may('pupils.reasons', tenant.id) !== null)]
  },

  'consents.compare': (_input, ctx) =>
    ctx.schools().map(({ id, facts, tenant }) => {
      const base = { school: asTenant(id), name: facts.name }
      if (tenant === null) return { ...base, pupils: null, uses: [] }
      const roll = rollOn(tenant, ctx.today(), ctx)
      return {
        ...base,
        pupils: counted(roll.lines.length),
        uses: PURPOSE_CODES.map((code) => {
          const place = roll.purposes.findIndex((purpose) => purpose.code === code)
          const purpose = roll.purposes[place]
          if (purpose === undefined) return { code, asked: false, basis: null, renewal: null, yes: null }
          const { basis, renewal } = purpose
          const yes = roll.lines.filter(({ found }) => isYes(found[place]?.verdict ?? 'NO')).length
          const others = roll.lines.length - yes
          // The rest of the school would give a small number away as well (R4).
          return { code, asked: basis === 'CONSENT', basis, renewal, yes: isFew(others) ? null : counted(yes) }
        }),
      }
    }),
}

const isFew = (count: number): boolean => count > 0 && count < SMALLEST
const counted = (count: number): number | null => (isFew(count) ? null : count)
