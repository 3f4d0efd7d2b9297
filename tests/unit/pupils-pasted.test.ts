import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPasted, pastedIndex } from '../../src-main/features/pupils/rules/pasted'
import { foldName, shownName } from '../../src-main/features/pupils/rules/names'
import { skewedRoll } from './pupils-roll'

const roll = skewedRoll(400, 11)
const index = pastedIndex(roll)
const byId = new Map(roll.map((pupil) => [pupil.id, pupil]))
const aPupil = fc.integer({ min: 0, max: roll.length - 1 }).map((at) => roll[at]!)

/** Ways of writing one pupil on a line. */
const WAYS: readonly ((forename: string, surname: string, className: string, number: string) => string)[] = [
  (forename, surname) => `${surname}, ${forename}`,
  (forename, surname) => `${forename} ${surname}`,
  (forename, surname, className) => `${surname.toUpperCase()}, ${forename} (${className})`,
  (forename, surname, className) => `- ${forename}  ${surname} [${className}]`,
  (forename, surname, className) => `${surname}\t${forename}\t${className}`,
  (forename, surname, className) => `${forename}\t${surname}\t${className}`,
  (forename, surname, _className, number) => `${surname}, ${forename}, ${number}`,
  (_forename, _surname, _className, number) => number,
]

test('a line names the pupil it was written from, and besides only those who bear the same name', () => {
  fc.assert(
    fc.property(aPupil, fc.constantFrom(...WAYS), (pupil, way) => {
      const { forename, surname } = shownName(pupil)
      const line = way(forename ?? '', surname, pupil.className ?? '', pupil.admissionNumber)
      const found = findPasted(index, line)
      expect(found, line).toContain(pupil.id)
      for (const id of found) {
        const other = byId.get(id)!
        const names = [other.forename, other.surname, other.preferredForename, other.preferredSurname]
        const folded = names.map((name) => foldName(name ?? ''))
        expect(folded, line).toEqual(expect.arrayContaining([foldName(surname), foldName(forename ?? '')]))
      }
    }),
    { numRuns: 2000 },
  )
})

test('a line with the class or number of another names nobody by it', () => {
  fc.assert(
    fc.property(aPupil, aPupil, (pupil, other) => {
      fc.pre(pupil.className !== other.className && pupil.admissionNumber !== other.admissionNumber)
      const { forename, surname } = shownName(pupil)
      for (const mark of [other.className ?? '', other.admissionNumber]) {
        expect(findPasted(index, `${surname}, ${forename ?? ''} (${mark})`)).not.toContain(pupil.id)
      }
    }),
  )
})

test('no line makes it fail, and what is no name finds nobody', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (line) => void findPasted(index, line)))
  for (const line of ['', ' ', ',', '\t\t', '()', '(8B)', '8B', 'Year 8', '1.', '- ', 'the whole class']) {
    expect(findPasted(index, line), line).toEqual([])
  }
})
