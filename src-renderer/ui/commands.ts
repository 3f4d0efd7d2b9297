/** What the command palette offers: screens, schools, actions. Each part of the app puts in its own and takes it out again. */
import { computed, onBeforeUnmount, shallowReactive, type ComputedRef } from 'vue'
import type { GlyphName } from './glyphs'

export interface Command {
  readonly id: string
  /** What choosing it does, verb first: "Open Compare", "Lock now". */
  readonly words: string
  /** A few more words that find it, not shown. */
  readonly alsoCalled?: string
  /** Stands at the end of the line: a key, or what kind of thing it is. */
  readonly aside?: string
  readonly glyph?: GlyphName
  run(): void
}

const sources = shallowReactive(new Set<() => readonly Command[]>())

/** All commands on offer now. */
export const commands: ComputedRef<Command[]> = computed(() => [...sources].flatMap((source) => source()))

/** Offers commands while the calling component is mounted. */
export function useCommands(source: () => readonly Command[]): void {
  sources.add(source)
  onBeforeUnmount(() => sources.delete(source))
}

/**
 * The best few commands for what was typed. Every word typed must begin a word of the command, or its letters must
 * appear in order; commands found by whole words stand first. Nothing typed: the first ones as they come.
 */
export function found(all: readonly Command[], typed: string, most = 8): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return all.slice(0, most)
  return all
    .flatMap((command) => {
      const text = `${command.words} ${command.alsoCalled ?? ''}`.toLowerCase()
      const score = words.reduce((sum, word) => sum + fit(text, word), 0)
      return words.every((word) => fit(text, word) > 0) ? [{ command, score }] : []
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ command }) => command)
}

/** 3: begins the text, 2: begins a word, 1: letters in order within, 0: not there. */
function fit(text: string, word: string): number {
  if (text.startsWith(word)) return 3
  if (text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 2
  let at = 0
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return 0
  }
  return 1
}
