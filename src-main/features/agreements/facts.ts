/** What an agreement may be: who signs for whom, how long it holds, what it is made from (R27, R29, R32). */
import {
  PUPIL_AUDIENCES,
  type AgreementAudience,
  type AgreementFacts,
  type AgreementSettings,
} from '@contract/agreements'
import { Fault } from '@contract/fault'
import { YEAR_CODES, type YearCode, type YearRange } from '@contract/primitives'
import { oneAgreement } from '@db/repo/agreements'
import type { Ctx, Tenant } from '@vault/context'

const FAMILIES: readonly AgreementAudience[] = [...PUPIL_AUDIENCES, 'PARENT']
/** Asked of pupils and of adults alike. */
const OF_EQUIPMENT: readonly AgreementAudience[] = ['DEVICE_LOAN', 'OWN_DEVICE']

/** @throws Fault 'bad-input', 'not-found' for a template or another form that is not there */
export function checkFacts(tenant: Tenant, self: string | null, facts: AgreementFacts, ctx: Ctx): void {
  const wrong = wrongInFacts(facts)
  if (wrong !== null) throw new Fault('bad-input', `${wrong} Nothing was changed.`)
  const { template, variantOf } = facts
  if (variantOf !== null && (variantOf === self || oneAgreement(tenant.db, variantOf) === null))
    throw new Fault('not-found', 'The agreement it says the same as is not there. Choose another. Nothing was changed.')
  if (template === null) return
  if (tenant.kind === 'trust') {
    throw new Fault('bad-input', 'A template of the trust is not made from another one. Nothing was changed.')
  }
  if (oneAgreement(ctx.trust().db, template) === null)
    throw new Fault('not-found', 'The trust has no such template. Nothing was changed.')
}

function wrongInFacts({
  audiences,
  variant,
  language,
  signers,
  childFrom,
  validity,
  months,
}: AgreementFacts): string | null {
  if (new Set(audiences).size < audiences.length) return 'An audience is named twice.'
  const ofFamilies = audiences.filter((one) => FAMILIES.includes(one))
  const ofAdults = audiences.filter((one) => !FAMILIES.includes(one) && !OF_EQUIPMENT.includes(one))
  if (ofAdults.length === audiences.length && signers !== 'ADULT')
    return 'Adults sign for themselves: choose the adult as signer.'
  if (ofFamilies.length > 0 && signers === 'ADULT') return 'Choose who signs in a family: the child, a parent, or both.'
  if ((variant === 'TRANSLATION') !== (language !== null))
    return 'A translation names its language, and nothing else does.'
  if (childFrom !== null && signers !== 'BOTH')
    return 'From which year the child signs as well is only asked where both sign.'
  if ((validity === 'MONTHS') !== (months !== null))
    return 'Say for how many months, and only where it holds for months.'
  return null
}

/** @throws Fault 'bad-input' */
export function checkYears({ years }: AgreementSettings): void {
  const named = years.map(({ audience }) => audience)
  if (new Set(named).size < named.length)
    throw new Fault('bad-input', 'An audience is named twice. Nothing was changed.')
  const taken = new Set<YearCode>()
  for (const { range } of years) {
    const own = yearsBetween(range)
    if (own.length === 0) {
      throw new Fault('bad-input', 'The years run from an earlier to a later one. Check them. Nothing was changed.')
    }
    const twice = own.find((year) => taken.has(year))
    if (twice !== undefined) {
      throw new Fault('bad-input', `Year ${twice} is in two audiences. Each year has one. Nothing was changed.`)
    }
    for (const year of own) taken.add(year)
  }
}

/** Both included. `X`, "not by year", has no place among the others and is a range of its own. */
function yearsBetween({ from, to }: YearRange): readonly YearCode[] {
  if (from === 'X' || to === 'X') return from === to ? [from] : []
  return YEAR_CODES.slice(YEAR_CODES.indexOf(from), YEAR_CODES.indexOf(to) + 1)
}
