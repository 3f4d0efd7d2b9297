/**
 * Which rows and columns of a long or wide table are drawn. Short tables are drawn whole. The cell with the focus
 * is always drawn, wherever one scrolls, so that focus is never lost (A3).
 */
import { computed, type ComputedRef, type Ref } from 'vue'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/vue-virtual'

/** One thing to draw along an axis: an item of the list, or the empty room of those left out, in px. */
export type Drawn = { readonly index: number } | { readonly gap: number; readonly at: number }

export interface WindowOptions {
  scroller: Ref<HTMLElement | null>
  count: () => number
  /** Lists up to this length are drawn whole. */
  limit: () => number
  sizeOf: (index: number) => number
  /** Index that stays drawn, or -1. */
  kept: () => number
  across?: boolean
  /** Room at the start that never scrolls away (header, frozen column), in px. */
  startPadding?: () => number
}

export interface DrawnWindow {
  readonly drawn: ComputedRef<Drawn[]>
  readonly partial: ComputedRef<boolean>
  scrollTo(index: number): void
  /** Takes up sizes that changed, such as a new density. */
  remeasure(): void
}

export function useWindow(options: WindowOptions): DrawnWindow {
  const partial = computed(() => options.count() > options.limit())
  // Made anew when the kept index changes: only then are the items worked out again without a scroll.
  const withKept = (kept: number) => (range: Range) => {
    const indexes = defaultRangeExtractor(range)
    if (kept < 0 || kept >= range.count || indexes.includes(kept)) return indexes
    return [...indexes, kept].sort((a, b) => a - b)
  }
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: partial.value ? options.count() : 0,
      getScrollElement: () => options.scroller.value,
      estimateSize: options.sizeOf,
      overscan: options.across === true ? 3 : 8,
      horizontal: options.across === true,
      rangeExtractor: withKept(options.kept()),
      scrollPaddingStart: options.startPadding?.() ?? 0,
    })),
  )
  const drawn = computed<Drawn[]>(() => {
    if (!partial.value) return Array.from({ length: options.count() }, (_, index) => ({ index }))
    const parts: Drawn[] = []
    let end = 0
    for (const item of virtualizer.value.getVirtualItems()) {
      if (item.start > end) parts.push({ gap: item.start - end, at: end })
      parts.push({ index: item.index })
      end = item.end
    }
    const total = virtualizer.value.getTotalSize()
    if (total > end) parts.push({ gap: total - end, at: end })
    return parts
  })
  return {
    drawn,
    partial,
    remeasure: () => virtualizer.value.measure(),
    scrollTo: (index) => {
      if (partial.value) virtualizer.value.scrollToIndex(index, { align: 'auto' })
    },
  }
}
