/** The agreement a screen is about, with its versions, kept up to date while the screen stands. */
import { computed, onMounted, watch, type ComputedRef, type Ref } from 'vue'
import type { Agreement, TenantId, Version } from '@contract'
import { useSlow } from '../../ui/loading'
import { useAgreements } from './agreements-store'
import { useTextChanges } from './of-tenant'

export interface OpenAgreement {
  /** Null until it is there, or when it is gone. */
  readonly agreement: ComputedRef<Agreement | null>
  readonly versions: ComputedRef<readonly Version[] | null>
  readonly failure: ComputedRef<string | null>
  readonly slow: Ref<boolean>
}

export function useAgreement(tenant: () => TenantId, id: () => string): OpenAgreement {
  const agreements = useAgreements()
  const versions = computed(() => (agreements.versionsOf === id() ? agreements.versions : null))
  const failure = computed(() => agreements.failure ?? agreements.versionsFailure)
  const load = () => {
    void agreements.load(tenant())
    void agreements.loadVersions(tenant(), id())
  }
  onMounted(load)
  watch([tenant, id], load)
  useTextChanges(tenant, load)
  return {
    versions,
    failure,
    agreement: computed(() => agreements.find(id()) ?? null),
    slow: useSlow(() => (versions.value === null || agreements.list === null) && failure.value === null),
  }
}
