import type { Migration } from './migration'

/**
 * One index of a pupil's answers that tells those that stand from those before them. Of the two it replaces, the planner
 * took the one without that, so that a question cost what the whole history of a pupil costs.
 */
export const migration: Migration = {
  id: 140,
  name: 'answers',
  up: [
    `DROP INDEX consent_answer_standing`,
    `DROP INDEX consent_answer_of`,
    `CREATE INDEX consent_answer_of ON consent_answer (pupil, stands)`,
  ],
}
