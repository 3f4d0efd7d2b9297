/** Sets of pictures: what may be said of one, and how it is answered. */
import { Fault } from '@contract/fault'
import type { AskedSetFacts, ImageSet, SetFacts } from '@contract/images'
import { oneSet, type SetRow } from '@db/repo/images'
import { allRules, disposedSets } from '@db/repo/retention'
import type { Ctx, Tenant } from '@vault/context'
import { purposeIn } from '../consents'
import { seenBySet } from './found'
import { isRefused, REFUSED_WORDS } from './rules/refused'
import { setOf } from './set-view'
import { Pictures } from './standing'

/** One set as the page gets it. @throws Fault 'not-found' */
export function setIn(tenant: Tenant, id: string, ctx: Ctx): ImageSet {
  const pictures = new Pictures(tenant, ctx, [id])
  return setOf(pictures.of(id), pictures, seenBySet(tenant).get(id) ?? null)
}

/** A set that may be changed. @throws Fault 'not-found', 'conflict' for one that was disposed of */
export function standingSet(tenant: Pick<Tenant, 'db'>, id: string): SetRow {
  const row = oneSet(tenant.db, id)
  if (row === null) {
    throw new Fault('not-found', 'This school has no such set of pictures. Nothing was changed. Open the list again.')
  }
  if (disposedSets(tenant.db).has(id)) {
    throw new Fault('conflict', 'This set was disposed of, and its record stands as it is. Nothing was changed.')
  }
  return row
}

/**
 * What is asked as it may be kept: with a class that is kept here, of uses and a rule the school has.
 * @param before the set as it stands; null: a new one
 * @throws Fault 'bad-input', 'not-found' for a use the school does not have
 */
export function factsFrom(asked: AskedSetFacts, before: SetFacts | null, tenant: Tenant, ctx: Ctx): SetFacts {
  const { imageClass } = asked
  if (isRefused(imageClass)) throw new Fault('bad-input', REFUSED_WORDS[imageClass])
  if (asked.takenOn > ctx.today()) {
    throw new Fault('bad-input', 'That day is in the future. Enter the day the pictures were taken. Nothing was saved.')
  }
  for (const purpose of asked.purposes) purposeIn(tenant, purpose)
  if (asked.rule !== null && asked.rule !== before?.rule) refuseRule(asked.rule, tenant, ctx)
  const inFolder = asked.storage === 'FOLDER'
  if (inFolder !== (asked.folder !== null)) {
    throw new Fault(
      'bad-input',
      inFolder
        ? 'Say in which registered folder the pictures lie. Nothing was saved.'
        : 'Only pictures in a registered folder have one. Choose where they lie. Nothing was saved.',
    )
  }
  const purposes = [...new Set(asked.purposes)]
  const sameUses = before !== null && before.purposes.join() === purposes.join()
  return {
    ...{ ...asked, imageClass },
    // The very list that stands, where it says the same.
    purposes: sameUses ? before.purposes : purposes,
    count: inFolder ? null : asked.count,
  }
}

function refuseRule(id: string, { db }: Tenant, ctx: Ctx): void {
  const rule = allRules(db).find((one) => one.id === id)
  const isOpen = rule !== undefined && (rule.facts.retiredOn === null || rule.facts.retiredOn > ctx.today())
  if (isOpen) return
  throw new Fault(
    'bad-input',
    'That retention rule is not in the schedule any more. Choose another. Nothing was saved.',
  )
}
