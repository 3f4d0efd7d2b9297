import type { Migration } from './migration'

/** Who signed stands in the row and in the index of what stands, so that two parents are told apart without their facts. */
export const migration: Migration = {
  id: 180,
  name: 'signers',
  up: [
    `ALTER TABLE agreement_signing ADD COLUMN signer TEXT`,
    `ALTER TABLE agreement_signing ADD COLUMN restores TEXT`,
    `UPDATE agreement_signing
      SET signer = coalesce(json_extract(facts, '$.contact'), json_extract(facts, '$.name')) WHERE capacity = 'PARENT'`,
    `DROP INDEX agreement_signing_standing`,
    `CREATE INDEX agreement_signing_standing
      ON agreement_signing (signee, version, capacity, outcome, signed_on, until, signer) WHERE stands = 1`,
  ],
}
