/** Which kind of table of rules the headings make, if any. */
import { speaksOfIncidents } from '../../vocabulary/actions'
import type { Columns, ValueColumn } from './columns'

/**
 * `ticked`: marks under levels. `worded`: words or signs under audiences. `device`: words under classes of devices.
 * `incident`: marks under actions (R26). `form`: no more than Yes and No, as in forms and checklists.
 */
export type Shape = 'ticked' | 'worded' | 'device' | 'incident' | 'form'

const share = (values: readonly ValueColumn[], test: (value: ValueColumn) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length

/**
 * @param around the title and corner: an incident grid may say only there what it is about
 * @returns null when the headings are of no such table
 */
export function shapeOf({ values, corner }: Columns, around: string): Shape | null {
  const levels = new Set(values.flatMap(({ level }) => (level === null ? [] : [level.level])))
  const actions = values.filter(({ action }) => action !== null)
  const tells = actions.filter(({ action }) => action === 'tells').length
  if (actions.length > 1 && actions.length * 10 >= values.length * 6 && levels.size === 0) {
    return tells > 1 || speaksOfIncidents(`${around} ${corner}`) ? 'incident' : null
  }
  if (levels.size === 0 && share(values, ({ aboutDevices }) => aboutDevices) >= 0.6 && values.length > 1)
    return 'device'
  if (share(values, ({ level }) => level !== null) >= 0.6 && levels.size > 1) {
    const plain = levels.has('ALLOWED') || levels.has('NOT_ALLOWED') || levels.has('ILLEGAL')
    if (!plain) return null
    return onlyYesAndNo(values) ? 'form' : 'ticked'
  }
  const people = values.filter((value) => value.people)
  const named = people.some(({ audience }) => audience !== null)
  return levels.size === 0 && named && people.length * 10 >= values.length * 6 ? 'worded' : null
}

/** "Yes | No" over nobody in particular: a form to fill in, or a checklist. */
const onlyYesAndNo = (values: readonly ValueColumn[]): boolean =>
  values.every(
    ({ people, caption }) => !people && /^(?:yes|no|n\/?a|not sure|unsure|comments?|notes?)\??$/i.test(caption),
  )
