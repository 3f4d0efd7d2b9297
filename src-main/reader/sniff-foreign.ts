/** Files of other kinds, known by their first bytes, each refused in its own words. */
import { unreadable } from './limits'

interface Kind {
  /** First bytes in hexadecimal, at `at`; a dot stands for any half byte. */
  readonly marks: readonly string[]
  readonly at?: number
  readonly what: string
  readonly next: string
}

const FRESH = 'Choose a .docx, .pdf, .xlsx, .csv, .html, .md or .txt file.'
const PICTURE = 'Choose the document itself; a scanned page holds no text that could be read.'
const UNPACK = 'Unpack it first and choose the documents themselves.'

const KINDS: readonly Kind[] = [
  {
    marks: ['7b5c727466'],
    what: 'That file is a Rich Text document (.rtf).',
    next: 'Open it in Word, save it as .docx, and choose that.',
  },
  {
    // PNG, JPEG, GIF, BMP, TIFF both ways, WebP, icon
    marks: [
      '89504e47',
      'ffd8ff',
      '474946383',
      '424d........0000',
      '49492a00',
      '4d4d002a',
      '52494646........57454250',
      '00000100',
    ],
    what: 'That file is a picture.',
    next: PICTURE,
  },
  {
    marks: ['6674797068656963', '667479706d696631', '6674797061766966'],
    at: 4,
    what: 'That file is a picture.',
    next: PICTURE,
  },
  {
    // 7-Zip, RAR, gzip, bzip2, xz, zstd, zip in several parts, cabinet
    marks: ['377abcaf271c', '526172211a07', '1f8b', '425a683', 'fd377a585a00', '28b52ffd', '504b0708', '4d534346'],
    what: 'That file is an archive.',
    next: UNPACK,
  },
  { marks: ['7573746172'], at: 257, what: 'That file is an archive.', next: UNPACK },
  {
    // Windows, Linux, macOS (three), WebAssembly, Java
    marks: ['4d5a......00', '7f454c46', 'cffaedfe', 'cefaedfe', 'cafebabe', '0061736d'],
    what: 'That file is a program.',
    next: FRESH,
  },
  {
    marks: [
      '4944330',
      '4f676753',
      '52494646........57415645',
      '52494646........41564920',
      '1a45dfa3',
      'fffb',
      '000001ba',
    ],
    what: 'That file is a sound or a film.',
    next: FRESH,
  },
  { marks: ['66747970'], at: 4, what: 'That file is a sound or a film.', next: FRESH },
  { marks: ['53514c69746520666f726d6174203300'], what: 'That file is a database.', next: FRESH },
]

/** @throws Fault 'bad-input' when the file is of a kind that is not read */
export function refuseForeign(bytes: Uint8Array): void {
  const kind = KINDS.find(({ marks, at = 0 }) => marks.some((mark) => hasMark(bytes, mark, at)))
  if (kind !== undefined) throw unreadable(kind.what, kind.next)
}

function hasMark(bytes: Uint8Array, mark: string, at: number): boolean {
  for (let half = 0; half < mark.length; half += 1) {
    const byte = bytes[at + (half >> 1)]
    if (byte === undefined) return false
    const wanted = mark[half] ?? '.'
    const value = half % 2 === 0 ? byte >> 4 : byte & 15
    if (wanted !== '.' && value !== Number.parseInt(wanted, 16)) return false
  }
  return true
}
