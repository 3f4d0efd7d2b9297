/**
 * Branded database handles: a query takes a `ReadableDb` and cannot write; only projections and the log are given a
 * `WritableDb` (models A3).
 */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

type Handle = BetterSQLite3Database<Record<string, never>>

declare const writable: unique symbol

/** Reads only: the writing half of drizzle is not in its type. */
export type ReadableDb = Pick<Handle, 'select' | 'selectDistinct' | '$count' | 'all' | 'get' | 'values'>

/** Reads and writes; handed out by `db/open.ts` to the log alone. */
export type WritableDb = Handle & { readonly [writable]: true }
