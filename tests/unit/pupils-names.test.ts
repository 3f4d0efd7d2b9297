import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  foldName,
  laterParts,
  nameWords,
  shownName,
  sortKey,
  wholeName,
  type PupilNames,
} from '../../src-main/features/pupils/rules/names'

const named = (forename: string | null, surname: string, preferred: Partial<PupilNames> = {}): PupilNames => ({
  ...{ forename, surname, preferredForename: null, preferredSurname: null },
  ...preferred,
})

describe('a folded name', () => {
  it.each([
    ["O'Copperdale", 'ocopperdale'],
    ['O’Copperdale', 'ocopperdale'],
    ['O Copperdale', 'ocopperdale'],
    ['Copper-Brook', 'copperbrook'],
    ['Copper–Brook', 'copperbrook'],
    ['COPPERBROOK', 'copperbrook'],
    ['Zoë', 'zoe'],
    ['Zoe\u0308', 'zoe'],
    ['Nevmé', 'nevme'],
    ['Großthistle', 'grossthistle'],
    ['GROẞTHISTLE', 'grossthistle'],
    ['Sørlantern', 'sorlantern'],
    ['Łukmarble', 'lukmarble'],
    ['Æthelbutton', 'aethelbutton'],
    ['Œdbutton', 'oedbutton'],
    ['Đorribbon', 'dorribbon'],
    ['Þorvelvet', 'thorvelvet'],
    ['İbwalnut', 'ibwalnut'],
    ['Ibwalnutı', 'ibwalnuti'],
    ['Nguyễnfold', 'nguyenfold'],
    ['van der Pebble', 'vanderpebble'],
    ['St. Pebble', 'stpebble'],
    ['Pebble\u00adyard', 'pebbleyard'],
    ['ﬁnpebble', 'finpebble'],
    ['  Pebble\u00a0 ', 'pebble'],
    ['.', ''],
    ['', ''],
  ])('of %j is %j', (name, folded) => {
    expect(foldName(name)).toBe(folded)
  })

  it('is its own folded form, one word without capitals', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        const folded = foldName(text)
        expect(foldName(folded)).toBe(folded)
        expect(nameWords(text).join('')).toBe(folded)
        expect(folded).not.toMatch(/[\sA-Z'-]/)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ["O'Copperdale", ['copperdale']],
    ['Copper-Brook', ['brook']],
    ['van der Pebble', ['derpebble', 'pebble']],
    ['Pebble', []],
  ])('of later parts of %s is %j', (name, parts) => {
    expect(laterParts(name)).toEqual(parts)
  })
})

describe('the name on a list', () => {
  it('is the preferred one where there is one, each on its own', () => {
    const pupil = named('Aldana', 'Copperbrook', { preferredForename: 'Ally' })
    expect(shownName(pupil)).toEqual({ forename: 'Ally', surname: 'Copperbrook' })
    expect(wholeName(shownName(pupil))).toBe('Ally Copperbrook')
    expect(shownName(named('Aldana', 'Copperbrook', { preferredSurname: 'Velvet' })).surname).toBe('Velvet')
  })

  it('is one word for a pupil with one name', () => {
    expect(wholeName(shownName(named(null, 'Copperbrook')))).toBe('Copperbrook')
  })

  it('stands in the order of surnames, then forenames, marks and capitals left aside', () => {
    const inOrder = [
      named(null, 'Copper'),
      named('Zelle', 'Copper'),
      named('Álbo', 'Copperbrook'),
      named('Alcia', 'COPPERBROOK'),
      named('Xim', 'Velvet', { preferredSurname: 'Lantern' }),
      named('Aldana', "O'Copper"),
      named('Aldana', 'Øzpebble'),
    ]
    const keys = inOrder.map(sortKey)
    expect([...keys].sort()).toEqual(keys)
  })
})
