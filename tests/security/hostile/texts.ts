/** Hostile texts: plain, Markdown, web pages, tables of comma separated values; and files that are not what they say. */
import { expect } from 'vitest'
import { textOf, times, type Hostile } from './case'
import { onePage, SENTENCE } from './pdf-file'
import { docx, paragraph, zip } from './zip'

const LINE = 'Pupils keep phones in lockers all day'
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (what: string, name: string, content: () => string, then: Hostile['then'] = 'either'): Hostile => ({
  what,
  name,
  bytes: () => utf8(content()),
  then,
})
const reads: Hostile['then'] = (reading) => expect(textOf(reading)).toContain(LINE)

const plain: readonly Hostile[] = [
  { what: '51 MB', name: 'large.txt', bytes: () => Buffer.alloc(52 * 1024 * 1024 + 1, 'abc '), then: /50 MB/ },
  { what: '20 MB of spaces', name: 'blank.txt', bytes: () => Buffer.alloc(20_000_000, ' '), then: /white space/ },
  {
    what: 'empty bytes among words',
    name: 'null.txt',
    bytes: () => utf8(times(`${LINE}\0\0\0`, 100)),
    then: /no document/,
  },
  {
    what: 'lone halves of letters in UTF-16',
    name: 'halves.txt',
    bytes: () => Buffer.concat([Buffer.from(`\uFEFF${LINE}\n`, 'utf16le'), Buffer.from('00d800dc00d841000adc', 'hex')]),
    then: reads,
  },
  {
    what: 'half a letter at the end of UTF-16',
    name: 'odd.txt',
    bytes: () => Buffer.concat([Buffer.from(`\uFEFF${LINE}\n`, 'utf16le'), Buffer.from('41', 'hex')]),
    then: reads,
  },
  text(
    'signs that turn the writing round',
    'bidi.txt',
    () => `${LINE}\nPhones \u202Edewolla\u202C \u2066not\u2069 allowed\n`,
    (reading) => {
      expect(textOf(reading)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    },
  ),
  text(
    'script strings',
    'script.txt',
    () => `${LINE}\n<script>alert(1)</script> <img src=x onerror=alert(1)> javascript:alert(1)\n`,
    reads,
  ),
  text('one line of 5 million letters', 'line.txt', () => times('Pupils keep phones in lockers. ', 160_000)),
  text('one word of 2 million letters', 'word.txt', () => times('a', 2_000_000)),
  text('100,000 short lines', 'lines.txt', () => times('a\n', 100_000)),
  text('200,001 lines that look like a table', 'table.txt', () => times('Gaming\tX\t\tX\n', 200_001)),
  text('a line of 501 columns', 'columns.txt', () => times(`${times('a\t', 501)}\n`, 5)),
  text('100,000 bars in a line', 'bars.md', () => `${LINE}\n\n${times('|', 100_000)}\n${times('|-', 50_000)}\n`),
  text('100,000 stars', 'stars.md', () => `${times('*', 100_000)}${LINE}${times('_*', 50_000)}`),
  text('lists 10,000 deep', 'deep.md', () =>
    Array.from({ length: 10_000 }, (_, n) => `${times('  ', Math.min(n, 2000))}- a`).join('\n'),
  ),
  text('50,000 open brackets', 'brackets.txt', () => times('(Not (', 50_000) + LINE),
  text('50,000 labels of a review block', 'labels.txt', () => times('Last reviewed: Next review: ', 50_000)),
  text('20,000 review lines', 'review.txt', () => times('Last reviewed: 31/02/2025\nNext review: TBC\n', 10_000)),
  text(
    '100,000 digits and dots',
    'digits.txt',
    () => `${times('1.', 100_000)}\n${times('12/', 50_000)}\n${times('9', 100_000)}`,
  ),
  text(
    '100,000 spaces inside a sentence',
    'spaces.txt',
    () => `Pupils ${times(' ', 100_000)} may not use phones.\n${times('\t', 50_000)}x`,
  ),
  text('20,000 short forms of schools', 'schools.txt', () =>
    Array.from({ length: 20_000 }, (_, n) => `School ${n} High School (S${n}H)`).join('\n'),
  ),
  text('20,000 sentences with rules', 'rules.txt', () =>
    times('Pupils must not use mobile phones in lessons unless a teacher permits it. ', 20_000),
  ),
  text(
    'names of prototypes as short forms',
    'prototype.txt',
    () =>
      'Marrowby High School (__proto__)\nOakwell School (constructor)\nHall School (toString)\n\nPhones (constructor only)\n',
  ),
]

const tables: readonly Hostile[] = [
  text('200,001 rows', 'rows.csv', () => times('a,b\n', 200_001), /200,000 rows/),
  text('501 columns', 'columns.csv', () => `${times('a,', 500)}b\n1\n`, /500 columns/),
  text('a quote that never ends', 'quote.csv', () => `a,"${times('b\n', 1_000_000)}`),
  text('a cell of 40,000 letters', 'cell.csv', () => `a,${times('b', 40_000)}\nc,d\n`),
  text(
    'formulas',
    'formulas.csv',
    () => `Activity,Staff,Pupils\n=cmd|' /C calc'!A0,"=HYPERLINK(""http://x/"")",@SUM(1)\n`,
  ),
  text('100,000 quotes', 'quotes.csv', () => `a,${times('"', 100_000)}\n`),
  text('rows of every length', 'uneven.csv', () => Array.from({ length: 500 }, (_, n) => times('x,', n)).join('\n')),
]

const pages: readonly Hostile[] = [
  {
    what: 'scripts, frames, pictures and forms of the network and of this PC',
    name: 'active.html',
    bytes: ({ url, path }) =>
      utf8(
        `<!doctype html><html><head><meta http-equiv="refresh" content="0;url=${url}"><link rel=stylesheet href="${url}"><base href="${url}"><script src="${url}"></script><script>document.title='ran'</script><style>@import '${url}'; p { background: url(file://${path}) }</style></head><body onload="ran()"><p>${LINE}</p><img src="${url}" onerror="ran()"><iframe src="file://${path}"></iframe><object data="file://${path}"></object><form action="${url}"><input autofocus onfocus="ran()"></form><svg><script>ran()</script><image href="${url}"/></svg><template><p>ran()</p></template></body></html>`,
      ),
    then: (reading) => {
      expect(textOf(reading)).toContain(LINE)
      expect(textOf(reading)).not.toMatch(/ran\(\)|document\.title|@import/)
    },
  },
  text('elements 100,000 deep', 'deep.html', () => `<!doctype html>${times('<div>', 100_000)}${LINE}`),
  text('lists 20,000 deep', 'lists.html', () => `<!doctype html>${times('<ul><li>', 20_000)}${LINE}`),
  text('tables 5,000 deep', 'tables.html', () => `<!doctype html>${times('<table><tr><td>', 5000)}${LINE}`),
  text(
    'a cell over a million columns and rows',
    'span.html',
    () => `<!doctype html><table><tr><td colspan=1000000 rowspan=1000000>${LINE}</td><td>b</td></tr></table>`,
  ),
  text(
    'cells over cells over cells',
    'spans.html',
    () => `<!doctype html><table>${times(`<tr>${times('<td rowspan=500 colspan=50>a</td>', 10)}</tr>`, 500)}</table>`,
  ),
  text('501 columns', 'wide.html', () => `<!doctype html><table><tr>${times('<td>a</td>', 501)}</tr></table>`),
  text(
    '200,001 rows',
    'rows.html',
    () => `<!doctype html><table>${times('<tr><td>a</td><td>b</td></tr>', 200_001)}</table>`,
    /far more elements/,
  ),
  text(
    'entities without end',
    'entities.html',
    () => `<!doctype html><p>${times('&amp;&#x202e;&#0;&bogus;', 50_000)}</p>`,
  ),
  text(
    'a DTD with entities',
    'dtd.html',
    () => `<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>${LINE} &x;</p></html>`,
    (reading) => {
      expect(textOf(reading)).not.toMatch(/root:|localhost/)
    },
  ),
  text(
    '100,000 formatting elements left open',
    'open.html',
    () => `<!doctype html>${times('<b><i><a href=x>', 3000)}<p>${LINE}`,
  ),
  text(
    '100,000 attributes',
    'attributes.html',
    () => `<!doctype html><p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>${LINE}</p>`,
  ),
  text(
    'script strings as words',
    'words.html',
    () => `<!doctype html><p>&lt;script&gt;alert(1)&lt;/script&gt; ${LINE}</p>`,
    (reading) => {
      expect(textOf(reading)).toContain('<script>alert(1)</script>')
    },
  ),
]

const hex =
  (head: string): (() => Uint8Array) =>
  () =>
    Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(500, 'a\0b')])
const mislabelled: readonly Hostile[] = [
  { what: 'a picture named as a Word document', name: 'policy.docx', bytes: hex('89504e470d0a1a0a'), then: /picture/ },
  {
    what: 'a program named as a PDF',
    name: 'policy.pdf',
    bytes: hex('4d5a90000300000004000000ffff0000'),
    then: /program/,
  },
  {
    what: 'an archive named as a workbook',
    name: 'policy.xlsx',
    bytes: () => zip([{ name: 'a.txt', content: 'a' }]),
    then: /archive/,
  },
  { what: 'a gzip named as a text', name: 'policy.txt', bytes: hex('1f8b0800'), then: /archive/ },
  {
    what: 'a database named as a table',
    name: 'policy.csv',
    bytes: () => utf8(`SQLite format 3\0${times('x', 200)}`),
    then: /database/,
  },
  {
    what: 'a Rich Text named as a Word document',
    name: 'policy.docx',
    bytes: () => utf8('{\\rtf1\\ansi Pupils}'),
    then: /Rich Text/,
  },
  {
    what: 'a Word document named as a PDF',
    name: 'policy.pdf',
    bytes: () => docx(paragraph(LINE)),
    then: (reading) => expect(reading.document.format).toBe('docx'),
  },
  {
    what: 'a PDF named as a text',
    name: 'policy.txt',
    bytes: () => onePage(),
    then: (reading) => expect(textOf(reading)).toContain(SENTENCE),
  },
  {
    what: 'a file named to lead elsewhere',
    name: '../../etc/<img src=x>\u202Efdp.txt',
    bytes: () => utf8(LINE),
    then: reads,
  },
  { what: 'a file named in 5,000 letters', name: `${times('name', 1250)}.txt`, bytes: () => utf8(LINE), then: reads },
  {
    what: 'random bytes',
    name: 'policy.docx',
    bytes: () => Uint8Array.from({ length: 5000 }, (_, n) => (n * n * 31 + n * 7) % 256),
    then: /no document/,
  },
]

export const TEXTS: readonly Hostile[] = [...plain, ...tables, ...pages, ...mislabelled]
