import type { Json } from '../../sync/core/event'

/** A field of a body or value that may be anything; undefined where there is none. */
export function fieldOf(value: Json, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
