/** An answer about a whole picture in words, and as a dated note to copy. Pure. */
import type { AskVerdict } from '@contract/answers'
import type { AskAnswer, PupilDecision } from '@contract/consents'
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { wholeName } from '../pupils'

export const VERDICT_WORDS: Readonly<Record<AskVerdict, string>> = {
  YES: 'Yes',
  YES_IF: 'Yes, if',
  NO: 'No',
  CHECK_FIRST: 'Check first',
}

/** The answer for a picture is the worst of all in it (R57); nobody in it is no Yes. */
export function worstOf(verdicts: readonly AskVerdict[]): AskVerdict {
  const order = ['NO', 'CHECK_FIRST', 'YES_IF', 'YES'] as const
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'CHECK_FIRST'
}

/** One line for the picture as a whole. @param learner `pupil`, `learner` or `student` */
export function groupWords(pupils: readonly PupilDecision[], use: string, learner: string): string {
  const [only] = pupils
  if (pupils.length === 1 && only !== undefined) return only.words
  const count = (verdict: AskVerdict): number => pupils.filter((one) => one.verdict === verdict).length
  const many = (n: number): string => `${n} ${learner}${n === 1 ? '' : 's'}`
  const [noes, checks, ifs] = [count('NO'), count('CHECK_FIRST'), count('YES_IF')]
  if (noes > 0) {
    return `Crop, retake or leave out: ${many(noes)}.${checks > 0 ? ` Check first: ${many(checks)}.` : ''}`
  }
  if (checks > 0) return `Check first: ${many(checks)}.`
  if (ifs > 0) return `All ${many(pupils.length)} may be used for ${use}, with conditions for ${many(ifs)}.`
  return `All ${many(pupils.length)} may be used for ${use}.`
}

/** The answer as a note that says all it rests on. */
export function askNote(
  answer: AskAnswer,
  around: { readonly school: string; readonly use: string; readonly at: string; readonly knownOn: CivilDate | null },
): string {
  const named = answer.named ? 'with the name' : 'without the name'
  const known = around.knownOn === null ? '' : `, as the records stood on ${dateWords(around.knownOn)}`
  const list = answer.pupils.map((one) => {
    const { pupil, verdict, words, conditions } = one
    const group = pupil.className ?? `Year ${pupil.year}`
    return `- ${VERDICT_WORDS[verdict].toUpperCase()}: ${wholeName(pupil)} (${group}). ${[words, ...conditions].join(' ')}`
  })
  return [
    `${around.school}: ${around.use}, ${named}, on ${dateWords(answer.on)}${known}`,
    `${VERDICT_WORDS[answer.verdict].toUpperCase()}. ${answer.words}`,
    ...list,
    ...(answer.instead.length > 0 ? [`Allowed instead: ${answer.instead.join('; ')}.`] : []),
    ...answer.warnings,
    `Asked ${around.at}. Record ${answer.record.slice(0, 8)}. Ask again before any later use.`,
  ].join('\n')
}
