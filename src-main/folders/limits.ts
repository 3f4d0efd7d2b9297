/** How much goes in one lot; apart from the schemas, so that the folders' process need not load those. */

/** Most entries in one batch of a scan. */
export const MOST_SCANNED = 500
/** Most files destroyed by one call. */
export const MOST_DESTROYED = 200
