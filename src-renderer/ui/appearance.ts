/**
 * How this window shows things. It lasts until the lock, which leaves the page nothing to keep it in (C12).
 */
import { reactive, watch } from 'vue'

export type Density = 'comfortable' | 'compact'

/** The choices; light or dark follows the system and is not among them. */
export const appearance = reactive<{ density: Density; plainTables: boolean }>({
  density: 'comfortable',
  /** Tables show 50 rows a page, all of them in the page, instead of drawing rows as one scrolls (A3). */
  plainTables: false,
})

/** Gives the page the density that is chosen, now and whenever it changes. Called once, when the page starts. */
export function applyAppearance(): void {
  watch(
    () => appearance.density,
    (density) => (document.documentElement.dataset['density'] = density),
    { immediate: true },
  )
}
