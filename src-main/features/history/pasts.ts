/** What happened to things before, as the rules of undoing take it, and why something cannot be undone, in words. */
import type { Ctx, Tenant } from '@vault/context'
import type { LogEvent } from '../../sync/core/event'
import type { EntityPast, NoUndo } from './rules'

const PAGE = 200

export const NO_UNDO_WORDS: Readonly<Record<NoUndo, string>> = {
  'changed-since':
    'Something here was changed again since. Undo the later change first, or change it by hand. Nothing was undone.',
  'erased-before':
    'What stood here before was erased for good, so it cannot come back. Change it by hand. Nothing was undone.',
  'cannot-be-emptied': 'This change added something that cannot be taken out again by itself. Change it by hand.',
}

/** One past for each entity the events are of. */
export function pastsOf(events: readonly LogEvent[], tenant: Tenant, ctx: Ctx): readonly EntityPast[] {
  const entities = new Map(events.map((event) => [`${event.type} ${event.entity}`, event]))
  return [...entities.values()].flatMap((event) => {
    const kind = ctx.kindOf(event.type)
    return kind === undefined ? [] : [{ family: kind.family, events: pastOf(event, kind.schema, tenant) }]
  })
}

/** Applied events of one entity, oldest first. */
function pastOf({ type, entity }: LogEvent, schema: number, tenant: Tenant): readonly LogEvent[] {
  const past: LogEvent[] = []
  for (let before: string | undefined; ;) {
    const page = tenant.log.find({ entity, limit: PAGE, ...(before !== undefined && { beforeEvent: before }) })
    past.push(...page.filter((event) => event.type === type && event.schema <= schema))
    before = page.at(-1)?.id
    if (page.length < PAGE || before === undefined) return past.reverse()
  }
}
