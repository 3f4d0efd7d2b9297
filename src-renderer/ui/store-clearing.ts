/** Every store says when it forgets: on lock, or also when the window moves to another school (C12, models B5). */
import type { PiniaPluginContext } from 'pinia'

/** `school-change` forgets on lock as well. */
export type ClearOn = 'lock' | 'school-change'

declare module 'pinia' {
  // The unused parameters must be named as pinia names them for the two declarations to merge.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- see above (2026-11-22)
  export interface DefineStoreOptionsBase<S, Store> {
    clearOn: ClearOn
  }
}

interface Clearable {
  readonly clearOn: ClearOn
  clear(): void
}

const stores = new Map<string, Clearable>()

/** Notes of each store made when to empty it. A store without the word is refused when it is made. */
export function clearingPlugin({ store, options }: PiniaPluginContext): void {
  if (options.clearOn !== 'lock' && options.clearOn !== 'school-change') {
    throw new Error(`The store ${store.$id} does not say when it forgets: set clearOn.`)
  }
  stores.set(store.$id, { clearOn: options.clearOn, clear: () => store.$reset() })
}

/** Empties the stores bound to the occasion. Locking empties all of them. */
export function clearStores(occasion: ClearOn): void {
  for (const store of stores.values()) {
    if (occasion === 'lock' || store.clearOn === 'school-change') store.clear()
  }
}
