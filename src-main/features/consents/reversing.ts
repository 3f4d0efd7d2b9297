/** Taking answers back that were recorded in error: each person's earlier answer stands again (ux 7). */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import { answerByEvent, standingOfEntity, type AnswerRow } from '@db/repo/consents'
import type { Tenant } from '@vault/context'
import type { Draft, LogEvent } from '../../sync/core/event'
import { answerKind, type AnswerBody } from './events'
import { bodyOf, decideDraft } from './recording'

/**
 * Drafts that take back every answer of one batch.
 * @throws Fault 'not-found' when the batch holds no answers, 'conflict' when somebody has answered since
 */
export function reversingDrafts(tenant: Tenant, batch: string, by: PersonId): readonly Draft[] {
  const events = tenant.log.batch(batch).filter(({ type }) => type === answerKind.type)
  if (events.length === 0) {
    throw new Fault('not-found', 'Nothing of that can be taken back any more. Nothing was changed.')
  }
  return reverseAnswers(tenant, events, by)
}

/**
 * Drafts that take back answers, which must be the ones that stand.
 * @throws Fault 'conflict' when somebody has answered since; then nothing is drafted
 */
export function reverseAnswers(tenant: Tenant, events: readonly LogEvent[], by: PersonId): readonly Draft[] {
  return events.map((event) => {
    const standing = standingOfEntity(tenant.db, event.entity)
    const [row, ...others] = standing
    if (row === undefined || others.length > 0 || row.event !== event.id) {
      throw new Fault(
        'conflict',
        'Something newer was recorded meanwhile, so this cannot be taken back whole. Nothing was changed. Record the right answer instead.',
      )
    }
    return decideDraft(event.entity, bodyBefore(tenant, event, row, by), standing)
  })
}

/** What stands again: the answer before, with its own evidence; nothing where there was none, or where two had disagreed. */
function bodyBefore(tenant: Tenant, event: LogEvent, row: AnswerRow, by: PersonId): AnswerBody {
  const [before, ...others] = event.parents.flatMap((id) => answerByEvent(tenant.db, id) ?? [])
  const voids = [event.id]
  if (before !== undefined && others.length === 0) return bodyOf(before, by, voids)
  return { ...bodyOf(row, by, voids), answer: 'VOID', conditions: null, evidence: null }
}
