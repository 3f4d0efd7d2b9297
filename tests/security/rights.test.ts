import { expect, test } from 'vitest'
import { ACTIONS, ROLES, type Action, type CivilDate, type Role, type SchoolId } from '@contract/index'
import { mayEnter, roleFor, type HeldGrant } from '@vault/rights'

/** The published table, written down on its own: a cross stands where the role has the right. */
const PUBLISHED = `
                       TSL PL DSL DDSL HEAD OFFICE IT DPO GOV
trust.read              x  x   x   x    x     x    x   x   x
trust.manage            x
people.read             x  x   x   x    x     x    x   x
people.manage           x                          x
schools.read            x  x   x   x    x     x    x   x   x
schools.edit            x  x   x        x          x
posts.edit              x  x   x   x    x
matrices.read           x  x   x   x    x     x        x   x
matrices.edit           x  x   x   x
matrices.map            x  x   x   x
matrices.approve        x               x
catalogue.edit          x  x
pupils.read             x      x   x    x     x        x
pupils.edit             x      x   x          x
pupils.protect                 x   x
pupils.reasons                 x   x    x
pupils.subject          x      x   x    x              x
pupils.erase                                           x
consents.figures        x  x   x   x    x     x        x   x
consents.read           x      x   x    x     x        x
consents.ask            x      x   x    x     x        x
consents.record         x      x   x          x
consents.design         x  x   x
consents.settle         x      x   x    x
consents.overrule                                      x
consents.exportNames    x      x   x                   x
entry.key               x      x   x          x
checklists.make         x      x   x    x     x
imports.run             x      x   x          x
images.schedule         x  x   x   x    x     x        x   x
images.read             x      x   x    x     x        x
images.keep             x      x   x          x
images.publish          x      x   x    x     x
images.breach           x      x   x                   x
images.rules            x  x   x
images.hold             x      x   x    x              x
images.dispose          x      x   x          x
images.approve          x      x   x    x              x
agreements.read         x  x   x   x    x     x    x   x   x
agreements.figures      x  x   x   x    x     x        x   x
agreements.edit         x  x   x
agreements.approve      x      x        x
agreements.see          x      x   x    x     x    x   x
agreements.sign         x      x   x          x
agreements.grant        x      x   x    x          x
agreements.export       x      x   x          x    x
reading.see             x  x   x   x    x              x
reading.review          x  x   x   x
comparison.read         x  x   x   x    x              x   x
comparison.annotate     x  x   x   x    x
history.read            x  x   x   x    x          x   x
history.undo            x  x   x   x
export.plain            x  x   x   x    x     x        x
kit.print               x                          x
`
const COLUMNS: readonly (readonly [Role, number])[] = [
  ['TRUST_SAFEGUARDING_LEAD', 24],
  ['POLICY_LEAD', 27],
  ['DSL', 31],
  ['DDSL', 35],
  ['HEAD', 40],
  ['OFFICE_STAFF', 46],
  ['IT', 51],
  ['DPO', 55],
  ['GOVERNOR', 59],
]

const lines = PUBLISHED.split('\n').filter((line) => /^[a-z]/.test(line))
const published = new Map(
  lines.map((line) => [
    line.split(' ')[0] ?? '',
    new Set(COLUMNS.filter(([, at]) => line.charAt(at) === 'x').map(([role]) => role)),
  ]),
)
const has = (role: Role, action: Action): boolean => published.get(action)?.has(role) ?? false

const HERE = 'a'.repeat(32) as SchoolId
const ELSEWHERE = 'b'.repeat(32) as SchoolId
const day = (date: string) => date as CivilDate
const TODAY = day('2026-10-01')

/** Where a role is granted, and what a call may be about. Null: the whole trust. */
const PLACES = [HERE, ELSEWHERE, null] as const
const ABOUT = [HERE, null] as const

/** Grants around today: some hold, some do not. */
const SPANS = [
  { from: '2026-10-01', until: '2026-10-01', holds: true },
  { from: '2026-10-01', until: null, holds: true },
  { from: '2020-01-01', until: '2026-10-01', holds: true },
  { from: '2020-01-01', until: null, holds: true },
  { from: '2026-10-02', until: null, holds: false },
  { from: '2020-01-01', until: '2026-09-30', holds: false },
] as const

const grant = (
  role: Role,
  school: SchoolId | null,
  span: { from: string; until: string | null } = SPANS[1],
): HeldGrant => ({
  role,
  school,
  from: day(span.from),
  until: span.until === null ? null : day(span.until),
})

test('the published table names every action and every role when it is read', () => {
  expect([...published.keys()].sort()).toEqual([...ACTIONS].sort())
  expect(COLUMNS.map(([role]) => role)).toEqual([...ROLES])
  expect([...published.values()].reduce((sum, roles) => sum + roles.size, 0)).toBe(
    (PUBLISHED.match(/ x/g) ?? []).length,
  )
})

test('gives each right exactly where the published table does, for every role, action, place and span', () => {
  let cells = 0
  for (const role of ROLES)
    for (const action of ACTIONS)
      for (const place of PLACES)
        for (const about of ABOUT)
          for (const span of SPANS) {
            const shared = about === null && (action.endsWith('.read') || action === 'export.plain')
            const covers = place === null || place === about || shared
            const expected = span.holds && covers && has(role, action) ? role : null
            expect(
              roleFor([grant(role, place, span)], action, about, TODAY),
              `${role} ${action} ${place} ${about}`,
            ).toBe(expected)
            cells += 1
          }
  expect(cells).toBe(9 * 54 * 3 * 2 * 6)
})

test('gives nothing when no role is held', () => {
  for (const action of ACTIONS) for (const about of ABOUT) expect(roleFor([], action, about, TODAY)).toBeNull()
})

test('names the role of the school itself before one of the trust when both give the right', () => {
  const both = [grant('TRUST_SAFEGUARDING_LEAD', null), grant('DSL', HERE)]
  expect(roleFor(both, 'matrices.edit', HERE, TODAY)).toBe('DSL')
  expect(roleFor(both, 'matrices.edit', ELSEWHERE, TODAY)).toBe('TRUST_SAFEGUARDING_LEAD')
  expect(roleFor(both, 'matrices.edit', null, TODAY)).toBe('TRUST_SAFEGUARDING_LEAD')
})

test('names the strongest role when several of one place give the right', () => {
  const several = [grant('GOVERNOR', HERE), grant('DDSL', HERE), grant('DSL', HERE)]
  expect(roleFor(several, 'matrices.read', HERE, TODAY)).toBe('DSL')
  expect(roleFor([...several].reverse(), 'matrices.read', HERE, TODAY)).toBe('DSL')
})

test('adds rights of several roles and never takes any away', () => {
  const pair = [grant('GOVERNOR', null), grant('IT', HERE)]
  for (const action of ACTIONS) {
    const either = pair.some((one) => roleFor([one], action, HERE, TODAY) !== null)
    expect(roleFor(pair, action, HERE, TODAY) !== null).toBe(either)
  }
})

test('lets a person enter a school when a role for it or for the trust holds today', () => {
  expect(mayEnter([grant('GOVERNOR', HERE)], HERE, TODAY)).toBe(true)
  expect(mayEnter([grant('GOVERNOR', null)], HERE, TODAY)).toBe(true)
  expect(mayEnter([grant('GOVERNOR', ELSEWHERE)], HERE, TODAY)).toBe(false)
  expect(mayEnter([grant('GOVERNOR', ELSEWHERE)], null, TODAY)).toBe(true)
  expect(mayEnter([grant('GOVERNOR', HERE, SPANS[4])], HERE, TODAY)).toBe(false)
  expect(mayEnter([], null, TODAY)).toBe(false)
})
