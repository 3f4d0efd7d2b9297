import { describe, expect, it } from 'vitest'
import { scanText } from '../../src-main/features/forms'
import { day, TODAY } from '../support/consents/register'
import { addDays } from '@vault/clock'
import { makeBatch, numbersIn, printed } from './entry-stage'

describe('printing', () => {
  it('makes one run a class with a cover sheet, and records nothing that was not saved', async () => {
    const { vault, call, school, wording, addPupil } = await makeBatch()
    await addPupil({ className: '5B', year: '5', legalForename: 'Aldana' })
    vault.cancelSaving = true
    const print = { school, wording, classes: ['4A', '5B', '6C'], onlyMissing: false }
    expect(await call['entry.print'](print)).toEqual({ saved: false, fileName: null, forms: 2 })
    expect(await call['entry.runs']({ school })).toEqual([])
    vault.cancelSaving = false
    const fileName = 'Consent forms - Thistlebrook Primary School - 2026-10-01.pdf'
    expect(await call['entry.print'](print)).toEqual({ saved: true, fileName, forms: 2 })
    const runs = await call['entry.runs']({ school })
    expect(runs.map(({ label, forms, returned, version }) => [label, forms, returned, version])).toEqual([
      ['4A', 1, 0, '2026/27, 2'],
      ['5B', 1, 0, '2026/27, 2'],
    ])
    const { html, apart } = vault.printed.at(-1)!
    expect(apart).toBe(true)
    expect(html.match(/class="sheet cover"/g)).toHaveLength(2)
    expect(html.match(/class="sheet form/g)).toHaveLength(2)
    // Numbers are fresh each time.
    expect(numbersIn(html)).not.toEqual(numbersIn(vault.printed.at(-2)!.html))
  })

  it('prints no leaver, and everybody else whatever protects them', async () => {
    const { vault, call, school, wording, addPupil, pupil } = await makeBatch()
    await addPupil({ legalForename: 'Gonder', leftOn: addDays(TODAY, -1) })
    await addPupil({ legalForename: 'Yvenna', leftOn: TODAY })
    const [person] = await vault.call['people.list']({})
    await vault.call['people.grant']({ person: person!.id, role: 'DSL', grantFor: school, from: TODAY, until: null })
    await call['pupils.setFlag']({
      ...{ school, pupil, kind: 'NO_CAPTURE', from: TODAY, reviewOn: addDays(TODAY, 90), reason: 'Told to the lead' },
    })
    await printed({ vault, call, school }, wording)
    const { html } = vault.printed.at(-1)!
    expect(html).toContain('Corbo')
    expect(html).toContain('Yvenna')
    expect(html).not.toContain('Gonder')
  })

  it('leaves out whoever has been answered for, when asked to', async () => {
    const { vault, call, school, wording, save, setAside, addPupil, answer } = await makeBatch()
    const other = await addPupil({ legalForename: 'Aldana' })
    const third = await addPupil({ legalForename: 'Fengan' })
    const { id } = await save()
    await answer(other.pupil, other.mother, 'GIVEN')
    await printed({ vault, call, school }, wording, ['4A'], true)
    const names = () => ['Corbo', 'Aldana', 'Fengan'].filter((name) => vault.printed.at(-1)!.html.includes(name))
    // Aldana’s mother answered, but to other words.
    expect(names()).toEqual(['Aldana', 'Fengan'])
    await setAside(id)
    await printed({ vault, call, school }, wording, ['4A'], true)
    expect(names()).toEqual(['Corbo', 'Aldana', 'Fengan'])
    for (const one of [other, third])
      await save({ pupil: one.pupil, signedBy: { kind: 'CONTACT', contact: one.mother } })
    await save({}, id)
    await expect(printed({ vault, call, school }, wording, ['4A'], true)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('puts the pupil’s own part on the form of whoever is old enough when it counts', async () => {
    const { vault, call, school, issue, website, addPupil } = await makeBatch()
    const wording = await issue('2026/27, 3', [website])
    await addPupil({ className: '8A', year: '8', dateOfBirth: day('2013-09-30'), legalForename: 'Aldana' })
    await addPupil({ className: '8B', year: '8', dateOfBirth: day('2013-10-02'), legalForename: 'Fengan' })
    await printed({ vault, call, school }, wording, ['8A'])
    expect(vault.printed.at(-1)!.html).toContain('For the pupil')
    await printed({ vault, call, school }, wording, ['8B'])
    expect(vault.printed.at(-1)!.html).not.toContain('For the pupil')
  })

  it('prints one form again with a number of its own, and the first stays good', async () => {
    const { vault, call, school, wording, pupil, at, save } = await makeBatch()
    const [first] = await printed({ vault, call, school }, wording)
    expect(await call['entry.reprint']({ school, wording, pupil })).toMatchObject({ saved: true })
    const [second] = numbersIn(vault.printed.at(-1)!.html)
    expect(second).not.toBe(first)
    for (const number of [first!, second!]) {
      expect(await call['entry.scan']({ ...at, number })).toMatchObject({ card: { id: pupil }, number })
    }
    await save({ number: second! })
    const runs = await call['entry.runs']({ school })
    expect(runs.map(({ forms, returned }) => [forms, returned]).sort()).toEqual([
      [1, 0],
      [1, 1],
    ])
  })

  it('needs an issued wording and somebody on roll', async () => {
    const { call, school, wording, addPupil } = await makeBatch()
    const { facts } = { facts: await call['consents.wordings']({ school }) }
    const { id: _id, issuedOn: _on, hash: _hash, problems: _problems, ...text } = facts[0]!
    const draft = await call['consents.saveWording']({ school, wording: null, facts: text })
    const print = { school, classes: ['4A'], onlyMissing: false }
    await expect(call['entry.print']({ ...print, wording: draft.id })).rejects.toMatchObject({ code: 'conflict' })
    await expect(call['entry.print']({ ...print, wording, classes: ['9Z'] })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { pupil } = await addPupil({ leftOn: addDays(TODAY, -3) })
    await expect(call['entry.reprint']({ school, wording, pupil })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('scanning', () => {
  it('finds the child by the code, with spaces or in small letters, with who may have signed', async () => {
    const { vault, call, school, wording, pupil, mother, father, at } = await makeBatch()
    const [number] = await printed({ vault, call, school }, wording)
    const ways = [scanText(number!), number!, scanText(number!).toLowerCase(), ` ${number!.replace(/(\d{4})/g, '$1 ')}`]
    for (const way of ways) {
      expect(await call['entry.scan']({ ...at, number: way })).toMatchObject({
        ...{ card: { id: pupil }, number, otherWording: null, keyedBefore: false, pupilSigns: false },
        signers: [
          { contact: father, relationship: 'FATHER', responsible: true },
          { contact: mother, relationship: 'MOTHER', responsible: true },
        ],
      })
    }
  })

  it('asks for another scan when a digit was misread, and stops at a form of another school', async () => {
    const { vault, call, school, wording, at } = await makeBatch()
    const [number] = await printed({ vault, call, school }, wording)
    const swapped = number!.replace(/^(\d)(\d)/, (_all, a: string, b: string) => `${(Number(a) + 1) % 10}${b}`)
    await expect(call['entry.scan']({ ...at, number: swapped })).rejects.toMatchObject({
      ...{ code: 'bad-input', words: expect.stringContaining('Scan it again') },
    })
    const elsewhere = await makeBatch()
    await expect(elsewhere.call['entry.scan']({ ...elsewhere.at, number: number! })).rejects.toMatchObject({
      ...{ code: 'not-found', words: expect.stringContaining('Not a form of this school') },
    })
  })
})

describe('the slip', () => {
  it('says what was counted, keyed and noticed, and holds no name of a pupil and no answer', async () => {
    const { vault, call, at, save } = await makeBatch({ expected: 3 })
    await save()
    await save({ query: true })
    expect(await call['entry.slip'](at)).toMatchObject({ saved: true })
    const { html } = vault.printed.at(-1)!
    for (const words of ['Forms counted in the pile', '1 not keyed', 'Marked as a query', 'Tamsin Quillfeather (2)']) {
      expect(html).toContain(words)
    }
    expect(html).not.toContain('Thistlemead')
    expect(html).not.toContain('website')
  })
})
