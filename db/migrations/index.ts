import type { Migration } from './migration'
import { migration as log } from './0010-log'
import { migration as people } from './0020-people'
import { migration as schools } from './0030-schools'
import { migration as matrices } from './0040-matrices'
import { migration as comparison } from './0050-comparison'
import { migration as reading } from './0060-reading'

export type { Migration } from './migration'

/** Every step a file takes from empty to today's structure, in the order of their ids. */
export const migrations: readonly Migration[] = [log, people, schools, matrices, comparison, reading]
