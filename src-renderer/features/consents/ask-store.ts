/**
 * The question of Ask and the answer to exactly that question. An answer is shown only beside the question it belongs
 * to: with any other input it is gone, and so is one whose records have changed since.
 */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AskAnswer, PupilCard, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { today } from '../../ui/dates'
import { faultWords } from '../../ui/words'
import { LINE_LIMIT, questionKey, settledLines, withLines, withPupils, type OpenLine, type Question } from './ask'

export interface Kept {
  /** `questionKey` of what was asked. */
  readonly key: string
  /** Null when nobody on the list was found, so that there was nothing to ask. */
  readonly answer: AskAnswer | null
}

export const useAsk = defineStore('ask', {
  state: () => ({
    pupils: [] as readonly PupilCard[],
    open: [] as readonly OpenLine[],
    purpose: '',
    named: false,
    on: today() as Question['on'],
    knownOn: null as Question['knownOn'],
    kept: null as Kept | null,
    /** The records changed after the answer that was shown; it is taken away until it has been asked again. */
    outOfDate: false,
    asking: false,
    failure: null as string | null,
    /** The screen was left with an answer on it: it is asked anew when somebody comes back. */
    resume: false,
    turn: 0,
    /** Changes of the records told so far. */
    changes: 0,
  }),
  getters: {
    /** The answer to the question as it stands; null while there is none that holds. */
    shown(state): Kept | null {
      return state.kept !== null && !state.outOfDate && state.kept.key === questionKey(state) ? state.kept : null
    },
    isComplete: (state) =>
      (state.pupils.length > 0 || state.open.length > 0) && state.purpose !== '' && state.on !== null,
  },
  clearOn: 'school-change',
  actions: {
    /** Changes the question. Whatever was answered before is gone at once. */
    change(to: Partial<Question>) {
      Object.assign(this, to)
      this.forget()
    },
    forget() {
      this.turn += 1
      this.kept = null
      this.outOfDate = false
      this.asking = false
      this.failure = null
    },
    add(more: readonly PupilCard[]) {
      this.change({ pupils: withPupils(this.pupils, more) })
    },
    remove(id: string) {
      this.change({ pupils: this.pupils.filter((card) => card.id !== id) })
    },
    /** Finds the pupils of a pasted list. What fits nobody or several stays open. @returns how many were found. @throws Fault */
    async addLines(school: SchoolId, lines: readonly string[]): Promise<number> {
      const asked = lines.filter((line) => line.length <= LINE_LIMIT)
      const tooLong = lines.filter((line) => line.length > LINE_LIMIT)
      const found = asked.length === 0 ? [] : await client['pupils.findAll']({ school, lines: asked })
      const sure = found.flatMap(({ found: cards }) => (cards.length === 1 ? cards : []))
      const open = [
        ...found.filter(({ found: cards }) => cards.length !== 1),
        ...tooLong.map((line) => ({ line, found: [] })),
      ]
      this.change({ pupils: withPupils(this.pupils, sure), open: withLines(this.open, open) })
      return new Set(sure.map(({ id }) => id)).size
    },
    /** Says who the line at a place means, or, with null, that it means nobody in the picture. */
    settle(at: number, card: PupilCard | null) {
      this.change({
        pupils: card === null ? this.pupils : withPupils(this.pupils, [card]),
        open: settledLines(this.open, at, card),
      })
    },
    async ask(school: SchoolId) {
      if (!this.isComplete || this.on === null) return
      const mine = ++this.turn
      const key = questionKey(this)
      const changes = this.changes
      this.failure = null
      this.asking = true
      try {
        const answer =
          this.pupils.length === 0
            ? null
            : await client['consents.ask']({
                school,
                pupils: this.pupils.map(({ id }) => id),
                purpose: this.purpose,
                named: this.named,
                on: this.on,
                knownOn: this.knownOn,
              })
        if (mine !== this.turn) return
        this.kept = markRaw({ key, answer })
        // Told of a change while waiting: the answer may be from before it.
        this.outOfDate = changes !== this.changes
      } catch (refusal) {
        if (mine !== this.turn) return
        this.kept = null
        this.failure = faultWords(refusal)
      } finally {
        if (mine === this.turn) this.asking = false
      }
    },
    /** Leaves the screen. No answer outlives it, because nobody would hear that the records changed. */
    leave() {
      this.resume = this.shown !== null
      this.forget()
    },
    async comeBack(school: SchoolId) {
      const resume = this.resume
      this.resume = false
      if (resume) await this.ask(school)
    },
    /** The records have changed: an answer given before does not hold any more. @returns whether to ask again */
    changed(): boolean {
      this.changes += 1
      if (this.kept !== null) this.outOfDate = true
      return this.kept !== null || this.asking
    },
  },
})
