/** People of the trust as entries of a list, and their names. */
import { computed, onMounted, type ComputedRef } from 'vue'
import type { PersonId } from '@contract'
import { usePeople } from '../people/people-store'
import { useSession } from '../session/session-store'
import { words } from './words'

export interface PeopleChoice {
  readonly choices: ComputedRef<{ value: PersonId; label: string }[]>
  /** Whoever works with the app now; empty when it is nobody. */
  readonly me: ComputedRef<PersonId | ''>
  nameOf(id: PersonId | null): string
}

/** Asks for the people once, where the person may see them. To be called while a component is set up. */
export function usePeopleChoice(): PeopleChoice {
  const people = usePeople()
  const session = useSession()
  onMounted(() => {
    if (people.people === null && session.may('people.read', null)) void people.load()
  })
  return {
    choices: computed(() => people.byName.map(({ id, name }) => ({ value: id, label: name }))),
    me: computed(() => session.now?.person?.id ?? ''),
    nameOf: (id) => people.find(id)?.name ?? words.nobody,
  }
}
