import { describe, expect, it } from 'vitest'
import type { Version } from '@contract/agreements'
import { CivilDate } from '@contract/primitives'
import {
  agreementFacts,
  clause,
  clauseId,
  makeTexts,
  TODAY,
  versionFacts,
  type Texts,
} from '../support/agreements/texts'

const day = (text: string): CivilDate => CivilDate.parse(text)
const later = day('2026-10-05')

/** A school with an agreement made from the trust's template, its draft not yet filled in. */
async function adopted() {
  const made = await makeTexts()
  const template = await made.template()
  const { id: agreement } = await made.call['agreements.adopt']({ school: made.school, template: template.id })
  const [draft] = await made.call['agreements.versions']({ school: made.school, agreement })
  if (draft === undefined) throw new Error('There is no draft')
  return { ...made, template, agreement, draft }
}

/** Saves the draft with other clauses. */
const saving = (
  { call, school }: Pick<Texts, 'call' | 'school'>,
  { id, agreement, templateVersion }: Version,
  clauses: Version['clauses'],
) => call['agreements.saveDraft']({ school, version: id, facts: versionFacts(agreement, { clauses, templateVersion }) })

const own = { local: true } as const

describe('a school’s text from a template', () => {
  it('is a draft with the trust’s text, whose open parts keep it from review until they are filled', async () => {
    const made = await adopted()
    const { call, school, draft, agreement, template } = made
    expect(draft).toMatchObject({
      templateVersion: template.version.id,
      clauses: template.version.clauses,
      state: 'DRAFT',
    })
    expect(draft.problems).toEqual(['Clause 2 still holds “[insert how]”. Fill it in.'])
    expect(template.version.problems).toEqual([])
    const filled = [clause('1'), clause('2', { ...own, text: 'In the office.' }), clause('3'), clause('4', own)]
    expect((await saving(made, draft, filled)).problems).toEqual([])
    expect(await call['agreements.list']({ school })).toMatchObject([
      { id: agreement, template: template.id, drafts: 1, versions: 0, inForce: null, templateNewer: false },
    ])
    const again = call['agreements.adopt']({ school, template: template.id })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each<[string, Version['clauses'], string]>([
    ['other words', [clause('1', { text: 'Other.' }), clause('3')], '“Heading 1”'],
    ['another heading', [clause('1'), clause('3', { heading: 'Mine' })], '“Heading 3”'],
    ['a clause made the school’s own', [clause('1', own), clause('3')], '“Heading 1”'],
    ['a clause left out', [clause('3')], '“Heading 1”'],
    ['an own clause that is not marked', [clause('1'), clause('3'), clause('4')], '“Heading 4”'],
    ['a filled part that is not marked', [clause('1'), clause('2', { text: 'Mine' }), clause('3')], '“Heading 2”'],
  ])('is refused with %s, naming the clause', async (_what, clauses, named) => {
    const made = await adopted()
    const saved = saving(made, made.draft, clauses)
    await expect(saved).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining(named) })
    expect(await made.call['agreements.version']({ school: made.school, version: made.draft.id })).toEqual(made.draft)
  })

  it('cannot let go of the template, nor carry a version that was not issued', async () => {
    const { call, school, agreement, draft } = await adopted()
    for (const templateVersion of [null, clauseId('a'), draft.id]) {
      const facts = versionFacts(agreement, { templateVersion })
      await expect(call['agreements.saveDraft']({ school, version: draft.id, facts })).rejects.toMatchObject({
        code: 'bad-input',
      })
    }
    const edit = { school, agreement, facts: agreementFacts({ template: null }), reason: 'We want our own' }
    await expect(call['agreements.edit'](edit)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('comes from an issued template, and a trust adopts none', async () => {
    const { call, school, trust } = await makeTexts()
    const { id } = await call['agreements.add']({ school: trust, facts: agreementFacts() })
    await expect(call['agreements.adopt']({ school, template: id })).rejects.toMatchObject({ code: 'conflict' })
    const none = { school, template: clauseId('a') }
    await expect(call['agreements.adopt'](none)).rejects.toMatchObject({ code: 'not-found' })
    await expect(call['agreements.adopt']({ school: trust, template: id })).rejects.toMatchObject({ code: 'bad-input' })
    const chained = { school: trust, facts: agreementFacts({ template: id }) }
    await expect(call['agreements.add'](chained)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('taking over a newer template', () => {
  it('brings the trust’s text and keeps the school’s own parts where they stood', async () => {
    const made = await adopted()
    const { call, school, trust, template, agreement, approve, issue, draft } = made
    const places = { ...own, text: 'In the office.' }
    const text = [clause('5', own), clause('1'), clause('4', own), clause('2', places), clause('3'), clause('6', own)]
    const saved = await saving(made, draft, text)
    await approve(school, saved)
    await call['agreements.issue']({ school, version: saved.id, hash: saved.hash })
    await expect(call['agreements.takeOver']({ school, agreement })).rejects.toMatchObject({ code: 'conflict' })

    const class2 = { audience: 'KS2' as const, change: 'INFORM' as const }
    const open = clause('2', { local: true, text: '[insert how]', heading: 'Where' })
    const second = { clauses: [clause('7'), clause('1', { text: 'Newer.' }), open], changes: [class2] }
    await issue(
      trust,
      versionFacts(template.id, { ...second, label: '2', effectiveFrom: later, summary: 'Seven is new' }),
    )
    const third = { ...second, clauses: [clause('7'), clause('1', { text: 'Newest.' }), open] }
    const wording = [{ ...class2, change: 'WORDING' as const }]
    const newest = await issue(
      trust,
      versionFacts(template.id, { ...third, changes: wording, label: '3', effectiveFrom: day('2026-10-06') }),
    )
    expect((await call['agreements.list']({ school }))[0]?.templateNewer).toBe(true)

    const taken = await call['agreements.takeOver']({ school, agreement })
    expect(taken).toMatchObject({ templateVersion: newest.id, label: '3', effectiveFrom: '2026-10-06', state: 'DRAFT' })
    // Told over both versions that were missed.
    expect(taken).toMatchObject({ changes: [class2], summary: 'Seven is new', problems: [] })
    expect(taken.clauses.map(({ id, text: words }) => [id[0], words])).toEqual([
      ['5', 'Text of clause 5.'],
      ['7', 'Text of clause 7.'],
      ['1', 'Newest.'],
      ['4', 'Text of clause 4.'],
      ['2', 'In the office.'],
      // The clause it followed is gone; it stays behind the nearest before that.
      ['6', 'Text of clause 6.'],
    ])
    await expect(call['agreements.takeOver']({ school, agreement })).rejects.toMatchObject({ code: 'conflict' })
    await approve(school, taken)
    await call['agreements.issue']({ school, version: taken.id, hash: taken.hash })
    expect(await call['agreements.list']({ school })).toMatchObject([
      { templateNewer: false, inForce: { id: saved.id }, coming: { id: taken.id, from: '2026-10-06' } },
    ])
  })

  it('builds on a text that is issued and still to come, and follows it', async () => {
    const { call, school, trust, template, agreement, issue, draft } = await adopted()
    const text = [clause('1'), clause('2', { ...own, text: 'In the office.' }), clause('3')]
    const { templateVersion } = draft
    await issue(school, versionFacts(agreement, { clauses: text, templateVersion }))
    const [change, newer] = [
      { changes: [{ audience: 'KS2' as const, change: 'INFORM' as const }], summary: 'Watches' },
      { clauses: template.version.clauses, label: '2', effectiveFrom: later },
    ]
    const coming = {
      clauses: [...text, clause('4', own)],
      label: '2',
      effectiveFrom: day('2026-12-01'),
      templateVersion,
    }
    await issue(school, versionFacts(agreement, { ...coming, ...change }))
    await issue(trust, versionFacts(template.id, { ...newer, ...change }))
    const taken = await call['agreements.takeOver']({ school, agreement })
    expect(taken).toMatchObject({ effectiveFrom: '2026-12-02', label: '2, 2', problems: [] })
    expect(taken.clauses.map(({ id }) => id[0])).toEqual(['1', '2', '3', '4'])
  })

  it('needs a template, and takes a label nobody used', async () => {
    const made = await adopted()
    const { call, school, trust, template, agreement, issue, draft, add } = made
    await expect(call['agreements.takeOver']({ school, agreement: await add() })).rejects.toMatchObject({
      code: 'conflict',
    })
    const label = '2027/28'
    const [one, three] = [clause('1'), clause('3')]
    const facts = versionFacts(agreement, { label, clauses: [one, three], templateVersion: draft.templateVersion })
    await call['agreements.saveDraft']({ school, version: draft.id, facts })
    const changes = [{ audience: 'KS2' as const, change: 'WORDING' as const }]
    const { clauses } = template.version
    await issue(trust, versionFacts(template.id, { label, clauses, changes, effectiveFrom: later }))
    const taken = await call['agreements.takeOver']({ school, agreement })
    // Nothing is issued here yet: it will be a first version, in force from today at the earliest.
    expect(taken).toMatchObject({ label: '2027/28, 2', effectiveFrom: later, changes: [], summary: '' })
    expect(taken.effectiveFrom > TODAY).toBe(true)
  })
})

describe('a part left to the school that stands as the trust has it', () => {
  /** A template whose open part could be signed as it is, and a school's draft of it. */
  async function plain() {
    const made = await makeTexts()
    const { id: template } = await made.call['agreements.add']({ school: made.trust, facts: agreementFacts() })
    const clauses = [clause('1'), clause('2', { ...own, text: 'Tell a teacher.' })]
    await made.issue(made.trust, versionFacts(template, { clauses }))
    const { id: agreement } = await made.call['agreements.adopt']({ school: made.school, template })
    const [draft] = await made.call['agreements.versions']({ school: made.school, agreement })
    if (draft === undefined) throw new Error('There is no draft')
    const keep = (kept: boolean, clauseOf = clauseId('2')) =>
      made.call['agreements.keepPart']({ school: made.school, version: draft.id, clause: clauseOf, kept })
    return { ...made, template, agreement, draft, keep, clauses }
  }
  const OPEN = 'Left to the school and still as the trust wrote it: “Heading 2”.'

  it('keeps the text from review until a person says it is meant, which is kept with who and when', async () => {
    const { call, school, draft, keep } = await plain()
    expect(draft.localParts).toEqual([
      { clause: clauseId('2'), heading: 'Heading 2', state: 'OPEN', by: null, on: null },
    ])
    const send = () => call['agreements.sendToReview']({ school, version: draft.id })
    await expect(send()).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining(OPEN) })
    const { person } = await call['session.state']({})
    expect((await keep(true)).localParts).toMatchObject([{ state: 'KEPT', by: person?.id, on: TODAY }])
    expect((await keep(true)).problems).toEqual([])
    expect((await send()).state).toBe('IN_REVIEW')
    const { entries } = await call['history.list']({ school, type: 'agreements.kept' })
    expect(entries).toHaveLength(1)
  })

  it('is open again once that is taken back, also after the approval', async () => {
    const { call, school, draft, keep, approve } = await plain()
    const kept = await keep(true)
    await approve(school, kept)
    expect((await keep(false)).problems).toEqual([expect.stringContaining(OPEN)])
    const issue = () => call['agreements.issue']({ school, version: draft.id, hash: draft.hash })
    await expect(issue()).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('“Heading 2”') })
    await keep(true)
    expect((await issue()).localParts).toMatchObject([{ state: 'KEPT', on: TODAY }])
  })

  it('is not approved by whoever said that it is meant', async () => {
    const { call, school, draft, keep, as } = await plain()
    await as('second')
    await keep(true)
    await as('founder')
    const { hash } = await call['agreements.sendToReview']({ school, version: draft.id })
    await as('second')
    const review = { school, version: draft.id, hash, approved: true, note: 'Read and agreed' }
    await expect(call['agreements.review'](review)).rejects.toMatchObject({ code: 'denied' })
  })

  it('stays meant in the next version with the same words, and takes the trust’s new ones', async () => {
    const { call, school, trust, template, agreement, draft, keep, approve, issue, clauses } = await plain()
    const kept = await keep(true)
    await approve(school, kept)
    await call['agreements.issue']({ school, version: kept.id, hash: kept.hash })
    const { templateVersion } = draft
    const again = { ...{ label: '2', clauses: draft.clauses, templateVersion }, effectiveFrom: later }
    const next = await call['agreements.saveDraft']({ school, version: null, facts: versionFacts(agreement, again) })
    expect(next.localParts).toMatchObject([{ state: 'KEPT' }])
    const newer = [clauses[0]!, clause('2', { ...own, text: 'Tell two teachers.' })]
    const inform = [{ audience: 'KS2' as const, change: 'INFORM' as const }]
    await issue(
      trust,
      versionFacts(template, {
        ...{ clauses: newer, label: '2', effectiveFrom: later },
        changes: inform,
        summary: 'Two',
      }),
    )
    const taken = await call['agreements.takeOver']({ school, agreement })
    expect(taken.clauses[1]?.text).toBe('Tell two teachers.')
    expect(taken.localParts).toMatchObject([{ state: 'OPEN' }])
  })

  it('is nothing to confirm where the school has its own words, or the trust left no part', async () => {
    const made = await plain()
    await expect(made.keep(true, clauseId('1'))).rejects.toMatchObject({ code: 'not-found' })
    await saving(made, made.draft, [clause('1'), clause('2', { ...own, text: 'Tell the office.' })])
    await expect(made.keep(true)).rejects.toMatchObject({ code: 'conflict' })
    await saving(made, made.draft, [clause('1')])
    await expect(made.keep(true)).rejects.toMatchObject({ code: 'not-found' })
  })
})
