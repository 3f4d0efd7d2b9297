/** A small made-up feature: enough to test storage and log without any real one. */
import { eq, sql } from 'drizzle-orm'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import type { WritableDb } from '@db/handles'
import type { Migration } from '@db/migrations'
import { entityKind, type EntityKind, type Projection } from '@vault/entity'
import { currentDecision, fieldsOf } from '../../src-main/sync/core/merge'

/** A plain thing with fields: the last writer of each field wins. */
export const shelf = entityKind({
  type: 'toy.shelf',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ label: z.string().min(1).max(4000), size: z.int().nullable() }),
  words: () => 'Changed a shelf.',
})

/** A thing that is only ever added. */
export const ticket = entityKind({
  type: 'toy.ticket',
  family: 'records',
  schema: 1,
  body: z.strictObject({ text: z.string() }),
  words: () => 'Added a ticket.',
})

/** A thing with answers: the more restrictive head counts. */
export const gate = entityKind({
  type: 'toy.gate',
  family: 'decisions',
  schema: 1,
  body: z.enum(['open', 'shut']),
  rank: (value) => (value === 'shut' ? 1 : 0),
  words: () => 'Answered at a gate.',
})

export const toyKinds: readonly EntityKind[] = [shelf, ticket, gate]

export const shelves = sqliteTable('toy_shelf', {
  id: text('id').primaryKey(),
  label: text('label'),
  size: integer('size'),
})
export const tickets = sqliteTable('toy_ticket', { id: text('id').primaryKey(), text: text('text').notNull() })
export const gates = sqliteTable('toy_gate', {
  id: text('id').primaryKey(),
  answer: text('answer').notNull(),
  isOpen: integer('is_open').notNull(),
})

export const toyMigration: Migration = {
  id: 9000,
  name: 'toy',
  up: [
    'CREATE TABLE toy_shelf (id TEXT PRIMARY KEY NOT NULL, label TEXT, size INTEGER) STRICT',
    'CREATE TABLE toy_ticket (id TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) STRICT',
    'CREATE TABLE toy_gate (id TEXT PRIMARY KEY NOT NULL, answer TEXT NOT NULL, is_open INTEGER NOT NULL) STRICT',
  ],
}

export const toyProjections: Readonly<Record<string, Projection<WritableDb>>> = {
  [shelf.type]: (db, id, state) => {
    const fields = fieldsOf(state)
    if (fields === null) {
      db.delete(shelves).where(eq(shelves.id, id)).run()
      return
    }
    const part = z.object({ label: z.string().nullish(), size: z.int().nullish() }).parse(fields)
    const row = { id, label: part.label ?? null, size: part.size ?? null }
    db.insert(shelves).values(row).onConflictDoUpdate({ target: shelves.id, set: row }).run()
  },
  [ticket.type]: (db, id, state) => {
    if (state.family !== 'records') return
    if (state.record.value === null) {
      db.delete(tickets).where(eq(tickets.id, id)).run()
      return
    }
    const { text: words } = z.object({ text: z.string() }).parse(state.record.value)
    db.insert(tickets)
      .values({ id, text: words })
      .onConflictDoUpdate({ target: tickets.id, set: { text: sql`excluded.text` } })
      .run()
  },
  [gate.type]: (db, id, state) => {
    if (state.family !== 'decisions') return
    const now = currentDecision(state.nodes, gate.rank ?? (() => 0))
    if (!now) return
    const row = { id, answer: now.erased ? 'erased' : z.string().parse(now.value), isOpen: now.open ? 1 : 0 }
    db.insert(gates).values(row).onConflictDoUpdate({ target: gates.id, set: row }).run()
  },
}
