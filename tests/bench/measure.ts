/** Measuring two ways of doing a thing in turn, so that their ratio holds while the machine's speed drifts. */

/** One figure: how often the product's way takes the baseline's time. */
export interface Figure {
  readonly name: string
  /** Median of the ratios of the pairs. */
  readonly ratio: number
  /** The ratio to stay under; null where the figure is printed for its own sake. */
  readonly target: number | null
  /** Median milliseconds of the product's way and of the baseline. */
  readonly ownMs: number
  readonly baselineMs: number
  readonly pairs: number
  /** What the baseline does. */
  readonly against: string
  /** Whose time it is: that of the clock on the wall, or what the processor gave to this process. */
  readonly time: 'wall' | 'processor'
}

/** Something to time; a promise is awaited. */
export type Work = () => unknown

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** Milliseconds one run takes. */
export async function timed(work: Work): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Milliseconds of the processor one run takes: for work that waits for nothing, while the machine does other things. */
async function processed(work: Work): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** Runs both in turn, own first then baseline, after one run of each that is not counted. */
export async function against(
  name: string,
  own: Work,
  baseline: Work,
  options: {
    readonly pairs?: number
    readonly target: number | null
    readonly against: string
    readonly time?: Figure['time']
  },
): Promise<Figure> {
  const { pairs = 7, time = 'wall' } = options
  const measured = time === 'wall' ? timed : processed
  await own()
  await baseline()
  const ownTimes: number[] = []
  const baselineTimes: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    ownTimes.push(await measured(own))
    baselineTimes.push(await measured(baseline))
  }
  const ratios = ownTimes.map((time, index) => time / (baselineTimes[index] ?? Number.NaN))
  return {
    name,
    ratio: median(ratios),
    target: options.target,
    ownMs: median(ownTimes),
    baselineMs: median(baselineTimes),
    pairs,
    against: options.against,
    time,
  }
}

/** One line for a person. */
export function printed(figure: Figure): string {
  const target =
    figure.target === null ? '' : ` (target ${figure.target}, ${figure.ratio <= figure.target ? 'met' : 'NOT MET'})`
  const unit = figure.time === 'wall' ? 'ms' : 'ms of the processor'
  return `${figure.name}: ${figure.ratio.toFixed(2)} x ${figure.against}${target}; ${figure.ownMs.toFixed(1)} ${unit} against ${figure.baselineMs.toFixed(1)}, ${figure.pairs} pairs`
}
