import { expect, test } from 'vitest'
import { FOUNDER, OTHER_PASSPHRASE } from '../support/vault'
import { day, TODAY } from '../support/consents/register'
import { setFacts } from './images-stage'
import { GUARDED, makeHeld, MARKERS, unlock, type HeldStage } from './pupils-held'
import { behind, fileId } from './pupils-stage'

const reason = 'A request received on 28 September'

/** Saves everything held on the marked pupil. @returns the text of the file, and the page it was printed from for a PDF */
async function saved(stage: HeldStage, format: 'json' | 'pdf'): Promise<{ name: string; text: string }> {
  const { vault, call, school, marked } = stage
  const answer = await call['pupils.subjectAccess']({ school, pupil: marked, reason, format })
  const file = vault.saved.at(-1)
  if (file === undefined || !answer.saved) throw new Error('Nothing was saved')
  expect(answer.fileName).toBe(file.name)
  const text = format === 'json' ? new TextDecoder().decode(file.bytes) : (vault.printed.at(-1)?.html ?? '')
  return { name: file.name, text }
}

/** A markup-free reading of a page. */
const plain = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')

const missing = (text: string, words: readonly string[]): readonly string[] =>
  words.filter((word) => !text.includes(word))

test('the file for a machine holds every part, for whoever may read reasons', { timeout: 60_000 }, async () => {
  const stage = await makeHeld()
  const { name, text } = await saved(stage, 'json')
  expect(name).toMatch(/^Subject access - 2026-10-01 - [0-9a-f]{8}\.json$/)
  const held = JSON.parse(text)
  expect(held).toMatchObject({ format: 'trustward-subject-access', version: 1, reason, withheld: [] })
  expect(held).toMatchObject({ controller: FOUNDER.trustName, madeBy: FOUNDER.personName })
  expect(Object.keys(held)).toEqual([...Object.keys(held)].sort())
  expect(missing(text, [...MARKERS, ...GUARDED])).toEqual([])
  expect(held.pupil).toMatchObject({ upn: 'N831900126001', formerUpn: 'P831900124017', admissionNumber: '007007' })
  expect(held.contacts).toHaveLength(2)
  expect(held.protection.flags).toMatchObject([
    { kind: 'NO_NAME', isSet: true, reason: 'Flagwhy: nobody may learn the address', stands: true },
  ])
  expect(held.protection.orders).toMatchObject([
    { scope: ['School website'], until: null, stands: false, reason: null },
    { scope: ['School website'], until: TODAY, stands: true, reason: 'Liftwhy: discharged' },
  ])
  expect(
    held.answers.map(({ purpose, answer, stands }: Record<string, unknown>) => [purpose, answer, stands]),
  ).toContainEqual(['School website', 'GIVEN', true])
  // Of one form they stand in the order of paper.
  const order = (await stage.call['consents.purposes']({ school: stage.school })).map(({ label }) => label)
  const places = held.answers.map(({ purpose, recordedAt }: Record<string, string>) => [
    recordedAt,
    order.indexOf(purpose ?? ''),
  ])
  expect(places).toEqual([...places].sort(([a, at], [b, bt]) => (a < b ? -1 : a > b ? 1 : at - bt)))
  expect(held.history).toContainEqual(expect.objectContaining({ content: { use: 'School website' } }))
  expect(held.settlements).toMatchObject([{ purpose: 'School website', outcome: 'REFUSED', answersSettled: 1 }])
  expect(held.wordings).toMatchObject([
    {
      version: '2026/27, 2',
      questions: [{ purpose: 'School website', text: expect.stringContaining('use 1') }, {}, {}],
    },
  ])
  expect(held.signatures).toMatchObject([
    {
      agreement: 'Screens at school',
      version: '2026/27',
      outcome: 'SIGNED',
      name: 'Signerella Mistlewhorl',
      stands: true,
    },
  ])
  expect(held.agreementTexts).toMatchObject([{ version: '2026/27', clauses: [{ text: 'Text of clause 1.' }, {}] }])
  expect(held.loans).toMatchObject([{ device: 'Laptop', returnedOn: TODAY }])
  expect(held.access).toMatchObject([{ system: 'Accessnet', grantedBy: FOUNDER.personName, endedOn: null }])
  expect(held.formsPrinted).toHaveLength(1)
  expect(held.formsKeyed).toHaveLength(2)
  expect(held.questions).toMatchObject([{ purpose: 'School website', named: true, pupilsAskedAbout: 2 }])
  expect(held.looks).toMatchObject([{ what: 'UPN' }, { what: 'SUBJECT_ACCESS', recordedBy: FOUNDER.personName }])
  expect(held.history.at(0)).toMatchObject({
    ...{ what: 'Added a pupil to the roll', recordedBy: FOUNDER.personName },
    content: { legalSurname: 'Mistlewhorl' },
  })
  expect(held.history.some(({ reason: why }: { reason: string | null }) => why?.includes('Editwhy'))).toBe(true)
})

test('holds nothing of another pupil', async () => {
  const stage = await makeHeld()
  const { text } = await saved(stage, 'json')
  expect(text).not.toMatch(/Corbo|001001|The right child|Otherchild/)
  expect(text).not.toContain(stage.pupil)
})

test('the page for a person says the same in words, and where each part came from', async () => {
  const stage = await makeHeld()
  const { name, text: html } = await saved(stage, 'pdf')
  expect(name).toMatch(/^Subject access - 2026-10-01 - [0-9a-f]{8}\.pdf$/)
  expect(stage.vault.printed.at(-1)?.title).not.toMatch(/Quen|Mistle|007007/)
  const text = plain(html)
  expect(missing(text, [...MARKERS, ...GUARDED])).toEqual([])
  for (const words of [
    'Everything held about Quennabel Mistlewhorl',
    'Previously',
    'Who may see it',
    'Vasperine',
    '10 Sep',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).not.toMatch(/NO_NAME|PREVIOUSLY|FOSTER_CARER|Kind: CONTACT|Problems: ;|undefined|\[object/)
  expect(text).not.toMatch(/\b[0-9a-f]{32}\b/)
  expect(text).toMatch(/Signed by: Vasperine[^;]*;/)
  expect(text).toMatch(/Ticks: (?:Yes|No|Blank)(?:, (?:Yes|No|Blank))*/)
})

test('for whoever may not read reasons protection is left out, and the copy says so and who holds it (R5)', async () => {
  const stage = await makeHeld()
  const { vault, school, call, marked } = stage
  const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
  await vault.call['people.grant']({ person, role: 'DPO', grantFor: null, from: TODAY, until: null })
  await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
  const json = await saved(stage, 'json')
  const page = await saved(stage, 'pdf')
  for (const { text } of [json, page]) {
    expect(missing(text, GUARDED)).toEqual(GUARDED)
    expect(text).not.toContain('P831900124017')
    expect(text).not.toMatch(/safeguarding flag/)
    expect(text).toContain('designated safeguarding lead, the deputy and the head')
  }
  expect(JSON.parse(json.text)).toMatchObject({ protection: null, pupil: { upn: 'N831900126001' } })
  expect(JSON.parse(json.text).pupil).not.toHaveProperty('formerUpn')
  await vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
  const { entries } = await vault.call['history.list']({ school: fileId(school), type: 'pupils.viewed' })
  expect(entries).toMatchObject([
    { words: 'Took out everything held on a pupil', reason, person: { name: 'Orla Pennywhistle' } },
    { words: 'Took out everything held on a pupil', reason },
    { words: "Looked at a pupil's UPN" },
  ])
  await expect(call['pupils.view']({ school, pupil: marked })).resolves.toBeDefined()
})

test('is noted even where saving is cancelled, because it was put together', async () => {
  const stage = await makeHeld()
  const { vault, call, school, marked } = stage
  vault.cancelSaving = true
  const answer = await call['pupils.subjectAccess']({ school, pupil: marked, reason, format: 'json' })
  expect(answer).toEqual({ saved: false, fileName: null })
  expect(vault.saved.filter(({ name }) => name.startsWith('Subject access'))).toEqual([])
  const { entries } = await vault.call['history.list']({ school: fileId(school), type: 'pupils.viewed' })
  expect(entries[0]?.words).toBe('Took out everything held on a pupil')
})

test('a pupil of whom little is held gets a whole answer too', async () => {
  const stage = await makeHeld()
  const { call, school, vault } = stage
  const facts = { legalForename: null, legalSurname: 'Pebblebo', preferredForename: null, preferredSurname: null }
  const roll = { year: 'X', className: null, admissionNumber: '9', upn: null, registration: 'GUEST' } as const
  const { card } = await call['pupils.add']({
    ...{ school, facts: { ...facts, ...roll, dateOfBirth: null, onRollFrom: day('2026-09-01'), leftOn: null } },
  })
  await call['pupils.subjectAccess']({ school, pupil: card.id, reason, format: 'pdf' })
  const text = plain(vault.printed.at(-1)?.html ?? '')
  expect(text).toContain('Everything held about Pebblebo')
  expect(text).toContain('Nothing is held here')
  expect(text).not.toContain('Mistlewhorl')
})

test('names the pictures the pupil is on and where they were used, and nobody else on them', async () => {
  const stage = await makeHeld()
  const { call, school, marked, pupil, website } = stage
  const facts = setFacts({ title: 'Harvest supper', purposes: [website], place: 'Blue cupboard' })
  const { id: set } = await call['images.addSet']({ school, facts, groups: [] })
  const { id: other } = await call['images.addSet']({ school, facts: setFacts({ title: 'Chess club' }), groups: [] })
  await call['images.setPeople']({ school, set, pupils: [marked, pupil], staff: [] })
  await call['images.setPeople']({ school, set: other, pupils: [marked], staff: [] })
  await call['images.setPeople']({ school, set: other, pupils: [pupil], staff: [], reason: 'A cousin who looks alike' })
  await behind(stage, (ctx) => {
    const use = {
      ...{ set, purpose: website, place: 'WEBSITE', address: null, printRun: null, named: false },
      until: null,
    }
    const body = (channel: string, pupils: readonly string[] | null) => ({
      ...{ ...use, channel, pupils, from: TODAY, captions: '', fileNames: [], checkedAt: 0 },
      ...{ approvedBy: ctx.actor.id, by: ctx.actor.id },
    })
    const [whole, cropped] = ['1'.repeat(32), '2'.repeat(32)] as const
    const by = ctx.actor.id
    ctx.append(ctx.tenant(fileId(school)), [
      { type: 'images.publication', entity: whole, op: 'add', body: body('News of 4 October', null) },
      { type: 'images.publication', entity: cropped, op: 'add', body: body('Somebody else alone', [pupil]) },
      {
        ...{ type: 'images.state', entity: whole, op: 'decide', parents: [] },
        body: { publication: whole, state: 'REMOVED', on: TODAY, evidence: 'Seen', by },
      },
    ])
  })
  await unlock(stage)
  const held = JSON.parse((await saved(stage, 'json')).text)
  expect(held.pictures).toMatchObject([
    {
      title: 'Harvest supper',
      imageClass: 'EVENT',
      takenOn: '2026-06-19',
      place: 'Blue cupboard',
      uses: ['School website'],
    },
  ])
  expect(
    held.picturesSaid.map(({ title, isShown, reason: why }: Record<string, unknown>) => [title, isShown, why]),
  ).toEqual([
    ['Harvest supper', true, null],
    ['Chess club', true, null],
    ['Chess club', false, 'A cousin who looks alike'],
  ])
  expect(held.pictureUses).toEqual([
    expect.objectContaining({
      where: 'News of 4 October',
      from: TODAY,
      state: 'REMOVED',
      stateSince: TODAY,
      leftOut: false,
    }),
  ])
  expect(JSON.stringify(held)).not.toContain(pupil)
  const text = plain((await saved(stage, 'pdf')).text)
  expect(missing(text, ['Pictures this pupil is on', 'Blue cupboard', 'News of 4 October', 'Removed'])).toEqual([])
  expect(text).not.toMatch(/Somebody else alone|undefined|\[object/)
})
