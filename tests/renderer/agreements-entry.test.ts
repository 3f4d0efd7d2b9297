import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AgreementSettings, CivilDate, CLAUSE_CHANGES, PUPIL_AUDIENCES, VersionFacts, YEAR_CODES } from '@contract'
import {
  agreementEntry,
  readAgreement,
  readYears,
  signersFor,
  yearsEntry,
} from '@renderer/features/agreements/agreement-entry'
import { isChange, shownIn, stepTo } from '@renderer/features/agreements/comparison-view'
import {
  draftAfter,
  followedBy,
  freeLabel,
  readVersion,
  versionEntry,
} from '@renderer/features/agreements/version-entry'
import { SYMBOLS } from '@renderer/features/agreements/text-words'
import { SYMBOL_NAMES } from '../../src-main/features/forms/symbols'
import { aClause, aDifference, anAgreement, aVersion, inForce } from './agreements-samples'
import { id } from './support/samples'

const day = (text: string) => CivilDate.parse(text)

describe('an agreement in the form', () => {
  test('comes back as it was when shown and read again', () => {
    const agreements = [
      anAgreement(1),
      anAgreement(2, { validity: 'MONTHS', months: 18, signers: 'CHILD', childFrom: null }),
      anAgreement(3, { variant: 'TRANSLATION', language: 'Polish', variantOf: id(9001), template: id(9020) }),
      anAgreement(4, { audiences: ['VISITOR', 'SUPPLY'], signers: 'ADULT', childFrom: null, validity: 'VISIT' }),
    ]
    for (const agreement of agreements) {
      const { facts } = readAgreement(agreementEntry(agreement))
      expect(agreement).toMatchObject(facts ?? { title: 'was not read' })
    }
  })

  test.each([
    [['KS2'], ['CHILD', 'PARENT', 'BOTH']],
    [
      ['PARENT', 'GOVERNOR'],
      ['CHILD', 'PARENT', 'BOTH'],
    ],
    [['GOVERNOR'], ['ADULT']],
    [['DEVICE_LOAN'], ['CHILD', 'PARENT', 'BOTH', 'ADULT']],
    [
      ['DEVICE_LOAN', 'STAFF_VOLUNTEER'],
      ['CHILD', 'PARENT', 'BOTH', 'ADULT'],
    ],
  ] as const)('of %j one of %j signs', (audiences, signers) => {
    expect(signersFor(audiences)).toEqual(signers)
  })

  test('years never overlap once they are read, and every refusal names an audience', () => {
    const year = fc.option(fc.constantFrom(...YEAR_CODES.filter((code) => code !== 'X')), { nil: '' as const })
    const range = fc.record({ from: year, to: year })
    fc.assert(
      fc.property(fc.tuple(range, range, range, range), (ranges) => {
        const entry = yearsEntry({ years: [] })
        PUPIL_AUDIENCES.forEach((audience, at) => Object.assign(entry[audience], ranges[at]))
        const { settings, errors } = readYears(entry)
        if (settings === null) {
          expect(Object.keys(errors).length).toBeGreaterThan(0)
          return
        }
        expect(AgreementSettings.safeParse(settings).success).toBe(true)
        const covered = settings.years.flatMap(({ range: { from, to } }) =>
          YEAR_CODES.slice(YEAR_CODES.indexOf(from), YEAR_CODES.indexOf(to) + 1),
        )
        expect(new Set(covered).size).toBe(covered.length)
        expect(readYears(yearsEntry(settings)).settings).toEqual(settings)
      }),
    )
  })
})

test('the pictures offered are those there is a drawing for in print', () => {
  expect([...SYMBOLS].sort()).toEqual([...SYMBOL_NAMES].sort())
})

describe('a draft in the form', () => {
  test('comes back as it was when shown and read again', () => {
    const saved = aVersion(2, {
      clauses: [aClause(1, { symbol: 'ask' }), aClause(2, { local: true, text: '[insert the text]' })],
      changes: [{ audience: 'KS2', change: 'INFORM' }],
      summary: 'Shorter.',
      templateVersion: id(9300),
    })
    const { facts, errors } = readVersion(versionEntry(saved), saved, ['KS2'], false)
    expect(saved).toMatchObject(facts)
    expect(errors).toEqual({})
  })

  test('whatever is typed can be saved, and no word of it is left out', () => {
    const saved = aVersion(2)
    const clause = fc.record({
      id: fc.constantFrom(...[1, 2, 3, 4, 5, 6].map((n) => id(9500 + n))),
      heading: fc.string({ maxLength: 200 }),
      text: fc.string({ maxLength: 300 }),
      local: fc.boolean(),
      symbol: fc.string({ maxLength: 40 }),
    })
    const entry = fc.record({
      label: fc.string({ maxLength: 200 }),
      clauses: fc.uniqueArray(clause, { minLength: 1, maxLength: 6, selector: (one) => one.id }),
      effectiveFrom: fc.constantFrom(null, day('2027-01-04')),
      changes: fc.constant({}),
      summary: fc.string({ maxLength: 2000 }),
      tag: fc.constantFrom('', 'pl', 'no tag'),
      fixed: fc.string({ maxLength: 300 }).map((words) => ({ ...versionEntry(saved).fixed, DATE: words })),
    })
    fc.assert(
      fc.property(entry, (typed) => {
        const { facts } = readVersion(typed, saved, ['KS2'], false)
        expect(VersionFacts.safeParse(facts).error?.message).toBeUndefined()
        const kept = facts.clauses.map(({ heading, text }) => heading + text).join()
        for (const { heading, text } of typed.clauses) {
          expect(kept).toContain(heading.trim())
          expect(kept).toContain(text.trim())
        }
      }),
    )
  })

  test('a clause that was saved stays when it is emptied; an empty new one waits for its first word', () => {
    const saved = aVersion(2)
    const entry = versionEntry(saved)
    Object.assign(entry.clauses[0] ?? {}, { heading: '', text: ' ' })
    entry.clauses.push({ id: id(9509), heading: '', text: '', local: false, symbol: '' })
    const { clauses } = readVersion(entry, saved, ['KS2'], false).facts
    expect(clauses.map((one) => one.id)).toEqual([id(9501), id(9502), id(9503)])
    expect(clauses[0]).toMatchObject({ heading: '', text: '[insert the text]' })
  })

  test('classes of audiences the agreement has no more are left out, and all of them of a first version', () => {
    const saved = aVersion(2, {
      changes: [
        { audience: 'KS2', change: 'RESIGN' },
        { audience: 'GOVERNOR', change: 'INFORM' },
      ],
    })
    expect(readVersion(versionEntry(saved), saved, ['KS2'], false).facts.changes).toEqual([
      { audience: 'KS2', change: 'RESIGN' },
    ])
    expect(readVersion(versionEntry(saved), saved, ['KS2'], true).facts.changes).toEqual([])
  })

  test('follows the issued version in force on its day', () => {
    const later = aVersion(3, { state: 'ISSUED', effectiveFrom: '2026-09-01' })
    const all = [aVersion(4), inForce, later]
    const on = (date: string) => followedBy(all, { id: id(9104), effectiveFrom: day(date) })?.id ?? null
    expect([on('2025-08-31'), on('2025-09-01'), on('2026-08-31'), on('2026-09-01')]).toEqual([
      ...[null, inForce.id, inForce.id, later.id],
    ])
    expect(followedBy([inForce], inForce)).toBeNull()
  })

  test('a new one carries the newest issued words and always fits the contract', () => {
    const newest = aVersion(3, { state: 'ISSUED', effectiveFrom: '2027-09-01', templateVersion: id(9300) })
    const facts = draftAfter({ id: id(9001) }, [aVersion(4), newest, inForce], day('2026-11-30'))
    expect(facts).toMatchObject({ clauses: newest.clauses, templateVersion: id(9300), effectiveFrom: '2027-09-02' })
    expect(VersionFacts.safeParse(facts).success).toBe(true)
    const first = draftAfter({ id: id(9001) }, [], day('2026-08-31'))
    expect(VersionFacts.safeParse(first).success).toBe(true)
    expect(first).toMatchObject({ label: '2025/26', effectiveFrom: '2026-08-31', templateVersion: null })
  })

  test('its label is one nobody used', () => {
    expect(freeLabel('2026/27', [])).toBe('2026/27')
    expect(freeLabel('2026/27', ['2026/27', '2026/27, 2'])).toBe('2026/27, 3')
  })
})

describe('changes one after another', () => {
  const differences = fc
    .array(fc.constantFrom(...CLAUSE_CHANGES), { maxLength: 30 })
    .map((changes) => changes.map((change, at) => aDifference(at + 1, change)))

  test('forward from the top reaches each change once, and back again', () => {
    fc.assert(
      fc.property(differences, (clauses) => {
        const walk = (by: 1 | -1, from: string | null) => {
          const seen: string[] = []
          for (let at = stepTo(clauses, from, by); at !== null; at = stepTo(clauses, at, by)) seen.push(at)
          return seen
        }
        const forward = walk(1, null)
        expect(forward).toEqual(clauses.filter(isChange).map(({ clause }) => clause))
        const last = forward.at(-1)
        if (last !== undefined) expect(walk(-1, last)).toEqual(forward.slice(0, -1).reverse())
      }),
    )
  })

  test('changes only shows every change and counts the rest', () => {
    fc.assert(
      fc.property(differences, (clauses) => {
        const shown = shownIn(clauses, 'CHANGES')
        const left = shown.reduce((sum, one) => sum + ('unchanged' in one ? one.unchanged : 1), 0)
        expect(left).toBe(clauses.length)
        expect(shown.filter((one) => 'clause' in one)).toHaveLength(clauses.filter(isChange).length)
      }),
    )
  })
})
