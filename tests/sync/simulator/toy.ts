/** A toy tenant with every family of events: the content of runs that are about syncing itself. */
import { checkSafety, checkStates } from './checks'
import type { Content } from './content'
import { actionOf } from './edits'
import { kindOf } from './rig'

export const TOY: Content = {
  kindOf,
  begin: () => [],
  actionOf: (chance, seat) => actionOf(chance, seat.replica, seat.state.version),
  twinOf: ({ type }) => ({ answer: type === 'consents.flag' ? 'CLEAR' : 'GIVEN', text: 'twin', mark: 1 }),
  look: (seat, isTouched) => {
    if (!isTouched) return
    checkStates(seat)
    checkSafety(seat)
  },
  compare: () => {},
}
