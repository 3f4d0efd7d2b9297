/** What the erasing programme and the test that ends it agree on. */

/** The three tickets of the n-th round. */
export const ticketsOf = (n: number): readonly string[] =>
  n < 0 ? [] : [0, 1, 2].map((i) => (n * 3 + i).toString(16).padStart(32, '0'))

/** The words in each of them. */
export const markerOf = (n: number): string => `Marker-of-round-${String(n)}-`
