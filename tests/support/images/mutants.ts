/**
 * Faults planted on purpose in when a set has to go: the rules are asked about facts read in the wrong way, or their days
 * are told wrongly. The oracle has to notice each of them, or it proves nothing.
 */
import type { CivilDate } from '@contract/primitives'
import { addDays, addMonths } from '@vault/clock'
import type { PupilOnSet, RuleKnown, SetKnown, Trigger } from '../../../src-main/features/images/rules/retention'
import { product } from './compared'
import type { Told } from './oracle'
import type { Asked } from './sets'

export type Mutant = (asked: Asked) => Told

/** The rules about facts that were read otherwise. */
const set =
  (alter: (set: SetKnown, asked: Asked) => Partial<SetKnown>): Mutant =>
  (asked) =>
    product({ ...asked, set: { ...asked.set, ...alter(asked.set, asked) } })

const pupils = (alter: (pupil: PupilOnSet, set: SetKnown) => Partial<PupilOnSet>): Mutant =>
  set((of) => ({ pupils: of.pupils.map((one) => ({ ...one, ...alter(one, of) })) }))

const rules =
  (alter: (rules: readonly RuleKnown[], asked: Asked) => readonly RuleKnown[]): Mutant =>
  (asked) =>
    product({ ...asked, rules: alter(asked.rules, asked) })

const rule = (alter: (rule: RuleKnown, set: SetKnown) => Partial<RuleKnown>): Mutant =>
  rules((all, asked) => all.map((one) => ({ ...one, ...alter(one, asked.set) })))

/** Another way of adding a rule's months to the day it counts from. */
const adding =
  (add: (from: CivilDate, months: number) => CivilDate): Mutant =>
  (asked) => {
    const right = product(asked)
    const months = asked.rules.find(({ id }) => id === right.rule)?.months
    if (right.from === null || right.code === 'SAID_NO' || months === undefined) return right
    const counted = add(right.from as CivilDate, months) // As the rules wrote it.
    return { ...right, dueOn: counted > asked.set.takenOn ? counted : asked.set.takenOn }
  }

const telling =
  (alter: (told: Told, asked: Asked) => Partial<Told>): Mutant =>
  (asked) => {
    const right = product(asked)
    return { ...right, ...alter(right, asked) }
  }

/** A date of the rules counted by the last pupil instead of the first. */
const last = (key: 'leftOn' | 'endedOn' | 'bornOn', only: (pupil: PupilOnSet) => boolean = () => true): Mutant =>
  pupils((one, { pupils: all }) => {
    const newest = all
      .filter(only)
      .map((each) => each[key])
      .filter((date) => date !== null)
      .sort()
      .at(-1)
    return only(one) && one[key] !== null ? { [key]: newest ?? null } : {}
  })

const moved = (date: CivilDate | null, days: number): CivilDate | null => (date === null ? null : addDays(date, days))

/** Of several rules that apply alike, the one whose day comes first. */
const soonest: Mutant = (asked) => {
  const each = asked.rules.map((one) => ({
    one,
    told: product({ ...asked, rules: [one], set: { ...asked.set, rule: null } }),
  }))
  const right = product(asked)
  const alike = each.filter(({ one }) => {
    const chosen = asked.rules.find(({ id }) => id === right.rule)
    return one.imageClass === chosen?.imageClass && right.rule !== asked.set.rule
  })
  const [first] = alike
    .filter(({ told }) => told.dueOn !== null && told.rule !== null)
    .sort((a, b) => ((a.told.dueOn ?? '') < (b.told.dueOn ?? '') ? -1 : 1))
  return first?.told ?? right
}

const withTrigger = (trigger: Trigger, alter: (set: SetKnown) => Partial<SetKnown>): Mutant =>
  set((of, { rules: all }) => (all.every((one) => one.trigger === trigger) ? alter(of) : {}))

/** Ways of planting that plant nothing; the oracle has to agree with each, or what it finds is the planting. */
export const SOUND: Readonly<Record<string, Mutant>> = {
  'sets as they are': set(() => ({})),
  'pupils as they are': pupils(() => ({})),
  'rules as they are': rule(() => ({})),
  'months as they are': adding(addMonths),
  'answers as they are': telling(() => ({})),
}

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  // Which rule
  'the sooner of two rules alike counts': soonest,
  'a retired rule counts': rule(() => ({ retiredOn: null })),
  'a rule counts on the day it is retired': rule(({ retiredOn }) => ({ retiredOn: moved(retiredOn, 1) })),
  'a rule ends the day before': rule(({ retiredOn }) => ({ retiredOn: moved(retiredOn, -1) })),
  'the rule chosen for a set is not looked at': set(() => ({ rule: null })),
  'a chosen rule that is not known is as none chosen': set((of, asked) => ({
    rule: asked.rules.some(({ id }) => id === of.rule) ? of.rule : null,
  })),
  'a rule for any class counts beside one for the class': rule(({ imageClass }, of) => ({
    imageClass: imageClass ?? of.imageClass,
  })),
  'a rule of another class counts': rule(() => ({ imageClass: null })),
  'a rule for any class counts for none': rules((all) => all.filter(({ imageClass }) => imageClass !== null)),

  // Which day
  'a month has 30 days': adding((from, months) => addDays(from, months * 30)),
  'a day the month lacks runs into the next month': adding((from, months) => {
    const at = new Date(`${from}T00:00:00Z`)
    at.setUTCMonth(at.getUTCMonth() + months)
    return at.toISOString().slice(0, 10) as CivilDate // As it writes dates.
  }),
  'months are added one by one': adding((from, months) => {
    let at = from
    for (let gone = 0; gone < months; gone++) at = addMonths(at, 1)
    return at
  }),
  'the end of February stays the end of a month': adding((from, months) => {
    const due = addMonths(from, months)
    return from.slice(5) === '02-28' && due.slice(5) === '02-28'
      ? addDays(addMonths(`${due.slice(0, 7)}-01` as CivilDate, 1), -1)
      : due // A date as well.
  }),
  'the school year turns on 31 August': withTrigger('ACADEMIC_YEAR_END', ({ takenOn }) => ({
    takenOn: takenOn.endsWith('-08-31') ? addDays(takenOn, 1) : takenOn,
  })),
  'the school year turns on 2 September': withTrigger('ACADEMIC_YEAR_END', ({ takenOn }) => ({
    takenOn: takenOn.endsWith('-09-01') ? addDays(takenOn, -1) : takenOn,
  })),
  'the end of the school year is the day of taking': rule(({ trigger }) => ({
    trigger: trigger === 'ACADEMIC_YEAR_END' ? 'CAPTURE' : trigger,
  })),
  'the last to leave counts': last('leftOn'),
  'the day before the leaving counts': pupils(({ leftOn }) => ({ leftOn: moved(leftOn, -1) })),
  'a pupil without a leaving date left when the pictures were taken': pupils(({ leftOn }, { takenOn }) => ({
    leftOn: leftOn ?? takenOn,
  })),
  'a leaving before the taking counts from the leaving': withTrigger('LEAVING', ({ takenOn, pupils: all }) => ({
    takenOn: [takenOn, ...all.flatMap(({ leftOn }) => (leftOn === null ? [] : [leftOn]))].sort()[0] ?? takenOn,
  })),
  'the last consent to end counts': last('endedOn', ({ withdrawn }) => !withdrawn),
  'a use that runs has ended': set(() => ({ inUse: false })),
  'pictures never used are as those still used': set(({ inUse, lastUsedOn }) => ({
    inUse: inUse || lastUsedOn === null,
  })),
  'the last use is not looked at': set(() => ({ lastUsedOn: null })),
  'the youngest pupil counts': last('bornOn'),
  'a pupil without a date of birth is born when the pictures were taken': pupils(({ bornOn }, { takenOn }) => ({
    bornOn: bornOn ?? takenOn,
  })),
  'what is due the next day is due': (asked) => ({
    ...product(asked),
    state: product({ ...asked, on: addDays(asked.on, 1) }).state,
  }),
  'what is due today is not': (asked) => ({
    ...product(asked),
    state: product({ ...asked, on: addDays(asked.on, -1) }).state,
  }),
  'there is no window': rule(() => ({ windowMonths: 0 })),
  'the window of every rule is a year': rule(() => ({ windowMonths: 12 })),
  'the window counts from the trigger': telling(({ from, rule: id, code, disposeBy }, asked) => {
    const months = asked.rules.find((one) => one.id === id)?.windowMonths
    const counted = from === null || months === undefined || code === 'SAID_NO'
    return { disposeBy: counted ? disposeBy : addMonths(from as CivilDate, months) } // As the rules wrote it.
  }),

  // A No and a hold
  'a No does not hasten': pupils(() => ({ withdrawn: false })),
  'consent that ran out hastens': pupils(() => ({ withdrawn: true })),
  'a No hastens what is a public task': set(() => ({ heldOn: 'CONSENT' })),
  'the last No counts': last('endedOn', ({ withdrawn }) => withdrawn),
  'a No puts the day back': telling(({ dueOn }, { set: of }) => {
    const nos = of.pupils.flatMap(({ endedOn, withdrawn }) => (withdrawn && endedOn !== null ? [endedOn] : []))
    return { dueOn: of.heldOn === 'CONSENT' ? (nos.sort()[0] ?? dueOn) : dueOn }
  }),
  'a No leaves a year': telling(({ code, from, disposeBy }) => ({
    disposeBy: code === 'SAID_NO' && from !== null ? addMonths(from as CivilDate, 12) : disposeBy, // As above.
  })),
  'a hold is not looked at': set(() => ({ held: false })),
  'a hold hides the days': telling(({ state, dueOn, disposeBy }) =>
    state === 'ON_HOLD' ? { dueOn: null, disposeBy: null } : { dueOn, disposeBy },
  ),
  'a proposal comes before a hold': set(({ disposal, held }) => ({ held: held && disposal !== 'PROPOSED' })),
  'a hold comes before the end': telling(({ state }, { set: of }) => ({ state: of.held ? 'ON_HOLD' : state })),
  'what is gone is due': set(() => ({ disposal: 'NONE' })),
}
