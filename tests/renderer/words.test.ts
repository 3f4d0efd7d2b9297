import { describe, expect, test } from 'vitest'

const sources = import.meta.glob<string>(
  [
    '../../src-renderer/**/{words,*-words}.ts',
    '../../src-renderer/**/*.vue',
    '../../src-renderer/ui/{permission,keys,dates,verdict,words}.ts',
  ],
  { eager: true, query: '?raw', import: 'default' },
)

/** What is printed or read aloud: string literals of a catalogue, text and labels of a template. */
function wordsOf(file: string, source: string): string[] {
  if (file.endsWith('.ts'))
    return [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map((match) => match[1] ?? match[2] ?? '')
  const template = /<template>([\s\S]*)<\/template>/.exec(source)?.[1] ?? ''
  const plain = template.replace(/<!--[\s\S]*?-->/g, '').replace(/\{\{[\s\S]*?\}\}/g, ' ')
  const labels = [...plain.matchAll(/\s(?:label|title|hint|aria-label|placeholder|caption)="([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  )
  return [...labels, ...plain.replace(/<[^>]*>/g, '\n').split('\n')]
}

// Words ux section 11 keeps off the screen.
const FORBIDDEN =
  /\b(please|sorry|oops|invalid|illegal value|abort|tenant|sync conflict|database|sql|uuid|null|undefined|e\.g\.|i\.e\.|etc)\b/i

describe('words on the screen', () => {
  test('there are catalogues to look at', () => {
    expect(Object.keys(sources).filter((file) => file.endsWith('words.ts')).length).toBeGreaterThanOrEqual(5)
  })

  test.each(Object.entries(sources))('%s says nothing in the app’s own tongue', (file, source) => {
    expect(wordsOf(file, source).filter((words) => FORBIDDEN.test(words))).toEqual([])
  })
})
