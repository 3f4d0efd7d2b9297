/**
 * Property tests draw the same cases in every run, so that a failure is the change's and not the day's. New cases are
 * searched for with `FAST_CHECK_SEED=N npm run test:unit`, or with `FAST_CHECK_SEED=random`.
 */
import fc from 'fast-check'

const asked = process.env['FAST_CHECK_SEED']
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20_261_122) })
