/** What the maker of the practice trust is given: the same write path as everybody else, and short ways to a school and a person. */
import type { CivilDate, PersonId, Role, SchoolId } from '../contract/primitives'
import type { SchoolFacts } from '../contract/schools'
import type { Ctx, Tenant } from './context'

/** A role of a made-up person: for one school, or for the whole trust when `school` is null. */
export interface PracticeRole {
  readonly role: Role
  readonly school: SchoolId | null
  readonly from: CivilDate
  /** Last day it holds; null: open. */
  readonly until: CivilDate | null
}

export interface PracticeTools {
  /** In the name of the practice trust's safeguarding lead. Each `append` through it is a batch of its own. */
  readonly ctx: Ctx
  /**
   * The same in the name of another person and role, so that whoever approves is not the author (C23).
   * Rights are not asked again here: the maker is part of the product.
   */
  readonly as: (person: PersonId, role: Role) => Ctx
  /** Makes a school with its own key and file, and lists its facts in the trust. */
  readonly newSchool: (facts: SchoolFacts) => Promise<Tenant>
  /** Makes a person with roles; the name is invented, never a real one. */
  readonly addPerson: (name: string, roles: readonly PracticeRole[]) => PersonId
}

/** Fills an empty practice trust. Exported as `buildPractice` by `features/practice/index.ts`. */
export type BuildPractice = (make: PracticeTools) => Promise<void>
