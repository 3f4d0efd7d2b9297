/** Rows computed anew from the events, in memory. */
import type { OpenFile } from '@db/open'
import { LogRows } from '@db/repo/log'
import type { Registry } from '../registry'
import { States } from './apply'

/**
 * Replays the events of a file into an empty one.
 * @param until only events stamped up to and including it
 * @returns the new file, the caller's to close
 */
export function rebuild(
  rows: LogRows,
  {
    school,
    registry,
    memory,
  }: { readonly school: string; readonly registry: Registry; readonly memory: () => OpenFile },
  until: string,
): { readonly file: OpenFile; readonly states: States } {
  const file = memory()
  try {
    const held = new Set(rows.held().map(({ event }) => event))
    const states = new States(registry, () => null)
    for (const { id } of rows.devices()) {
      for (const event of rows.eventsOfDevice(id)) {
        if (!held.has(event.id) && event.hlc <= until) states.merge(event)
      }
    }
    file.write(() => states.write(new LogRows(file.writable, school), file.writable))
    return { file, states }
  } catch (error) {
    file.close()
    throw error
  }
}
