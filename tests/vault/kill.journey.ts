/** What the writing programme and the test that ends it agree on. */

/** The shelf of the n-th batch. */
export const shelfId = (n: number): string => n.toString(16).padStart(32, '0')

/** The shelf whose size is the number of batches. */
export const counterId = 'f'.repeat(32)
