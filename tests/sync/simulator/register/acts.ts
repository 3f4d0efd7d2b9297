/** How often people do what at a device, by what a run is mostly about. */
import type { Draft } from '../../../../src-main/sync/core/event'
import type { Moment } from './desk'
import {
  care,
  competence,
  contact,
  flag,
  note,
  order,
  purpose,
  responsibility,
  roll,
  settings,
  transferred,
  wording,
} from './office'
import { answers, correction, reversal, settlement } from './people'
import type { Concern } from './plan'

type Act = (moment: Moment) => readonly Draft[]

/** Everything people do, by how often. */
const ACTS: readonly (readonly [Act, number])[] = [
  [answers, 32],
  [reversal, 3],
  [correction, 5],
  [settlement, 8],
  [flag, 9],
  [order, 4],
  [responsibility, 4],
  [care, 3],
  [competence, 2],
  [contact, 1.5],
  [transferred, 1],
  [roll, 4],
  [purpose, 2],
  [settings, 0.5],
  [wording, 1],
]

/** What most people do in a run of each concern. */
const BUSY: Readonly<Record<Concern, readonly (readonly [Act, number])[]>> = {
  'a person': [
    [answers, 8],
    [correction, 1],
    [reversal, 1],
  ],
  'a family': [
    [answers, 6],
    [settlement, 2],
  ],
  settling: [
    [settlement, 6],
    [answers, 2],
  ],
  flags: [
    [flag, 6],
    [transferred, 1],
  ],
  orders: [[order, 1]],
  responsibility: [
    [responsibility, 6],
    [contact, 1],
  ],
  care: [
    [care, 6],
    [transferred, 1],
    [contact, 1],
  ],
  competence: [
    [competence, 3],
    [settings, 1],
  ],
  leaving: [
    [roll, 3],
    [answers, 1],
  ],
  uses: [
    [purpose, 4],
    [wording, 1],
    [answers, 2],
  ],
  everything: ACTS,
}

/** One action of somebody at a device. */
export function actionOf(moment: Moment): readonly Draft[] {
  const act = moment.chance.weigh(moment.chance.isTrue(moment.theme.focus) ? BUSY[moment.theme.concern] : ACTS)
  const drafts = act(moment)
  return drafts.length > 0 ? drafts : [note(moment)]
}
