/** Serving the calls of people and their roles. */
import { Fault } from '@contract/fault'
import type { people, Person } from '@contract/people'
import type { PersonId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { allGrants, allPeople, grantsOf, onePerson, type GrantRow, type PersonRow } from '@db/repo/people'
import { oneSchool } from '@db/repo/schools'
import type { Ctx } from '@vault/context'
import { add, set } from '@vault/entity'
import { accessKind, grantKind, personKind } from './events'
import { grantWarnings, holdsOn, ROLE_WORDS, TOP_ROLE, whyNotEnd, whyNotGrant } from './rules'

export const peopleHandlers: Handlers<typeof people, Ctx> = {
  'people.list': (_input, ctx) => {
    const grants = allGrants(ctx.trust().db)
    return allPeople(ctx.trust().db).map((row) =>
      personOf(
        row,
        grants.filter(({ person }) => person === row.id),
        ctx,
      ),
    )
  },

  'people.add': ({ name }, ctx) => {
    const id = ctx.newId() as PersonId // A fresh random id is a person's id from here on.
    ctx.append(ctx.trust(), [set(personKind, id, { name })])
    return personById(id, ctx)
  },

  'people.rename': ({ person, name, reason }, ctx) => {
    personById(person, ctx)
    ctx.append(ctx.trust(), [set(personKind, person, { name })], { reason })
    return personById(person, ctx)
  },

  'people.grant': ({ person, role, grantFor, from, until }, ctx) => {
    personById(person, ctx)
    const { db } = ctx.trust()
    if (grantFor !== null && oneSchool(db, grantFor) === null) {
      throw new Fault('not-found', 'This trust has no such school. Nothing was changed.')
    }
    if (role === TOP_ROLE) onlyForLeads(ctx, 'give this role')
    if (person === ctx.actor.id) onlyForLeads(ctx, 'give themselves a role')
    const id = ctx.newId()
    const grant = { person, role, school: grantFor, from, until }
    const held = grantsOf(db, person)
    const why = whyNotGrant({ id, ...grant }, held)
    if (why !== null) throw new Fault('bad-input', why)
    ctx.append(ctx.trust(), [set(grantKind, id, grant)])
    return { person: personById(person, ctx), warnings: [...grantWarnings({ id, ...grant }, held)] }
  },

  'people.endGrant': ({ person, grant, until, reason }, ctx) => {
    const { db } = ctx.trust()
    const held = grantsOf(db, person).find(({ id }) => id === grant)
    if (held === undefined) throw new Fault('not-found', 'This person does not hold that role. Nothing was changed.')
    if (held.role === TOP_ROLE) onlyForLeads(ctx, 'end this role')
    const why = whyNotEnd(held, until, ctx.today(), allGrants(db))
    if (why !== null) throw new Fault('conflict', why)
    ctx.append(ctx.trust(), [set(grantKind, grant, { until })], { reason })
    return personById(person, ctx)
  },

  'people.letUnlock': ({ person, signInName, passphrase }, ctx) => {
    const { grants } = personById(person, ctx)
    if (grants.some(({ role }) => role === TOP_ROLE)) onlyForLeads(ctx, 'do this for one of them')
    ctx.access.allow(person, signInName, passphrase)
    ctx.append(ctx.trust(), [add(accessKind, ctx.newId(), { person, change: 'allowed' })])
    return personById(person, ctx)
  },

  'people.stopUnlock': ({ person, reason }, ctx) => {
    const { grants } = personById(person, ctx)
    if (grants.some(({ role, current }) => role === TOP_ROLE && current)) {
      onlyForLeads(ctx, 'do this to one of them')
      if (!hasAnotherLeadHere(person, ctx)) {
        throw new Fault(
          'conflict',
          'No trust safeguarding lead could unlock this PC then. Let another one unlock here first. Nothing was changed.',
        )
      }
    }
    ctx.access.withdraw(person)
    ctx.append(ctx.trust(), [add(accessKind, ctx.newId(), { person, change: 'withdrawn' })], { reason })
    return personById(person, ctx)
  },
}

/** Whoever may manage people may not lift themselves or others above that (C20). */
function onlyForLeads(ctx: Ctx, what: string): void {
  if (ctx.actor.role === TOP_ROLE) return
  throw new Fault('denied', `Only a ${ROLE_WORDS[TOP_ROLE]} may ${what}. Ask one. Nothing was changed.`)
}

function hasAnotherLeadHere(person: PersonId, ctx: Ctx): boolean {
  return allGrants(ctx.trust().db).some(
    (grant) =>
      grant.person !== person &&
      grant.role === TOP_ROLE &&
      holdsOn(grant, ctx.today()) &&
      ctx.access.unlocksHere(grant.person),
  )
}

function personById(id: PersonId, ctx: Ctx): Person {
  const row = onePerson(ctx.trust().db, id)
  if (row === null) throw new Fault('not-found', 'This trust has no such person. Nothing was changed.')
  return personOf(row, grantsOf(ctx.trust().db, id), ctx)
}

const personOf = (row: PersonRow, grants: readonly GrantRow[], ctx: Ctx): Person => ({
  id: row.id,
  name: row.name,
  grants: grants.map(({ id, role, school, from, until }) => ({
    id,
    role,
    school,
    from,
    until,
    current: holdsOn({ from, until }, ctx.today()),
  })),
  unlocksHere: ctx.access.unlocksHere(row.id),
})
