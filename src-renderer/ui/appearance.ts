/**
 * How this PC shows things. Kept in the page's own storage, which lives as long as the app runs and survives a lock;
 * it says nothing about a school or a person.
 */
import { reactive, watch } from 'vue'

export type Density = 'comfortable' | 'compact'

const KEY = 'appearance'

/** The choices; light or dark follows the system and is not among them. */
export const appearance = reactive<{ density: Density; plainTables: boolean }>({
  density: 'comfortable',
  /** Tables show 50 rows a page, all of them in the page, instead of drawing rows as one scrolls (A3). */
  plainTables: false,
})

/** Takes up the choices of last time and keeps later ones. Called once, when the app starts. */
export function keepAppearance(): void {
  const kept = readKept()
  if (kept.density === 'compact') appearance.density = 'compact'
  appearance.plainTables = kept.plainTables === true
  watch(
    appearance,
    (now) => {
      document.documentElement.dataset['density'] = now.density
      localStorage.setItem(KEY, JSON.stringify(now))
    },
    { immediate: true },
  )
}

function readKept(): { density?: unknown; plainTables?: unknown } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    // Unreadable choices are no loss: the ones the app starts with stand.
    return {}
  }
}
