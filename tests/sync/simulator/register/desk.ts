/** What somebody at a device sees of the register, whatever it is read from, and what they are busy with. */
import type { CivilDate } from '@contract/primitives'
import type { AnswerRow, PurposeRow, SettlementRow } from '@db/repo/consents'
import type { ContactRow, PupilRow, StandingRow } from '@db/repo/pupils'
import type { Json } from '../../../../src-main/sync/core/event'
import type { Chance } from '../rig'
import { PUPILS, PURPOSES } from './cast'
import { concernOf, type Concern } from './plan'

export interface Desk {
  readonly pupils: readonly PupilRow[]
  readonly purposes: readonly PurposeRow[]
  readonly contacts: readonly ContactRow[]
  /** Every answer ever recorded. */
  readonly answers: readonly AnswerRow[]
  /** Settlements that stand. */
  readonly settlements: readonly SettlementRow[]
  /** What stands about pupils. */
  readonly standing: readonly StandingRow[]
  /** What stands of a thing that is decided on and has one row: a pupil's stay, what a use rests on. */
  readonly said: (
    type: string,
    entity: string,
  ) => readonly { readonly event: string; readonly says: Readonly<Record<string, Json>> }[]
  readonly wordings: readonly { readonly id: string; readonly effectiveFrom: CivilDate }[]
  /** First day on which a wording could be signed, null when it was not issued here. */
  readonly since: (wording: string) => CivilDate | null
  /** What an event names as seen. */
  readonly parentsOf: (event: string) => readonly string[]
}

/** What a run is about: everything now and then, most of it about one thing. */
export interface Theme {
  readonly concern: Concern
  readonly pupil: string
  readonly use: string
  /** How much of what happens is about this. */
  readonly focus: number
  /** Whom it is about most. */
  readonly person: 'mother' | 'father' | 'pupil'
}

/** The theme of a run. */
export const themeOf = (chance: Chance, seed: number): Theme => ({
  concern: concernOf(seed),
  focus: { 'a person': 0.95, everything: 0.6 }[concernOf(seed) as string] ?? 0.8,
  pupil: PUPILS[chance.isTrue(0.7) ? 0 : 1] ?? '',
  use:
    PURPOSES[
      chance.weigh([
        [0, 5],
        [1, 2],
        [2, 1],
        [3, 2],
      ])
    ] ?? '',
  person: chance.weigh([
    ['mother', 6],
    ['father', 2],
    ['pupil', 2],
  ]),
})

/** Somebody at a device: what they see, what day it is there, and what they happen to do. */
export interface Moment {
  readonly chance: Chance
  readonly desk: Desk
  /** By that device's clock. */
  readonly today: CivilDate
  readonly theme: Theme
}

export const somePupil = ({ chance, theme }: Moment): string =>
  chance.isTrue(theme.focus) ? theme.pupil : chance.pick(PUPILS)

export const someUse = ({ chance, theme }: Moment): string =>
  chance.isTrue(theme.focus) ? theme.use : chance.pick(PURPOSES)
