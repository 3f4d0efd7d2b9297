/** Which schools a document speaks for, and by which short forms. */
import type { ReadDocument } from '@contract/document'
import type { Outline, SchoolNames } from './context'
import { chosenSchools } from './schools-choice'
import { partsOf } from './schools-parts'
import { tagsOf } from './schools-tags'
import { linesOf, type TextLine } from './schools-text'
import { trustsIn } from './schools-trust'

const HEAD_LINES = 14
/** A tag may be a whole name, and is no longer than this. */
const LONGEST = 120
const MOST = 100

/** The trust named most often; at the head of the document once is enough, elsewhere twice. */
function trustIn(lines: readonly TextLine[]): string | null {
  const counts = new Map<string, { count: number; head: boolean; name: string }>()
  lines.forEach(({ text }, index) => {
    for (const name of trustsIn(text, index < HEAD_LINES)) {
      const key = name.toLowerCase().replace(/^the /, '')
      const known = counts.get(key) ?? { count: 0, head: false, name }
      counts.set(key, { count: known.count + 1, head: known.head || index < HEAD_LINES, name: known.name })
    }
  })
  const [best] = [...counts.values()]
    .filter(({ head, count }) => head || count > 1)
    .sort((a, b) => Number(b.head) - Number(a.head) || b.count - a.count)
  return best?.name.slice(0, LONGEST) ?? null
}

/** Reads the names and short forms of the schools a document speaks for. */
export function schoolNamesIn(document: ReadDocument, outline: Outline): SchoolNames {
  const lines = linesOf(document)
  const chosen = chosenSchools(lines, outline)
    .slice(0, MOST)
    .map((one) => ({ ...one, name: one.name.slice(0, LONGEST) }))
  const { names, tagsIn, exceptionsIn } = tagsOf(chosen, lines)
  const parts = chosen.length > 1 ? partsOf(document, tagsIn) : []
  const schools = chosen.map(({ name }) => name)
  return {
    school: schools.length === 1 ? (schools[0] ?? null) : null,
    schools,
    tags: names,
    trust: trustIn(lines),
    exceptionsIn,
    tagsIn,
    appliesTo: (block) => parts[block] ?? [],
  }
}
