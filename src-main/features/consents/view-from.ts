/** The school's settings of consent as they stand, with what PCs say of the age from which a pupil decides. */
import type { ConsentSettingsView, ViewFromSaid } from '@contract/consents-settings'
import type { PersonId } from '@contract/primitives'
import { onlineServiceAge, viewAges } from '@db/repo/consents'
import type { Tenant } from '@vault/context'
import { decideOver, standingIn } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { SETTINGS, viewFromKind } from './events'
import { DEFAULT_SETTINGS } from './knowledge'

type File = Pick<Tenant, 'log'>

export function settingsOf(tenant: Pick<Tenant, 'log' | 'db'>): ConsentSettingsView {
  const [pupilViewFrom, ...others] = viewAges(tenant.db) ?? [DEFAULT_SETTINGS.pupilViewFrom]
  return {
    pupilViewFrom,
    onlineServiceAge: onlineServiceAge(tenant.db) ?? DEFAULT_SETTINGS.onlineServiceAge,
    viewFromSaid: others.length === 0 ? [] : viewFromSaid(tenant),
  }
}

/** Drafts the age somebody says: it replaces all they saw, and settles it where PCs differ. */
export const viewFromDraft = (file: File, by: PersonId, from: number | null): Draft =>
  decideOver(file, viewFromKind, SETTINGS, { by, from })

const viewFromSaid = (file: File): ViewFromSaid[] =>
  standingIn(file, viewFromKind, SETTINGS).flatMap(({ event, value, at }) => {
    if (value === null) return []
    const { by, from } = value as unknown as Pick<ViewFromSaid, 'by' | 'from'> // The log has checked it.
    return [{ event, by, from, at }]
  })
