/** What a reader hears without moving: one polite region, one assertive region, both drawn once by the shell (A9). */
import { reactive } from 'vue'

/** The texts of the two regions. `LiveRegion.vue` shows them. */
export const spoken = reactive({ polite: '', assertive: '' })

// The same sentence twice is heard twice only when the text differs; a trailing mark no voice reads makes it so.
const again = (was: string, words: string) => (was === words ? `${words}\u00a0` : words)

/** Says something when the reader pauses: "3 schools shown". */
export function say(words: string): void {
  spoken.polite = again(spoken.polite, words)
}

/** Says something at once: an error, the session about to lock. */
export function sayNow(words: string): void {
  spoken.assertive = again(spoken.assertive, words)
}

/** Empties both regions; part of locking. */
export function silence(): void {
  spoken.polite = ''
  spoken.assertive = ''
}
