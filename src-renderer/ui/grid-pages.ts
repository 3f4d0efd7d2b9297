/** Pages of a table where tables are wanted plain (A3); otherwise all of it is one page. */
import { computed, ref } from 'vue'
import { appearance } from './appearance'
import { PLAIN_PAGE } from './grid'

/** @returns the page wanted and the one shown (both from 0), the rows on it, and which of all rows they are, in words */
export function usePages<Row>(rows: () => readonly Row[]) {
  const page = ref(0)
  const pages = computed(() => (appearance.plainTables ? Math.max(1, Math.ceil(rows().length / PLAIN_PAGE)) : 1))
  // The rows may have become fewer than the page wanted needs.
  const shownPage = computed(() => Math.min(page.value, pages.value - 1))
  const firstShown = computed(() => (pages.value > 1 ? shownPage.value * PLAIN_PAGE : 0))
  const shown = computed(() =>
    pages.value > 1 ? rows().slice(firstShown.value, firstShown.value + PLAIN_PAGE) : rows(),
  )
  const rangeName = computed(
    () => `Rows ${firstShown.value + 1} to ${firstShown.value + shown.value.length} of ${rows().length}`,
  )
  return { page, pages, shownPage, shown, rangeName }
}
