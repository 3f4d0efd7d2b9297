/** What the disposing programme and the test that ends it agree on. */

/** Files of the n-th set: every fourth has more than go in one lot. */
export const filesIn = (n: number): number => (n % 4 === 3 ? 210 : 40)

/** The set of the n-th disposal lies in a folder of its own. */
export const folderOf = (n: number): string => `event ${String(n).padStart(3, '0')}`

/** Its pictures, by numbers that differ within the set and between sets. */
export const pathsOf = (n: number): readonly string[] =>
  Array.from({ length: filesIn(n) }, (_, i) => `${folderOf(n)}/Markelina ${String(i).padStart(3, '0')}.jpg`)

/** A file that belongs to no set. */
export const strangerOf = (n: number): string => `${folderOf(n)}/notes.txt`
