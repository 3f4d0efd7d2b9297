/** What people at the devices do: drafts made from what their device shows them, sensible or not. */
import type { Draft, Json } from '../../../src-main/sync/core/event'
import type { Replica } from '../../../src-main/sync/core/replica'
import type { Chance } from './rig'

const entity = (chance: Chance): string => `e${chance.below(2)}`

/** One action of a person: one to three drafts. @param version what the device's app can write */
export function actionOf(chance: Chance, replica: Replica, version: 1 | 2): readonly Draft[] {
  const count = chance.weigh([
    [1, 5],
    [2, 2],
    [3, 1],
  ])
  return Array.from({ length: count }, () => draftOf(chance, replica, version))
}

function draftOf(chance: Chance, replica: Replica, version: 1 | 2): Draft {
  const type = chance.weigh([
    ['matrices.cell', 4],
    ['matrices.row', 2],
    ['agreements.signature', 1],
    ['consents.decision', 6],
    ['consents.flag', 3],
    ['policies.clause', 3],
    ['duties.duty', version === 2 ? 2 : 0],
  ])
  switch (type) {
    case 'agreements.signature':
      // Mostly new; the same name twice can only be a fault, and has to come out alike everywhere.
      return { type, entity: chance.isTrue(0.8) ? chance.id() : entity(chance), op: 'add', body: { by: chance.id() } }
    case 'consents.decision':
      return decisionOf(chance, replica, type, ['GIVEN', 'GIVEN', 'NOT_ASKED', 'DISPUTED', 'REFUSED', 'WITHDRAWN'])
    case 'consents.flag':
      return decisionOf(chance, replica, type, ['SET', 'CLEAR'])
    case 'policies.clause':
      return textOf(chance, replica, type)
    default:
      return fieldsOf(chance, type, version)
  }
}

function fieldsOf(chance: Chance, type: string, version: 1 | 2): Draft {
  const op = chance.weigh<'set' | 'delete' | 'restore'>([
    ['set', 8],
    ['delete', 1],
    ['restore', 1],
  ])
  if (op !== 'set') return { type, entity: entity(chance), op, body: null }
  const names = type === 'matrices.cell' && version === 2 ? ['mark', 'words', 'level'] : ['mark', 'words']
  const chosen = names.filter(() => chance.isTrue(0.6))
  const body = Object.fromEntries(chosen.map((name): [string, Json] => [name, chance.below(1000)]))
  return { type, entity: entity(chance), op, body }
}

/** Mostly over all that stands; now and then over a part of it, or without having looked. */
function seen(chance: Chance, standing: readonly string[]): readonly string[] {
  return chance.weigh<readonly string[]>([
    [standing, 8],
    [standing.filter(() => chance.isTrue(0.5)), 2],
    [[], 1],
  ])
}

function decisionOf(chance: Chance, replica: Replica, type: string, answers: readonly string[]): Draft {
  const name = entity(chance)
  const standing = replica.standing(type, name)
  // A word of its own per decision now and then: equal answers in other words are still to be settled.
  const note = chance.isTrue(0.2) ? { note: chance.below(3) } : {}
  const body = { answer: chance.pick(answers), ...note }
  if (standing.length > 1 && chance.isTrue(0.35)) return { type, entity: name, op: 'resolve', body, parents: standing }
  return { type, entity: name, op: 'decide', body, parents: seen(chance, standing) }
}

function textOf(chance: Chance, replica: Replica, type: string): Draft {
  const name = entity(chance)
  const standing = replica.standing(type, name)
  const body = { text: `wording ${chance.below(1000)}` }
  if (standing.length > 1 && chance.isTrue(0.4)) return { type, entity: name, op: 'resolve', body, parents: standing }
  const parents = standing.length > 1 && chance.isTrue(0.6) ? [chance.pick(standing)] : seen(chance, standing)
  return { type, entity: name, op: 'revise', body, parents }
}
