/** What stands in sentences and in the review block. */
import type { ReadReport } from '@contract/report'
import type { Context } from '../context'
import type { RecognisedTables } from '../tables'
import { consentPurposesOf } from './consent-purposes'
import { consentRulesOf } from './consent-rules'
import { deviceRulesOf } from './device-rules'
import { metadataOf } from './metadata'
import { noticesOf } from './notices'
import { passagesOf } from './passages'
import { retentionStatementsOf } from './retention-statements'
import { systemsOf } from './systems'

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

const MOST_NOTICES = 1000

/** Tables that were read as tables of rules, so that nothing is read twice. */
const blocksOf = ({ matrices, deviceTables, declined }: RecognisedTables): ReadonlySet<number> =>
  new Set([...matrices, ...deviceTables, ...declined].map(({ source }) => source.block))

/**
 * Everything that is no table of rules.
 * @param tables what was read as tables already, so that nothing is read twice
 */
export function recogniseProse(context: Context, tables: RecognisedTables): RecognisedProse {
  const passages = passagesOf(context, blocksOf(tables))
  const { metadata, reviewBlock, notices } = metadataOf(context, passages)
  return {
    metadata,
    reviewBlock: [...reviewBlock],
    deviceRules: deviceRulesOf(context, passages),
    consentPurposes: consentPurposesOf(context, passages),
    consentRules: consentRulesOf(context, passages),
    retention: retentionStatementsOf(context, passages),
    systemsNamed: systemsOf(context, passages),
    declined: [],
    findings: [...notices, ...noticesOf(context, passages, metadata, reviewBlock)].slice(0, MOST_NOTICES),
  }
}
