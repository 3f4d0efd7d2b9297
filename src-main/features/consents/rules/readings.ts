/**
 * What a case may be where PCs differ about the pupil's stay, about the age from which a pupil decides or about what the use
 * rests on, and no clock decides (C19). Pure.
 */
import type { Case } from './weighing'

/**
 * Every reading of a case, the strictest first; the case itself where PCs agree. A stricter reading is not always the one
 * that says No: a use that needs no consent is closed by objections that a settlement sets aside where it does, and what
 * ran out limits nothing any more; by a low age the pupil's own Yes is enough, by a high one the parents' is. So a picture
 * is allowed where every reading allows it.
 */
export function readingsOf(of: Case): readonly Case[] {
  const { pupil, purpose } = of
  const stays = [
    pupil.known,
    ...(pupil.known.loosest === null ? [] : [{ ...pupil.known, ...datesIn(pupil.known.loosest) }]),
  ].map((known) => ({ ...known, loosest: null }))
  const pupils = [pupil, ...pupil.others].flatMap((one) => stays.map((known) => ({ ...one, known, others: [] })))
  const uses = [purpose, ...(purpose.loosest === null ? [] : [{ ...purpose, ...termsIn(purpose.loosest) }])].map(
    (use) => ({ ...use, loosest: null }),
  )
  if (pupils.length + uses.length === 2) return [of]
  return uses.flatMap((use) => pupils.map((one) => ({ ...of, pupil: one, purpose: use })))
}

const datesIn = ({ leftOn, lastLeft }: NonNullable<Case['pupil']['known']['loosest']>) => ({ leftOn, lastLeft })

const termsIn = ({ basis, outside, renewal }: NonNullable<Case['purpose']['loosest']>) => ({ basis, outside, renewal })
