/** Long runs of one sign or word in the places where something is looked for: what searches from each of them anew shows. */

const SIGNS = [
  ...[
    '*',
    '_',
    '-',
    ' ',
    '.',
    ':',
    ';',
    ',',
    '(',
    ')',
    '[',
    ']',
    '|',
    '\t',
    '•',
    "'",
    '"',
    '=',
    '#',
    '~',
    '`',
    '\\',
    '/',
  ],
  ...['<', '>', '&', '@', '{', '$', '%', '!', '?', '\u00a0', '–', '—', '…', '✓', '✗', '¹', '“', '’', '☐', '\u3000'],
]

const WORDS = [
  ...[
    'X\t',
    'X ',
    '1',
    '1.',
    '1.1.',
    'a',
    'A',
    'A.',
    'a.b ',
    '(a',
    '- ',
    '. . ',
    '__ ',
    ' & ',
    'A&',
    'Yes ',
    'No ',
    'Yes/No ',
  ],
  ...[
    'Allowed ',
    'Not allowed ',
    'With permission ',
    'Staff ',
    'Pupils ',
    'Year 7 ',
    '7-11 ',
    'Not ',
    '(Not ',
    'only ',
    'and ',
  ],
  ...[
    'School ',
    'High School ',
    'the school ',
    'Marrowby ',
    'MHS ',
    '(MHS) ',
    'Governors ',
    'e.g. ',
    'Page 1 of 2 ',
    'the ',
  ],
  ...[
    'Last reviewed ',
    'Next review: ',
    'Approved by: ',
    'May 2025 ',
    '12/03/2025 ',
    '2025-',
    'annually ',
    'must not ',
    'may ',
  ],
  ...[
    'permission ',
    'images of pupils ',
    'deleted ',
    'kept for ',
    '30 days ',
    'mobile phones ',
    'www.',
    'http://a ',
    'a@b ',
  ],
  ...['&amp;', '&#65;', '<b>', '</b>', '<td>', '<!--', '**a** ', '[a](b) ', '![', '[ ] ', '=1+', '"a",', "\\'"],
]

export const RUNS: readonly string[] = [...SIGNS, ...WORDS]

type Shape = (run: string) => string

export const SHAPES: readonly Shape[] = [
  (run) => run,
  (run) => `${run}x`,
  (run) => `Last reviewed${run}: May 2025`,
  (run) => `Next review: ${run}\nx ${run}`,
  (run) => `Pupils ${run} may not use phones.`,
  (run) => `This policy applies to Marrowby High School (${run}).`,
  (run) => `# ${run} end\n\n1.1 ${run}`,
  (run) => `- ${run}\n- ${run} x`,
  (run) => `| ${run} | Staff |\n|---|---|\n| ${run} | X |`,
  (run) => `Activity\tStaff\tPupils\n${run}\tX\tY\nPhones\tX\t${run}`,
  (run) => `Activity    Allowed    Not allowed\nPhones    ${run}    X\n${run}    X    `,
  (run) => `Images of pupils are kept ${run} and then deleted.`,
]

/** Letters of one run. */
const LENGTH = 40_000

/** The run and the shape of a number; every pair comes once. */
export function runInput(number: number): { readonly name: string; readonly text: string } {
  const run = RUNS[number % RUNS.length] ?? ''
  const round = Math.floor(number / RUNS.length)
  const shape = SHAPES[round % SHAPES.length] ?? String
  const text = `${shape(run.repeat(Math.ceil(LENGTH / run.length)))}\n\nPupils keep phones in lockers.\n`
  return { name: ['policy.txt', 'policy.md', 'policy.html', 'policy.csv'][(number + round) % 4] ?? '', text }
}

/** How many there are, the four formats in turn. */
export const RUN_COUNT = RUNS.length * SHAPES.length
