/** The question "may they be in this picture?" while it is put together, and how its answer is laid out. Pure. */
import type { AskAnswer, AskVerdict, CivilDate, PupilCard, PupilDecision } from '@contract'
import { words } from './words'

/** A line of a pasted list that fits nobody, or several: a person has to settle it. */
export interface OpenLine {
  readonly line: string
  /** Who it might be; empty when it fits nobody. */
  readonly found: readonly PupilCard[]
}

/** Everything that is asked. Two questions are the same only when all of it is. */
export interface Question {
  readonly pupils: readonly PupilCard[]
  readonly open: readonly OpenLine[]
  /** Id of the use; empty while none is chosen. */
  readonly purpose: string
  readonly named: boolean
  readonly on: CivilDate | null
  /** What the records of this past day would have said; null: today's. */
  readonly knownOn: CivilDate | null
}

/** A text that two questions share exactly when an answer to one answers the other. */
export function questionKey({ pupils, open, purpose, named, on, knownOn }: Question): string {
  return JSON.stringify([pupils.map(({ id }) => id), open.map(({ line }) => line), purpose, named, on, knownOn])
}

/** From the one that decides for a whole picture down (R57). */
const WORST_FIRST: readonly AskVerdict[] = ['NO', 'CHECK_FIRST', 'YES_IF', 'YES']

/** The verdict for the picture as a whole. A line nobody has settled stands for a child whose answer is not known. */
export function wholeVerdict(answer: AskAnswer | null, openLines: number): AskVerdict {
  const all: AskVerdict[] = [answer?.verdict ?? 'CHECK_FIRST', ...(openLines > 0 ? (['CHECK_FIRST'] as const) : [])]
  return WORST_FIRST.find((verdict) => all.includes(verdict)) ?? 'CHECK_FIRST'
}

/**
 * One line under the verdict of a picture. Lines nobody has settled come first: without them, what is said of those found
 * would read as the answer.
 * @param said what the vault says of those found; null: nobody was
 */
export function whyWords(said: string | null, openLines: number): string {
  if (said === null) return words.answer.nobodyFound
  return openLines === 0 ? said : words.answer.withOpen(openLines, said)
}

/** Pupils by their answer, the No's first, then those to check (ux 4); a group with nobody in it is left out. */
export function answerGroups(answer: AskAnswer | null): { verdict: AskVerdict; pupils: PupilDecision[] }[] {
  return WORST_FIRST.map((verdict) => ({
    verdict,
    pupils: (answer?.pupils ?? []).filter((one) => one.verdict === verdict),
  })).filter(({ pupils }) => pupils.length > 0)
}

/** Pupils already chosen and those added, each once, in the order they came. */
export function withPupils(chosen: readonly PupilCard[], more: readonly PupilCard[]): PupilCard[] {
  const known = new Set(chosen.map(({ id }) => id))
  const added = more.filter(({ id }) => {
    const isNew = !known.has(id)
    known.add(id)
    return isNew
  })
  return [...chosen, ...added]
}

/** Longest line, and most lines, the vault takes in one go. */
export const LINE_LIMIT = 200
export const LINES_LIMIT = 500

/** The lines of a pasted list that say something. Two alike may be two children of one name, so both stay. */
export function pastedLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/\s+/g, ' ').trim())
  return lines.filter((line) => line !== '')
}

/**
 * Lines to settle and those that come to them. One that fits several is kept however often it stands there, for each may
 * be another child; one that fits nobody says nothing more the second time.
 */
export function withLines(open: readonly OpenLine[], more: readonly OpenLine[]): OpenLine[] {
  const known = new Set(open.map(({ line }) => line))
  const added = more.filter(({ line, found }) => {
    const isNew = found.length > 0 || !known.has(line)
    known.add(line)
    return isNew
  })
  return [...open, ...added]
}

/**
 * The lines left when one has been settled.
 * @param at its place
 * @param card who it means, and so none of the others that read like it; null: nobody in the picture
 */
export function settledLines(open: readonly OpenLine[], at: number, card: PupilCard | null): OpenLine[] {
  const line = open[at]?.line
  return open
    .filter((_one, place) => place !== at)
    .map((one) =>
      card === null || one.line !== line ? one : { ...one, found: one.found.filter(({ id }) => id !== card.id) },
    )
}

/** Kinds of records that tell of a change without changing any answer: looking and asking are recorded too (C24). */
const SILENT = ['consents.asked', 'consents.exported', 'pupils.viewed']

/** Whether a change of these entity types may have changed an answer about pictures. */
export function touchesAnswers(types: readonly string[]): boolean {
  return types.some((type) => /^(pupils|consents)\./.test(type) && !SILENT.includes(type))
}
