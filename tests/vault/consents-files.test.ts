import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { BULK } from '@contract/index'
import { exportedKind } from '../../src-main/features/consents/events'
import { filledRegister } from '../support/consents/filled'
import { day, makeRegister, pupilFacts, TODAY, type Register } from '../support/consents/register'
import { FOUNDER, OTHER_PASSPHRASE } from '../support/vault'
import { numbersIn } from './entry-stage'

const reason = 'For the school photographer'
const MINUTE = 60_000
const csvOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const exportedOf = async ({ call, tenant }: Pick<Register, 'call' | 'tenant'>) =>
  (await call['history.list']({ school: tenant, type: 'consents.exported' })).entries

describe('letters', () => {
  it('go to the families who have not answered, and are noted', async () => {
    const register = await filledRegister()
    const { vault, call, school } = register
    const sent = await call['consents.chase']({
      ...{ school, kind: 'NOT_RETURNED', classes: ['4B'], returnBy: day('2026-10-20') },
    })
    expect(sent).toMatchObject({ saved: true, letters: 4, needForm: 4, notDue: 0 })
    expect(vault.printed[0]!.html).toContain('To the parent or carer of')
    // Each goes to another family: no page is numbered among those of all.
    expect(vault.printed[0]!.apart).toBe(true)
    expect(vault.saved[0]!.name).toBe('Letters about pictures - Thistlebrook Primary School - 2026-10-01.pdf')
    expect(await exportedOf(register)).toMatchObject([{ words: 'Saved 4 letters to families, list “Not returned”' }])
  })

  it('go to those chosen and due alone, and the note holds how many and of which list, but nobody', async () => {
    const register = await filledRegister()
    const { vault, call, school, all, website, naming, answer } = register
    // One of the two chosen has answered everything.
    await answer(all[0]!.pupil, all[0]!.mother, 'GIVEN', { purposes: [website, naming] })
    const chosen = [all[0]!.pupil, all[3]!.pupil]
    const ask = { school, classes: [], chosen, returnBy: day('2026-10-20') }
    expect(await call['consents.chase']({ ...ask, kind: 'NOT_RETURNED' })).toMatchObject({ letters: 1, notDue: 1 })
    const { html } = vault.printed[0]!
    expect(html).toContain('Brend Thistlemead')
    expect(html).not.toContain('Corbo')
    const [entry] = await exportedOf(register)
    expect(entry!.words).toBe('Saved 1 letter to families, list “Not returned”')
    expect(JSON.stringify(entry)).not.toMatch(/Brend|Thistlemead/)
    expect(JSON.stringify(entry)).not.toContain(all[3]!.pupil)
    await expect(call['consents.chase']({ ...ask, kind: 'EXPIRING' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('tell the number and day of the form that is still out, never of one that came back', async () => {
    const { vault, call, school, all, wording } = await filledRegister()
    const pupil = all[3]!.pupil
    await call['entry.reprint']({ school, wording, pupil })
    vault.advance(3 * 86_400_000)
    const letter = async () => {
      await call['consents.chase']({
        ...{ school, kind: 'NOT_RETURNED', classes: [], chosen: [pupil], returnBy: day('2026-10-20') },
      })
      return vault.printed.at(-1)!.html
    }
    expect(await letter()).toContain('We sent you a form on 1 October 2026')
    expect(await letter()).toContain('The number of your form is')
    expect(vault.printed.at(-1)!.html).not.toContain('A form comes with this letter.')
    const [number] = numbersIn(vault.printed[0]!.html)
    const { id: batch } = await call['entry.start']({ school, wording, receivedOn: day('2026-10-04'), expected: 1 })
    const answers = { ticks: ['Y', 'U'], pupilAgrees: 'U', query: false, note: null } as const
    const signed = { signedBy: { kind: 'CONTACT', contact: all[3]!.mother }, capacity: 'PARENT' } as const
    const facts = { pupil, number: number!, ...answers, ...signed, signedOn: day('2026-10-03') }
    await call['entry.save']({ school, batch, sheet: null, facts: { ...facts, ticks: [...facts.ticks] } })
    const after = await letter()
    expect(after).toContain('We do not have your answers yet.')
    expect(after).toContain('A form comes with this letter.')
  })
})

describe('the register as a file', () => {
  it('has no names unless they are asked for with a reason by somebody who may', async () => {
    const register = await filledRegister()
    const { vault, call, school } = register
    await call['consents.export']({ school, format: 'csv', names: false, reason: null })
    expect(csvOf(vault.saved[0]!.bytes)).not.toMatch(/Corbo|Thistlemead|4A|Names saved by/)
    await expect(call['consents.export']({ school, format: 'csv', names: true, reason: null })).rejects.toMatchObject({
      code: 'bad-input',
    })
    await call['consents.export']({ school, format: 'csv', names: true, reason })
    expect(csvOf(vault.saved[1]!.bytes)).toContain('Corbo Thistlemead,4,4A,Yes (given),Yes (no objection),Check first')
    expect((await exportedOf(register)).map(({ words, reason: why }) => [words, why])).toEqual([
      ['Saved the consent register with names, 12 pupils', reason],
      ['Saved the consent register without names, 12 pupils', null],
    ])
  })

  it('says at its top who saved the names and when, in every kind', async () => {
    const { vault, call, school } = await filledRegister()
    const savedBy = 'Made on 1 October 2026 at 09:00 by Tamsin Quillfeather (trust safeguarding lead)'
    for (const format of ['csv', 'xlsx', 'pdf'] as const) {
      await call['consents.export']({ school, format, names: true, reason })
    }
    const [csv, xlsx] = vault.saved
    expect(csvOf(csv!.bytes).split('\r\n')[4]).toBe(`Names saved by,${savedBy}`)
    expect((await readSheet(Buffer.from(xlsx!.bytes)))[4]).toEqual(expect.arrayContaining(['Names saved by', savedBy]))
    expect(vault.printed[0]!.html).toContain(savedBy)
    // On every page, not on the first alone.
    expect(vault.printed[0]!.title).toContain(savedBy)
  })

  it('is of those chosen alone, in the order of the roll, and of nobody when one of them has gone', async () => {
    const register = await filledRegister()
    const { vault, call, school, all } = register
    const chosen = [all[9]!.pupil, all[2]!.pupil]
    const ask = { school, format: 'csv', names: true, reason, chosen } as const
    expect(await call['consents.export'](ask)).toMatchObject({ pupils: 2 })
    expect(csvOf(vault.saved[0]!.bytes).match(/\w+(?= Thistlemead,)/g)).toEqual(['Brenc', 'Brenj'])
    expect(await exportedOf(register)).toMatchObject([
      { words: 'Saved a part of the consent register with names, 2 pupils' },
    ])
    await expect(
      call['consents.export']({ ...ask, chosen: [...chosen, all[0]!.pupil.replace(/./g, '0')] }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(vault.saved).toHaveLength(1)
  })

  it('may be one list with what is to do, and is never the list of those protected', async () => {
    const register = await filledRegister()
    const { vault, call, school, all } = register
    const ask = { school, format: 'csv', names: true, reason, list: 'NOT_RETURNED' } as const
    await call['consents.export']({ ...ask, chosen: [all[3]!.pupil] })
    const text = csvOf(vault.saved[0]!.bytes)
    expect(text).toContain('Brend Thistlemead,4,4A,"Not asked yet: School website, Name beside a picture",')
    expect(text).not.toContain('Corbo')
    expect(await exportedOf(register)).toMatchObject([
      { words: 'Saved a list of the consent register with names, 1 pupil, list “Not returned”' },
    ])
    expect(await vault.raw('consents.export', { ...ask, list: 'RESTRICTED' }, school)).toMatchObject({
      error: { code: 'bad-input' },
    })
    await expect(call['consents.export']({ ...ask, list: 'DISPUTED' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not tell somebody protected from somebody whose family said no', async () => {
    const { vault, call, school, all, website, naming, answer } = await filledRegister()
    const [refused, guarded] = [all[10]!, all[11]!]
    await answer(refused.pupil, refused.mother, 'REFUSED', { purposes: [website, naming] })
    const [person] = await vault.call['people.list']({})
    await vault.call['people.grant']({ person: person!.id, role: 'DSL', grantFor: school, from: TODAY, until: null })
    await call['pupils.setFlag']({
      ...{ school, pupil: guarded.pupil, kind: 'NO_CAPTURE', from: TODAY, reviewOn: day('2026-12-01') },
      reason: 'Known to the lead',
    })
    await call['consents.export']({
      school,
      format: 'csv',
      names: false,
      reason: null,
      chosen: [refused.pupil, guarded.pupil],
    })
    const lines = csvOf(vault.saved[0]!.bytes).match(/^\d,.*(?=\r$)/gm)
    expect(lines).toEqual([
      '1,No (refused),Yes (no objection),No (refused)',
      '2,No (refused),No (objected),No (refused)',
    ])
  })

  it('leaves nothing behind when saving is cancelled', async () => {
    const register = await filledRegister()
    const { vault, call, school } = register
    vault.cancelSaving = true
    expect(await call['consents.export']({ school, format: 'xlsx', names: false, reason: null })).toMatchObject({
      saved: false,
    })
    expect(await exportedOf(register)).toEqual([])
  })
})

describe('before names leave', () => {
  it('a person sees what the file will hold, with initials alone, and nothing is noted', async () => {
    const register = await filledRegister()
    const { vault, call, school } = register
    const preview = await call['consents.previewFile']({ school })
    expect(preview).toMatchObject({
      ...{ pupils: 12, told: false, fresh: true },
      columns: ['Name', 'Year', 'Class', 'School website', 'Displays in school', 'Name beside a picture'],
      classification: 'Official use in school: contains pupil data',
      savedBy: 'Made on 1 October 2026 at 09:00 by Tamsin Quillfeather (trust safeguarding lead)',
    })
    expect(preview.lines.map(([name]) => name)).toEqual(['B••• T•••', 'B••• T•••', 'B••• T•••'])
    expect(JSON.stringify(preview)).not.toMatch(/Bren|Thistlemead/)
    expect(await exportedOf(register)).toEqual([])
    // What is seen is what is saved, but for the names.
    await call['consents.export']({ school, format: 'csv', names: true, reason })
    const written = csvOf(vault.saved[0]!.bytes).split('\r\n')
    const heading = written.findIndex((line) => line.startsWith('Name,'))
    expect(written[heading]).toBe(preview.columns.join(','))
    preview.lines.forEach((line, i) => {
      expect(written[heading + 1 + i]!.split(',').slice(1)).toEqual(line.slice(1))
    })
  })

  it('the passphrase is typed again when the last one is older than five minutes', async () => {
    const { vault, call, school } = await filledRegister()
    const ask = { school, format: 'csv', names: true, reason } as const
    vault.advance(5 * MINUTE)
    await call['consents.export'](ask)
    vault.advance(1)
    expect(await call['consents.previewFile']({ school })).toMatchObject({ fresh: false })
    await expect(call['consents.export'](ask)).rejects.toMatchObject({ code: 'denied' })
    await expect(call['session.confirm']({ passphrase: OTHER_PASSPHRASE })).rejects.toMatchObject({ code: 'denied' })
    await expect(call['consents.export'](ask)).rejects.toMatchObject({ code: 'denied' })
    await call['session.confirm']({ passphrase: FOUNDER.passphrase })
    await call['consents.export'](ask)
    // A clock put back proves nothing.
    vault.advance(-MINUTE)
    await expect(call['consents.export'](ask)).rejects.toMatchObject({ code: 'denied' })
    // Without names nobody is asked.
    await call['consents.export']({ ...ask, names: false, reason: null })
    expect(vault.saved).toHaveLength(3)
  })
})

describe('a file with many names', () => {
  /** As many pupils as take one more than a file may hold in silence. */
  async function large(): Promise<Register> {
    const register = await makeRegister()
    const { vault, call, school } = register
    for (let n = 0; n < BULK; n += 1) {
      await call['pupils.add']({ school, facts: pupilFacts({ admissionNumber: `2${String(n).padStart(5, '0')}` }) })
    }
    const { id: person } = await vault.call['people.add']({ name: 'Otto Lensgrove' })
    await vault.call['people.grant']({ person, role: 'DSL', grantFor: school, from: day('2026-09-01'), until: null })
    await vault.call['people.letUnlock']({ person, signInName: 'otto', passphrase: OTHER_PASSPHRASE })
    return register
  }
  const leave = (register: Register, change: { names?: boolean; chosen?: string[] } = {}) =>
    register.call['consents.export']({
      ...{ school: register.school, format: 'csv', names: change.names ?? true, reason },
      chosen: change.chosen ?? null,
    })

  it('is told to everybody else who reads the history, until each has seen it or a month has gone', async () => {
    const register = await large()
    const { vault, school, tenant, pupil } = register
    expect(await register.call['consents.previewFile']({ school })).toMatchObject({ pupils: BULK + 1, told: true })
    await leave(register)
    await leave(register, { names: false })
    await leave(register, { chosen: [pupil] })
    expect(await vault.call['consents.bulkFiles']({})).toEqual([])

    await vault.call['session.unlock']({ signInName: 'otto', passphrase: OTHER_PASSPHRASE })
    const [file, ...others] = await vault.call['consents.bulkFiles']({})
    expect(others).toEqual([])
    expect(file).toMatchObject({
      ...{ school: tenant, schoolName: 'Thistlebrook Primary School', pupils: BULK + 1, reason },
      person: { name: FOUNDER.personName },
    })
    vault.advance(29 * 86_400_000)
    expect(await vault.call['consents.bulkFiles']({})).toHaveLength(1)
    const { event } = file!
    await expect(
      vault.call['consents.bulkFileSeen']({ school, event: event.replace(/./g, '0') }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(await vault.call['consents.bulkFileSeen']({ school, event })).toEqual({ seen: true })
    expect(await vault.call['consents.bulkFiles']({})).toEqual([])
  })

  it('is old news after a month, and is none of another school’s', async () => {
    const register = await large()
    const { vault } = register
    await leave(register)
    const other = await vault.call['schools.create']({
      facts: {
        ...(await vault.call['schools.list']({}))[0]!.facts,
        name: 'Copperdale Primary School',
        shortName: 'CPS',
      },
    })
    const { id: person } = await vault.call['people.add']({ name: 'Wren Saltmarsh' })
    await vault.call['people.grant']({ person, role: 'DSL', grantFor: other.id, from: day('2026-09-01'), until: null })
    await vault.call['people.letUnlock']({ person, signInName: 'wren', passphrase: 'walnut saddle orbit fennel' })
    await vault.call['session.unlock']({ signInName: 'wren', passphrase: 'walnut saddle orbit fennel' })
    expect(await vault.call['consents.bulkFiles']({})).toEqual([])
    await vault.call['session.unlock']({ signInName: 'otto', passphrase: OTHER_PASSPHRASE })
    expect(await vault.call['consents.bulkFiles']({})).toHaveLength(1)
    vault.advance(30 * 86_400_000)
    expect(await vault.call['consents.bulkFiles']({})).toEqual([])
  })
})

describe('what was noted before lists were told', () => {
  it('still reads', () => {
    const body = { format: 'csv', names: true, pupils: 12, what: 'REGISTER', by: '0'.repeat(32) }
    expect(exportedKind.body.safeParse(body).success).toBe(true)
  })
})
