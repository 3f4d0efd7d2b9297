/** The slip that goes on top of a pile: counts, differences, who keyed. No answer and no pupil's name stands on it. */
import { SHEET_PROBLEMS } from '@contract/entry'
import type { PersonId } from '@contract/primitives'
import { SHEET_PROBLEM_WORDS } from '@contract/words'
import { rekeysOf, sheetsOf } from '@db/repo/entry'
import { onePerson } from '@db/repo/people'
import { dateWords, instantWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import type { PrintCell, PrintDocument } from '@vault/printing'
import { batchIn, cardOfBatch, isKeyed } from './batches'
import { errorRate } from './rules/sample'

const STATE_WORDS = { OPEN: 'Being keyed', PAUSED: 'Paused', CLOSED: 'Closed' } as const

/** @param school its name @throws Fault 'not-found' */
export function slipOf(tenant: Tenant, school: string, id: string, ctx: Ctx): PrintDocument {
  const card = cardOfBatch(tenant, batchIn(tenant, id).id)
  const sheets = sheetsOf(tenant.db, id)
  const keyed = sheets.filter(isKeyed)
  const rekeys = rekeysOf(tenant.db, id)
  const name = (person: PersonId): string => onePerson(ctx.trust().db, person)?.name ?? 'Somebody no longer listed'
  const missing = card.expected - card.keyed
  const rate = errorRate(rekeys)
  const wrong = SHEET_PROBLEMS.map((problem) => ({
    words: SHEET_PROBLEM_WORDS[problem],
    places: keyed.filter(({ problems }) => problems.includes(problem)).map(({ position }) => position),
  })).filter(({ places }) => places.length > 0)
  return {
    title: 'Batch slip',
    school,
    facts: [
      { label: 'Wording', value: card.version },
      { label: 'Came in on', value: dateWords(card.receivedOn) },
      { label: 'Begun', value: instantWords(card.startedAt) },
      { label: 'State', value: STATE_WORDS[card.state] },
      { label: 'Keyed by', value: peopleWords(keyed.map(({ keyedBy }) => name(keyedBy))) },
      { label: 'Forms counted in the pile', value: String(card.expected) },
      { label: 'Forms keyed', value: String(card.keyed) },
      { label: 'Difference', value: differenceWords(missing) },
      { label: 'To check', value: String(card.toCheck) },
      { label: 'Set aside', value: String(sheets.filter(({ state }) => state === 'SET_ASIDE').length) },
      { label: 'Keyed a second time', value: `${card.rekey.done} of ${card.rekey.sample}` },
      ...(rekeys.length === 0
        ? []
        : [
            { label: 'Second time by', value: peopleWords(rekeys.map(({ by }) => name(by))) },
            { label: 'Boxes keyed differently', value: `${((rate ?? 0) * 100).toFixed(1)} in 100` },
          ]),
    ],
    tables:
      wrong.length === 0
        ? []
        : [
            {
              caption: 'What was noticed, with the place of each form in the pile',
              header: [[heading('Noticed'), heading('Forms'), heading('Places')]],
              body: wrong.map(({ words, places }): PrintCell[] => [
                { text: words, heading: 'row' },
                { text: String(places.length) },
                { text: places.join(', ') },
              ]),
            },
          ],
    notes: ['Keep this slip with the pile.'],
    landscape: false,
    classification: 'No pupil data',
    made: `Made ${instantWords(ctx.now())} by ${ctx.actor.name}`,
  }
}

const heading = (text: string): PrintCell => ({ text, heading: 'column' })

const differenceWords = (missing: number): string =>
  missing === 0 ? 'None' : missing > 0 ? `${missing} not keyed` : `${-missing} more than counted`

/** "Tamsin Quillfeather (12), Orla Pennywhistle (3)". */
function peopleWords(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts.size === 0 ? 'Nobody yet' : [...counts].map(([name, count]) => `${name} (${count})`).join(', ')
}
