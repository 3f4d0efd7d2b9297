/** Hostile PDFs. */
import { expect } from 'vitest'
import { textOf, times, type Hostile } from './case'
import { flate, onePage, pdf, SENTENCE, showing, type Page } from './pdf-file'

const reads: Hostile['then'] = (reading) => expect(textOf(reading)).toContain(SENTENCE)
const page = (what: string, with_: Page, then: Hostile['then'] = reads): Hostile => ({
  what,
  name: 'policy.pdf',
  bytes: () => onePage(with_),
  then,
})

/** A page tree in which every level names the one below it twice. */
function doubling(levels: number): Uint8Array {
  const first = 6
  const level = (n: number): string => `${first + n} 0 R`
  const nodes = Array.from({ length: levels }, (_, n) => {
    const kid = n === levels - 1 ? '3 0 R' : level(n + 1)
    return { body: `<< /Type /Pages /Parent 2 0 R /Kids [${kid} ${kid}] /Count ${2 ** (levels - n)} >>` }
  })
  return onePage({ pages: `<< /Type /Pages /Kids [${level(0)}] /Count ${2 ** levels} >>`, more: nodes })
}

const ENCRYPTED = `/Encrypt 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]`
const LOCKED = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${times('ab', 32)}> /U <${times('cd', 32)}> >>`

export const PDFS: readonly Hostile[] = [
  page('a password', { trailer: ENCRYPTED, more: [{ body: LOCKED }] }, /password/),
  page(
    'an unknown way of encrypting',
    { trailer: ENCRYPTED, more: [{ body: '<< /Filter /Odd /V 99 /R 99 >>' }] },
    'either',
  ),
  page('a script that runs when opened', {
    catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\("http://127.0.0.1/"\\)) >>',
  }),
  page('a program that is started when opened', {
    catalogue: '/OpenAction << /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>',
  }),
  {
    what: 'links to the network and to a file of this PC',
    name: 'links.pdf',
    bytes: ({ url, path }) =>
      onePage({
        catalogue: `/OpenAction << /S /URI /URI (${url}) >> /AcroForm << /XFA 6 0 R /Fields [] >>`,
        page: `/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 1 1] /FS << /F (${path}) >> >>] /AA << /O << /S /GoToR /F (${path}) >> >>`,
        more: [
          { dictionary: '', stream: `<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><a href="${url}"/></xdp:xdp>` },
        ],
      }),
    then: reads,
  },
  {
    what: 'a stream kept in a file of this PC',
    name: 'external.pdf',
    bytes: ({ path }) => onePage({ filter: `/F (${path}) /FFilter /FlateDecode` }),
    then: 'either',
  },
  page('a page tree that is its own child', { pages: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' }, 'either'),
  page(
    'a page tree that runs in a circle',
    {
      pages: '<< /Type /Pages /Kids [6 0 R] /Count 100 >>',
      more: [{ body: '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 100 >>' }],
    },
    'either',
  ),
  page('a thousand million pages announced', { pages: '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>' }, 'either'),
  page('pages announced in negative number', { pages: '<< /Type /Pages /Kids [3 0 R] /Count -3 >>' }, 'either'),
  { what: 'a page tree that doubles 30 times', name: 'tree.pdf', bytes: () => doubling(30), then: 'either' },
  page(
    '100,000 times the same page',
    { pages: `<< /Type /Pages /Kids [${times('3 0 R ', 100_000)}] /Count 100000 >>` },
    'either',
  ),
  page('an array of a million numbers', { page: `/Annots [${times('0 ', 1_000_000)}]` }, 'stopped'),
  page('arrays 100,000 deep', { page: `/Odd ${times('[', 100_000)}${times(']', 100_000)}` }, 'either'),
  page('dictionaries 100,000 deep', { page: `/Odd ${times('<< /A ', 100_000)} 1 ${times('>>', 100_000)}` }, 'either'),
  page(
    'objects that are one another',
    {
      resources: '/XObject 6 0 R',
      more: [{ body: '7 0 R' }, { body: '6 0 R' }],
    },
    'either',
  ),
  page(
    'a stream whose length is itself',
    { more: [{ dictionary: '', stream: 'x', length: '6 0 R' }], page: '/Odd 6 0 R' },
    'either',
  ),
  page(
    'a form that shows itself',
    {
      resources: '/XObject << /X 6 0 R >>',
      content: `${showing(SENTENCE)} /X Do`,
      more: [
        {
          dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >>',
          stream: '/X Do /X Do',
        },
      ],
    },
    'either',
  ),
  page(
    'forms that double 16 times',
    {
      resources: '/XObject << /X 6 0 R >>',
      content: `${showing(SENTENCE)} /X Do`,
      more: Array.from({ length: 16 }, (_, n) => ({
        dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X ${n === 15 ? 4 : 7 + n} 0 R >> >>`,
        stream: '/X Do /X Do',
      })),
    },
    'either',
  ),
  page(
    'a page that unpacks to 300 MB of spaces',
    { filter: '/Filter /FlateDecode', content: flate(Buffer.alloc(300_000_000, ' ')) },
    'stopped',
  ),
  page(
    'a page packed many times over',
    {
      filter: `/Filter [${times('/FlateDecode ', 4)}]`,
      content: flate(flate(flate(flate(Buffer.alloc(100_000_000, ' '))))),
    },
    'stopped',
  ),
  page('a page packed by names that do not exist', { filter: '/Filter /Odd' }, 'either'),
  page('5,000 saved states', { content: times('q ', 5000) + showing(SENTENCE) }, 'either'),
  page(
    'half a million words in one place',
    { content: `BT /F1 12 Tf 72 720 Td ${times('(x) Tj ', 500_000)} ET` },
    'either',
  ),
  page('200,000 lines drawn', { content: times('0 0 m 500 500 l S ', 200_000) + showing(SENTENCE) }, 'either'),
  page('50,000 boxes in one place', { content: times('10 10 400 400 re f ', 50_000) + showing(SENTENCE) }, 'either'),
  page(
    'places and sizes beyond all numbers',
    {
      content: `1e308 0 0 1e308 1e308 1e308 cm BT /F1 1e300 Tf 1e300 -1e300 Td (${SENTENCE}) Tj ET`,
    },
    'either',
  ),
  page(
    'a font that names 65,536 letters for every letter',
    {
      font: '/Encoding /Identity-H /ToUnicode 6 0 R',
      more: [
        {
          dictionary: '',
          stream: `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FFFFFFFF> endcodespacerange 100 beginbfrange ${times('<0000> <FFFFFFFF> <0041> ', 100)} endbfrange endcmap`,
        },
      ],
    },
    'either',
  ),
  page('no letters at all', { content: '0 0 595 842 re f' }, /no text|picture|scan/i),
  page(
    'a scanned picture alone',
    {
      resources: '/XObject << /I 6 0 R >>',
      content: 'q 595 0 0 842 0 0 cm /I Do Q',
      more: [
        {
          dictionary: '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8',
          stream: times('\x7f', 64),
        },
      ],
    },
    /no text|picture|scan/i,
  ),
  page(
    'a picture of a hundred thousand million points',
    {
      resources: '/XObject << /I 6 0 R >>',
      content: `${showing(SENTENCE)} q 595 0 0 842 0 0 cm /I Do Q`,
      more: [
        {
          dictionary:
            '/Type /XObject /Subtype /Image /Width 400000 /Height 400000 /ColorSpace /DeviceRGB /BitsPerComponent 8',
          stream: 'x',
        },
      ],
    },
    'either',
  ),
  page('a trailer that points at itself', { trailer: '/Prev 9' }, 'either'),
  { what: 'no object at all', name: 'a.pdf', bytes: () => pdf([]), then: /damaged|cut short/ },
  ...[9, 60, 300, 500, 700].map((left): Hostile => ({
    what: `cut off after ${left} bytes`,
    name: 'cut.pdf',
    bytes: () => onePage().slice(0, left),
    then: 'either',
  })),
  {
    what: 'letters that turn the writing round and lone halves of letters',
    name: 'letters.pdf',
    bytes: () =>
      onePage({
        font: '/ToUnicode 6 0 R',
        more: [
          {
            dictionary: '',
            stream:
              '/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <50> <202E> <75> <D800> <70> <0000> endbfchar endcmap',
          },
        ],
      }),
    then: 'either',
  },
]
