/** What stands in sentences and in the review block. */
import type { ReadReport } from '@contract/report'
import type { Context } from '../context'
import type { RecognisedTables } from '../tables'

export type RecognisedProse = Pick<
  ReadReport,
  | 'metadata'
  | 'reviewBlock'
  | 'deviceRules'
  | 'consentPurposes'
  | 'consentRules'
  | 'retention'
  | 'systemsNamed'
  | 'declined'
  | 'findings'
>

/**
 * Everything that is no table of rules.
 * @param tables what was read as tables already, so that nothing is read twice
 */
export function recogniseProse(_context: Context, _tables: RecognisedTables): RecognisedProse {
  const none = null
  return {
    metadata: {
      ...{ title: none, version: none, author: none, owner: none, approvedBy: none, approvingBody: none },
      ...{ reviewingBody: none, dateApproved: none, issued: none, effectiveFrom: none, lastReviewed: none },
      ...{ nextReview: none, frequency: none, communication: none, location: none },
    },
    reviewBlock: [],
    deviceRules: [],
    consentPurposes: [],
    consentRules: [],
    retention: [],
    systemsNamed: [],
    declined: [],
    findings: [],
  }
}
