/** A device's log as the facts the independent oracle of decisions takes, without the product's merge or rows. */
import type { Care, Competence, FlagKind, Relationship, Responsibility } from '@contract/pupils'
import type { PurposeKnown, Records, Settlement } from '../../../../src-main/features/consents/rules/decide'
import type { PupilKnown } from '../../../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer } from '../../../../src-main/features/consents/rules/validity'
import type { Question } from '../../../support/consents/histories'
import type { Edit, Ledger, Said } from './ledger'
import { contactsOf, sinceOf } from './people-known'

type Day = Question['on']

/** A pupil whatever the day. */
type PupilRead = Omit<PupilKnown, 'yearAt'>

/** Facts about pupils, worked out once for a log; null where pupil or use is unknown. */
export class LogFacts {
  readonly #pupils = new Map<string, PupilRead | null>()
  #answers: ReadonlyMap<string, readonly StandingAnswer[]> | null = null

  constructor(private readonly ledger: Ledger) {}

  /** Everything one question rests on. */
  about(
    asked: { readonly pupil: string; readonly purpose: string; readonly on: Day; readonly today: Day },
    records: Records,
  ): Question | null {
    const known = this.#known(asked.pupil)
    const use = this.ledger.thing('consents.purpose', asked.purpose)
    if (known === null || use === null) return null
    const set = this.ledger.thing('consents.settings', 'settings')?.['pupilViewFrom']
    return {
      known: { ...known, yearAt: asked.today },
      on: asked.on,
      pupilViewFrom: set === undefined ? 13 : (set as number | null),
      purpose: { id: asked.purpose, ...use } as unknown as PurposeKnown, // Drafts were checked against the kind.
      answers: this.#answersOf(`${asked.pupil} ${asked.purpose}`),
      settlements: this.#settlementsOf(asked),
      formIsOut: false,
      since: (wording) => sinceOf(this.ledger, wording) as Day | null,
      records,
    }
  }

  #known(pupil: string): PupilRead | null {
    const before = this.#pupils.get(pupil)
    if (before !== undefined) return before
    const known = this.#knownOf(pupil)
    this.#pupils.set(pupil, known)
    return known
  }

  #knownOf(pupil: string): PupilRead | null {
    const { ledger } = this
    const fields = ledger.thing('pupils.pupil', pupil)
    if (fields === null) return null
    const said = <T>(type: string): readonly T[] =>
      ledger.decisions(type).flatMap(({ entity }) =>
        ledger
          .standing(type, entity)
          .filter(({ says }) => says['pupil'] === pupil)
          .map(({ says }) => says as T),
      )
    const { dateOfBirth, year, leftOn, lastLeft } = fields as unknown as PupilKnown // As above.
    return {
      ...{ dateOfBirth, year, leftOn, lastLeft },
      contacts: contactsOf(ledger, pupil).map(({ id, relationship, isDelegated, endedOn }) => ({
        ...{ id, relationship: relationship as Relationship, delegated: isDelegated ? 'plan' : null },
        endedOn: endedOn as Day | null,
        responsibility: ledger
          .standing('pupils.responsibility', id)
          .map(({ says }) => says as unknown as Responsibility),
      })),
      flags: said<{ kind: FlagKind; isSet: boolean; from: Day }>('pupils.flag'),
      orders: said<PupilKnown['orders'][number]>('pupils.order'),
      care: said<Care>('pupils.care'),
      competence: said<{ competence: Competence }>('pupils.competence').map(({ competence }) => competence),
    }
  }

  #answersOf(key: string): readonly StandingAnswer[] {
    if (this.#answers === null) {
      const answers = new Map<string, StandingAnswer[]>()
      for (const { entity, edits } of this.ledger.decisions('consents.answer')) {
        const latestNoOn = newestNo(edits)
        for (const { id, says } of this.ledger.standing('consents.answer', entity)) {
          const about = `${String(says['pupil'])} ${String(says['purpose'])}`
          const answer = { ...says, event: id, entity, latestNoOn } as unknown as StandingAnswer // As above.
          answers.set(about, [...(answers.get(about) ?? []), answer])
        }
      }
      this.#answers = answers
    }
    return this.#answers.get(key) ?? []
  }

  #settlementsOf({ pupil, purpose }: { readonly pupil: string; readonly purpose: string }): readonly Settlement[] {
    return this.ledger.decisions('consents.settlement').flatMap(({ entity }) =>
      this.ledger
        .standing('consents.settlement', entity)
        .filter(({ says }) => says['pupil'] === pupil && says['purpose'] === purpose)
        .map(({ says }) => says as unknown as Settlement),
    )
  }
}

/** R120, edge case 19: the day of the person's newest No that was not taken back as an error. */
function newestNo(edits: readonly Edit[]): string | null {
  const inError = edits.flatMap(({ says }) => says['voids'] as readonly string[])
  const isNo = ({ answer }: Said): boolean => ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(String(answer))
  const days = edits.filter(({ id, says }) => isNo(says) && !inError.includes(id)).map(({ says }) => says['decidedOn'])
  return (days as string[]).sort().at(-1) ?? null
}
