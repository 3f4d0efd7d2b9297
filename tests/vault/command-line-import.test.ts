import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CivilDate } from '@contract/index'
import { DryRun, FileSeen, ImportRun } from '@contract/imports'
import type { Host } from '@vault/context'
import { createVault } from '@vault/vault'
import type { Io } from '../../src-main/cli/io'
import { run } from '../../src-main/cli/run'
import { readPacked } from '../../src-main/reader/tables'
import { csv, makeImports, type Rows } from '../support/imports/stage'
import { START_OF_TESTS } from '../support/tenant'
import { CHEAP, FOUNDER } from '../support/vault'

const nowhere = () => Promise.reject(new Error('There is no window'))
const host: Host = {
  ...{ printPdf: nowhere, saveFile: nowhere, openFile: nowhere, pickDocuments: nowhere, readDocument: nowhere },
  ...{ pickFolder: nowhere, openScan: nowhere, nextScanned: nowhere, closeScan: nowhere, destroyFiles: nowhere },
  readTables: ({ name, bytes }, { progress }) => readPacked(name, bytes, { progress }),
}

const LIST: Rows = [
  ['Adno', 'Surname', 'Forename', 'DOB', 'Year', 'Photo - Website'],
  ['77', 'Copperdale', 'Ana', '2016-12-25', '5', 'N'],
  ['78', 'Lanterngate', 'Bo', '2016-12-26', 'none', 'N'],
  ['001001', 'Thistlemead', 'Corbo', '2017-03-03', '4', 'N'],
]

async function withFile(rows: Rows = LIST) {
  const stage = await makeImports()
  const file = join(stage.vault.folder, 'pupils.csv')
  writeFileSync(file, csv(rows))
  const command = async (words: readonly string[], passphrase: string = FOUNDER.passphrase) => {
    stage.vault.close()
    const out: string[] = []
    const err: string[] = []
    const io: Io = {
      ...{ out: (text) => out.push(text), err: (text) => err.push(text), readDescriptor: () => '', ask: null },
      ...{ env: { TRUSTWARD_PASSPHRASE: passphrase }, appFolder: stage.vault.folder },
    }
    const code = await run(
      words,
      (folder, openFile = nowhere) =>
        createVault({ folder, host: { ...host, openFile }, now: () => START_OF_TESTS, kdf: CHEAP, packaged: false }),
      () => CivilDate.parse('2026-10-01'),
      io,
      () => {
        throw new Error('There is no reader')
      },
    )
    await stage.vault.restart()
    await stage.vault.call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  return { ...stage, file, command }
}

describe('import-pupils', () => {
  it('says what a file would change and changes nothing', async () => {
    const { file, command, roll } = await withFile()
    const { code, out, err } = await command(['import-pupils', file, '--school', 'tps'])
    expect(code).toBe(0)
    expect(out).toContain('New 1, changed 0, as before 1, left out 1, to confirm 0')
    expect(out).toContain('Line 3 left out: Its year group is none that schools have.')
    expect(out).toContain('Nothing was changed. Add --apply to apply it.')
    // What is printed may stand in a log of automation.
    expect(out).not.toMatch(/Copperdale|Lanterngate|Thistlemead/)
    expect(err).toContain('Consents in this file were left out')
    expect(await roll()).toHaveLength(1)
  })

  it('changes it when told to, and prints JSON of the contract', async () => {
    const { file, command, roll, ask, pupil, website } = await withFile()
    const { code, out } = await command([
      'import-pupils',
      file,
      '--school',
      'Thistlebrook Primary School',
      '--apply',
      '--json',
    ])
    expect(code).toBe(0)
    const { version, ...told } = JSON.parse(out) as Record<string, unknown>
    expect(version).toBe(1)
    expect(FileSeen.parse(told['file']).fileName).toBe('pupils.csv')
    expect(DryRun.parse(told['dryRun']).counts).toMatchObject({ new: 1, leftOut: 1, same: 1 })
    expect(ImportRun.parse(told['applied']).undone).toBe(false)
    expect((await roll()).map(({ admissionNumber }) => admissionNumber)).toEqual(['77', '001001'])
    expect((await ask([pupil], website)).pupils[0]?.reason).toBe('NOT_ASKED')
  })

  it('reads consents once somebody has mapped a file of these headings in the app', async () => {
    const { file, command, pick, tryOut, apply, ask, pupil, website } = await withFile()
    const seen = await pick([...LIST.slice(0, 1), ['79', 'Ribbonfold', 'Jor', '2016-12-27', '5', 'N']])
    await tryOut(seen)
    await apply(seen)
    const { code, err } = await command(['import-pupils', file, '--school', 'TPS', '--apply'])
    expect([code, err]).toEqual([0, ''])
    expect((await ask([pupil], website)).pupils[0]?.reason).toBe('OTHER_SAID_NO')
  })

  it('ends as refused when nothing of the file counts, even when told to apply', async () => {
    const { file, command, roll } = await withFile([
      ['Adno', 'Surname', 'Forename', 'DOB', 'Year'],
      ['77', 'Copperdale', 'Ana', '12/25/2016', '5'],
    ])
    const { code, err } = await command(['import-pupils', file, '--school', 'TPS', '--apply'])
    expect(code).toBe(1)
    expect(err).toContain('put the month first')
    expect(await roll()).toHaveLength(1)
  })

  it.each<[string, (file: string) => readonly string[], number, string]>([
    ['no school', (file) => [file], 2, 'import-pupils needs --school NAME.'],
    ['a school there is not', (file) => [file, '--school', 'Elsewhere'], 2, 'a school of this trust: TPS.'],
    ['no file', () => ['--school', 'TPS'], 2, 'takes the name of one file'],
    ['two files', (file) => [file, file, '--school', 'TPS'], 2, 'takes the name of one file'],
    ['a file that is not there', (file) => [`${file}x`, '--school', 'TPS'], 1, ''],
  ])('with %s says so', async (_, words, wanted, said) => {
    const { file, command } = await withFile()
    const { code, err } = await command(['import-pupils', ...words(file)])
    expect(err).toContain(said)
    expect(code).toBe(wanted)
    expect(err).not.toBe('')
  })
})
