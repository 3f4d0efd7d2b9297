import { describe, expect, it } from 'vitest'
import { TODAY } from '../support/consents/register'
import { idOf, makeImports, SIMS, sims, upnOf, type Imports, type Rows } from '../support/imports/stage'

const reason = 'It was the list of last year'

const HEADINGS = [
  ...['Admission Number', 'Forename', 'Surname', 'Year', 'Form', 'UPN', 'Photo - Website', 'Signed by', 'Relationship'],
  ...['Date signed', 'In care'],
]
const file = (): Rows => [
  HEADINGS,
  ['001001', 'Corbo', 'Thistlemead', '5', '5B', upnOf(1), 'N', 'Marba Thistlemead', 'Mother', '14/09/2026', 'Yes'],
  ['2002', 'Ana', 'Copperdale', '5', '5A', upnOf(2), 'Y', 'Orla Copperdale', 'Mother', '14/09/2026', 'No'],
]

async function applied() {
  const stage = await makeImports()
  await stage.answer(stage.pupil, stage.mother, 'GIVEN')
  const before = await stateOf(stage)
  const seen = await stage.pick(file())
  await stage.tryOut(seen, { wording: stage.wording })
  const run = await stage.apply(seen)
  const undo = () => stage.call['imports.undo']({ school: stage.school, job: idOf(99), import: run.id, reason })
  return { ...stage, before, run, undo }
}

/** Roll, contacts and decisions as they stand. */
async function stateOf({ call, school, website }: Imports) {
  const cards = await call['pupils.list']({ school, leavers: true })
  const all = []
  for (const { id } of cards) {
    const { facts, contacts, hasUpn, care } = await call['pupils.view']({ school, pupil: id })
    const { uses } = await call['consents.ofPupil']({ school, pupil: id })
    const decision = uses.find(({ purpose }) => purpose.id === website)?.decision.verdict
    all.push({ facts, contacts, hasUpn, decision, looksAfter: care?.status === 'CARE_ORDER' })
  }
  return all
}

describe('taking an import back', () => {
  it('leaves roll, contacts, care and decisions as they were', async () => {
    const stage = await applied()
    expect(await stateOf(stage)).toMatchObject([
      { facts: { legalForename: 'Ana' } },
      { facts: { year: '5' }, decision: 'NO' },
    ])
    expect(await stage.undo()).toMatchObject({ id: stage.run.id, undone: true })
    expect(await stateOf(stage)).toEqual(stage.before)
    expect(await stage.call['imports.list']({ school: stage.school })).toMatchObject([{ undone: true }])
    expect(await stage.call['history.verify']({ school: stage.tenant })).toMatchObject({ sound: true })
  })

  it('happens once', async () => {
    const { undo } = await applied()
    await undo()
    await expect(undo()).rejects.toMatchObject({ code: 'conflict', words: expect.stringContaining('already') })
  })

  it('lets the same file be read in again, with its noes', async () => {
    const stage = await applied()
    await stage.undo()
    const seen = await stage.pick(file())
    expect(seen.notes.join(' ')).not.toContain('was read in before')
    const run = await stage.tryOut(seen, { wording: stage.wording })
    expect(run.consents).toMatchObject({ lowered: 1, raised: 1 })
    await stage.apply(seen)
    expect(await stage.ask([stage.pupil], stage.website)).toMatchObject({ verdict: 'NO' })
  })

  it('after a later import that changed nothing of the same', async () => {
    const stage = await applied()
    await stage.readIn([SIMS, sims({ Adno: '77', 'Legal Surname': 'Ribbonfold', 'Legal Forename': 'Jor', Year: '3' })])
    await stage.undo()
    expect((await stage.roll()).map(({ legalSurname }) => legalSurname)).toEqual(['Ribbonfold', 'Thistlemead'])
  })

  it.each<[string, (stage: Awaited<ReturnType<typeof applied>>, ana: string) => Promise<unknown>]>([
    [
      'a class changed by hand',
      async ({ call, school, pupil }) => {
        const { facts } = await call['pupils.view']({ school, pupil })
        return call['pupils.edit']({ school, pupil, facts: { ...facts, className: '5C' }, reason })
      },
    ],
    ['an answer since', ({ answer, pupil, mother }) => answer(pupil, mother, 'GIVEN', { on: '2026-09-20' })],
    [
      'an answer of a pupil it brought',
      ({ call, school, display }, ana) =>
        call['consents.withdraw']({
          ...{
            school,
            pupil: ana,
            by: { kind: 'PUPIL' },
            capacity: 'PUPIL',
            askedOn: TODAY,
            channel: 'PHONE',
            purposes: [display],
            note: null,
          },
        }),
    ],
    [
      'a contact of a pupil it brought',
      ({ call, school }, ana) =>
        call['pupils.addContact']({
          ...{ school, pupil: ana, responsibility: null },
          facts: {
            name: 'Vel Copperdale',
            relationship: 'FATHER',
            resident: true,
            asksToBeConsulted: false,
            delegated: null,
            endedOn: null,
          },
        }),
    ],
    [
      'a form printed for a pupil it brought',
      ({ call, school, wording }) => call['entry.print']({ school, wording, classes: ['5A'], onlyMissing: false }),
    ],
    [
      'responsibility recorded anew',
      async ({ call, school }, ana) => {
        const { contacts } = await call['pupils.view']({ school, pupil: ana })
        const responsibility = { holds: false, basis: null, evidence: null, from: null, until: null }
        return call['pupils.setResponsibility']({ school, pupil: ana, contact: contacts[0]?.id ?? '', responsibility })
      },
    ],
  ])('is refused whole after %s', async (_, change) => {
    const stage = await applied()
    const ana = (await stage.call['pupils.list']({ school: stage.school, leavers: true }))[0]?.id ?? ''
    await change(stage, ana)
    const before = await stateOf(stage)
    await expect(stage.undo()).rejects.toMatchObject({ code: 'conflict' })
    expect(await stateOf(stage)).toEqual(before)
    expect(await stage.call['imports.list']({ school: stage.school })).toMatchObject([{ undone: false }])
  })

  it('of something that was never read in is not found', async () => {
    const { call, school } = await makeImports()
    await expect(call['imports.undo']({ school, job: idOf(99), import: 'a'.repeat(32), reason })).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    )
  })
})
