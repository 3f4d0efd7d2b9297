/** Which schools a document speaks for, and by which short forms. */
import type { ReadDocument } from '@contract/document'
import type { Outline, SchoolNames } from './context'

/** Reads the names and short forms of the schools a document speaks for. */
export function schoolNamesIn(_document: ReadDocument, _outline: Outline): SchoolNames {
  return {
    school: null,
    schools: [],
    tags: {},
    trust: null,
    exceptionsIn: () => [],
    tagsIn: () => [],
    appliesTo: () => [],
  }
}
