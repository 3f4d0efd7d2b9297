import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/primitives'
import { agreementFacts, clause, clauseId, makeTexts, TODAY, versionFacts } from '../support/agreements/texts'

const day = (text: string): CivilDate => CivilDate.parse(text)
const reason = 'Asked for by the head'
const DAY_MS = 86_400_000

describe('a draft version', () => {
  it('goes through review by another person to an issue that nothing changes any more', async () => {
    const { call, school, add, as } = await makeTexts()
    const agreement = await add()
    const draft = await call['agreements.saveDraft']({ school, version: null, facts: versionFacts(agreement) })
    expect(draft).toMatchObject({ state: 'DRAFT', problems: [], issuedOn: null, inForce: false })
    const of = { school, version: draft.id }
    expect((await call['agreements.sendToReview'](of)).state).toBe('IN_REVIEW')
    await expect(call['agreements.sendToReview'](of)).rejects.toMatchObject({ code: 'conflict' })
    const review = { ...of, hash: draft.hash, approved: true, note: 'Reads well' }
    await expect(call['agreements.review'](review)).rejects.toMatchObject({ code: 'denied' })
    await expect(call['agreements.issue']({ ...of, hash: draft.hash })).rejects.toMatchObject({ code: 'conflict' })
    await as('second')
    expect(await call['agreements.review'](review)).toMatchObject({ state: 'APPROVED', note: 'Reads well' })
    await expect(call['agreements.review'](review)).rejects.toMatchObject({ code: 'conflict' })
    const issued = await call['agreements.issue']({ ...of, hash: draft.hash })
    expect(issued).toMatchObject({ state: 'ISSUED', hash: draft.hash, issuedOn: TODAY, inForce: true, problems: [] })
    const facts = versionFacts(agreement, { label: 'Other' })
    await expect(call['agreements.saveDraft']({ ...of, facts })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['agreements.discardDraft']({ ...of, reason })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['agreements.issue']({ ...of, hash: draft.hash })).rejects.toMatchObject({ code: 'conflict' })
    expect(await call['agreements.version'](of)).toEqual(issued)
  })

  it('loses its approval when its text changes, says whose, and has it again with the very text', async () => {
    const { call, school, add, approve } = await makeTexts()
    const agreement = await add()
    const facts = versionFacts(agreement)
    const draft = await call['agreements.saveDraft']({ school, version: null, facts })
    const of = { school, version: draft.id }
    const approved = await approve(school, draft)
    expect(approved).toMatchObject({ state: 'APPROVED', approvedOn: TODAY })
    const changed = await call['agreements.saveDraft']({ ...of, facts: { ...facts, summary: 'A word' } })
    expect(changed).toMatchObject({ state: 'DRAFT', approvedBy: null })
    expect(changed.note).toBe('The approval of Barnaby Thackwell fell away because the text was changed.')
    await expect(call['agreements.issue']({ ...of, hash: draft.hash })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['agreements.issue']({ ...of, hash: changed.hash })).rejects.toMatchObject({ code: 'conflict' })
    expect((await call['agreements.saveDraft']({ ...of, facts })).state).toBe('APPROVED')
  })

  it('is not approved by anybody who wrote a word of it, nor in a text that was not read', async () => {
    const { call, school, add, as } = await makeTexts()
    const agreement = await add()
    const facts = versionFacts(agreement)
    const draft = await call['agreements.saveDraft']({ school, version: null, facts })
    const of = { school, version: draft.id }
    await call['agreements.sendToReview'](of)
    const { hash } = await call['agreements.saveDraft']({ ...of, facts: { ...facts, label: '2026/27, A' } })
    await call['agreements.sendToReview'](of)
    await as('second')
    const read = { ...of, hash: draft.hash, approved: true, note: 'Agreed' }
    await expect(call['agreements.review'](read)).rejects.toMatchObject({ code: 'conflict' })
    await call['agreements.saveDraft']({ ...of, facts: { ...facts, label: '2026/27, B' } })
    const own = await call['agreements.sendToReview'](of)
    for (const saw of [hash, own.hash])
      await expect(call['agreements.review']({ ...read, hash: saw })).rejects.toMatchObject({ code: 'denied' })
  })

  it('goes back with what the reviewer said, and can be sent again', async () => {
    const { call, school, add, as } = await makeTexts()
    const draft = await call['agreements.saveDraft']({ school, version: null, facts: versionFacts(await add()) })
    const of = { school, version: draft.id }
    await call['agreements.sendToReview'](of)
    await as('second')
    const note = 'Say it more simply'
    const back = await call['agreements.review']({ ...of, hash: draft.hash, approved: false, note })
    expect(back).toMatchObject({ state: 'DRAFT', note })
    await as('founder')
    expect(await call['agreements.sendToReview'](of)).toMatchObject({ state: 'IN_REVIEW', note: null })
  })

  it('goes away when it is discarded', async () => {
    const { call, school, add } = await makeTexts()
    const agreement = await add()
    const { id: version } = await call['agreements.saveDraft']({
      school,
      version: null,
      facts: versionFacts(agreement),
    })
    expect(await call['agreements.discardDraft']({ school, version, reason })).toEqual([])
    await expect(call['agreements.version']({ school, version })).rejects.toMatchObject({ code: 'not-found' })
    const again = { school, version, facts: versionFacts(agreement) }
    await expect(call['agreements.saveDraft'](again)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is refused with one clause twice, an audience classed twice, another agreement, or a template it has none of', async () => {
    const { call, school, add } = await makeTexts()
    const [agreement, other] = [await add(), await add({ title: 'Another' })]
    const { id } = await call['agreements.saveDraft']({ school, version: null, facts: versionFacts(agreement) })
    const save = (version: string | null, change: object, of = agreement) =>
      call['agreements.saveDraft']({ school, version, facts: versionFacts(of, change) })
    const change = { audience: 'KS2', change: 'INFORM' }
    for (const wrong of [
      { clauses: [clause('1'), clause('1')] },
      { changes: [change, change] },
      { templateVersion: id },
    ])
      await expect(save(null, wrong)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(save(id, {}, other)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(save(null, {}, clauseId('a'))).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what keeps a version from being issued', () => {
  it('is told in words, and holds it back from review', async () => {
    const { call, school, add, issue } = await makeTexts()
    const agreement = await add({ audiences: ['KS2', 'PARENT'] })
    await issue(school, versionFacts(agreement))
    const both = (change: 'WORDING' | 'INFORM' | 'RESIGN') =>
      (['KS2', 'PARENT'] as const).map((audience) => ({ audience, change }))
    const later = {
      label: '2026/27, 2',
      effectiveFrom: day('2026-11-01'),
      summary: 'A clause',
      changes: both('INFORM'),
    }
    const problems = async (change: object) => {
      const facts = versionFacts(agreement, { ...later, ...change })
      const draft = await call['agreements.saveDraft']({ school, version: null, facts })
      const sent = call['agreements.sendToReview']({ school, version: draft.id })
      if (draft.problems.length > 0) await expect(sent).rejects.toMatchObject({ code: 'conflict' })
      else expect((await sent).state).toBe('IN_REVIEW')
      return draft.problems
    }
    expect(await problems({})).toEqual([])
    expect(await problems({ changes: both('WORDING'), summary: '' })).toEqual([])
    expect(await problems({ label: ' 2026/27 ' })).toEqual([
      'Version “2026/27” was issued already. Choose another label.',
    ])
    expect(await problems({ effectiveFrom: day('2026-09-30') })).toEqual([
      'It would be in force before version “2026/27”, which is in force now. Choose a later day.',
    ])
    expect(await problems({ effectiveFrom: TODAY })).toEqual([
      'Version “2026/27” is in force from the same day. Choose another day.',
    ])
    expect(await problems({ changes: both('INFORM').slice(0, 1) })).toEqual([
      'Say what the change asks of parents and carers.',
    ])
    expect(await problems({ changes: both('RESIGN'), summary: '' })).toEqual([
      'Say in the summary what changed, for those who are told or sign again.',
    ])
    const [one, two] = [clause('1'), clause('2')]
    for (const clauses of [[one], [one, two, clause('3')], [one, clause('3')]]) {
      expect(await problems({ clauses, changes: both('WORDING') })).toEqual([
        'A clause was added or removed, which is more than wording for key stage 2, parents and carers: choose inform or sign again.',
      ])
      expect(await problems({ clauses })).toEqual([])
    }
  })

  it.each(['We are {school name}.', 'Phones are kept [insert where].', 'Day: TBC', 'Call [INSERT] first'])(
    'is a place left to fill in: %s',
    async (text) => {
      const { call, school, add } = await makeTexts()
      const facts = versionFacts(await add(), { clauses: [clause('1'), clause('2', { text })] })
      const { problems } = await call['agreements.saveDraft']({ school, version: null, facts })
      expect(problems).toEqual([expect.stringMatching(/^Clause 2 still holds “.+”\. Fill it in\.$/)])
    },
  )
})

describe('agreements of a school', () => {
  it('tell the version in force and the one to come as the days go by', async () => {
    const { vault, call, school, add, issue } = await makeTexts()
    const agreement = await add()
    const first = await issue(school, versionFacts(agreement))
    const next = await issue(
      school,
      versionFacts(agreement, {
        ...{ label: '2', effectiveFrom: day('2026-10-05'), summary: 'Sign again' },
        changes: [{ audience: 'KS2', change: 'RESIGN' }],
      }),
    )
    const shown = async () => (await call['agreements.list']({ school }))[0]
    expect(await shown()).toMatchObject({
      ...{ versions: 2, drafts: 0, inForce: { id: first.id, label: '2026/27', since: TODAY } },
      coming: { id: next.id, label: '2', from: '2026-10-05' },
    })
    vault.advance(4 * DAY_MS)
    expect(await shown()).toMatchObject({ inForce: { id: next.id }, coming: null })
    const versions = await call['agreements.versions']({ school, agreement })
    expect(versions.map(({ id, inForce }) => [id, inForce])).toEqual([
      [next.id, true],
      [first.id, false],
    ])
  })

  it.each<[string, Parameters<typeof agreementFacts>[0]]>([
    ['a child who would sign for staff', { audiences: ['STAFF_VOLUNTEER'], signers: 'CHILD', childFrom: null }],
    ['an adult of the school for a family', { signers: 'ADULT', childFrom: null }],
    ['a translation without its language', { variant: 'TRANSLATION' }],
    ['a language without a translation', { language: 'Polish' }],
    ['months that are not counted', { validity: 'MONTHS' }],
    ['months that nobody asked for', { months: 6 }],
    ['a year from which the child signs alone', { signers: 'CHILD' }],
    ['an audience twice', { audiences: ['KS2', 'KS2'] }],
  ])('refuse %s', async (_what, change) => {
    const { call, school } = await makeTexts()
    const adding = call['agreements.add']({ school, facts: agreementFacts(change) })
    await expect(adding).rejects.toMatchObject({ code: 'bad-input' })
    expect(await call['agreements.list']({ school })).toEqual([])
  })

  it('refuse another form of nothing, and a template that is not there', async () => {
    const { call, school, add } = await makeTexts()
    for (const change of [{ variantOf: clauseId('a') }, { template: clauseId('b') }])
      await expect(add(change)).rejects.toMatchObject({ code: 'not-found' })
    const agreement = await add()
    const itself = { school, agreement, facts: agreementFacts({ variantOf: agreement }), reason }
    await expect(call['agreements.edit'](itself)).rejects.toMatchObject({ code: 'not-found' })
    const edited = await call['agreements.edit']({
      ...itself,
      facts: agreementFacts({ signers: 'PARENT', childFrom: null }),
    })
    expect(edited).toMatchObject({ id: agreement, signers: 'PARENT' })
  })

  it('have the usual years until the school sets its own, each year in one audience', async () => {
    const { call, school } = await makeTexts()
    const usual = await call['agreements.settings']({ school })
    expect(usual.years.map(({ audience, range }) => [audience, range.from, range.to])).toEqual([
      ['EARLY_YEARS_KS1', 'E1', '2'],
      ['KS2', '3', '6'],
      ['KS3_UP', '7', '11'],
      ['SIXTH_FORM', '12', '14'],
    ])
    const years = (...ranges: (readonly ['KS2' | 'KS3_UP', string, string])[]) => ({
      years: ranges.map(([audience, from, to]) => ({ audience, range: { from, to } })),
    })
    const setYears = (settings: object) =>
      call['agreements.setSettings']({ school, settings: settings as typeof usual, reason }) // Checked on the way in.
    for (const wrong of [
      years(['KS2', '6', '3']),
      years(['KS2', '3', '7'], ['KS3_UP', '7', '11']),
      years(['KS2', '3', '4'], ['KS2', '5', '6']),
      years(['KS2', 'X', '6']),
    ])
      await expect(setYears(wrong)).rejects.toMatchObject({ code: 'bad-input' })
    const own = years(['KS2', '3', '5'], ['KS3_UP', 'X', 'X'])
    expect(await setYears(own)).toEqual(own)
    expect(await call['agreements.settings']({ school })).toEqual(own)
  })

  it('compare any two versions clause by clause', async () => {
    const { call, school, add } = await makeTexts()
    const agreement = await add()
    const save = (change: object) =>
      call['agreements.saveDraft']({ school, version: null, facts: versionFacts(agreement, change) })
    const [before, after] = [
      await save({}),
      await save({ label: '2', clauses: [clause('1', { text: 'Text of clause one.' }), clause('3')] }),
    ]
    const compared = await call['agreements.compare']({ school, before: before.id, after: after.id })
    expect(compared.clauses.map(({ clause: id, change }) => [id[0], change])).toEqual(
      expect.arrayContaining([
        ['1', 'CHANGED'],
        ['2', 'REMOVED'],
        ['3', 'ADDED'],
      ]),
    )
    expect([compared.before.id, compared.after.id]).toEqual([before.id, after.id])
  })
})
