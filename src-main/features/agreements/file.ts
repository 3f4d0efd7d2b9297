/**
 * Signatures gathered with a form tool, read from its file: tried first, with nothing recorded, then recorded once. Files
 * in hand are kept in memory alone, by the open file of their school, so that they end with the session (C36).
 */
import { Fault } from '@contract/fault'
import type { SchoolId } from '@contract/primitives'
import type { SignatureRow, SigningCapacity, SigningFacts } from '@contract/signatures'
import { byKey } from '@vault/by-key'
import type { Ctx, Tenant } from '@vault/context'
import { fileOf } from '../consents'
import { checkedTables, cut, likeliestTable } from '../imports'
import { readColumns, type FilledIn } from './file-columns'
import { FilePeople } from './file-people'
import { Recording, signingDraft } from './recording'
import { nameOf, Signatures } from './signatures'
import { signerOf } from './signing-entity'
import { Texts } from './versions'

const FILE_LIMIT = 20_000_000
const EXTENSIONS = ['csv', 'xlsx', 'tsv', 'txt'] as const
/** Most rows of one file, as the contract has it. */
const MOST_ROWS = 5000
/** Most files of a school in hand at once; an older one is forgotten. */
const MOST_FILES = 3

interface FileInHand {
  readonly stop: AbortController
  /** What would be recorded; null while it is being read. */
  fresh: readonly SigningFacts[] | null
}

const inHand = new WeakMap<Tenant, Map<string, FileInHand>>()

function filesOf(tenant: Tenant): Map<string, FileInHand> {
  const known = inHand.get(tenant) ?? new Map<string, FileInHand>()
  inHand.set(tenant, known)
  return known
}

function begin(tenant: Tenant, job: string): FileInHand {
  const files = filesOf(tenant)
  if (files.has(job)) throw new Fault('conflict', 'This file is being read in already. Nothing was changed.')
  const file: FileInHand = { stop: new AbortController(), fresh: null }
  files.set(job, file)
  for (const oldest of [...files.keys()].slice(0, -MOST_FILES)) forget(tenant, oldest)
  return file
}

function forget(tenant: Tenant, job: string): void {
  filesOf(tenant).get(job)?.stop.abort()
  filesOf(tenant).delete(job)
}

export interface FileTried {
  job: string
  fileName: string
  rows: SignatureRow[]
  fresh: number
}

interface Asked {
  readonly version: string
  readonly capacity: SigningCapacity
  readonly job: string
}

/** @returns null when cancelled. @throws Fault 'conflict' for a draft, 'bad-input' for a file that cannot be taken; then nothing of it is kept */
export async function tryFile(school: SchoolId, asked: Asked, ctx: Ctx): Promise<FileTried | null> {
  const tenant = fileOf(school, ctx)
  if (new Texts(tenant, ctx).version(asked.version).state !== 'ISSUED') {
    throw new Fault('conflict', 'This text is a draft, so nobody can have signed it. Nothing was read.')
  }
  const file = begin(tenant, asked.job)
  try {
    const title = 'Choose the file of a form tool'
    const picked = await ctx.host.openFile({ title, extensions: EXTENSIONS, maxBytes: FILE_LIMIT })
    if (picked === null) {
      forget(tenant, asked.job)
      return null
    }
    const answer = await ctx.host.readTables(picked, { progress: () => undefined, stop: file.stop.signal })
    if (file.stop.signal.aborted) throw new Fault('unavailable', 'Stopped. Nothing was changed.')
    // The session may have ended meanwhile.
    fileOf(school, ctx)
    const { tables, source } = checkedTables(answer)
    const table = tables[likeliestTable(tables)]
    if (table === undefined || source === 'oneroster') throw untaken('This file holds no list of answers.')
    if (table.rows.length > MOST_ROWS) throw untaken(`This file has more than ${MOST_ROWS} rows. Split it.`)
    const read = readColumns(table, ctx.today())
    if (read.rows === null) throw untaken(read.refused)
    const judged =
      read.refused === null
        ? judgeAll(tenant, read.rows, asked, ctx)
        : read.rows.map((row): Judged => leftOut(row, nameIn(row), read.refused))
    file.fresh = judged.flatMap(({ facts }) => facts ?? [])
    return {
      ...{ job: asked.job, fileName: cut(picked.name, 300), fresh: file.fresh.length },
      rows: judged.map(({ said }) => said),
    }
  } catch (error) {
    forget(tenant, asked.job)
    throw error
  }
}

const untaken = (words: string): Fault => new Fault('bad-input', `${words} Nothing of it was read in.`)

interface Judged {
  readonly said: SignatureRow
  /** What is to be recorded; null: nothing. */
  readonly facts: SigningFacts | null
}

/** As the file names them, for rows of nobody known. */
const nameIn = ({ forename, surname, fullName, admissionNumber, upn }: FilledIn): string =>
  cut(
    fullName ?? ([forename, surname].filter((part) => part !== null).join(' ') || (admissionNumber ?? upn ?? '')),
    200,
  )

const leftOut = ({ line, signedOn }: Pick<FilledIn, 'line' | 'signedOn'>, member: string, words: string): Judged => ({
  said: { row: line, outcome: 'LEFT_OUT', member, signedOn, words },
  facts: null,
})

/** A row whose person is known, on its way to be judged. */
interface Placed {
  readonly row: FilledIn
  readonly member: string
  readonly facts: SigningFacts
}

function judgeAll(tenant: Tenant, rows: readonly FilledIn[], asked: Asked, ctx: Ctx): readonly Judged[] {
  const people = new FilePeople(new Signatures(tenant, ctx), asked.capacity)
  const found = rows.map((row): Judged | Placed => place(row, people, asked))
  const recording = new Recording(
    tenant,
    ctx,
    found.flatMap((one) => ('member' in one ? [one.facts] : [])),
  )
  const placed = found.map((one) => ('member' in one ? { ...one, facts: recording.withContact(one.facts) } : one))
  const together = byKey(
    placed.flatMap((one) => ('member' in one ? [one] : [])),
    ({ facts }) => signerIn(facts),
  )
  return placed.map((one): Judged => {
    if (!('member' in one)) return one
    const { row, member, facts } = one
    const beside = besides(one, together.get(signerIn(facts)) ?? [])
    if (beside !== null) return leftOut(row, member, beside)
    const outcome = recording.judge(facts, false)
    const said = { row: row.line, member, signedOn: row.signedOn }
    switch (outcome.kind) {
      case 'SAME':
        return { said: { ...said, outcome: 'SAME', words: 'Recorded already.' }, facts: null }
      case 'REFUSED':
        return leftOut(row, member, outcome.words)
      case 'NEW': {
        const words = [facts.outcome === 'SIGNED' ? 'Agrees.' : 'Does not agree.', ...outcome.warnings]
        return { said: { ...said, outcome: 'NEW', words: words.join(' ') }, facts }
      }
    }
  })
}

function place(row: FilledIn, people: FilePeople, { version, capacity }: Asked): Judged | Placed {
  const { person, why } = people.match(row)
  if (person === null) return leftOut(row, nameIn(row), why)
  const member = nameOf(person)
  if (row.signedOn === null) return leftOut(row, member, 'No day stands here that is one of the calendar.')
  if (row.answer === null) return leftOut(row, member, 'The answer was left blank.')
  if (row.answer === 'unclear') return leftOut(row, member, 'Whether that is a yes or a no is not plain.')
  return {
    ...{ row, member },
    facts: {
      ...{ version, signee: person.signee, capacity, outcome: row.answer === 'yes' ? 'SIGNED' : 'REFUSED' },
      ...{ contact: null, name: capacity === 'PARENT' ? nameOfSigner(row) : null, signedOn: row.signedOn },
      ...{ method: 'IMPORT', witness: null, until: null, parentRead: false, note: null },
    },
  }
}

const nameOfSigner = ({ signer }: FilledIn): string | null => (signer === null ? null : cut(signer, 200))

/** What the same signer says of the same person in other rows is looked at together, whatever the day. */
const signerIn = (facts: SigningFacts): string => `${facts.signee.id} ${signerOf(facts) ?? ''}`

/** What other rows of the same person make of one; null: nothing. Of several alike the newest counts, of two in one day the first. */
function besides(one: Placed, all: readonly Placed[]): string | null {
  if (all.some(({ facts }) => facts.outcome !== one.facts.outcome)) {
    return 'This person says yes in one row and no in another. Ask them, and record by hand what is right.'
  }
  const [newest] = [...all].sort((a, b) =>
    a.facts.signedOn === b.facts.signedOn ? a.row.line - b.row.line : a.facts.signedOn < b.facts.signedOn ? 1 : -1,
  )
  return newest === undefined || newest === one
    ? null
    : `This person stands in line ${newest.row.line} as well, which is taken.`
}

/** Records what was tried, as far as it is new still: a second time there is nothing left to record. @throws Fault 'not-found' */
export function applyFile(school: SchoolId, job: string, ctx: Ctx): { recorded: number; batch: string | null } {
  const tenant = fileOf(school, ctx)
  const fresh = filesOf(tenant).get(job)?.fresh ?? null
  if (fresh === null) {
    throw new Fault('not-found', 'This file is not open any more. Nothing was changed. Choose it again.')
  }
  const recording = new Recording(tenant, ctx, fresh)
  const drafts = fresh.flatMap((facts) => {
    const outcome = recording.judge(facts, false)
    return outcome.kind === 'NEW' ? [signingDraft(tenant, outcome)] : []
  })
  return { recorded: drafts.length, batch: drafts.length === 0 ? null : ctx.append(tenant, drafts).batch }
}
