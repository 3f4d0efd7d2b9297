/**
 * Everything the log knows how to apply: each entity kind with the projection that writes its rows. A feature adds
 * one line to each of the two lists below.
 */
import type { WritableDb } from '../../db/handles'
import { agreementsProjections } from '../../db/repo/agreements'
import { checklistsProjections } from '../../db/repo/checklists'
import { comparisonProjections } from '../../db/repo/comparison'
import { consentsProjections } from '../../db/repo/consents'
import { entryProjections } from '../../db/repo/entry'
import { erasureProjections } from '../../db/repo/erasure'
import { imagesProjections } from '../../db/repo/images'
import { importsProjections } from '../../db/repo/imports'
import { matricesProjections } from '../../db/repo/matrices-projections'
import { peopleProjections, sessionProjections } from '../../db/repo/people'
import { publicationsProjections } from '../../db/repo/publications'
import { pupilsProjections } from '../../db/repo/pupils'
import { readingProjections } from '../../db/repo/reading'
import { retentionProjections } from '../../db/repo/retention'
import { schoolsProjections } from '../../db/repo/schools'
import { agreementsKinds } from '../features/agreements/events'
import { checklistsKinds } from '../features/checklists/events'
import { comparisonKinds } from '../features/comparison/events'
import { consentsKinds } from '../features/consents/events'
import { entryKinds } from '../features/entry/events'
import { erasureKinds } from '../features/erasure/events'
import { setsKinds } from '../features/images/events'
import { publicationsKinds } from '../features/images/events-publications'
import { retentionKinds } from '../features/images/events-retention'
import { importsKinds } from '../features/imports/events'
import { matricesKinds } from '../features/matrices/events'
import { peopleKinds } from '../features/people/events'
import { pupilsKinds } from '../features/pupils/events'
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
  ...pupilsKinds,
  ...consentsKinds,
  ...entryKinds,
  ...checklistsKinds,
  ...importsKinds,
  ...setsKinds,
  ...publicationsKinds,
  ...retentionKinds,
  ...agreementsKinds,
  ...matricesKinds,
  ...readingKinds,
  ...comparisonKinds,
  ...erasureKinds,
]

/** Projections of every feature, by entity type. */
const projections: Readonly<Record<string, Projection<WritableDb>>> = {
  ...sessionProjections,
  ...peopleProjections,
  ...schoolsProjections,
  ...pupilsProjections,
  ...consentsProjections,
  ...entryProjections,
  ...checklistsProjections,
  ...importsProjections,
  ...imagesProjections,
  ...publicationsProjections,
  ...retentionProjections,
  ...agreementsProjections,
  ...matricesProjections,
  ...readingProjections,
  ...comparisonProjections,
  ...erasureProjections,
}

/** What the product's own files hold. */
export const registry: Registry = joinRegistry(kinds, projections)
