/** A list of pupils and consents on its way in, and the screen it is read in on. */
import { flushPromises } from '@vue/test-utils'
import { SchoolId, type DryRow, type DryRun, type FileSeen, type ImportRun, type Mapping } from '@contract'
import ImportScreen from '@renderer/features/imports/ImportScreen.vue'
import { useSchools } from '@renderer/features/schools/schools-store'
import { aPurpose, aWording } from './consents-samples'
import { installFakeVault, type FakeVault } from './support/fake-vault'
import { aCard, aSession, id } from './support/samples'
import { show } from './support/show'

export const school = SchoolId.parse(id(101))
const HEADINGS = ['Adno', 'UPN', 'Surname', 'Photo - Website', 'Notes'] as const
export const website = aPurpose(1, { label: 'School website' })
export const social = aPurpose(2, { label: 'Social media' })

export const aMapping = (change: Partial<Mapping> = {}): Mapping => ({
  ...{ table: 0, types: [], dates: null, wholeRoll: false, wording: null },
  columns: [
    { column: 0, meaning: 'admissionNumber', purpose: null, values: [] },
    { column: 1, meaning: 'upn', purpose: null, values: [] },
    { column: 2, meaning: 'legalSurname', purpose: null, values: [] },
    {
      ...{ column: 3, meaning: 'consent', purpose: website.id },
      values: [
        { value: 'Y', means: 'GIVEN' },
        { value: '', means: 'NOTHING' },
        { value: 'ask mum', means: 'STOP' },
      ],
    },
    { column: 4, meaning: 'ignore', purpose: null, values: [] },
  ],
  ...change,
})

export const aFile = (change: Partial<FileSeen> = {}): FileSeen => {
  const mapping = change.mapping ?? aMapping()
  return {
    ...{ job: id(900), fileName: 'pupils.csv', source: 'csv', looksLike: 'Sheet of consents', remembered: false },
    tables: [
      {
        ...{ name: 'pupils.csv', rows: 12, preamble: ['Made on 1 October 2026'] },
        columns: HEADINGS.map((heading, column) => ({
          ...{ column, heading },
          samples: heading === 'UPN' ? [] : [`${heading} 1`],
          values:
            heading === 'Photo - Website'
              ? [
                  { value: 'Y', rows: 9 },
                  { value: '', rows: 2 },
                  { value: 'ask mum', rows: 1 },
                ]
              : heading === 'Notes'
                ? [
                    { value: 'No', rows: 1 },
                    { value: '', rows: 11 },
                  ]
                : [],
        })),
      },
    ],
    mappings: [mapping],
    notes: ['A column of numbers may have lost zeros in front.'],
    ...change,
    mapping,
  }
}

export const aRow = (line: number, change: Partial<DryRow> = {}): DryRow => ({
  ...{ line, outcome: 'NEW', name: `Pupil ${line}`, pupil: null, changes: ['Year 5'], why: null, candidates: [] },
  ...change,
})

export const aRun = (change: Partial<DryRun> = {}): DryRun => ({
  ...{ job: id(900), refused: null, warnings: ['1 UPN does not hold together and was left out (line 4).'] },
  counts: { new: 1, changed: 1, same: 0, leftOut: 1, toConfirm: 1, missing: 1 },
  consents: { lowered: 2, raised: 1, keptLower: 1, unevidenced: 0 },
  rows: [
    aRow(2),
    aRow(3, {
      outcome: 'CHANGED',
      changes: ['Class: 4A → 4B', 'School website: yes of 1 May 2026 → no of 3 May 2026'],
    }),
    aRow(4, { outcome: 'LEFT_OUT', changes: [], why: 'Its year group is none that schools have.' }),
    aRow(5, {
      ...{ outcome: 'TO_CONFIRM', changes: [], why: 'The name is the same.' },
      candidates: [{ pupil: id(701), words: 'Ana Copperdale, Year 4' }],
    }),
  ],
  missing: [{ pupil: id(702), words: 'Bo Lanterngate, Year 5' }],
  ...change,
})

export const aResult = (change: Partial<ImportRun> = {}): ImportRun => ({
  ...{ id: id(910), fileName: 'pupils.csv', appliedAt: Date.UTC(2026, 9, 1, 8), words: '1 row new', undone: false },
  appliedBy: aSession().person?.id as ImportRun['appliedBy'], // Ashley Field of the samples.
  ...change,
})

export async function openScreen() {
  const at = `/schools/${school}/import`
  const shown = await show(ImportScreen, { props: { school }, session: aSession({ school }, 'OFFICE_STAFF'), at })
  await useSchools().load()
  await flushPromises()
  return shown
}
/** The screen with the file read. */
export async function withFile() {
  const shown = await openScreen()
  await shown.press('Choose a file')
  return shown
}
/** The screen with the file tried out. */
export async function withRun() {
  const shown = await withFile()
  await shown.press('Go on to consents')
  await shown.press('See what would change')
  return shown
}
export const select = (label: string) => {
  const found = document.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`)
  if (!found) throw new Error(`No list ${label}`)
  return found
}
/** Chooses in a list that has its name for readers only. */
export async function choose(label: string, value: string) {
  const list = select(label)
  list.value = value
  list.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}
/** The mapping last tried. */
export const lastMapping = (vault: FakeVault) => vault.inputsOf('imports.tryOut').at(-1)?.mapping

/** A vault that reads `aFile`, and says `aRun` of it. */
export const importVault = (): FakeVault =>
  installFakeVault({
    'schools.list': () => [aCard(1)],
    'session.enterSchool': ({ enter }) => aSession({ school: enter }),
    'consents.purposes': () => [website, social],
    'consents.wordings': () => [aWording(1, { issuedOn: '2026-09-01' })],
    'imports.list': () => [],
    'imports.pick': ({ job }) => aFile({ job }),
    'imports.tryOut': ({ job }) => aRun({ job }),
    'imports.apply': () => aResult(),
    'imports.drop': () => ({}),
  })
