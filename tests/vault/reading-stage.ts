/** A school with a reader that hands over made-up documents, and a policy in two editions to read. */
import { Fault } from '@contract/fault'
import type { TenantId } from '@contract/primitives'
import type { z } from 'zod'
import type { Correction, Finding } from '@contract/reading'
import type { SchoolFacts } from '@contract/schools'
import type { Host } from '@vault/context'
import { makeVault, schoolFacts } from '../support/vault'
import {
  fact,
  heading,
  made,
  metadata,
  paragraph,
  purpose,
  report,
  rule,
  table,
  ticked,
  type Made,
} from './reading-documents'

export const reason = 'Agreed with the governors'
export const JOB = 'a'.repeat(32)

/** What a made-up file says is looked up by its name. */
export type Shelf = Map<string, Made | Fault | 'hang'>

export const bytesOf = (name: string): Uint8Array => new TextEncoder().encode(`bytes of ${name}`)

export async function withSchool(shelf: Shelf = new Map(), facts: Partial<SchoolFacts> = {}) {
  let reads = 0
  const readDocument: Host['readDocument'] = async ({ name }, { progress, stop }) => {
    reads += 1
    const found = shelf.get(name)
    progress(1, 2)
    if (found === 'hang') {
      return new Promise((_resolve, reject) => {
        const end = () => reject(new Fault('unavailable', 'Stopped.'))
        if (stop.aborted) end()
        stop.addEventListener('abort', end)
      })
    }
    if (found instanceof Fault) throw found
    return JSON.parse(JSON.stringify(found))
  }
  const vault = await makeVault({ host: { readDocument } })
  await vault.createTrust()
  const { id } = await vault.call['schools.create']({ facts: schoolFacts(facts) })
  const school = id as string as TenantId // A school's file has the school's own id.
  const read = async (...names: readonly string[]) => {
    vault.toPick.push(...names.map((name) => ({ name, bytes: bytesOf(name) })))
    return vault.call['reading.read']({ school, from: 'files', job: JOB })
  }
  return { vault, school, id, shelf, read, reads: () => reads }
}

export type Stage = Awaited<ReturnType<typeof withSchool>>

export const ROWS = [
  ['Bring a phone to school', 0, 2],
  ['Use of chat rooms', 1, 2],
  ['Use of blogs', 0, 1],
] as const

export const blocks = (...more: readonly Parameters<typeof paragraph>[0][]) => [
  heading('Acceptable use'),
  paragraph('Pupils do not use mobile phones in lessons. Pictures go on the website.'),
  table([['Activity', 'Staff', 'Pupils'], ...ROWS.map(([label]) => [label, 'X', 'X'])]),
  ...more.map(paragraph),
]

/** The first edition of a made-up policy, and a later one. */
export const firstEdition = () =>
  made(
    'Online safety policy 2026.docx',
    blocks(),
    report({
      school: 'Thistlebrook Primary School',
      schools: ['Thistlebrook Primary School'],
      metadata: metadata({
        title: fact('Online Safety Policy 2026'),
        nextReview: fact('May 2027', 0, '2027-05'),
        issued: fact('12 May 2026', 0, '2026-05-12'),
      }),
      matrices: [ticked('Use of technology', 2, ROWS)],
      deviceRules: [rule({})],
      consentPurposes: [purpose('Website', 'Pictures go on the website.')],
    }),
  )

export const laterEdition = () =>
  made(
    'Online safety policy 2027.docx',
    blocks('A new sentence.'),
    report({
      school: 'Thistlebrook Primary School',
      schools: ['Thistlebrook Primary School'],
      metadata: metadata({
        title: fact('Online Safety Policy 2027'),
        nextReview: fact('May 2028', 0, '2028-05'),
      }),
      matrices: [
        ticked('Use of technology', 2, [
          ['Bring a phone to school', 0, 2],
          ['Use of chat rooms', 1, 1],
          ['Fly a drone', 2, 2],
        ]),
      ],
      deviceRules: [rule({})],
    }),
  )

export async function opened(stage: Stage, document: string | null | undefined) {
  return stage.vault.call['reading.open']({ school: stage.school, document: document ?? '' })
}

export const byTitle = (findings: readonly Finding[], title: string): Finding => {
  const found = findings.find((finding) => finding.title === title)
  if (found === undefined) throw new Error(`No finding ${title} among ${findings.map((one) => one.title).join(', ')}`)
  return found
}

export const accept = (finding: Pick<Finding, 'key'>) => ({
  key: finding.key,
  verdict: 'accepted' as const,
  correction: null,
})

/** Reads a document, accepts everything in it and puts it into the records. */
export async function takeOver(stage: Stage, name: string) {
  const [outcome] = await stage.read(name)
  const document = outcome?.document ?? ''
  const { findings } = await opened(stage, document)
  const decisions = findings.filter(({ kind, news }) => kind !== 'notice' && news !== 'same').map(accept)
  await stage.vault.call['reading.decide']({ school: stage.school, document, decisions })
  return { document, ...(await stage.vault.call['reading.apply']({ school: stage.school, document, reason })) }
}

export const shelfOf = (...documents: readonly Made[]): Shelf =>
  new Map(documents.map((document) => [document.document.name, document]))

/** A school that has read one document. */
export async function withReading(document = firstEdition()) {
  const stage = await withSchool(shelfOf(document))
  const [outcome] = await stage.read(document.document.name)
  const id = outcome?.document ?? ''
  const { findings } = await opened(stage, id)
  return { ...stage, document: id, findings, find: (title: string) => byTitle(findings, title) }
}
export type Reading = Awaited<ReturnType<typeof withReading>>

export const decide = (
  { vault, school, document }: Pick<Reading, 'vault' | 'school' | 'document'>,
  ...decisions: readonly { key: string; verdict?: Finding['verdict']; correction?: z.input<typeof Correction> | null }[]
) =>
  vault.call['reading.decide']({
    ...{ school, document },
    decisions: decisions.map(({ key, verdict = 'accepted', correction = null }) => ({ key, verdict, correction })),
  })

export const apply = ({ vault, school, document }: Pick<Reading, 'vault' | 'school' | 'document'>) =>
  vault.call['reading.apply']({ school, document, reason })
