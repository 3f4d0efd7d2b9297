/** Which finding is chosen on the review screen, and what the list and the document show for it. */
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { DocumentView, Finding } from '@contract'
import { inDocument, placeOf, sameStops, stopsOf, stopWithin, type Stop } from './passages'
import type { Passage } from './places'
import { countsOf, fits, groupsOf, listed, stepped, type Filter, type Group } from './review'
import { useScrollTogether, type DocumentSide, type FindingsSide, type ScrollTogether } from './scroll-together'

export interface DocumentPart extends DocumentSide {
  takeFocus(place: Passage | null): Promise<void>
}
export interface FindingsPart extends FindingsSide {
  takeFocus(key: string | null): Promise<void>
  hasFocus(): boolean
}

export interface ReviewChoice {
  readonly filter: Ref<Filter>
  readonly counts: ComputedRef<Readonly<Record<Filter, number>>>
  readonly groups: ComputedRef<Group[]>
  /** The list from top to bottom. */
  readonly list: ComputedRef<Finding[]>
  readonly chosen: ComputedRef<Finding | undefined>
  readonly chosenKey: Ref<string | null>
  /** The passage marked in the document. */
  readonly marked: Ref<Passage | null>
  readonly stops: ComputedRef<Stop[]>
  readonly together: ScrollTogether
  /** Begins with a document: what is to decide, or everything where nothing is. */
  begin(): void
  setFilter(filter: Filter): void
  /** Chooses from the list: the document comes along. */
  choose(key: string | null): Promise<void>
  /** Chooses the finding of a passage of the document: the list comes along. */
  choosePassage(place: Passage): Promise<void>
  /** Goes on by one finding, in the order of the side that has the focus. */
  step(by: 1 | -1): Promise<void>
  /** Shows a passage asked for from elsewhere. @returns whether the document has it */
  showPassage(place: Passage): Promise<boolean>
}

export function useReviewChoice(
  view: () => DocumentView | null,
  document: Ref<DocumentPart | null>,
  findings: Ref<FindingsPart | null>,
): ReviewChoice {
  const filter = ref<Filter>('decide')
  const chosenKey = ref<string | null>(null)
  const marked = ref<Passage | null>(null)
  const all = computed(() => view()?.findings ?? [])
  const groups = computed(() => groupsOf(all.value, filter.value))
  const list = computed(() => listed(groups.value))
  const stops = computed<Stop[]>((was) => {
    const now = stopsOf(all.value)
    return was !== undefined && sameStops(was, now) ? was : now
  })
  const findingOf = (key: string | null) => list.value.find((finding) => finding.key === key)
  const together = useScrollTogether(document, findings, findingOf)

  // A list that lost the chosen one, by a decision, a filter or a change from elsewhere, goes on to what is in its place.
  watch(list, (now, was) => {
    if (view() === null || now.some(({ key }) => key === chosenKey.value)) return
    const at = was.findIndex(({ key }) => key === chosenKey.value)
    void choose(now[Math.min(Math.max(0, at), now.length - 1)]?.key ?? null)
  })

  async function choose(key: string | null) {
    together.rest()
    chosenKey.value = key
    const finding = findingOf(key)
    marked.value = finding ? placeOf(finding) : null
    await nextTick()
    if (marked.value !== null) await document.value?.bring(marked.value)
    if (key !== null) await findings.value?.bring(key)
  }

  async function chooseFromDocument(finding: Finding, place: Passage) {
    together.rest()
    if (!fits(finding, filter.value)) filter.value = 'all'
    chosenKey.value = finding.key
    marked.value = place
    await nextTick()
    await document.value?.bring(place)
    await findings.value?.bring(finding.key)
  }

  return {
    filter,
    counts: computed(() => countsOf(all.value)),
    groups,
    list,
    chosen: computed(() => findingOf(chosenKey.value)),
    chosenKey,
    marked,
    stops,
    together,
    begin() {
      filter.value = countsOf(all.value).decide > 0 ? 'decide' : 'all'
      void choose(list.value[0]?.key ?? null)
    },
    setFilter(next) {
      filter.value = next
    },
    choose,
    async choosePassage(place) {
      const keys = stopWithin(stops.value, place)?.keys ?? []
      // Pressed once more, a mark of several findings goes on to the next of them.
      const next = keys[(keys.indexOf(chosenKey.value ?? '') + 1) % keys.length]
      const shown = keys.map(findingOf).find((finding) => finding !== undefined)
      const finding = keys.includes(chosenKey.value ?? '') || !shown ? all.value.find(({ key }) => key === next) : shown
      if (finding) await chooseFromDocument(finding, placeOf(finding) ?? place)
    },
    async step(by) {
      if (findings.value?.hasFocus() !== false) {
        const next = stepped(list.value, chosenKey.value, by)
        if (!next) return
        await choose(next.key)
        await findings.value?.takeFocus(next.key)
        return
      }
      const next = stepped(inDocument(list.value), chosenKey.value, by)
      const place = next ? placeOf(next) : null
      if (!next || place === null) return
      await chooseFromDocument(next, place)
      await document.value?.takeFocus(place)
    },
    async showPassage(place) {
      const stop = stopWithin(stops.value, place)
      // A row of a table that was found as a whole belongs to that table's finding; another row's finding does not.
      const covers = stop !== null && (place.row === null || stop.row === null || stop.row === place.row)
      const finding = covers ? all.value.find(({ key }) => stop.keys.includes(key)) : undefined
      if (finding) await chooseFromDocument(finding, place)
      marked.value = place
      await nextTick()
      const found = (await document.value?.bring(place, true)) ?? false
      if (found) await document.value?.takeFocus(place)
      else marked.value = null
      return found
    },
  }
}
