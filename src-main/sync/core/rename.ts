/** New ids for events, and for all that names them: what they supersede, and what their bodies speak of. Pure. */
import type { Json, LogEvent } from './event'

/**
 * The same event under its new id. Whatever is not among the renamed keeps its name: it stays where it was.
 * @param ids new ids by the old ones
 * @param references names of the body's fields that list ids of events; a body that is not an object has none
 */
export function renamed(
  event: LogEvent,
  ids: ReadonlyMap<string, string>,
  references: readonly string[] = [],
): LogEvent {
  const nameOf = <T>(id: T): T | string => (typeof id === 'string' ? (ids.get(id) ?? id) : id)
  const { body } = event
  return {
    ...event,
    id: nameOf(event.id),
    parents: event.parents.map(nameOf),
    body: isObject(body)
      ? Object.fromEntries(
          Object.entries(body).map(([name, value]): [string, Json] => [
            name,
            references.includes(name) && isList(value) ? value.map(nameOf) : value,
          ]),
        )
      : body,
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value)
