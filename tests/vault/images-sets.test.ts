/** Sets of pictures through the contract: made, changed, who is on them, whose device, families' own photos. */
import { describe, expect, test } from 'vitest'
import type { AskedSetFacts, PersonalEquipment, PersonId } from '@contract/index'
import { day, makeRegister, TODAY, type Register } from '../support/consents/register'
import { temporaryFolder } from '../support/tenant'
import { OTHER_PASSPHRASE } from '../support/vault'
import { makeFolderStage, put, setFacts } from './images-stage'
import { behind, fileId } from './pupils-stage'

const NOBODY = '0'.repeat(32)
const reason = 'Somebody looked again'

const addSet = (
  { call, school }: Pick<Register, 'call' | 'school'>,
  change: Partial<AskedSetFacts> = {},
  groups: { path: string; from: ReturnType<typeof day>; to: ReturnType<typeof day> }[] = [],
) => call['images.addSet']({ school, facts: setFacts(change), groups })

const eventsOf = async ({ vault, school }: Register, type: string) =>
  (await vault.call['history.list']({ school: fileId(school), type })).entries

describe('a set', () => {
  test('is made of pictures that lie elsewhere, by reference', async () => {
    const register = await makeRegister()
    const { call, school, website } = register
    const made = await addSet(register, { purposes: [website, website], count: 12 })
    expect(made).toMatchObject({
      ...{ title: 'Sports day', imageClass: 'EVENT', purposes: [website], count: 12, folder: null },
      ...{ files: 0, pupils: 0, peopleKnown: false, publications: 0, live: 0, missingFiles: 0, changedFiles: 0 },
    })
    await expect(call['images.sets']({ school })).resolves.toEqual([made])
    await expect(call['images.set']({ school, set: made.id })).resolves.toEqual({
      ...{ set: made, pupils: [], staff: [], personal: null, seenAt: null, files: [] },
    })
    await expect(call['images.set']({ school, set: NOBODY })).rejects.toMatchObject({ code: 'not-found' })
  })

  test.each([
    ['CCTV', 'CCTV system'],
    ['INCIDENT', 'only their reference number'],
    ['BIOMETRIC', 'law of its own'],
  ] as const)(
    'of class %s is refused, saying where such pictures belong (R79, R80, R82)',
    async (imageClass, words) => {
      const register = await makeRegister()
      await expect(addSet(register, { imageClass })).rejects.toMatchObject({
        ...{ code: 'bad-input', message: expect.stringContaining(words) },
      })
      const { id: set } = await addSet(register)
      const { call, school } = register
      const facts = setFacts({ imageClass })
      await expect(call['images.editSet']({ school, set, facts, reason })).rejects.toMatchObject({ code: 'bad-input' })
      await expect(call['images.sets']({ school })).resolves.toHaveLength(1)
    },
  )

  test.each([
    ['taken in the future', { takenOn: day('2026-10-02') }, 'bad-input'],
    ['for a use the school does not have', { purposes: [NOBODY] }, 'not-found'],
    ['under a rule that is not in the schedule', { rule: NOBODY }, 'bad-input'],
    ['in a folder that is not named', { storage: 'FOLDER' }, 'bad-input'],
    ['on paper and in a folder', { storage: 'PAPER', folder: NOBODY }, 'bad-input'],
    ['in a folder without groups', { storage: 'FOLDER', folder: NOBODY }, 'bad-input'],
  ] as const)('%s is refused', async (_what, change, code) => {
    const register = await makeRegister()
    await expect(addSet(register, change as Partial<AskedSetFacts>)).rejects.toMatchObject({ code })
    await expect(register.call['images.sets']({ school: register.school })).resolves.toEqual([])
  })

  test('of groups takes their files once, in parts, and they are offered no more', async () => {
    const stage = await makeFolderStage()
    const { call, school, folder } = stage
    for (let at = 0; at < 450; at += 1) stage.put(`a/${at}.jpg`, at < 300 ? '2026-06-19' : '2026-07-19')
    stage.put('b/1.jpg')
    await stage.scan()
    const groups = [
      { path: 'a', from: day('2026-06-19'), to: day('2026-06-19') },
      { path: 'a', from: day('2026-06-01'), to: day('2026-06-30') },
      { path: 'b', from: day('2026-06-19'), to: day('2026-06-19') },
    ]
    const facts = setFacts({ storage: 'FOLDER', folder: folder.id, count: 7 })
    const made = await call['images.addSet']({ school, facts, groups })
    expect(made).toMatchObject({ files: 301, count: null, folder: folder.id })
    const { entries } = await call['history.list']({ school: fileId(school), type: 'images.files' })
    expect(entries).toHaveLength(2)
    await expect(call['images.found']({ school, folder: folder.id })).resolves.toMatchObject({
      groups: [{ path: 'a', files: 150 }],
    })
    await expect(call['images.folders']({ school })).resolves.toMatchObject([{ files: 301 }])
    await expect(call['images.addSet']({ school, facts, groups })).rejects.toMatchObject({ code: 'conflict' })
    await expect(stage.scan()).resolves.toMatchObject({ counts: { same: 301, new: 150 } })
    const { files } = await call['images.set']({ school, set: made.id })
    expect(files).toHaveLength(301)
    expect(files[0]).toEqual({ path: 'a/0.jpg', size: 7, takenOn: '2026-06-19', state: 'PRESENT' })
  })

  test('registered while a folder is looked through is neither missing nor offered again', async () => {
    const register = await makeRegister()
    const { call, school, vault } = register
    const root = temporaryFolder()
    for (let at = 0; at < 60; at += 1) put(root, `${at}.jpg`)
    vault.toPickFolders.push(root)
    const folder = (await call['images.addFolder']({ school, label: 'Drive' }))?.id ?? ''
    await call['images.scan']({ school, folder, job: NOBODY })
    const looking = call['images.scan']({ school, folder, job: NOBODY })
    const group = { path: '', from: day('2026-06-19'), to: day('2026-06-19') }
    await addSet(register, { storage: 'FOLDER', folder }, [group])
    await expect(looking).resolves.toMatchObject({
      groups: [],
      counts: { missing: 0 },
      folder: { files: 60, missing: 0 },
    })
  })

  test('is changed with a reason, in what differs alone', async () => {
    const register = await makeRegister()
    const { call, school, website, display } = register
    const { id: set } = await addSet(register, { purposes: [website] })
    const edit = (change: Partial<AskedSetFacts>) =>
      call['images.editSet']({ school, set, facts: setFacts({ purposes: [website], ...change }), reason })
    await edit({})
    await expect(eventsOf(register, 'images.set')).resolves.toHaveLength(1)
    await expect(edit({ heldOn: 'PUBLIC_TASK', purposes: [website, display] })).resolves.toMatchObject({
      ...{ heldOn: 'PUBLIC_TASK', purposes: [website, display] },
    })
    const [last] = await eventsOf(register, 'images.set')
    expect(last).toMatchObject({ reason, words: 'Changed a set of pictures' })
    await expect(edit({ takenOn: day('2027-01-01') })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(edit({ storage: 'FOLDER', folder: NOBODY })).rejects.toMatchObject({ code: 'bad-input' })
  })

  test('that was disposed of stands as it is', async () => {
    const register = await makeRegister()
    const { call, school, vault, pupil } = register
    const { id: set } = await addSet(register)
    await behind({ vault }, (ctx) => {
      const body = { disposal: 'd'.repeat(32), by: ctx.actor.id, on: TODAY }
      ctx.append(ctx.tenant(fileId(school)), [{ type: 'images.disposed', entity: set, op: 'add', body }])
    })
    await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    const conflict = { code: 'conflict' }
    await expect(call['images.editSet']({ school, set, facts: setFacts(), reason })).rejects.toMatchObject(conflict)
    await expect(call['images.setPeople']({ school, set, pupils: [pupil], staff: [] })).rejects.toMatchObject(conflict)
    await expect(call['images.sets']({ school, state: 'DISPOSED' })).resolves.toMatchObject([{ id: set }])
    await expect(call['images.sets']({ school, state: 'HELD' })).resolves.toEqual([])
  })
})

describe('who is on the pictures', () => {
  test('is said, pupils in the order of lists, adults with whether they agreed', async () => {
    const register = await makeRegister()
    const { call, school, pupil, addPupil } = register
    const { pupil: other } = await addPupil({ legalForename: 'Aldous', legalSurname: 'Aardle' })
    const { id: set } = await addSet(register)
    const staff = [{ name: 'Corven Pike', agreed: false }]
    const said = await call['images.setPeople']({ school, set, pupils: [pupil, other, pupil], staff })
    expect(said).toMatchObject({ pupils: 2, peopleKnown: true })
    const view = await call['images.set']({ school, set })
    expect(view.pupils.map(({ id }) => id)).toEqual([other, pupil])
    expect(view.staff).toEqual(staff)
    await expect(call['images.sets']({ school, pupil })).resolves.toMatchObject([{ id: set }])
    await expect(eventsOf(register, 'images.shown')).resolves.toHaveLength(2)
    await call['images.setPeople']({ school, set, pupils: [pupil, other], staff: [] })
    await expect(eventsOf(register, 'images.shown')).resolves.toHaveLength(2)
  })

  test('that nobody is on them is said too', async () => {
    const register = await makeRegister()
    const { call, school, pupil } = register
    const { id: set } = await addSet(register)
    await expect(call['images.setPeople']({ school, set, pupils: [], staff: [] })).resolves.toMatchObject({
      ...{ pupils: 0, peopleKnown: true },
    })
    await expect(call['images.sets']({ school, pupil })).resolves.toEqual([])
  })

  test('taking a pupil off needs a reason, which only those who may see pupils can read', async () => {
    const register = await makeRegister()
    const { call, school, pupil, vault } = register
    const { id: set } = await addSet(register)
    await call['images.setPeople']({ school, set, pupils: [pupil], staff: [] })
    const off = { school, set, pupils: [], staff: [] }
    await expect(call['images.setPeople'](off)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(call['images.set']({ school, set })).resolves.toMatchObject({ pupils: [{ id: pupil }] })
    await expect(call['images.setPeople']({ ...off, reason: 'It is her cousin' })).resolves.toMatchObject({ pupils: 0 })
    const [last] = await eventsOf(register, 'images.shown')
    expect(last).toMatchObject({ reason: 'It is her cousin', words: 'Noted that a pupil is not on pictures' })
    await call['images.setPeople']({ school, set, pupils: [pupil], staff: [] })
    await expect(call['images.sets']({ school, pupil })).resolves.toHaveLength(1)

    const { id: person } = await vault.call['people.add']({ name: 'Orla Pennywhistle' })
    await vault.call['people.grant']({ person, role: 'POLICY_LEAD', grantFor: null, from: TODAY, until: null })
    await vault.call['people.letUnlock']({ person, signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    await vault.call['session.unlock']({ signInName: 'orla', passphrase: OTHER_PASSPHRASE })
    const entries = await eventsOf(register, 'images.')
    expect(JSON.stringify(entries)).not.toContain('cousin')
  })

  test('a pupil of another school is not found', async () => {
    const register = await makeRegister()
    const { id: set } = await addSet(register)
    const asked = { school: register.school, set, pupils: [NOBODY], staff: [] }
    await expect(register.call['images.setPeople'](asked)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('what two PCs said differently is settled by whoever says it with both before them', async () => {
    const register = await makeRegister()
    const { call, school, vault, pupil } = register
    const { id: set } = await addSet(register)
    await call['images.setPeople']({ school, set, pupils: [pupil], staff: [] })
    await behind({ vault }, (ctx) => {
      const tenant = ctx.tenant(fileId(school))
      const [said] = tenant.log.find({ typePrefix: 'images.shown', limit: 1 })
      const body = { set, pupil, isShown: false, by: ctx.actor.id }
      ctx.append(tenant, [{ type: 'images.shown', entity: said?.entity ?? '', op: 'decide', body, parents: [] }])
    })
    await vault.call['session.unlock']({ signInName: 'tamsin', passphrase: 'copper lantern drifts westward' })
    // Whom one of them saw counts as on it.
    await expect(call['images.sets']({ school, pupil })).resolves.toHaveLength(1)
    await call['images.setPeople']({ school, set, pupils: [], staff: [], reason })
    await expect(call['images.sets']({ school, pupil })).resolves.toEqual([])
  })
})

describe('personal equipment', () => {
  const withHead = async () => {
    const register = await makeRegister()
    const { vault, school } = register
    const { id: head } = await vault.call['people.add']({ name: 'Ferrand Holloway' })
    await vault.call['people.grant']({
      person: head,
      role: 'HEAD',
      grantFor: school,
      from: day('2026-09-01'),
      until: null,
    })
    const { id: set } = await addSet(register, { device: 'PERSONAL' })
    const record = (change: Partial<PersonalEquipment> = {}, of = set) =>
      register.call['images.recordPersonal']({
        ...{ school, set: of },
        facts: {
          ...{ permittedBy: head, permittedOn: day('2026-09-10') },
          ...{ transferredOn: null, deletedOn: null, proof: null, ...change },
        },
      })
    return { ...register, head, set, record }
  }

  test('is recorded with the leave of the head, and finished with proof that nothing stayed on it', async () => {
    const { call, school, set, record, head } = await withHead()
    await expect(call['images.set']({ school, set })).resolves.toMatchObject({ personal: null })
    await record()
    const done = { transferredOn: day('2026-09-11'), deletedOn: day('2026-09-11'), proof: 'Seen by the office' }
    await record(done)
    await expect(call['images.set']({ school, set })).resolves.toMatchObject({
      personal: { permittedBy: head, permittedOn: '2026-09-10', ...done },
    })
  })

  test('is refused where it cannot have been so', async () => {
    const { vault, school, record, head, call, set } = await withHead()
    const { id: other } = await vault.call['people.add']({ name: 'Mabry Stenhouse' })
    const elsewhere = await vault.call['schools.create']({
      facts: { ...(await vault.call['schools.list']({}))[0]!.facts, name: 'Elsewhere School', shortName: 'ES' },
    })
    await vault.call['people.grant']({ person: other, role: 'HEAD', grantFor: elsewhere.id, from: TODAY, until: null })
    const cases: readonly Partial<PersonalEquipment>[] = [
      { permittedBy: other, permittedOn: TODAY },
      { permittedBy: NOBODY as PersonId },
      { permittedOn: day('2026-08-31') },
      { permittedOn: day('2026-10-02') },
      { transferredOn: day('2026-10-02') },
      { transferredOn: day('2026-09-09') },
      { deletedOn: day('2026-09-11') },
      { transferredOn: day('2026-09-12'), deletedOn: day('2026-09-11') },
      { transferredOn: day('2026-09-12'), proof: 'Seen' },
    ]
    for (const change of cases) {
      await expect(record(change), JSON.stringify(change)).rejects.toMatchObject({ code: 'bad-input' })
    }
    await expect(call['images.set']({ school, set })).resolves.toMatchObject({ personal: null })
    const { id: ofSchool } = await call['images.addSet']({ school, facts: setFacts(), groups: [] })
    await expect(record({ permittedBy: head }, ofSchool)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test("families' own photos are decided per event, by somebody of the trust (R62)", async () => {
  const { call, school } = await makeRegister()
  const person = (await call['session.state']({})).person?.id as PersonId // Unlocked just now.
  const facts = {
    event: 'Harvest concert',
    on: day('2026-10-20'),
    allowed: true,
    conditions: 'Own child only',
    decidedBy: person,
  }
  const [made] = await call['images.recordParentsPhotos']({ school, facts })
  expect(made).toMatchObject(facts)
  await expect(call['images.parentsPhotos']({ school })).resolves.toEqual([made])
  const unknown = { ...facts, decidedBy: NOBODY as PersonId }
  await expect(call['images.recordParentsPhotos']({ school, facts: unknown })).rejects.toMatchObject({
    code: 'not-found',
  })
})
