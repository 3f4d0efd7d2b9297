/** The eye's part of scrolling together: what stands where inside a scrolling box. The only place that measures. */

/** How far down the box the line is that counts as "being read", as a part of its height. */
const READING_LINE = 0.3

/**
 * Brings an element near the reading line of its box, unless it stands well inside already.
 * @param always also when it is in view
 */
export function bringInto(box: HTMLElement, element: HTMLElement, always = false): void {
  const place = () => {
    const outer = box.getBoundingClientRect()
    const inner = element.getBoundingClientRect()
    const top = inner.top - outer.top
    const inside = top >= 8 && inner.bottom <= outer.bottom - 8
    if (inside && !always) return
    box.scrollTop += top - (inner.height > outer.height * 0.6 ? 8 : outer.height * READING_LINE)
  }
  place()
  // Parts drawn for the first time take their real height only now, and shift what stands below them.
  requestAnimationFrame(place)
}

/** Brings an element into view with as little movement as will do. */
export function keepInto(box: HTMLElement, element: HTMLElement): void {
  const outer = box.getBoundingClientRect()
  const inner = element.getBoundingClientRect()
  if (inner.top < outer.top + 8) box.scrollTop -= outer.top + 8 - inner.top
  else if (inner.bottom > outer.bottom - 8)
    box.scrollTop += Math.min(inner.bottom - outer.bottom + 8, inner.top - outer.top - 8)
}

/** The one of these elements, in order down the box, that holds or is next above the reading line. */
export function atReadingLine(box: HTMLElement, elements: readonly HTMLElement[]): HTMLElement | undefined {
  const outer = box.getBoundingClientRect()
  const line = outer.top + outer.height * READING_LINE
  let low = 0
  let high = elements.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((elements[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle
    else high = middle - 1
  }
  return elements[low]
}

/**
 * Tells whether an element is wider inside than outside, now and whenever its size changes.
 * @returns a function that ends it
 */
export function watchWide(element: HTMLElement, tell: (wide: boolean) => void): () => void {
  const watcher = new ResizeObserver(() => tell(element.scrollWidth > element.clientWidth + 1))
  watcher.observe(element)
  return () => watcher.disconnect()
}
