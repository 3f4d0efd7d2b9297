import type { Migration } from './migration'

/**
 * Everything that says who has signed, of what stands alone: completion of a school reads this index and no row, so that
 * it costs what stands and not what stood before.
 */
export const migration: Migration = {
  id: 170,
  name: 'signings',
  up: [
    `CREATE INDEX agreement_signing_standing
      ON agreement_signing (signee, version, capacity, outcome, signed_on, until) WHERE stands = 1`,
    `CREATE INDEX agreement_signing_unable ON agreement_signing (signee) WHERE stands = 1 AND outcome = 'CANNOT_SIGN'`,
    `CREATE INDEX agreement_form_signee ON agreement_form (signee)`,
  ],
}
