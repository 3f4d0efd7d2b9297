/** What runs really met, so that a test can ask that they met enough. */
import { isNo, type AskVerdict, type ConsentAnswer } from '@contract/answers'
import type { Ledger } from './ledger'

export class Tally {
  /** Answers asked of devices, by what they told. */
  readonly verdicts: Record<AskVerdict, number> = { YES: 0, YES_IF: 0, NO: 0, CHECK_FIRST: 0 }
  readonly #opposites = new Set<string>()
  readonly #flags = new Set<string>()
  readonly #others = new Set<string>()
  readonly #opened = new Set<string>()
  readonly #orphans = new Set<string>()

  answer(verdict: AskVerdict): void {
    this.verdicts[verdict]++
  }

  /** Counts what a device's log holds, each thing of a run once. */
  count(seed: number, ledger: Ledger): void {
    for (const type of DECISIONS) {
      for (const { entity, edits } of ledger.decisions(type)) {
        const standing = ledger.standing(type, entity)
        const key = `${seed} ${standing.map(({ id }) => id).join(' ')}`
        const ids = new Set(edits.map(({ id }) => id))
        if (standing.some(({ parents }) => parents.some((id) => !ids.has(id)))) this.#orphans.add(key)
        if (standing.length < 2) continue
        const answers = standing.map(({ says }) => says['answer'] as ConsentAnswer)
        const isOpposite = answers.some(isNo) && answers.some((one) => one === 'GIVEN' || one === 'NO_OBJECTION')
        const isFlag = new Set(standing.map(({ says }) => says['isSet'])).size > 1
        if (type === 'consents.answer' && isOpposite) this.#opposites.add(key)
        else if (type === 'pupils.flag' && isFlag) this.#flags.add(key)
        else if (type !== 'consents.answer' && type !== 'pupils.flag') this.#others.add(key)
      }
    }
    const answers = ledger
      .decisions('consents.answer')
      .flatMap(({ entity }) => ledger.standing('consents.answer', entity))
    for (const { entity } of ledger.decisions('consents.settlement')) {
      for (const { id, says } of ledger.standing('consents.settlement', entity)) {
        const about = answers.filter(
          (one) => one.says['pupil'] === says['pupil'] && one.says['purpose'] === says['purpose'],
        )
        const covers = says['covers'] as readonly string[]
        const left = about.filter((one) => !covers.includes(one.id))
        if (left.length > 0 && left.length < about.length) this.#opened.add(`${seed} ${id}`)
      }
    }
  }

  /** Everything in numbers. */
  get counts(): Readonly<Record<string, number>> {
    const { YES, YES_IF, NO, CHECK_FIRST } = this.verdicts
    return {
      asked: YES + YES_IF + NO + CHECK_FIRST,
      yes: YES + YES_IF,
      no: NO,
      /** One person's Yes and No for one use, given apart and not settled (edge case 32). */
      opposites: this.#opposites.size,
      /** A flag set on one device and cleared on another (edge case 33). */
      flags: this.#flags.size,
      /** Orders, responsibility, care, competence and settlements recorded apart. */
      others: this.#others.size,
      /** Settlements that something later has opened again in part. */
      opened: this.#opened.size,
      /** Something that stands here whose author had seen what has not arrived. */
      orphans: this.#orphans.size,
    }
  }
}

const DECISIONS = [
  'consents.answer',
  'consents.settlement',
  'pupils.flag',
  'pupils.order',
  'pupils.responsibility',
  'pupils.care',
  'pupils.competence',
  'pupils.membership',
  'consents.terms',
  'consents.viewFrom',
]
