/**
 * Everything the log knows how to apply: each entity kind with the projection that writes its rows. A feature adds
 * one line to each of the two lists below.
 */
import type { WritableDb } from '../../db/handles'
import { comparisonProjections } from '../../db/repo/comparison'
import { matricesProjections } from '../../db/repo/matrices-projections'
import { peopleProjections, sessionProjections } from '../../db/repo/people'
import { readingProjections } from '../../db/repo/reading'
import { schoolsProjections } from '../../db/repo/schools'
import { comparisonKinds } from '../features/comparison/events'
import { matricesKinds } from '../features/matrices/events'
import { peopleKinds } from '../features/people/events'
import { readingKinds } from '../features/reading/events'
import { schoolsKinds } from '../features/schools/events'
import { sessionKinds } from '../features/session/events'
import type { EntityKind, Projection } from './entity'

/** A kind and the function that writes its rows. */
export interface RegisteredKind {
  readonly kind: EntityKind
  readonly project: Projection<WritableDb>
}

/** By entity type. */
export type Registry = ReadonlyMap<string, RegisteredKind>

/**
 * Joins kinds and projections by type.
 * @throws Error when a type is declared twice, or a kind lacks its projection, or a projection its kind
 */
export function joinRegistry(
  kinds: readonly EntityKind[],
  projections: Readonly<Record<string, Projection<WritableDb>>>,
): Registry {
  const joined = new Map<string, RegisteredKind>()
  for (const kind of kinds) {
    const project = projections[kind.type]
    if (!project) throw new Error(`Entity kind ${kind.type} has no projection`)
    if (joined.has(kind.type)) throw new Error(`Entity kind ${kind.type} is declared twice`)
    joined.set(kind.type, { kind, project })
  }
  for (const type of Object.keys(projections)) {
    if (!joined.has(type)) throw new Error(`Projection ${type} has no entity kind`)
  }
  return joined
}

/** Entity kinds of every feature. */
const kinds: readonly EntityKind[] = [
  ...sessionKinds,
  ...peopleKinds,
  ...schoolsKinds,
  ...matricesKinds,
  ...readingKinds,
  ...comparisonKinds,
]

/** Projections of every feature, by entity type. */
const projections: Readonly<Record<string, Projection<WritableDb>>> = {
  ...sessionProjections,
  ...peopleProjections,
  ...schoolsProjections,
  ...matricesProjections,
  ...readingProjections,
  ...comparisonProjections,
}

/** What the product's own files hold. */
export const registry: Registry = joinRegistry(kinds, projections)
