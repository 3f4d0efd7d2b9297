/** Serving the calls that shape the register: uses, settings, wordings. */
import { Fault } from '@contract/fault'
import type { consents, Purpose, Wording } from '@contract/consents'
import type { Handlers } from '@contract/rpc'
import { allPurposes, allWordings, onePurpose, oneWording } from '@db/repo/consents'
import type { Ctx, Tenant } from '@vault/context'
import { add, saidRight, set, setChanged } from '@vault/entity'
import { issueKind, purposeKind, SETTINGS, settingsKind, wordingKind } from './events'
import { inUse } from './knowledge'
import { fileOf, trustName } from './school'
import { partsOf, termsChanged, termsDraft, termsSaid } from './terms'
import { settingsOf, viewFromDraft } from './view-from'
import { wordingHash, wordingOf } from './wordings'

type Design = Pick<
  Handlers<typeof consents, Ctx>,
  | 'consents.purposes'
  | 'consents.addPurpose'
  | 'consents.editPurpose'
  | 'consents.termsSaid'
  | 'consents.settleTerms'
  | 'consents.settings'
  | 'consents.setSettings'
  | 'consents.settleViewFrom'
  | 'consents.wordings'
  | 'consents.saveWording'
  | 'consents.issueWording'
>

export const designHandlers: Design = {
  'consents.purposes': ({ school, retired }, ctx) =>
    allPurposes(fileOf(school, ctx).db).filter(({ retiredOn }) => retired || inUse(retiredOn, ctx.today())),

  'consents.addPurpose': ({ school, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    refuseSecond(tenant, null, facts.label)
    const id = ctx.newId()
    const { terms, facts: own } = partsOf(facts)
    ctx.append(tenant, [termsDraft(tenant, id, ctx.actor.id, terms), set(purposeKind, id, own)])
    return purposeIn(tenant, id)
  },

  'consents.editPurpose': ({ school, purpose, facts, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const before = purposeIn(tenant, purpose)
    refuseSecond(tenant, purpose, facts.label)
    const { terms, facts: own } = partsOf(facts)
    const { loosest: _loosest, ...known } = before
    const drafts = [
      ...termsChanged(tenant, before, ctx.actor.id, terms),
      ...setChanged(purposeKind, purpose, known, own),
    ]
    ctx.append(tenant, drafts, { reason })
    return purposeIn(tenant, purpose)
  },

  'consents.termsSaid': ({ school, purpose }, ctx) => {
    const tenant = fileOf(school, ctx)
    return termsSaid(tenant, purposeIn(tenant, purpose).id)
  },

  'consents.settleTerms': ({ school, purpose, event, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const said = purposeIn(tenant, purpose).loosest === null ? [] : termsSaid(tenant, purpose)
    const { event: _event, by: _by, at: _at, ...terms } = saidRight(said, event, 'the use')
    ctx.append(tenant, [termsDraft(tenant, purpose, ctx.actor.id, terms)], { reason })
    return purposeIn(tenant, purpose)
  },

  'consents.settings': ({ school }, ctx) => settingsOf(fileOf(school, ctx)),

  'consents.setSettings': ({ school, settings, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const before = settingsOf(tenant)
    const { pupilViewFrom: from, ...others } = settings
    const drafts = [
      // Whoever changes something else settles nothing by the way.
      ...(from === before.pupilViewFrom ? [] : [viewFromDraft(tenant, ctx.actor.id, from)]),
      ...setChanged(settingsKind, SETTINGS, { onlineServiceAge: before.onlineServiceAge }, others),
    ]
    ctx.append(tenant, drafts, { reason })
    return settingsOf(tenant)
  },

  'consents.settleViewFrom': ({ school, event, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { from } = saidRight(settingsOf(tenant).viewFromSaid, event, 'the uses')
    ctx.append(tenant, [viewFromDraft(tenant, ctx.actor.id, from)], { reason })
    return settingsOf(tenant)
  },

  'consents.wordings': ({ school }, ctx) => {
    const controller = trustName(ctx)
    return allWordings(fileOf(school, ctx).db).flatMap((row) => wordingOf(row, controller) ?? [])
  },

  'consents.saveWording': ({ school, wording, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (wording !== null) refuseIssued(wordingIn(tenant, wording, ctx))
    for (const { purpose } of facts.questions) purposeIn(tenant, purpose)
    const id = wording ?? ctx.newId()
    ctx.append(tenant, [set(wordingKind, id, facts)])
    return wordingIn(tenant, id, ctx)
  },

  'consents.issueWording': ({ school, wording }, ctx) => {
    const tenant = fileOf(school, ctx)
    const { id, issuedOn: _on, hash: _hash, problems, ...facts } = refuseIssued(wordingIn(tenant, wording, ctx))
    if (problems.length > 0) {
      throw new Fault('conflict', `This wording cannot be issued yet. ${problems.join(' ')} Nothing was changed.`)
    }
    const issue = { ...facts, issuedOn: ctx.today(), hash: wordingHash(facts), by: ctx.actor.id }
    ctx.append(tenant, [add(issueKind, id, issue)])
    return wordingIn(tenant, id, ctx)
  },
}

/** @throws Fault 'not-found' */
export function purposeIn(tenant: Tenant, id: string): Purpose {
  const row = onePurpose(tenant.db, id)
  if (row === null) throw new Fault('not-found', 'This school has no such use of images. Nothing was changed.')
  return row
}

/** @throws Fault 'not-found' */
export function wordingIn(tenant: Tenant, id: string, ctx: Ctx): Wording {
  const row = oneWording(tenant.db, id)
  const wording = row === null ? null : wordingOf(row, trustName(ctx))
  if (wording === null) throw new Fault('not-found', 'This school has no such wording. Nothing was changed.')
  return wording
}

function refuseIssued(wording: Wording): Wording {
  if (wording.issuedOn === null) return wording
  throw new Fault(
    'conflict',
    'This wording was issued and stands as it is: people have answered to exactly these words. Make a new one instead.',
  )
}

function refuseSecond(tenant: Tenant, self: string | null, label: string): void {
  const other = allPurposes(tenant.db).find(
    (row) => row.id !== self && row.retiredOn === null && row.label.toLowerCase() === label.toLowerCase(),
  )
  if (other !== undefined) throw new Fault('conflict', 'A use of that name is there already. Nothing was changed.')
}
