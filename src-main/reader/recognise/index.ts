/** Recognising: one document in, one report out. Pure, deterministic, without model or network (design 6). */
import type { ReadDocument } from '@contract/document'
import { REPORT_VERSION, type ReadReport } from '@contract/report'
import { withoutExplanation } from './explanation'
import { outlineOf } from './outline'
import { recogniseProse } from './prose'
import { schoolNamesIn } from './schools'
import { recogniseTables } from './tables'

export function recognise(whole: ReadDocument): ReadReport {
  const document = withoutExplanation(whole)
  const outline = outlineOf(document)
  const names = schoolNamesIn(document, outline)
  const context = { document, outline, names }
  const tables = recogniseTables(context)
  const prose = recogniseProse(context, tables)
  return {
    version: REPORT_VERSION,
    school: names.school,
    schools: [...names.schools],
    schoolTags: { ...names.tags },
    trust: names.trust,
    matrices: [...tables.matrices],
    deviceTables: [...tables.deviceTables],
    ...prose,
    declined: [...tables.declined, ...prose.declined],
  }
}
