/** Whose agreements a screen shows: a school's or the trust's templates, by its name, with what one may do there. */
import { computed, onBeforeUnmount, onMounted, type ComputedRef } from 'vue'
import { SchoolId, type TenantId } from '@contract'
import { on } from '../../ipc/client'
import { useSchools } from '../schools/schools-store'
import { useSession } from '../session/session-store'
import { isTrust } from './places'

export interface OfTenant {
  readonly ofTrust: ComputedRef<boolean>
  /** Null for the trust. */
  readonly about: ComputedRef<SchoolId | null>
  readonly name: ComputedRef<string>
  readonly may: ComputedRef<{ readonly edit: boolean; readonly approve: boolean; readonly see: boolean }>
}

export function useTenant(tenant: () => TenantId): OfTenant {
  const session = useSession()
  const schools = useSchools()
  const ofTrust = computed(() => isTrust(tenant()))
  const about = computed(() => (ofTrust.value ? null : SchoolId.parse(tenant())))
  return {
    ofTrust,
    about,
    name: computed(() => (ofTrust.value ? (session.now?.trust?.name ?? '') : (schools.nameOf(about.value) ?? ''))),
    may: computed(() => ({
      edit: session.may('agreements.edit', about.value),
      approve: session.may('agreements.approve', about.value),
      see: about.value !== null && session.may('agreements.see', about.value),
    })),
  }
}

const TEXTS = [
  'agreements.agreement',
  'agreements.settings',
  'agreements.draft',
  'agreements.kept',
  'agreements.review',
  'agreements.issue',
]

/** Calls back when a text of the tenant, or of the trust it is made from, changed, while the calling component is mounted. */
export function useTextChanges(tenant: () => TenantId, heard: () => void): void {
  const session = useSession()
  let end = () => {}
  onMounted(() => {
    end = on('changed', ({ school, types }) => {
      const changed: string = school
      const ours = changed === tenant() || changed === session.now?.trust?.id
      if (ours && types.some((type) => TEXTS.includes(type))) heard()
    })
  })
  onBeforeUnmount(() => end())
}
