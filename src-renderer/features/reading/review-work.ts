/** What a person does with the findings of the open document: told aloud or in a note, undone by Ctrl+Z. */
import type { Correction, Finding, TenantId, Verdict } from '@contract'
import { say, sayNow } from '../../ui/live'
import { useToasts, type UndoStep } from '../../ui/toasts-store'
import { faultWords } from '../../ui/words'
import { useReading, type Decision } from './reading-store'
import { isWaiting } from './review'
import { words } from './words'

export interface ReviewWork {
  /** Notes one decision and keeps its undoing. Resolves to null when it was kept, else to the words of the refusal: said aloud, to be shown by the caller. */
  readonly decide: (finding: Finding, verdict: Verdict) => Promise<string | null>
  /** Puts something else in place of what was read, and accepts it. @throws Fault for the dialog to show */
  readonly correct: (finding: Finding, correction: Correction) => Promise<void>
  /** Accepts several at once. @throws Fault for the dialog to show */
  readonly acceptAll: (findings: readonly Finding[]) => Promise<void>
  /** Puts what is accepted into the records. @throws Fault for the dialog to show */
  readonly apply: (document: string, reason: string) => Promise<void>
  readonly share: () => Promise<void>
  /** Takes the document off the list. @throws Fault for the dialog to show */
  readonly discard: (document: string, title: string, reason: string) => Promise<void>
}

/** Decisions one call takes. */
const A_CALL = 500

/** @param school whose document is open; a getter, because the route may move on */
export function useReviewWork(school: () => TenantId): ReviewWork {
  const reading = useReading()
  const toasts = useToasts()
  const step = (batch: string | Promise<string>, text: string): UndoStep => ({
    words: text,
    run: async () => step(await reading.undo(school(), await batch), text),
  })
  const said = ({ title, news }: Finding, verdict: Verdict): string => {
    const w = words.finding
    if (verdict === 'undecided') return w.saidUndecided(title)
    if (news === 'gone') return verdict === 'accepted' ? w.saidTakenOff(title) : w.saidKept(title)
    return verdict === 'accepted' ? w.saidAccepted(title) : w.saidRejected(title)
  }
  return {
    async decide(finding, verdict) {
      const { key, title, correction } = finding
      const saving = reading.decide(school(), [{ key, verdict, correction }])
      // Kept before it is saved: whoever presses Ctrl+Z at once means this decision, not the one before.
      const undo = step(saving, words.finding.decisionOn(title))
      toasts.keep(undo)
      try {
        await saving
        say(said(finding, verdict))
        return null
      } catch (refusal) {
        toasts.forget(undo)
        const why = faultWords(refusal)
        sayNow(why)
        return why
      }
    },
    async correct({ key, title }, correction) {
      const batch = await reading.decide(school(), [{ key, verdict: 'accepted', correction }])
      toasts.done(words.finding.saidCorrected(title), step(batch, words.finding.decisionOn(title)))
    },
    async acceptAll(findings) {
      const decisions = findings.map(({ key, correction }): Decision => ({ key, verdict: 'accepted', correction }))
      for (let from = 0; from < decisions.length; from += A_CALL) {
        const part = decisions.slice(from, from + A_CALL)
        const batch = await reading.decide(school(), part)
        toasts.done(words.sure.done(part.length), step(batch, words.sure.done(part.length)))
      }
    },
    async apply(document, reason) {
      const count = reading.view?.findings.filter(isWaiting).length ?? 0
      const { batch, made } = await reading.apply(school(), document, reason)
      toasts.done(
        made.length === 0 ? words.apply.nothing : words.apply.done(count),
        batch === null ? null : step(batch, words.apply.undo),
      )
    },
    async share() {
      const card = reading.view?.card
      if (!card) return
      try {
        const to = card.alsoFor.filter(({ shared }) => !shared).map((other) => other.school)
        const { shared, leftOut } = await reading.share(school(), card.id, to)
        toasts.done([words.review.shareDone(shared), ...leftOut].join('. '))
      } catch (refusal) {
        toasts.done(faultWords(refusal))
        sayNow(faultWords(refusal))
      }
    },
    async discard(document, title, reason) {
      const batch = await reading.discard(school(), document, reason)
      const text = words.review.discarded(title)
      toasts.done(text, step(batch, text))
    },
  }
}
