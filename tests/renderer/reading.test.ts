import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { Fault, TenantId, type ReadOutcome, type Role } from '@contract'
import DocumentListScreen from '@renderer/features/reading/DocumentListScreen.vue'
import DocumentsHomeScreen from '@renderer/features/reading/DocumentsHomeScreen.vue'
import RecordsScreen from '@renderer/features/reading/RecordsScreen.vue'
import { useReadingJob } from '@renderer/features/reading/reading-job-store'
import { useSchools } from '@renderer/features/schools/schools-store'
import { spoken } from '@renderer/ui/live'
import { useToasts } from '@renderer/ui/toasts-store'
import { aCard as aDocument, aRecord, documentId, school } from './reading-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

let vault: FakeVault

const anOutcome = (change: Partial<ReadOutcome> = {}): ReadOutcome => ({
  fileName: 'policy.docx',
  state: 'read',
  document: documentId(),
  toDecide: 3,
  words: '3 findings to decide on.',
  ...change,
})

async function openList(role: Role = 'TRUST_SAFEGUARDING_LEAD') {
  const at = `/schools/${school}/documents`
  const shown = await show(DocumentListScreen, { props: { school }, session: aSession({ school }, role), at })
  await useSchools().load()
  await flushPromises()
  return shown
}
/** A reading that goes on until `end` is called. */
function aLongReading() {
  let end: (outcomes: ReadOutcome[]) => void = () => {}
  const answer = new Promise<ReadOutcome[]>((resolve) => (end = resolve))
  vault.answer({ 'reading.read': () => answer })
  return async (outcomes: ReadOutcome[]) => {
    end(outcomes)
    await flushPromises()
  }
}
const jobId = () => vault.inputsOf('reading.read')[0]?.job ?? ''

beforeEach(() => {
  vault = installFakeVault({
    'schools.list': () => [aCard(1), aCard(2)],
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'reading.list': () => [
      aDocument(1, { toDecide: 2, accepted: 7, waiting: 3 }),
      aDocument(2, { toDecide: 0, earlier: documentId(1), pages: null }),
    ],
    'reading.read': () => [anOutcome()],
    'reading.cancel': () => ({ cancelled: true }),
    'reading.records': () => [],
  })
})

describe('the documents of a school', () => {
  test('each says what it is, when and by whom it was read, and how far the decisions are', async () => {
    const { text } = await openList()
    const rows = [...document.querySelectorAll('#documents tbody tr')].map((row) =>
      row.textContent.replace(/\s+/g, ' '),
    )
    expect(rows[0]).toContain('Policy 2')
    expect(rows[0]).toContain('Later edition')
    expect(rows[0]).toContain('Nothing')
    expect(rows[1]).toMatch(/Policy 1.*policy 1\.docx.*2 pages.*by Ashley Field.*2.*7.*4.*3 to put in/)
    expect(text()).toContain('Documents: School 1')
  })

  test('before the first one the screen says what to do', async () => {
    vault.answer({ 'reading.list': () => [] })
    const { text, press } = await openList()
    expect(text()).toContain('No documents yet')
    await press('Read a folder')
    expect(vault.inputsOf('reading.read')[0]).toMatchObject({ school, from: 'folder' })
    expect(jobId()).toMatch(/^[0-9a-f]{32}$/)
  })

  test('a refusal to list them is said in words', async () => {
    vault.answer({
      'reading.list': () => {
        throw new Fault('damaged', 'The school file is damaged. Restore it from a copy.')
      },
    })
    const { text } = await openList()
    expect(text()).toContain('The documents could not be listed')
    expect(text()).toContain('Restore it from a copy.')
  })

  test('a role that may only look finds no buttons to read, and why', async () => {
    const { text } = await openList('HEAD')
    expect(text()).toContain('Your role may look.')
    expect(text()).not.toContain('Read documents')
  })

  test('what changes elsewhere shows up; nobody listens when the screen is left', async () => {
    const { wrapper } = await openList()
    vault.tell('changed', { school: TenantId.parse(school), types: ['reading.document'], ids: [] })
    vault.tell('changed', { school: TenantId.parse(id(102)), types: ['reading.document'], ids: [] })
    await flushPromises()
    expect(vault.inputsOf('reading.list')).toHaveLength(2)
    wrapper.unmount()
    expect(vault.listeners()).toBe(0)
  })

  test('the way to the documents leads over the school', async () => {
    const { text } = await show(DocumentsHomeScreen, { session: aSession() })
    await useSchools().load()
    await flushPromises()
    expect(text()).toContain('Choose a school')
    expect([...document.querySelectorAll('.schools a')].map((link) => link.getAttribute('href'))).toEqual([
      `/schools/${id(101)}/documents`,
      `/schools/${id(102)}/documents`,
    ])
  })
})

describe('reading files', () => {
  test('shows what is being read and how far, and can be stopped', async () => {
    const end = aLongReading()
    const { text, press, button } = await openList()
    await press('Read documents')
    expect(text()).toContain('Waiting for you to choose')
    vault.tell('progress', { job: 'another', words: 'Something else', done: 1, total: 2 })
    vault.tell('progress', { job: jobId(), words: 'Reading policy.docx', done: 2, total: 5 })
    await flushPromises()
    expect(text()).toContain('Reading policy.docx')
    expect(text()).toContain('2 of 5 done')
    expect(text()).not.toContain('Something else')
    expect(document.querySelector('progress')?.value).toBe(2)
    expect(button('Read documents').disabled).toBe(true)
    expect(text()).toContain('What has been read stays')
    await press('Stop reading')
    expect(vault.inputsOf('reading.cancel')).toEqual([{ school, job: jobId() }])
    await end([anOutcome(), anOutcome({ fileName: 'b.pdf', state: 'cancelled', document: null, words: 'Not begun.' })])
    expect(text()).toContain('Stopped')
    expect(document.querySelector('progress')).toBeNull()
  })

  test('the list is asked for again now and then while many are read, and at the end', async () => {
    const end = aLongReading()
    const { press } = await openList()
    await press('Read a folder')
    const before = vault.inputsOf('reading.list').length
    for (let done = 1; done <= 25; done += 1) {
      vault.tell('progress', { job: jobId(), words: `File ${done}`, done, total: 25 })
      vault.tell('changed', { school: TenantId.parse(school), types: ['reading.document'], ids: [] })
    }
    await flushPromises()
    expect(vault.inputsOf('reading.list').length).toBe(before + 2)
    await end([anOutcome()])
    expect(vault.inputsOf('reading.list').length).toBe(before + 3)
  })

  test('each file has its outcome in words, those read with the way to their review', async () => {
    vault.answer({
      'reading.read': () => [
        anOutcome(),
        anOutcome({ fileName: 'old.docx', state: 'known', toDecide: 0, words: 'These very bytes were read before.' }),
        anOutcome({ fileName: 'scan.pdf', state: 'refused', document: null, words: 'The pages are pictures.' }),
      ],
    })
    const { press } = await openList()
    await press('Read documents')
    expect(useToasts().toasts.at(-1)?.words).toBe('1 document read, 1 read before and 1 not read')
    const rows = [...document.querySelectorAll('.outcomes tbody tr')]
    expect(rows.map((row) => row.querySelector('a')?.getAttribute('href') ?? null)).toEqual([
      `/schools/${school}/documents/${documentId()}`,
      `/schools/${school}/documents/${documentId()}`,
      null,
    ])
    expect(rows[2]?.textContent).toContain('The pages are pictures.')
    await press('Close this list')
    expect(document.querySelector('.outcomes')).toBeNull()
  })

  test('choosing no file changes nothing and says so', async () => {
    vault.answer({ 'reading.read': () => [] })
    const { press } = await openList()
    await press('Read documents')
    expect(spoken.polite).toContain('No file was chosen')
    expect(document.querySelector('.outcomes')).toBeNull()
  })

  test('a refusal is said and another try is open', async () => {
    vault.answer({
      'reading.read': () => {
        throw new Fault('busy', 'Documents are being read already. Wait for them.')
      },
    })
    const { text, press, button } = await openList()
    await press('Read documents')
    expect(text()).toContain('Documents are being read already.')
    expect(button('Read documents').disabled).toBe(false)
  })

  test('it goes on while one looks elsewhere, and what came of it is kept for its own school', async () => {
    const end = aLongReading()
    const { wrapper, press } = await openList()
    await press('Read documents')
    wrapper.unmount()
    await end([anOutcome()])
    expect(useToasts().toasts.at(-1)?.words).toBe('1 document read')
    expect(useReadingJob().outcomes?.school).toBe(school)
    expect(vault.listeners()).toBe(0)
  })

  test('nothing of it comes back after a lock', async () => {
    const end = aLongReading()
    const { press } = await openList()
    await press('Read documents')
    useReadingJob().$reset()
    await end([anOutcome()])
    expect(useReadingJob().outcomes).toBeNull()
    expect(useToasts().toasts).toEqual([])
  })
})

describe('what came from documents', () => {
  async function openRecords() {
    const at = `/schools/${school}/from-documents`
    const shown = await show(RecordsScreen, { props: { school }, session: aSession({ school }), at })
    await useSchools().load()
    await flushPromises()
    return shown
  }

  test('stands by kind, each with the way to its sentence', async () => {
    vault.answer({
      'reading.records': () => [
        aRecord(1, { kind: 'system', title: 'A filter' }),
        aRecord(2, { title: 'Next review', asWritten: '' }),
      ],
    })
    const { text } = await openRecords()
    expect(text()).toMatch(/Facts of the policy.*Next review.*Blank in source.*Systems named.*A filter/)
    expect(document.querySelector('#from-documents a')?.getAttribute('href')).toBe(
      `/schools/${school}/documents/${documentId()}?block=2&row=2`,
    )
  })

  test('nothing yet says where it comes from', async () => {
    const { text, press, router } = await openRecords()
    expect(text()).toContain('Nothing accepted yet')
    await press('Go to the documents')
    expect(router.currentRoute.value.name).toBe('school-documents')
  })

  test('a refusal is said in words', async () => {
    vault.answer({
      'reading.records': () => {
        throw new Fault('denied', 'Your role does not allow this today.')
      },
    })
    const { text } = await openRecords()
    expect(text()).toContain('Your role does not allow this today.')
  })
})
