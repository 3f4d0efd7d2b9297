/** Words of what has to come down, and of what went out against a decision. */
import { counted } from '../../ui/words'
import type { Learner } from '../pupils/learner'

export const takeDownWords = {
  of: (school: string) => (school === '' ? 'Take-downs' : `Take-downs: ${school}`),
  intro:
    'Pictures that are out and have to come down because of somebody on them. The list follows the records by itself; a line goes when what shows it is written down.',
  waiting: 'Getting the take-downs',
  cannot: 'The take-downs could not be read',
  empty: 'Nothing has to come down',
  emptyText: 'When consent is taken back or a protection is set, every use of pictures of that person is listed here.',
  only: (name: string) => `Only those because of ${name}.`,
  onlyOne: (who: Learner) => `Only those because of one ${who.one}.`,
  all: 'Show all',
  /** @param lines one for each use and person */
  summary: (uses: number, lines: number, overdue: number) =>
    `${counted(uses, 'use has', 'uses have')} to come down: ${counted(lines, 'take-down', 'take-downs')}${
      overdue === 0 ? '' : `, ${overdue.toLocaleString('en-GB')} overdue`
    }.`,
  caption: (school: string) => `Uses of pictures that have to come down in ${school}`,
  columns: {
    title: 'Pictures',
    where: 'Where',
    pupil: 'Because of',
    due: 'Due, owner',
    act: 'Change',
  },
  overdue: 'Overdue',
  since: (day: string) => `Since ${day}.`,
  assign: 'Assign',
  assignOf: (title: string, name: string) => `Assign: ${title}, because of ${name}`,
  close: 'Close',
  closeOf: (title: string, name: string) => `Close: ${title}, because of ${name}`,
  assignDialog: {
    title: 'Who sees to it?',
    owner: 'Owner',
    dueOn: 'Due on',
    needDue: 'Enter the day, like 3 9 2026',
    past: 'That day is over. Enter today or a later day',
    save: 'Assign it',
    done: (name: string) => `Assigned to ${name}`,
  },
  closeDialog: {
    title: (title: string) => `What was done: ${title}`,
    about: (channel: string, name: string) => `${channel}. It has to come down because of ${name}.`,
    label: 'What was done?',
    need: 'Choose what was done',
    removed: 'Taken down',
    removedHint: 'Somebody looked, and it is gone. Closes it for everybody on it',
    asked: 'Asked for',
    askedHint: 'Whoever has it was asked. It stays on the list',
    leftOut: (who: Learner) => `${who.One} left out`,
    leftOutHint: 'The picture was cropped, changed or swapped; the rest stays up',
    cannot: 'Cannot be recalled',
    cannotHint: 'It was given out and cannot be taken back. Closes it for everybody on it',
    on: 'On which day?',
    needOn: 'Enter the day, like 3 9 2026',
    future: 'That day is still to come',
    save: 'Save',
    saves: {
      REMOVED: 'Record that it was taken down',
      REQUESTED: 'Record that it was asked for',
      LEFT_OUT: 'Record who was left out',
      CANNOT_RECALL: 'Record that it cannot be recalled',
    },
    done: 'Recorded what was done',
  },
  breaches: {
    title: 'Used against the decision',
    intro: 'Each is a breach: within 72 hours somebody decides whether the regulator is told.',
    cannot: 'The breaches could not be read',
    caption: 'Pictures used against the decision',
    columns: {
      title: 'Pictures',
      how: 'How',
      time: 'Time left',
      people: 'People',
      decision: 'Decision',
      act: 'Decide',
    },
    kinds: {
      KNOWINGLY: 'Recorded as one that went out all the same',
      FOUND: 'A No had been recorded on another PC before it went out',
    },
    left: (days: number, hours: number) =>
      days > 0
        ? `${counted(days, 'day', 'days')} ${counted(hours, 'hour', 'hours')}`
        : hours > 0
          ? counted(hours, 'hour', 'hours')
          : 'Less than an hour',
    over: 'Time is over',
    by: (moment: string) => `until ${moment}`,
    open: 'Not decided',
    decisions: { REPORTED: 'The regulator is told', NOT_REPORTED: 'The regulator is not told' },
    noted: (note: string, person: string) => `${note} (${person})`,
    decide: 'Decide',
    decideOf: (title: string) => `Decide: ${title}`,
    dialog: {
      title: (title: string) => `Is the regulator told? ${title}`,
      by: (moment: string) => `To be decided by ${moment}.`,
      label: 'Decision',
      need: 'Choose the decision',
      note: 'Why',
      noteHint: 'What was weighed, without names. Kept in the history',
      saves: {
        REPORTED: 'Record that the regulator is told',
        NOT_REPORTED: 'Record that the regulator is not told',
      },
      save: 'Record the decision',
      done: 'Decision recorded',
    },
  },
  pupil: {
    inUse: (n: number) => `Pictures already in use: ${n.toLocaleString('en-GB')}`,
    line: (title: string, channel: string) => `${title}, ${channel}`,
    due: (owner: string, due: string) => `${owner}, due on ${due}`,
    toList: 'See the take-downs',
    none: 'No picture in use has to come down.',
    cannot: 'Where pictures are in use could not be read',
    title: 'Pictures',
    sets: (sets: number, uses: number) => `${counted(sets, 'set', 'sets')}, ${counted(uses, 'use', 'uses')}`,
    noSets: 'No set of pictures',
    toSets: (name: string) => `Sets with ${name}`,
  },
}
