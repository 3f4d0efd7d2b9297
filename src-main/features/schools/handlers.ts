/** Serving the calls of schools, posts and the national register. */
import { Fault } from '@contract/fault'
import { YEAR_CODES } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import type { Appointment, schools, SchoolCard, SchoolFacts } from '@contract/schools'
import {
  allSchools,
  appointments,
  newestRegisterReading,
  oneAppointment,
  oneSchool,
  type AppointmentRow,
} from '@db/repo/schools'
import { rollByYear } from '@db/repo/pupils'
import type { Ctx, ListedSchool, Tenant } from '@vault/context'
import { hashHex } from '@vault/crypto'
import { add, set } from '@vault/entity'
import { summaryOf } from '../matrices'
import { appointmentKind, registerKind, schoolKind } from './events'
import { kept } from './kept-register'
import { factsFrom, readRegister, search } from './register'
import { holdsOn, postAlerts, yearsInOrder } from './rules'

/** The national file is about 60 MB with all its columns. */
const REGISTER_LIMIT = 150_000_000

const SHOWN_LEFT_OUT = 100

export const schoolsHandlers: Handlers<typeof schools, Ctx> = {
  'schools.list': (_input, ctx) => ctx.schools().map((listed) => cardOf(listed, ctx)),

  'schools.create': ({ facts }, ctx) => {
    checkFacts(facts, null, ctx)
    const id = ctx.newId() as SchoolCard['id'] // A fresh random id is a school id from here on.
    ctx.newSchoolFile(id)
    ctx.append(ctx.trust(), [set(schoolKind, id, facts)])
    return cardById(id, ctx)
  },

  'schools.edit': ({ school, facts, reason }, ctx) => {
    if (oneSchool(ctx.trust().db, school) === null) throw notListed()
    checkFacts(facts, school, ctx)
    ctx.append(ctx.trust(), [set(schoolKind, school, facts)], { reason })
    return cardById(school, ctx)
  },

  'schools.posts': ({ school }, ctx) => {
    const held = appointments(ctx.tenant(tenantIdOf(school)).db)
    return { appointments: held.map((row) => appointmentOf(row, ctx)), alerts: [...postAlerts(held, ctx.today())] }
  },

  'schools.appoint': ({ school, ...appointed }, ctx) => {
    if (appointed.until !== null && appointed.until < appointed.from) {
      throw new Fault('bad-input', 'The last day comes before the first. Check both dates.')
    }
    const tenant = ctx.tenant(tenantIdOf(school))
    const before = postAlerts(appointments(tenant.db), ctx.today())
    const id = ctx.newId()
    ctx.append(tenant, [set(appointmentKind, id, appointed)])
    const warnings = postAlerts(appointments(tenant.db), ctx.today()).filter((alert) => !before.includes(alert))
    return { appointment: appointmentById(tenant, id, ctx), warnings }
  },

  'schools.endAppointment': ({ school, appointment, until, reason }, ctx) => {
    const tenant = ctx.tenant(tenantIdOf(school))
    const held = appointmentById(tenant, appointment, ctx)
    if (until < held.from) throw new Fault('bad-input', 'The last day comes before the first. Check the date.')
    ctx.append(tenant, [set(appointmentKind, appointment, { until })], { reason })
    return appointmentById(tenant, appointment, ctx)
  },

  'schools.readRegister': async (_input, ctx) => {
    const file = await ctx.host.openFile({
      title: 'Choose the national register of schools',
      extensions: ['csv'],
      maxBytes: REGISTER_LIMIT,
    })
    if (file === null) return null
    const { establishments, leftOut } = readRegister(file.bytes)
    ctx.shelf.put('establishments', JSON.stringify({ establishments, leftOut: leftOut.slice(0, SHOWN_LEFT_OUT) }))
    const digest = hashHex(file.bytes)
    const reading = {
      fileName: file.name.slice(0, 200),
      rows: establishments.length,
      leftOut: leftOut.length,
      readOn: ctx.today(),
      digest,
    }
    ctx.append(ctx.trust(), [add(registerKind, ctx.newId(), reading)])
    return registerState(ctx)
  },

  'schools.register': (_input, ctx) => registerState(ctx),

  'schools.searchRegister': ({ query, openOnly }, ctx) =>
    search(kept(ctx.shelf).establishments, query, openOnly).map((establishment) => ({
      establishment,
      facts: factsFrom(establishment),
    })),

  'schools.roll': ({ school }, ctx) => {
    const years = rollByYear(ctx.tenant(school).db, ctx.today())
    return [...years].sort((a, b) => YEAR_CODES.indexOf(a.year) - YEAR_CODES.indexOf(b.year))
  },
}

function checkFacts(facts: SchoolFacts, self: string | null, ctx: Ctx): void {
  if (!yearsInOrder(facts.lowYear, facts.highYear)) {
    throw new Fault('bad-input', 'The lowest year comes after the highest. Swap them.')
  }
  const others = allSchools(ctx.trust().db).filter((row) => row.id !== self)
  if (facts.urn !== null && others.some((row) => row.facts.urn === facts.urn)) {
    throw new Fault('conflict', `A school with URN ${facts.urn} is in this trust already. Nothing was changed.`)
  }
  if (others.some((row) => row.name.toLowerCase() === facts.name.toLowerCase())) {
    throw new Fault('conflict', 'A school of that name is in this trust already. Nothing was changed.')
  }
}

/** One card; a school whose file cannot be read is listed with its state, never with zeros (models B1). */
function cardOf(listed: ListedSchool, ctx: Ctx): SchoolCard {
  const base = { id: listed.id, facts: listed.facts, file: listed.state, fileWords: listed.words }
  if (listed.tenant === null) return { ...base, alerts: [], matrices: null, pupils: null }
  const { db } = listed.tenant
  return {
    ...base,
    alerts: [...postAlerts(appointments(db), ctx.today())],
    matrices: summaryOf(listed.tenant, listed.facts, ctx.today()),
    pupils: rollByYear(db, ctx.today()).reduce((total, year) => total + year.pupils, 0),
  }
}

function cardById(id: SchoolCard['id'], ctx: Ctx): SchoolCard {
  const listed = ctx.schools().find((school) => school.id === id)
  if (listed === undefined) throw notListed()
  return cardOf(listed, ctx)
}

function appointmentById(tenant: Tenant, id: string, ctx: Ctx): Appointment {
  const row = oneAppointment(tenant.db, id)
  if (row === null) throw new Fault('not-found', 'That appointment is not in this school. Nothing was changed.')
  return appointmentOf(row, ctx)
}

const appointmentOf = (row: AppointmentRow, ctx: Ctx): Appointment => ({ ...row, current: holdsOn(row, ctx.today()) })

function registerState(ctx: Ctx): {
  rows: number
  fileName: string | null
  readOn: Appointment['from'] | null
  leftOut: { line: number; why: string }[]
} {
  const reading = newestRegisterReading(ctx.trust().db)
  const { establishments, leftOut } = kept(ctx.shelf)
  return {
    rows: establishments.length,
    fileName: reading?.fileName ?? null,
    readOn: reading?.readOn ?? null,
    leftOut: [...leftOut],
  }
}

/** A school's id names its file. */
const tenantIdOf = (school: SchoolCard['id']): Tenant['id'] => school as unknown as Tenant['id']

const notListed = (): Fault => new Fault('not-found', 'This trust has no such school. Nothing was changed.')
