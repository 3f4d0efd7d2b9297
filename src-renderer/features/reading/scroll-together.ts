/**
 * Document and findings scroll together. The side a person moves leads, the other follows; what the follower does of
 * itself never leads back. Choosing a finding is not scrolling: then nobody leads.
 */
import { onBeforeUnmount, ref, type Ref } from 'vue'
import type { Finding } from '@contract'
import { placeOf, type Stop } from './passages'
import type { Passage } from './places'

export interface DocumentSide {
  bring(place: Passage, always?: boolean): Promise<boolean>
  readingNow(): Stop | null
}
export interface FindingsSide {
  bring(key: string): Promise<void>
  readingNow(): string | null
}
type Side = 'document' | 'findings'

export interface ScrollTogether {
  /** The finding nearest to what is being read in the document; null while the document does not lead. */
  readonly near: Ref<string | null>
  /** Somebody moves this side now. */
  lead(side: Side): void
  /** Nobody leads until somebody moves again. */
  rest(): void
  /** This side was scrolled, by somebody or by following. */
  scrolled(side: Side): void
}

/** @param findingOf a finding of the list as it is shown, by key */
export function useScrollTogether(
  document: Ref<DocumentSide | null>,
  findings: Ref<FindingsSide | null>,
  findingOf: (key: string) => Finding | undefined,
): ScrollTogether {
  const near = ref<string | null>(null)
  let leader: Side | null = null
  let frame = 0
  onBeforeUnmount(() => cancelAnimationFrame(frame))

  function follow() {
    frame = 0
    if (leader === 'document') {
      const key = document.value?.readingNow()?.keys.find((one) => findingOf(one) !== undefined) ?? null
      if (key === near.value) return
      near.value = key
      if (key !== null) void findings.value?.bring(key)
    } else if (leader === 'findings') {
      const key = findings.value?.readingNow() ?? null
      const finding = key === null ? undefined : findingOf(key)
      const place = finding === undefined ? null : placeOf(finding)
      if (key === near.value || place === null) return
      near.value = key
      void document.value?.bring(place)
    }
  }
  return {
    near,
    lead(side) {
      leader = side
    },
    rest() {
      leader = null
      near.value = null
    },
    scrolled(side) {
      // Once a frame is enough for the eye, and measuring more often would make the scrolling stutter.
      if (leader === side && frame === 0) frame = requestAnimationFrame(follow)
    },
  }
}
