import { describe, expect, it } from 'vitest'
import type { MatrixView } from '@contract/matrices'
import { CivilDate, CivilMonth, type PersonId, type SchoolId } from '@contract/primitives'
import { FOUNDER, makeVault, OTHER_PASSPHRASE, schoolFacts, type TestVault } from '../support/vault'

const day = (text: string) => CivilDate.parse(text)
const reason = 'Agreed at the safeguarding meeting'

const CAPTIONS = [
  { id: 'yes', label: 'Allowed', level: 'ALLOWED', permitting: null },
  { id: 'times', label: 'At certain times', level: 'CERTAIN_TIMES', permitting: null },
  { id: 'no', label: 'Not allowed', level: 'NOT_ALLOWED', permitting: null },
] as const
const column = (
  label: string,
  audience: 'STAFF' | 'LEARNER',
  captions: readonly (typeof CAPTIONS)[number][] = CAPTIONS,
) => ({
  group: null,
  label,
  audience,
  device: null,
  captions: [...captions],
})

/** A trust with one secondary school, and a matrix with two rows in it, still a draft. */
async function withDraft() {
  const vault = await makeVault()
  await vault.createTrust()
  const { id: school } = await vault.call['schools.create']({ facts: schoolFacts({ lowYear: '7', highYear: '13' }) })
  const tenant = school as string as MatrixCall['school']
  const created = await vault.call['matrices.create']({
    school: tenant,
    title: 'Use of technology',
    kind: 'permission',
    rowHeading: 'Activity',
    document: 'Online safety policy',
    columns: [column('Staff', 'STAFF'), column('Learners', 'LEARNER'), column('Notes', 'LEARNER', [])],
  })
  const edition = created.edition.id
  await addRow(vault, { school: tenant, edition }, 'Mobile phones may be brought to school')
  const view = await addRow(vault, { school: tenant, edition }, 'Use of social media')
  return { vault, school: tenant, schoolId: school, edition, view }
}

type MatrixCall = Parameters<TestVault['call']['matrices.open']>[0]
type Where = { readonly school: MatrixCall['school']; readonly edition: string }

const addRow = (vault: TestVault, where: Where, label: string, after: string | null = null) =>
  vault.call['matrices.addRow']({ ...where, label, group: null, after, reason })

const place = (view: MatrixView, row: number, col: number) => ({
  row: view.rows[row]?.id ?? '',
  column: view.columns[col]?.id ?? '',
})
const mark = (caption: string) => ({ marks: [{ caption, mark: 'X' }] })

/** Fills every cell, so that nothing is left to settle. */
async function fill(vault: TestVault, where: Where, view: MatrixView) {
  for (const row of view.rows) {
    for (const col of view.columns) {
      const change = col.captions.length > 0 ? mark('no') : { words: 'Not allowed' }
      await vault.call['matrices.setCell']({ ...where, row: row.id, column: col.id, change, reason })
    }
  }
}

/** A second person with the right to approve, unlocked. */
async function asHead(vault: TestVault, school: SchoolId) {
  const { id } = await vault.call['people.add']({ name: 'Barnaby Thackwell' })
  await grant(vault, id, school)
  await vault.call['people.letUnlock']({ person: id, signInName: 'barnaby', passphrase: OTHER_PASSPHRASE })
  await vault.call['session.lock']({})
  await vault.call['session.unlock']({ signInName: 'barnaby', passphrase: OTHER_PASSPHRASE })
}
const grant = (vault: TestVault, person: PersonId, school: SchoolId) =>
  vault.call['people.grant']({ person, role: 'HEAD', grantFor: school, from: day('2026-09-01'), until: null })

async function asFounder(vault: TestVault) {
  await vault.call['session.lock']({})
  await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
}

const approving = {
  approvingBody: 'Trust board',
  approvedOn: day('2026-09-28'),
  effectiveFrom: day('2026-10-01'),
  nextReview: CivilMonth.parse('2027-09'),
  minute: null,
}

describe('a draft', () => {
  it('holds a blank cell in every place when a row is added', async () => {
    const { view } = await withDraft()
    expect(view.edition.status).toBe('DRAFT')
    expect(view.cells).toHaveLength(6)
    expect(view.cells.every(({ state }) => state === 'blank')).toBe(true)
    expect(view.problems.filter(({ code }) => code === 'blank').every(({ blocks }) => !blocks)).toBe(true)
  })

  it('puts a row where it was asked to go', async () => {
    const { vault, school, edition, view } = await withDraft()
    const first = view.rows[0]?.id ?? ''
    for (const label of ['C', 'B', 'A']) await addRow(vault, { school, edition }, label, first)
    const after = await addRow(vault, { school, edition }, 'Last')
    expect(after.rows.map((row) => row.label)).toEqual([
      'Mobile phones may be brought to school',
      'A',
      'B',
      'C',
      'Use of social media',
      'Last',
    ])
  })

  it('keeps both marks and says what is to be settled when a cell is marked twice', async () => {
    const { vault, school, edition, view } = await withDraft()
    const change = {
      marks: [
        { caption: 'yes', mark: 'X' },
        { caption: 'no', mark: 'X' },
      ],
    }
    const { cell, problems } = await vault.call['matrices.setCell']({
      ...{ school, edition, change, reason },
      ...place(view, 0, 1),
    })
    expect(cell).toMatchObject({ state: 'conflict', asWritten: 'Allowed / Not allowed' })
    expect(cell.answers).toMatchObject([{ level: 'NOT_ALLOWED' }])
    expect(problems).toContainEqual(expect.objectContaining({ code: 'two-marks', blocks: true, row: cell.row }))
  })

  it('keeps the other parts of a cell when one is set, and takes a change back when it is undone', async () => {
    const { vault, school, edition, view } = await withDraft()
    const where = { school, edition, ...place(view, 0, 2), reason }
    await vault.call['matrices.setCell']({ ...where, change: { words: 'with permission' } })
    const { cell, batch } = await vault.call['matrices.setCell']({
      ...where,
      change: { footnote: { mark: '1', text: 'Ask the office' } },
    })
    expect(cell.content).toMatchObject({ words: 'with permission', footnote: { text: 'Ask the office' } })
    await vault.call['history.undo']({ school, batch })
    const after = await vault.call['matrices.open']({ school, edition })
    expect(after.cells.find(({ id }) => id === cell.id)?.content).toMatchObject({
      words: 'with permission',
      footnote: null,
    })
  })

  it('is no longer silent once something is written, and says nothing once it is silent', async () => {
    const { vault, school, edition, view } = await withDraft()
    const where = { school, edition, ...place(view, 0, 2), reason }
    const silent = await vault.call['matrices.setCell']({ ...where, change: { silent: true } })
    expect(silent.cell.state).toBe('silent')
    const written = await vault.call['matrices.setCell']({ ...where, change: { words: 'Ask the head' } })
    expect(written.cell).toMatchObject({ state: 'unread', content: { silent: false } })
    const again = await vault.call['matrices.setCell']({ ...where, change: { silent: true } })
    expect(again.cell).toMatchObject({ state: 'silent', content: { words: null } })
  })

  it('writes a plain sentence with value and reason into the history of a cell', async () => {
    const { vault, school, edition, view } = await withDraft()
    const where = { school, edition, ...place(view, 0, 1), reason }
    const { cell } = await vault.call['matrices.setCell']({ ...where, change: mark('no') })
    const { entries } = await vault.call['history.list']({ school, entity: cell.id })
    expect(entries[0]).toMatchObject({
      words: 'Set “Mobile phones may be brought to school”, Learners: Not allowed',
      before: 'blank',
      after: 'Not allowed',
      reason,
    })
  })

  it('loses a row with its cells when the row is removed, and gets both back by undo', async () => {
    const { vault, school, edition, view } = await withDraft()
    const gone = await vault.call['matrices.removeRow']({ school, edition, row: place(view, 0, 0).row, reason })
    expect([gone.rows.length, gone.cells.length]).toEqual([1, 3])
    const { entries } = await vault.call['history.list']({ school, type: 'matrices.row', limit: 1 })
    await vault.call['history.undo']({ school, batch: entries[0]?.batch ?? '' })
    const after = await vault.call['matrices.open']({ school, edition })
    expect([after.rows.length, after.cells.length]).toEqual([2, 6])
  })

  it('refuses years that run backwards', async () => {
    const { vault, school, edition, view } = await withDraft()
    const answers = [{ level: 'ALLOWED', permitting: null, years: { from: '11', to: '7' }, condition: null } as const]
    const change = { answers: [...answers] }
    await expect(
      vault.call['matrices.setCell']({ school, edition, change, reason, ...place(view, 0, 0) }),
    ).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('is opened once for each matrix, and goes away when it is discarded', async () => {
    const { vault, school, edition } = await withDraft()
    await expect(vault.call['matrices.openDraft']({ school, edition, reason })).rejects.toMatchObject({
      code: 'conflict',
    })
    await vault.call['matrices.discardDraft']({ school, edition, reason })
    expect(await vault.call['matrices.list']({ school })).toEqual([])
    await expect(vault.call['matrices.open']({ school, edition })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('matching rows to questions', () => {
  it('is proposed from the words and confirmed by a person', async () => {
    const { vault, school, edition } = await withDraft()
    const proposals = await vault.call['matrices.proposeMappings']({ school, edition })
    expect(proposals.map(({ activity }) => activity)).toEqual(['phone-in-school', 'social-media'])
    for (const { row, activity } of proposals) await vault.call['matrices.mapRow']({ school, edition, row, activity })
    const [card] = await vault.call['matrices.list']({ school })
    expect(card).toMatchObject({ rows: 2, unmappedRows: 0 })
    expect(await vault.call['matrices.proposeMappings']({ school, edition })).toEqual([])
  })

  it('is refused when the question is not in the catalogue, until the trust adds it', async () => {
    const { vault, school, edition, view } = await withDraft()
    const row = view.rows[0]?.id ?? ''
    await expect(
      vault.call['matrices.mapRow']({ school, edition, row, activity: 'fly-a-drone' }),
    ).rejects.toMatchObject({ code: 'not-found' })
    const added = await vault.call['matrices.addActivity']({
      label: 'Fly a drone',
      area: 'Devices and network',
      reason,
    })
    expect(added.key).toBe('fly-a-drone')
    const mapped = await vault.call['matrices.mapRow']({ school, edition, row, activity: added.key })
    expect(mapped.rows[0]?.activity).toBe('fly-a-drone')
    const again = { label: 'fly a Drone', area: 'Phones', reason }
    await expect(vault.call['matrices.addActivity'](again)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('approving', () => {
  it('is refused to the person who wrote the draft', async () => {
    const { vault, school, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    await expect(vault.call['matrices.approve']({ school, edition, ...approving })).rejects.toMatchObject({
      code: 'denied',
    })
  })

  it('waits for everything that blocks, and names it', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    const change = { words: 'Ask the head' }
    await vault.call['matrices.setCell']({ school, edition, change, reason, ...place(view, 1, 2) })
    await asHead(vault, schoolId)
    await expect(vault.call['matrices.approve']({ school, edition, ...approving })).rejects.toThrow(
      /“Use of social media”, Notes: nobody has said yet what “Ask the head” means/,
    )
  })

  it('is refused when its dates do not fit together', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    await asHead(vault, schoolId)
    const wrong = [
      { approvedOn: day('2026-10-02'), effectiveFrom: day('2026-10-02') },
      { effectiveFrom: day('2026-09-27') },
      { nextReview: CivilMonth.parse('2026-09') },
    ]
    for (const dates of wrong) {
      const asked = vault.call['matrices.approve']({ school, edition, ...approving, ...dates })
      await expect(asked).rejects.toMatchObject({ code: 'bad-input' })
    }
    expect((await vault.call['matrices.open']({ school, edition })).edition.status).toBe('DRAFT')
  })

  it('puts the edition in force and leaves it as it is from then on', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    await asHead(vault, schoolId)
    const approved = await vault.call['matrices.approve']({ school, edition, ...approving })
    expect(approved.edition).toMatchObject({
      status: 'IN_FORCE',
      approvingBody: 'Trust board',
      approvedOn: '2026-09-28',
    })
    await asFounder(vault)
    await expect(
      vault.call['matrices.setCell']({ school, edition, change: mark('yes'), reason, ...place(view, 0, 0) }),
    ).rejects.toThrow(/Open a draft/)
    await expect(
      vault.call['matrices.renameRow']({ school, edition, row: view.rows[0]?.id ?? '', label: 'A', reason }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('asks for the reason in the minute when learners may use phones in school hours', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    const row = view.rows[0]?.id ?? ''
    await vault.call['matrices.mapRow']({ school, edition, row, activity: 'phone-in-social-time' })
    const { problems } = await vault.call['matrices.setCell']({
      school,
      edition,
      change: mark('times'),
      reason,
      ...place(view, 0, 1),
    })
    expect(problems).toContainEqual(
      expect.objectContaining({ rule: 'R21', code: 'departs-from-guidance', blocks: false }),
    )
    await asHead(vault, schoolId)
    await expect(vault.call['matrices.approve']({ school, edition, ...approving })).rejects.toThrow(/minute/)
    const minute = 'Pupils travel alone; the trust board agreed on 28 September.'
    const approved = await vault.call['matrices.approve']({ school, edition, ...approving, minute })
    expect(approved.edition.status).toBe('IN_FORCE')
  })

  it('waits for its day when that is still to come, and supersedes the edition before it then', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    await asHead(vault, schoolId)
    await vault.call['matrices.approve']({ school, edition, ...approving })
    await asFounder(vault)
    const opened = await vault.call['matrices.openDraft']({ school, edition, reason: 'Yearly review' })
    expect(opened.edition).toMatchObject({ status: 'DRAFT', openedBecause: 'Yearly review', approvedOn: null })
    expect(opened.cells.map(({ asWritten }) => asWritten)).toEqual(expect.arrayContaining(['Not allowed']))
    expect(new Set(opened.cells.map(({ id }) => id)).size).toBe(6)
    const next = opened.edition.id
    await vault.call['session.lock']({})
    await vault.call['session.unlock']({ signInName: 'barnaby', passphrase: OTHER_PASSPHRASE })
    await expect(
      vault.call['matrices.approve']({ school, edition: next, ...approving, effectiveFrom: day('2026-09-30') }),
    ).rejects.toMatchObject({ code: 'bad-input' })
    const later = await vault.call['matrices.approve']({
      school,
      edition: next,
      ...approving,
      effectiveFrom: day('2026-10-02'),
    })
    expect(later.edition.status).toBe('APPROVED')
    const [before] = await vault.call['matrices.list']({ school })
    expect(before?.shown).toBe(edition)
    vault.advance(24 * 3_600_000)
    const [after] = await vault.call['matrices.list']({ school })
    expect(after?.shown).toBe(next)
    expect(after?.editions.map(({ status }) => status)).toEqual(['IN_FORCE', 'SUPERSEDED'])
  })

  it('stands, and the undo is refused, when a change of the draft is to be taken back after it', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    const change = { words: 'No' }
    const { batch } = await vault.call['matrices.setCell']({ school, edition, change, reason, ...place(view, 0, 2) })
    await asHead(vault, schoolId)
    await vault.call['matrices.approve']({ school, edition, ...approving })
    await asFounder(vault)
    await expect(vault.call['history.undo']({ school, batch })).rejects.toMatchObject({ code: 'conflict' })
    const after = await vault.call['matrices.open']({ school, edition })
    expect(after.edition).toMatchObject({ status: 'IN_FORCE', approvingBody: 'Trust board' })
  })

  it('stands when a row is matched to a question after it', async () => {
    const { vault, school, schoolId, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    await asHead(vault, schoolId)
    await vault.call['matrices.approve']({ school, edition, ...approving })
    await asFounder(vault)
    const row = view.rows[1]?.id ?? ''
    const opened = await vault.call['matrices.openDraft']({ school, edition, reason })
    const mapped = await vault.call['matrices.mapRow']({ school, edition, row, activity: 'social-media' })
    expect(mapped.edition.status).toBe('IN_FORCE')
    const draft = await vault.call['matrices.open']({ school, edition: opened.edition.id })
    expect(draft.rows[1]?.activity).toBe('social-media')
  })
})

describe('the trust', () => {
  it('has a matrix of its own as the baseline', async () => {
    const { vault } = await withDraft()
    const { trust } = await vault.call['session.state']({})
    const school = trust?.id as MatrixCall['school']
    const view = await vault.call['matrices.create']({
      ...{ school, title: 'Baseline', kind: 'prose', rowHeading: 'Question', document: 'Trust policy' },
      columns: [column('Learners', 'LEARNER', [])],
    })
    expect(view.edition).toMatchObject({ title: 'Baseline', status: 'DRAFT' })
    expect(await vault.call['matrices.list']({ school })).toHaveLength(1)
  })
})

describe('the log', () => {
  it('rebuilds the same rows when it is verified', async () => {
    const { vault, school, edition, view } = await withDraft()
    await fill(vault, { school, edition }, view)
    expect(await vault.call['history.verify']({ school })).toMatchObject({ sound: true, problems: [] })
  })
})
