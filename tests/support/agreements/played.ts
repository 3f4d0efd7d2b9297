/** A history played on two PCs with the product's own merge, taking back and rows, without a file. */
import { actRows } from '@db/repo/signings'
import type { SigningBody } from '../../../src-main/features/agreements/events-signing'
import { signingKind } from '../../../src-main/features/agreements/events-signing'
import type { SigningKnown } from '../../../src-main/features/agreements/rules/standing'
import { takingBackDrafts } from '../../../src-main/features/agreements/taking-back'
import type { Draft, LogEvent } from '../../../src-main/sync/core/event'
import { headsOf, merge, type Merged, type Restrictiveness } from '../../../src-main/sync/core/merge'
import type { Pc, Said, Step } from './histories'

const rank: Restrictiveness = signingKind.rank ?? (() => Infinity)

/** Ids of the right form, and what they stand for. */
const ids = new Map<string, string>()
const texts = new Map<string, string>()
function idOf(text: string): string {
  const id = ids.get(text) ?? ids.size.toString(16).padStart(32, '0')
  ids.set(text, id)
  texts.set(id, text)
  return id
}

const entityFor = ({ version, capacity, signer, signedOn }: Said): string =>
  [version, capacity, signer ?? '', signedOn].join(' | ')

const by = idOf('somebody') as SigningBody['by'] // As parsing would make it.

const isContact = (signer: string): boolean => /^c\d$/.test(signer)

function bodyFor({ version, capacity, signer, outcome, signedOn, until, witness }: Said): SigningBody {
  const contact = signer !== null && isContact(signer) ? idOf(signer) : null
  return {
    ...{ version: idOf(version), signee: { kind: 'PUPIL', id: idOf('pupil') }, capacity, outcome },
    ...{ contact, name: contact === null ? signer : null, signedOn, method: 'PAPER', witness, until },
    ...{ parentRead: false, note: null, agreement: idOf('agreement'), hash: '0'.repeat(64), by },
    ...{ voids: [], restores: [] },
  }
}

/** One PC: what it knows of each act, and every event it has heard of. */
class Played {
  readonly acts = new Map<string, Merged>()
  readonly events = new Set<LogEvent>()

  hear(event: LogEvent): void {
    if (this.events.has(event)) return
    this.events.add(event)
    this.acts.set(event.entity, merge('decisions', this.acts.get(event.entity) ?? null, event))
  }

  record({ type, entity, op, body, parents = [] }: Draft, name: string, at: number): void {
    const hlc = String(at).padStart(6, '0')
    // All of an event that merging looks at.
    this.hear({ id: idOf(name), type, entity, op, body, parents, hlc, erased: false } as unknown as LogEvent)
  }

  say(answer: Said, at: number): void {
    const entity = entityFor(answer)
    const state = this.acts.get(entity)
    const parents = state?.family === 'decisions' ? headsOf(state.nodes, rank) : []
    const op = parents.length > 1 ? 'resolve' : 'decide'
    this.record({ type: signingKind.type, entity, op, body: bodyFor(answer), parents }, `step ${at}`, at)
  }

  takeBack(places: readonly number[], at: number): void {
    const wrong = new Set(places.map((place) => idOf(`step ${place}`)))
    const log = { stateOf: (_type: string, entity: string) => this.acts.get(entity) ?? null }
    for (const entity of [...this.acts.keys()]) {
      takingBackDrafts({ log }, entity, wrong, by).forEach((draft, turn) => {
        this.record(draft, `step ${at} of ${entity}, ${turn}`, at)
      })
    }
  }
}

/** What stands in the end, once one PC knows all. */
export function played(steps: readonly Step[]): readonly SigningKnown[] {
  const pcs = [new Played(), new Played()] as const
  const tell = (from: Pc) => {
    for (const event of pcs[from].events) pcs[from === 0 ? 1 : 0].hear(event)
  }
  steps.forEach((step, at) => {
    if (step.kind === 'TELL') tell(step.from)
    else if (step.kind === 'SAY') pcs[step.pc].say(step.answer, at)
    else pcs[step.pc].takeBack(step.of, at)
  })
  tell(0)
  return [...pcs[1].acts]
    .flatMap(([entity, state]) => actRows(entity, state, rank).filter(({ stands }) => stands))
    .map(({ version, capacity, signer, outcome, signedOn, until, facts }): SigningKnown => ({
      ...{ version: texts.get(version) ?? '', capacity, signer: texts.get(signer ?? '') ?? signer },
      ...{ outcome, signedOn, until, witness: facts?.witness ?? null },
    }))
}
