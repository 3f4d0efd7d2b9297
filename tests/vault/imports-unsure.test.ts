import { describe, expect, it } from 'vitest'
import { makeImports, means, rowAt } from '../support/imports/stage'

describe('a column nobody is sure of', () => {
  const headings = ['Admission Number', 'Forename', 'Surname', 'Year'] as const
  const corbo = ['001001', 'Corbo', 'Thistlemead', '4'] as const

  it('named after a use alone lowers, and its yeses wait for a person', async () => {
    const { pick, tryOut, website } = await makeImports()
    const seen = await pick([
      [...headings, 'Website'],
      [...corbo, 'Yes'],
      ['', 'Ana', 'Velvet', '4', 'No'],
    ])
    const column = seen.mapping.columns[4]
    expect(column).toMatchObject({
      meaning: 'consent',
      purpose: website,
      values: means({ Yes: 'STOP', No: 'REFUSED' }),
    })
    expect(rowAt(await tryOut(seen), 2)).toMatchObject({ outcome: 'LEFT_OUT' })
  })

  it('named after a use over other values than answers is left out', async () => {
    const { pick } = await makeImports()
    const seen = await pick([
      [...headings, 'Website'],
      [...corbo, 'www.example.org'],
    ])
    expect(seen.mapping.columns[4]).toMatchObject({ meaning: 'ignore' })
  })

  it('of crosses under a question about pictures is not passed over: the file waits until somebody says', async () => {
    const { pick, tryOut } = await makeImports()
    const seen = await pick([
      [...headings, 'NO PHOTOS'],
      [...corbo, 'x'],
      ['', 'Ana', 'Velvet', '4', ''],
    ])
    expect(seen.mapping.columns[4]).toMatchObject({
      meaning: 'consent',
      purpose: null,
      values: means({ x: 'STOP', '': 'NOTHING' }),
    })
    expect((await tryOut(seen)).refused).toContain('Nobody has said which use "NO PHOTOS" is about.')
  })
})
