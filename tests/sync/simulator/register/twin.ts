/** What an event says in another story told with its own device's key: always the milder. */
import type { Json, LogEvent } from '../../../../src-main/sync/core/event'

const MILDER: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'consents.answer': { answer: 'GIVEN' },
  'consents.settlement': { outcome: 'GIVEN' },
  'pupils.flag': { isSet: false },
  'pupils.order': { until: '2020-01-01', from: '2020-01-01' },
  'pupils.responsibility': { holds: true, until: null },
  'pupils.care': { status: 'NONE', authority: null },
  'pupils.competence': { competence: 'NOT_COMPETENT' },
}

export function twinOf({ type, body }: LogEvent): Json {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...MILDER[type] } : body
}
