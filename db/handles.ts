/**
 * Branded database handles: a query takes a `ReadableDb` and cannot write; only projections and the log are given a
 * `WritableDb` (models A3).
 */
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

type Handle = BetterSQLite3Database<Record<string, never>>

declare const writable: unique symbol
declare const local: unique symbol

/** Reads only: the writing half of drizzle is not in its type. */
export type ReadableDb = Pick<Handle, 'select' | 'selectDistinct' | '$count' | 'all' | 'get' | 'values'>

/** Reads and writes; handed out by `db/open.ts` to the log alone. */
export type WritableDb = Handle & { readonly [writable]: true }

/**
 * Reads, and writes what stays on this PC: tables whose names begin with `here_`, no event behind them and no other PC told.
 * The log's handle may write them too, where an event takes something out of them.
 */
export type LocalDb = Handle & ({ readonly [local]: true } | { readonly [writable]: true })

/** What is handed out for that alone: everything else it is asked to write is refused. */
export type LocalOnlyDb = Handle & { readonly [local]: true }
