/** People of the trust and the roles they hold, dated, per school. */
import { z } from 'zod'
import { CivilDate, EntityId, Line, Passphrase, PersonId, Reason, Role, SchoolId } from './primitives'
import { call, type Contract } from './rpc'
import { SignInName } from './session'

export const Grant = z.strictObject({
  id: EntityId,
  role: Role,
  /** Null: the whole trust. */
  school: SchoolId.nullable(),
  from: CivilDate,
  /** Last day the role holds; null: until ended. */
  until: CivilDate.nullable(),
  /** Whether it holds today. */
  current: z.boolean(),
})

export const Person = z.strictObject({
  id: PersonId,
  name: z.string(),
  grants: z.array(Grant),
  /** Whether this person has a passphrase on this PC. */
  unlocksHere: z.boolean(),
})
export type Person = z.output<typeof Person>

export const people = {
  'people.list': call('people.read', z.strictObject({}), z.array(Person)),
  'people.add': call('people.manage', z.strictObject({ name: Line }), Person),
  'people.rename': call('people.manage', z.strictObject({ person: PersonId, name: Line, reason: Reason }), Person),
  'people.grant': call(
    'people.manage',
    z.strictObject({
      person: PersonId,
      role: Role,
      grantFor: SchoolId.nullable(),
      from: CivilDate,
      until: CivilDate.nullable(),
    }),
    z.strictObject({ person: Person, warnings: z.array(z.string()) }),
  ),
  'people.endGrant': call(
    'people.manage',
    z.strictObject({ person: PersonId, grant: EntityId, until: CivilDate, reason: Reason }),
    Person,
  ),
  /** Lets a person unlock on this PC with a passphrase they type here themselves. */
  'people.letUnlock': call(
    'people.manage',
    z.strictObject({ person: PersonId, signInName: SignInName, passphrase: Passphrase }),
    Person,
  ),
  /** Takes the passphrase away from this PC; what the person had read before stays known to them. */
  'people.stopUnlock': call('people.manage', z.strictObject({ person: PersonId, reason: Reason }), Person),
} satisfies Contract
