/** Runs about the register, seed by seed. */
import { SOUND } from '../seat'
import { trial } from '../simulator'
import { registerOf, type RegisterRun } from './content'
import { registerPlanOf } from './plan'

/**
 * The failure of a seed in words, null when it has none.
 * @param run what to run it with; `most` is the longest number of steps
 */
export function registerTrial(
  seed: number,
  run: RegisterRun & { readonly most?: number } = {},
): Promise<string | null> {
  const { most, ...register } = run
  return trial(seed, {
    ...{ planOf: registerPlanOf, file: 'register-simulator.test.ts' },
    ...(most !== undefined && { most }),
    parts: { ...SOUND, contentOf: registerOf(register) },
  })
}
