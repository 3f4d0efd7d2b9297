/** The day a picture was taken, from bytes that anybody may have made. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../src-main/folders/day'
import { takenIn } from '../../src-main/folders/taken'
import { heic, jpeg, png, tiff, webp } from '../support/pictures'

const STAMP = '2026:06:19 10:15:00'

test.each([
  ['JPEG', jpeg(tiff(STAMP))],
  ['JPEG, the other way round', jpeg(tiff(STAMP, { little: false }))],
  ['JPEG with the day it was digitised only', jpeg(tiff(STAMP, { tag: 0x9004 }))],
  ['TIFF and most raw files', tiff(STAMP)],
  ['PNG', png(tiff(STAMP))],
  ['WebP', webp(tiff(STAMP))],
  ['HEIC', heic(tiff(STAMP))],
])('%s', (_kind, bytes) => {
  expect(takenIn(bytes)).toBe('2026-06-19')
})

test.each([
  ['no Exif part', jpeg(null)],
  ['a blank date', jpeg(tiff('    :  :     :  :  '))],
  ['zeroes', jpeg(tiff('0000:00:00 00:00:00'))],
  ['a day that is not', jpeg(tiff('2025:02:29 10:00:00'))],
  ['only the day it was changed', jpeg(tiff(STAMP, { tag: 0x0132 }))],
  ['nothing', new Uint8Array()],
  ['a film', Buffer.from('\0\0\0\x18ftypmp42', 'latin1')],
])('none is found in: %s', (_kind, bytes) => {
  expect(takenIn(bytes)).toBeNull()
})

test('a leap day is one', () => {
  expect(takenIn(jpeg(tiff('2024:02:29 10:00:00')))).toBe('2024-02-29')
})

test('20,000 damaged headers: an answer of the right form, always', () => {
  const whole = [jpeg(tiff(STAMP)), tiff(STAMP), png(tiff(STAMP)), webp(tiff(STAMP)), heic(tiff(STAMP))]
  const damage = fc.record({
    base: fc.constantFrom(...whole),
    cut: fc.nat(600),
    hits: fc.array(fc.tuple(fc.nat(600), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff)), { maxLength: 8 }),
    tail: fc.uint8Array({ maxLength: 64 }),
  })
  fc.assert(
    fc.property(damage, ({ base, cut, hits, tail }) => {
      const bytes = Buffer.concat([base, tail])
      for (const [at, value] of hits) if (at < bytes.length) bytes[at] = value
      expect(String(takenIn(cut < 60 ? bytes.subarray(0, cut) : bytes))).toMatch(/^(null|\d{4}-\d\d-\d\d)$/)
    }),
    { numRuns: 20_000 },
  )
})

test.each([
  ['fill bytes without end', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(131_070, 0xff)])],
  [
    'parts of no length',
    Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.from('\xff\xe1\0\x02'.repeat(32_000), 'latin1')]),
  ],
  ['chunks of no length', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(131_064)])],
  ['a table that names itself', Buffer.from('II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0', 'latin1')],
  ['marks without end', Buffer.from(`\0\0\0\x18ftypheic${'Exif\0\0II*\0'.repeat(12_000)}`, 'latin1')],
])('comes to an end: %s', (_kind, bytes) => {
  expect(takenIn(bytes)).toBeNull()
})

const now = Date.UTC(2026, 10, 30, 12)
const ms = (text: string) => Date.parse(text)

test.each([
  ['the picture says', '2026-06-19', ['2026-07-01T12:00Z'], '2026-06-19', 'PICTURE'],
  ['a camera that was never set', '1980-01-01', ['2026-07-01T12:00Z'], '2026-07-01', 'FILE'],
  ['a camera ahead of time', '2027-01-01', ['2026-07-01T12:00Z'], '2026-07-01', 'FILE'],
  ['today is not ahead', '2026-11-30', ['2026-07-01T12:00Z'], '2026-11-30', 'PICTURE'],
  ['the earlier of two', null, ['2026-07-01T12:00Z', '2026-06-30T12:00Z'], '2026-06-30', 'FILE'],
  ['not the one before 1990', null, ['1970-01-01T00:00Z', '2026-06-30T12:00Z'], '2026-06-30', 'FILE'],
  ['not the one ahead', null, ['2031-01-01T00:00Z', '2026-06-30T12:00Z'], '2026-06-30', 'FILE'],
  ['summer time in London', null, ['2026-06-30T23:30Z'], '2026-07-01', 'FILE'],
  ['winter time in London', null, ['2026-01-30T23:30Z'], '2026-01-30', 'FILE'],
  ['nothing believable', null, ['1970-01-01T00:00Z', '2031-01-01T00:00Z'], null, null],
] as const)('%s', (_why, inPicture, ofFile, takenOn, dated) => {
  expect(dayOf(inPicture, ofFile.map(ms), now)).toEqual({ takenOn, dated })
})
