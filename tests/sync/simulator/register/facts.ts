/** A device's log as the facts the independent oracle of decisions takes, without the product's merge or rows. */
import type { Care, Competence, FlagKind, Relationship, Responsibility } from '@contract/pupils'
import type { PurposeKnown, Records, Settlement } from '../../../../src-main/features/consents/rules/decide'
import type { PupilKnown } from '../../../../src-main/features/consents/rules/pupil-standing'
import type { StandingAnswer } from '../../../../src-main/features/consents/rules/validity'
import type { Question } from '../../../support/consents/histories'
import type { Edit, Ledger, Said } from './ledger'
import { contactsOf, sinceOf, viewAgesIn } from './people-known'

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
    const terms = termsOf(this.ledger, asked.purpose)
    if (known === null || use === null || terms === null) return null
    const [pupilViewFrom = 13, ...otherAges] = viewAgesIn(this.ledger)
    return {
      known: { ...known, yearAt: asked.today },
      on: asked.on,
      ...{ pupilViewFrom, otherAges },
      purpose: { id: asked.purpose, ...use, ...terms } as unknown as PurposeKnown, // Drafts were checked against the kind.
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
    const stay = stayOf(ledger, pupil)
    if (stay === null) return null
    const { dateOfBirth, year } = fields as unknown as PupilKnown // As above.
    return {
      ...{ dateOfBirth, year, ...stay },
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

type Stay = Pick<PupilRead, 'leftOn' | 'lastLeft' | 'loosest'>

/** R69, C19: of everything unanswered the earliest last day and the latest end of an earlier stay, and the other way about. */
function stayOf(ledger: Ledger, pupil: string): Stay | null {
  const said = ledger.standing('pupils.membership', pupil).map(({ says }) => says as Omit<Stay, 'loosest'>)
  if (said.length === 0) return null
  const order = (name: 'leftOn' | 'lastLeft', open: string): readonly (Day | null)[] =>
    said.map((one) => one[name]).sort((a, b) => ((a ?? open) < (b ?? open) ? -1 : 1))
  const [left, ended] = [order('leftOn', '9999'), order('lastLeft', '0000')]
  const strict = { leftOn: left[0] ?? null, lastLeft: ended.at(-1) ?? null }
  const loose = { leftOn: left.at(-1) ?? null, lastLeft: ended[0] ?? null }
  return { ...strict, loosest: strict.leftOn === loose.leftOn && strict.lastLeft === loose.lastLeft ? null : loose }
}

const RENEWALS = ['ANNUAL', 'KEY_STAGE', 'ON_ENTRY']

/** The same of a use: consent before none, outside before inside, the renewal that comes soonest. */
function termsOf(
  ledger: Ledger,
  purpose: string,
): Pick<PurposeKnown, 'basis' | 'outside' | 'renewal' | 'loosest'> | null {
  const said = ledger.standing('consents.terms', purpose).map(({ says }) => says as unknown as PurposeKnown)
  const [one] = said
  if (one === undefined) return null
  const bases = said.map(({ basis }) => basis).sort()
  const renewals = said.map(({ renewal }) => renewal).sort((a, b) => RENEWALS.indexOf(a) - RENEWALS.indexOf(b))
  const strict = {
    basis: bases.includes('CONSENT') ? ('CONSENT' as const) : (bases[0] ?? one.basis),
    outside: said.some(({ outside }) => outside),
    renewal: renewals[0] ?? one.renewal,
  }
  const loose = {
    basis: bases.filter((basis) => basis !== 'CONSENT').at(-1) ?? one.basis,
    outside: !said.some(({ outside }) => !outside),
    renewal: renewals.at(-1) ?? one.renewal,
  }
  return { ...strict, loosest: JSON.stringify(strict) === JSON.stringify(loose) ? null : loose }
}

/** R120, edge case 19: the day of the person's newest No that was not taken back as an error. */
function newestNo(edits: readonly Edit[]): string | null {
  const inError = edits.flatMap(({ says }) => says['voids'] as readonly string[])
  const isNo = ({ answer }: Said): boolean => ['REFUSED', 'WITHDRAWN', 'OBJECTED'].includes(String(answer))
  const days = edits.filter(({ id, says }) => isNo(says) && !inError.includes(id)).map(({ says }) => says['decidedOn'])
  return (days as string[]).sort().at(-1) ?? null
}
