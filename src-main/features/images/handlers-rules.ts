/** Serving the calls of retention rules, what a change of them would do, and a trust's schools in figures. */
import { Fault } from '@contract/fault'
import type { CivilDate, SchoolId } from '@contract/primitives'
import type { ImagesFigures, retention, RetentionRule, RetentionRuleFacts, WhatIf } from '@contract/retention'
import type { Handlers } from '@contract/rpc'
import { allRules, type RuleRow } from '@db/repo/retention'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { entityOf, setChanged } from '@vault/entity'
import { asTenant } from '@vault/opened'
import { fileOf } from '../consents'
import { ruleKind } from './events-retention'
import { breachesOf } from './handlers-breaches'
import { takeDownsOf } from './handlers-take-downs'
import { rulesFor, type RuleKnown } from './rules/retention'
import { whatIf } from './rules/what-if'
import { Pictures } from './standing'

export const rulesHandlers: Handlers<
  Pick<
    typeof retention,
    'images.rules' | 'images.saveRule' | 'images.adoptDefaults' | 'images.whatIf' | 'images.figures'
  >,
  Ctx
> = {
  'images.rules': ({ school }, ctx) => rulesOf(ctx.tenant(school), ctx),

  'images.saveRule': ({ school, rule, facts, reason }, ctx) => {
    const tenant = ctx.tenant(school)
    const before = rule === null ? null : ruleIn(tenant, rule)
    refuseSenseless(facts, before?.facts ?? null, ctx.today())
    const id = before?.id ?? ctx.newId()
    const drafts = setChanged(ruleKind, id, before?.facts ?? null, facts)
    if (drafts.length > 0) ctx.append(tenant, drafts, { reason })
    return ruleOf(ruleIn(tenant, id), countsOf(tenant, ctx))
  },

  'images.adoptDefaults': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    const today = ctx.today()
    const own = allRules(tenant.db)
    const answered = new Set(own.filter((row) => isInForce(row, today)).map(({ facts }) => facts.imageClass))
    const known = new Set(own.map(({ id }) => id))
    const adopted = allRules(ctx.trust().db).filter(
      (row) => isInForce(row, today) && !answered.has(row.facts.imageClass),
    )
    const drafts = adopted.flatMap(({ id: from, facts }) => {
      // The same on every PC, so that two that adopt apart have one rule; unless the school has made another of it.
      const same = entityOf('images.rule', school, from)
      return setChanged(ruleKind, known.has(same) ? ctx.newId() : same, null, facts)
    })
    if (drafts.length > 0) ctx.append(tenant, drafts, { reason: ADOPTED })
    return rulesOf(tenant, ctx)
  },

  'images.whatIf': ({ school, rule, facts }, ctx) => tryOut(fileOf(school, ctx), rule, facts, ctx),

  'images.figures': (_input, ctx) =>
    ctx
      .schools()
      .filter(({ id }) => ctx.may('images.schedule', asTenant(id)) !== null)
      .map(({ id, tenant }) => ({ school: id, counts: tenant === null ? null : figuresOf(tenant, id, ctx) })),
}

const ADOPTED = 'Taken over from the defaults of the trust'

/** Months below which every picture of a pupil would be due on the day it is taken. */
const LEAST_FROM_BIRTH = 36

const isInForce = ({ facts: { retiredOn } }: RuleRow, on: CivilDate): boolean => retiredOn === null || on < retiredOn

/** @throws Fault 'not-found' */
function ruleIn({ db }: Tenant, id: string): RuleRow {
  const row = allRules(db).find((one) => one.id === id)
  if (row === undefined)
    throw new Fault('not-found', 'There is no such retention rule. Nothing was changed. Open the schedule again.')
  return row
}

/** @throws Fault 'bad-input' for a period that nobody can mean, or an end that has passed */
function refuseSenseless(facts: RetentionRuleFacts, before: RetentionRuleFacts | null, today: CivilDate): void {
  const { trigger, months, retiredOn } = facts
  if (trigger === 'CAPTURE' && months === 0) {
    throw new Fault(
      'bad-input',
      'Pictures would be due on the day they are taken. Nothing was saved. Enter at least one month.',
    )
  }
  if (trigger === 'BIRTH' && months < LEAST_FROM_BIRTH) {
    throw new Fault(
      'bad-input',
      `A pupil at school is older than that, so every picture would be due at once. Nothing was saved. Enter at least ${LEAST_FROM_BIRTH} months from birth.`,
    )
  }
  if (retiredOn === null || retiredOn === before?.retiredOn) return
  if (retiredOn < today) {
    throw new Fault(
      'bad-input',
      `${dateWords(retiredOn)} has passed, and what the rule said until today stays true. Nothing was saved. Enter today or a later day.`,
    )
  }
  if (before === null && retiredOn === today) {
    throw new Fault(
      'bad-input',
      'A new rule that ends today never counts. Nothing was saved. Leave its end empty, or enter a later day.',
    )
  }
}

/** By class, the one for any class last; then by label. */
function rulesOf(tenant: Tenant, ctx: Ctx): RetentionRule[] {
  const counts = countsOf(tenant, ctx)
  return allRules(tenant.db)
    .map((row) => ruleOf(row, counts))
    .sort(
      (a, b) =>
        Number(a.imageClass === null) - Number(b.imageClass === null) ||
        (a.imageClass ?? '').localeCompare(b.imageClass ?? '', 'en-GB') ||
        a.label.localeCompare(b.label, 'en-GB') ||
        (a.id < b.id ? -1 : 1),
    )
}

const ruleOf = ({ id, facts }: RuleRow, counts: ReadonlyMap<string, number>): RetentionRule => ({
  ...{ ...facts, id },
  sets: counts.get(id) ?? 0,
})

/** Sets each rule applies to today, alone or with another; those that are gone not among them. The trust has none. */
function countsOf(tenant: Tenant, ctx: Ctx): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  if (tenant.kind === 'trust') return counts
  const { sets, rules, on } = new Pictures(tenant, ctx)
  for (const { known } of sets) {
    if (known.disposal === 'DISPOSED') continue
    for (const { id } of rulesFor(known, rules, on) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** Changes told at once; the numbers count all of them. */
const MOST_CHANGES = 500

function tryOut(tenant: Tenant, rule: string | null, facts: RetentionRuleFacts, ctx: Ctx): WhatIf {
  const id = rule === null ? ctx.newId() : ruleIn(tenant, rule).id
  const pictures = new Pictures(tenant, ctx)
  const { label, imageClass, trigger, months, windowMonths, retiredOn } = facts
  const known: RuleKnown = { id, label, imageClass, trigger, months, windowMonths, retiredOn }
  const after = rule === null ? [...pictures.rules, known] : pictures.rules.map((one) => (one.id === id ? known : one))
  const sets = pictures.sets.map(({ known: set, row }) => ({ ...set, id: row.id, title: row.facts.title }))
  const changes = whatIf(sets, pictures.rules, after, pictures.on)
  const isToldTitles = ctx.may('images.read', tenant.id) !== null
  return {
    sets: sets.filter(({ disposal }) => disposal !== 'DISPOSED').length,
    changes: changes.slice(0, MOST_CHANGES).map(({ set, before, after: would, newlyDue }) => ({
      ...{ set: set.id, title: isToldTitles ? set.title : '' },
      ...{ before: before.dueOn, after: would.dueOn, dueNow: newlyDue },
    })),
    changed: changes.length,
    dueNow: changes.filter(({ newlyDue }) => newlyDue).length,
  }
}

function figuresOf(tenant: Tenant, school: SchoolId, ctx: Ctx): ImagesFigures['counts'] {
  const pictures = new Pictures(tenant, ctx)
  const kept = pictures.sets.filter(({ known }) => known.disposal !== 'DISPOSED')
  const counted = (state: string): number => kept.filter(({ retention: { state: is } }) => is === state).length
  const overdue = kept.filter(({ retention: { state } }) => state === 'OVERDUE')
  const takeDowns = takeDownsOf(pictures, school, ctx)
  return {
    sets: kept.length,
    ...{ due: counted('DUE'), overdue: overdue.length, onHold: counted('ON_HOLD'), noRule: counted('NO_RULE') },
    ...{ takeDowns: takeDowns.length, takeDownsOverdue: takeDowns.filter((one) => one.overdue).length },
    breachesOpen: breachesOf(pictures, ctx).filter(({ decision }) => decision === null).length,
    oldestOverdue: overdue.map(({ retention: { disposeBy } }) => disposeBy).sort()[0] ?? null,
  }
}
