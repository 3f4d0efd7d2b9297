/** `compare`: the comparison of all schools, as the screen computes it. */
import { Audience, CivilDate, YearCode, type Comparison } from '@contract/index'
import { schoolAnswerWords } from '../features/comparison/export'
import { EXIT, UsageError, type Exit, type Io } from './io'
import { schoolCalled } from './school'
import { ask, type CallableVault } from './unlock'

export interface CompareOptions {
  readonly json: boolean
  readonly audience: string | undefined
  readonly year: string | undefined
  readonly asAt: string | undefined
  readonly against: string | undefined
  readonly differences: boolean
}

/**
 * Prints one line a question, or with `json` the comparison whole: `{version, ...Comparison}` as the contract's
 * `comparison.compare` answers it.
 * @param today civil date used when none is asked for
 */
export async function compare(vault: CallableVault, options: CompareOptions, today: CivilDate, io: Io): Promise<Exit> {
  const comparison = await ask(vault, 'comparison.compare', {
    audience: oneOf(Audience, (options.audience ?? 'LEARNER').toUpperCase(), '--audience'),
    year: options.year === undefined ? null : oneOf(YearCode, options.year, '--year'),
    asAt: options.asAt === undefined ? today : oneOf(CivilDate, options.asAt, '--as-at'),
    reference: await referenceOf(vault, options.against),
  })
  const shown = options.differences
    ? { ...comparison, rows: comparison.rows.filter((row) => row.disagreement > 0) }
    : comparison
  if (options.json) io.out(JSON.stringify({ version: 1, ...shown }))
  else for (const line of plainLines(shown)) io.out(line)
  return EXIT.done
}

const AGAINST = '--against takes commonest, baseline or a school of this trust'

async function referenceOf(
  vault: CallableVault,
  against: string | undefined,
): Promise<{ kind: 'commonest' } | { kind: 'baseline' } | { kind: 'school'; of: string }> {
  if (against === undefined || against === 'commonest') return { kind: 'commonest' }
  if (against === 'baseline') return { kind: 'baseline' }
  return { kind: 'school', of: await schoolCalled(vault, against, AGAINST) }
}

function oneOf<T>(
  schema: { safeParse: (text: unknown) => { success: true; data: T } | { success: false } },
  text: string,
  option: string,
): T {
  const parsed = schema.safeParse(text)
  if (!parsed.success) throw new UsageError(`${option} cannot be ${text}.`)
  return parsed.data
}

function plainLines(comparison: Comparison): readonly string[] {
  const columns = comparison.schools.map((school) => school.shortName)
  return [
    `As at ${comparison.asAt}`,
    ...comparison.rows.map((row) => {
      const answers = row.answers.map((answer, index) => `${columns[index] ?? ''}: ${schoolAnswerWords(answer)}`)
      return `${row.label} | ${answers.join(' | ')}`
    }),
  ]
}
