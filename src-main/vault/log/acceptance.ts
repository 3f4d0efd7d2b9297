/** What may enter the log: drafts against the kind they name, and events from elsewhere against the event's own shape. */
import { z } from 'zod'
import { Fault } from '../../contract/fault'
import { whyHeld as whyCoreHolds } from '../../sync/core/admit'
import { canonical, OPERATIONS, type Draft, type Json, type LogEvent } from '../../sync/core/event'
import { fieldsOf, type Merged } from '../../sync/core/merge'
import type { HeldWhy } from '@db/repo/log'
import type { EntityKind } from '../entity'
import type { Registry, RegisteredKind } from '../registry'

/** Longest canonical body: an event must fit an envelope of 256,000 bytes (sync-design 4). */
export const BODY_LIMIT = 60_000

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const NAME = /^[\x21-\x7e]{1,200}$/
const name = z.string().regex(NAME)
const graphOperations: readonly string[] = ['decide', 'revise', 'resolve']

/** Text without halves of characters, which storage would change and so break the hash. */
const wellFormed = z.string().refine((text) => !/\p{Surrogate}/u.test(text))

/** An event as this file can keep it, byte for byte; the core's own check of its form comes on top. */
export const EventShape = z.strictObject({
  id: hex(32),
  school: hex(32),
  device: hex(32),
  seq: z.int().positive(),
  hlc: hex(32),
  type: name,
  entity: name,
  op: z.enum(['set', 'delete', 'restore', 'add', 'decide', 'revise', 'resolve']),
  body: z.json(),
  erased: z.boolean(),
  salt: hex(32).nullable(),
  parents: z.array(hex(32)).max(1000),
  person: name,
  role: name,
  reason: wellFormed.max(4000).nullable(),
  batch: hex(32),
  undoes: hex(32).nullable(),
  basedOn: z.array(z.strictObject({ device: hex(32), seq: z.int().nonnegative() })).max(10_000),
  schema: z.int().positive(),
  payloadHash: hex(64),
  previous: hex(64),
  hash: hex(64),
  signature: hex(128).nullable(),
}) satisfies z.ZodType<LogEvent>

/**
 * Why an event is kept but not applied yet, null when it may be: the core's reasons, and a body its kind cannot read.
 * Own events never wait for the clock that made them.
 */
export function whyHeld(registry: Registry, event: LogEvent, nowMs: number, ownDevice: string): HeldWhy | null {
  const kind = registry.get(event.type)?.kind ?? null
  const why = whyCoreHolds(event, kind, nowMs)
  if (why === 'ahead' && event.device === ownDevice) return null
  if (why !== null || kind === null || event.erased) return why
  return problemOf(kind, event) === null ? null : 'unfit'
}

/**
 * Refuses a draft its kind does not take.
 * @returns its kind, and its body as it will be written
 * @throws Fault 'bad-input' naming the field, never its value
 */
export function accept(
  registry: Registry,
  draft: Draft,
): { readonly registered: RegisteredKind; readonly text: string } {
  const registered = registry.get(draft.type)
  if (!registered) throw new Error(`No entity kind ${draft.type}`)
  const { kind } = registered
  if (!OPERATIONS[kind.family].includes(draft.op)) throw new Error(`${draft.type} takes no ${draft.op}`)
  if (!NAME.test(draft.entity)) throw refused(draft.type, 'entity')
  if (!graphOperations.includes(draft.op) && (draft.parents ?? []).length > 0) throw refused(draft.type, 'parents')
  const problem = problemOf(kind, draft)
  if (problem !== null) throw refused(draft.type, problem)
  const text = canonical(draft.body)
  if (text.length > BODY_LIMIT) throw refused(draft.type, 'its length')
  return { registered, text }
}

/**
 * Refuses a batch that would leave an entity incomplete: after all its drafts, an entity that is present must fit its
 * kind as a whole, not only field by field.
 * @throws Fault 'bad-input'
 */
export function acceptWhole(kind: EntityKind, state: Merged): void {
  if (kind.family !== 'fields') return
  const fields = fieldsOf(state)
  if (fields === null) return
  const parsed = kind.body.safeParse(fields)
  if (!parsed.success) throw refused(kind.type, pathOf(parsed.error))
}

const required = new WeakMap<EntityKind, readonly string[]>()

/**
 * Whether a thing has every field its kind cannot do without. A later version of a kind may therefore only add fields
 * that can be left out: things written before would have no rows any more.
 */
export function hasAllFields(kind: EntityKind, { fields }: Extract<Merged, { family: 'fields' }>): boolean {
  const known = required.get(kind)
  const names = known ?? requiredOf(kind)
  if (known === undefined) required.set(kind, names)
  return names.every((name) => Object.hasOwn(fields, name))
}

function requiredOf({ body }: EntityKind): readonly string[] {
  if (!(body instanceof z.ZodObject)) return []
  return Object.entries(body.shape).flatMap(([name, field]) => (z.safeParse(field, undefined).success ? [] : [name]))
}

/** Path of the first thing wrong with a body, null when it fits. */
function problemOf(kind: EntityKind, { op, body }: { readonly op: string; readonly body: Json }): string | null {
  if (op === 'delete' || op === 'restore') return body === null ? null : 'body'
  const parsed = (op === 'set' ? partOf(kind) : kind.body).safeParse(body)
  return parsed.success ? null : pathOf(parsed.error)
}

const parts = new WeakMap<EntityKind, z.ZodType>()

/** The shape of a `set`: any of the kind's fields, none it does not know. */
function partOf(kind: EntityKind): z.ZodType {
  const known = parts.get(kind)
  if (known) return known
  const part = kind.body instanceof z.ZodObject ? z.strictObject(kind.body.shape).partial() : kind.body
  parts.set(kind, part)
  return part
}

function pathOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue) return 'body'
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  return [...issue.path, ...keys].map(String).join('.') || 'body'
}

function refused(type: string, field: string): Fault {
  return new Fault(
    'bad-input',
    `This could not be saved, because "${field}" does not hold what it should (${type}). Nothing was changed. Check it and save again.`,
  )
}
