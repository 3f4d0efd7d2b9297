/** A poster: the whole text on one page, in letters as large as fit, and never smaller than can be read from a distance. */
import type { PosterPaper } from '@contract/agreements'
import { Fault } from '@contract/fault'
import type { Ctx } from '@vault/context'
import type { TextDocument } from '@vault/printing'
import { posterPage } from '../forms'

/**
 * Sizes of the letters in points, the largest first. The smallest can be read from a good metre; a sheet of A3 hangs where
 * people pass further away.
 */
const SIZES: Readonly<Record<PosterPaper, readonly number[]>> = {
  A4: [48, 44, 40, 37, 34, 31, 28, 25.5, 23, 21, 19, 17.5, 16],
  A3: [68, 62, 57, 52, 48, 44, 40, 36, 33, 30, 27, 24.5, 22, 20, 18],
}

/** @throws Fault 'conflict' when the text is too long, 'unavailable' where there is nothing to print with */
export async function posterPdf(
  document: TextDocument,
  title: string,
  paper: PosterPaper,
  { host }: Pick<Ctx, 'host'>,
): Promise<Uint8Array> {
  const made = await largestThatFits(SIZES[paper], async (points) => {
    const bytes = await host.printPdf(posterPage(document, points), { title, landscape: true, apart: true, paper })
    return pagesIn(bytes) > 1 ? null : bytes
  })
  if (made !== null) return made
  const instead = paper === 'A4' ? 'Print it on A3, or write' : 'Write'
  throw new Fault(
    'conflict',
    `This text is too long for one page that can be read from a distance. ${instead} a shorter text to hang up. Nothing was saved.`,
  )
}

/**
 * The first of a list that fits, where everything after one that fits fits too: asked of as few as there can be.
 * @param make null: it does not fit
 * @returns null when none fits
 */
export async function largestThatFits<S, T>(
  sizes: readonly S[],
  make: (size: S) => Promise<T | null>,
): Promise<T | null> {
  let [from, to] = [0, sizes.length]
  let best: T | null = null
  while (from < to) {
    const middle = (from + to) >> 1
    const size = sizes[middle]
    const made = size === undefined ? null : await make(size)
    if (made === null) from = middle + 1
    else [best, to] = [made, middle]
  }
  return best
}

/** How many pages a PDF has that was printed here: its page objects stand open in the file. */
const pagesIn = (pdf: Uint8Array): number =>
  new TextDecoder('latin1').decode(pdf).match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0
