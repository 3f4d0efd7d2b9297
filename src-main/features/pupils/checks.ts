/** What is refused before a pupil is written: dates that cannot be, numbers that are another's or do not hold together. */
import { Fault } from '@contract/fault'
import type { CivilDate } from '@contract/primitives'
import type { Care, ContactFacts, PupilFacts, Responsibility } from '@contract/pupils'
import { pupilsByAdmissionNumber, pupilsByUpn } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { addYears } from '@vault/clock'
import { knownAuthorities } from '../schools'
import { keptOf, readUpn, type Upn } from './rules/upn'

/** No pupil of a school is older, in years; a date further back is a slip. */
const OLDEST = 25

/** @throws Fault 'bad-input' for a birth in the future or over 25 years ago, or leaving before joining */
export function checkDates(
  { dateOfBirth, onRollFrom, leftOn }: Pick<PupilFacts, 'dateOfBirth' | 'onRollFrom' | 'leftOn'>,
  today: CivilDate,
): void {
  if (dateOfBirth !== null && dateOfBirth > today) {
    throw new Fault('bad-input', 'The date of birth is in the future. Check it. Nothing was changed.')
  }
  if (dateOfBirth !== null && dateOfBirth < addYears(today, -OLDEST)) {
    throw new Fault('bad-input', `The date of birth is more than ${OLDEST} years ago. Check it. Nothing was changed.`)
  }
  if (onRollFrom !== null && leftOn !== null && leftOn < onRollFrom) {
    throw new Fault('bad-input', 'The last day on roll comes before the first. Check both dates. Nothing was changed.')
  }
}

/**
 * R103: one admission number, one pupil of the school, leavers among them.
 * @param self the pupil it is for, null for a new one
 * @throws Fault 'conflict'
 */
export function checkAdmissionNumber(tenant: Tenant, number: string, self: string | null): void {
  if (pupilsByAdmissionNumber(tenant.db, number).some(({ id }) => id !== self)) {
    throw new Fault(
      'conflict',
      'Another pupil of this school has that admission number, perhaps one who has left. Check it. Nothing was changed.',
    )
  }
}

/**
 * R102, R103: a number that holds together and is nobody else's in the school. Another school of the trust may have it too
 * (edge case 21).
 * @throws Fault 'bad-input' saying which sign is wrong, 'conflict' when another pupil has it
 */
export function checkedUpn(tenant: Tenant, text: string, self: string | null): Upn {
  const read = readUpn(text)
  if ('fault' in read) {
    const place = read.fault === 'signs' ? wrongSign(text.trim().toUpperCase()) : null
    const where = place === null ? '' : `Sign ${place} does not belong there. `
    throw new Fault('bad-input', `${where}${read.words} Nothing was changed.`)
  }
  if (pupilsByUpn(tenant.db, read.upn).some(({ id }) => id !== self)) {
    throw new Fault(
      'conflict',
      'Another pupil of this school has that UPN, perhaps one who has left. Check both in your MIS. Nothing was changed.',
    )
  }
  return read
}

/** Place of the first sign that is no letter or digit where one has to be, from 1. */
function wrongSign(upn: string): number | null {
  const letter = /[A-HJ-NP-RT-Z]/
  const at = [...upn].findIndex((sign, index) =>
    index === 0
      ? !letter.test(sign)
      : index === upn.length - 1
        ? !letter.test(sign) && !/\d/.test(sign)
        : !/\d/.test(sign),
  )
  return at < 0 ? null : at + 1
}

/** What to look at in a number that is taken all the same (R102, R104). @param before the number it replaces */
export function upnWarnings(ctx: Pick<Ctx, 'shelf'>, upn: Upn, before: string | null): string[] {
  const authorities = knownAuthorities(ctx.shelf)
  const old = before === null || before === upn.upn ? null : readUpn(before)
  return [
    ...(upn.kind === 'temporary' ? ['This is a temporary UPN. Replace it when the permanent one is known.'] : []),
    ...(authorities !== null && !authorities.has(upn.laCode)
      ? ['No authority of the national register has the code in this UPN. It may be new; check it in your MIS.']
      : []),
    ...(old !== null && 'upn' in old && keptOf(old, upn) === old
      ? ['Of two UPNs the one issued earlier is normally kept. Here that is the one just replaced.']
      : []),
  ]
}

/** @throws Fault 'bad-input' */
export function checkSpan({ from, until }: { from: CivilDate | null; until: CivilDate | null }): void {
  if (from !== null && until !== null && until < from) {
    throw new Fault('bad-input', 'The last day comes before the first. Check both dates. Nothing was changed.')
  }
}

/** R48. @throws Fault 'bad-input' */
export function checkResponsibility(responsibility: Responsibility, { relationship }: ContactFacts): void {
  checkSpan(responsibility)
  if (responsibility.holds && responsibility.basis === 'MOTHER' && relationship !== 'MOTHER') {
    throw new Fault(
      'bad-input',
      'Only the mother holds parental responsibility for being the mother. Choose another basis. Nothing was changed.',
    )
  }
}

/** R53, edge case 3. @throws Fault 'bad-input' */
export function checkCare({ status, authority }: Care): void {
  if (status === 'ACCOMMODATED' && authority === 'LOCAL_AUTHORITY') {
    throw new Fault(
      'bad-input',
      'For a pupil accommodated by agreement the local authority holds no parental responsibility: the parents decide, or a carer to whom they have passed it on. Nothing was changed.',
    )
  }
}
