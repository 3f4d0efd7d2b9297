/** Pictures taken with somebody's own equipment: by the head's leave, moved over, and nothing left on it. */
import { Fault } from '@contract/fault'
import type { PersonalEquipment } from '@contract/images'
import type { SchoolId } from '@contract/primitives'
import { grantsOf } from '@db/repo/people'
import type { Ctx } from '@vault/context'
import { holdsOn } from '../people'

/**
 * Refuses what cannot be so: leave by somebody who was not the head that day, days in the future or in the wrong order,
 * proof of a deletion without its day.
 * @throws Fault 'bad-input'
 */
export function checkPersonal(facts: PersonalEquipment, school: SchoolId, ctx: Ctx): void {
  const { permittedBy, permittedOn, transferredOn, deletedOn, proof } = facts
  const wasHead = grantsOf(ctx.trust().db, permittedBy).some(
    (grant) =>
      grant.role === 'HEAD' && (grant.school === null || grant.school === school) && holdsOn(grant, permittedOn),
  )
  if (!wasHead) {
    throw new Fault(
      'bad-input',
      'That person was not headteacher or principal of this school on that day, and only the head may permit it. Nothing was saved. Check the person and the day.',
    )
  }
  const days = [permittedOn, transferredOn, deletedOn].filter((day) => day !== null)
  if (days.some((day) => day > ctx.today())) {
    throw new Fault('bad-input', 'One of these days is in the future. Enter what has happened. Nothing was saved.')
  }
  if (days.some((day, at) => day < (days[at - 1] ?? day))) {
    throw new Fault(
      'bad-input',
      'Permission, transfer and deletion follow one another. Check the days. Nothing was saved.',
    )
  }
  if (deletedOn !== null && transferredOn === null) {
    throw new Fault(
      'bad-input',
      'Say when the pictures were moved to school equipment before they were deleted. Nothing was saved.',
    )
  }
  if (proof !== null && deletedOn === null) {
    throw new Fault('bad-input', 'Say on which day the pictures were deleted, beside what shows it. Nothing was saved.')
  }
}
