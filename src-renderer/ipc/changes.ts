/** Hearing of changes in one school, for as long as a screen stands. */
import { onBeforeUnmount, onMounted } from 'vue'
import type { SchoolId } from '@contract'
import { on } from './client'

/**
 * Calls back with the entity types of each change of a school while the calling component is mounted.
 * @param school the school the screen is about
 */
export function useChanges(school: () => SchoolId, heard: (types: readonly string[]) => void): void {
  let end = () => {}
  onMounted(() => {
    end = on('changed', (change) => {
      // A school is one kind of tenant; as text the two ids are the same.
      const tenant: string = change.school
      if (tenant === school()) heard(change.types)
    })
  })
  onBeforeUnmount(() => end())
}
