/**
 * How the contract's schemas are run. To be imported before the first schema is made.
 *
 * zod turns schemas into code where it may. A page may not, by its policy, and the mere attempt is reported as an attack
 * on it; the vault may, and gains from it.
 */
import { z } from 'zod'

if ('document' in globalThis) z.config({ jitless: true })
