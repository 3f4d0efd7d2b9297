/**
 * When a Yes is unsafe, said without the decision, the merge or the rows: from the edits that are in a device's own log
 * and nothing else. An edit is "answered" when a later one, whose author had it in front of them, replaces it: see
 * `Ledger.standing`.
 *
 * A Yes on a device, for a pupil, a use and a day, is unsafe when
 *  1. an order nobody answered covers the use and the day (R54, R56);
 *  2. a flag that forbids the use is set, and nobody who had that in front of them cleared it (R55, R121);
 *  3. the pupil has left by that day, unless a Yes expressly outlasts that (R70);
 *  4. anybody's No to the use is unanswered, or was answered only by something signed before the newest of that person's
 *     Noes (R45, R120, S19). Noes taken back as recorded in error count no more. The word of a contact counts no more,
 *     neither way, once every unanswered record says that their responsibility has ended, or the pupil is surely 18
 *     (R47, R51).
 *     A settlement for the Yes, or an overruling where no consent is asked, lifts Noes only while it names every answer
 *     unanswered here and none that differs stands beside it (R40, R52); the No of a pupil whose word may count is
 *     lifted by an overruling alone (R50);
 * and where consent is asked, also when
 *  5. two edits of one person whose word counts are unanswered and do not say the same, unless settled (R120);
 *  6. a settlement for the No names every Yes that stands (R52);
 *  7. the pupil is looked after, and nobody is recorded, or two records differ about, who decides (R53);
 *  8. there is no Yes at all (R41): unanswered, not older than the person's own newest No, by somebody who by every
 *     unanswered record may give it on that day (R47, R48, R51) and is a contact still, evidenced (R44), begun, not run out (R61), not of an
 *     earlier stay, and after leaving only if it outlasts that (R70);
 *  9. the pupil may be one who decides, and has not said Yes in the same way (R49, R50).
 * Where unanswered edits differ about when the pupil left (R69) or what the use rests on,
 *  10. it is unsafe if it is by any of them (C19).
 * Whatever is asked, no Yes is safe on a device whose clock or log is in doubt (C38, S16): `whyDoubtful` in content.ts.
 * Where a name stands beside the picture, it must be safe for the use of names as well, and NO_NAME forbids it (R60).
 */
import type { Edit, Ledger, Said } from './ledger'
import { ageSpan, contactsOf, mayGive, ownWord, responsibilityOf, sinceOf } from './people-known'

/** What is asked, by ids; the day is Europe/London's. */
export interface Asked {
  readonly pupil: string
  readonly purpose: string
  readonly on: string
  /** The device's own day, on which a pupil is in the year its records say. */
  readonly today: string
}

/** Why a Yes to a picture would be unsafe, in words; null: nothing known here says so. */
export function whyUnsafe(ledger: Ledger, asked: Asked): string | null {
  const [pupil, use] = [ledger.thing('pupils.pupil', asked.pupil), ledger.thing('consents.purpose', asked.purpose)]
  const stays = ledger.standing('pupils.membership', asked.pupil)
  const terms = ledger.standing('consents.terms', asked.purpose)
  if (pupil === null || use === null || stays.length * terms.length === 0) return 'pupil or use unknown'
  // Rule 10: by each of them alone.
  const readings = stays.flatMap(({ says }) => terms.map((one) => [says, { ...use, ...one.says }] as const))
  return readings.map(([stay, rests]) => whyUnsafeBy(ledger, asked, stay, rests)).find((why) => why !== null) ?? null
}

function whyUnsafeBy(ledger: Ledger, asked: Asked, known: Said, use: Said): string | null {
  const { on } = asked
  if (hasOrder(ledger, asked)) return '1: an order forbids it'
  if (isProtected(ledger, asked, use)) return '2: a flag forbids it'
  const people = peopleWhoAnswered(ledger, asked)
  const unanswered = people.flatMap(({ standing }) => standing)
  const settled = settlementOf(ledger, asked, unanswered)
  const isConsent = use['basis'] === 'CONSENT'
  const lifting = isConsent ? 'GIVEN' : 'OVERRULED'
  const no = people.find((person) => isHeldBack(ledger, asked, person, settled.full === lifting, isConsent))
  if (no !== undefined) return '4: a No stands'
  if (!isConsent) return hasLeft(known, on) ? '3: the pupil has left' : null
  const isOpen = people.some((person) => isDivided(person.standing) && !countsNoMore(ledger, asked, person))
  if (settled.full !== 'GIVEN' && isOpen) return '5: one person is divided'
  if (settled.isNo) return '6: it was settled as a No'
  if (isWithoutDecider(ledger, asked)) return '7: nobody decides for a pupil looked after'
  const yeses = people.filter((person) => hasYes(ledger, asked, person, known, use))
  if (!yeses.some(({ says }) => mayGive(ledger, asked, says))) return '8: there is no Yes that counts'
  const needsOwn = ownWord(ledger, asked).mayCount
  return needsOwn && !yeses.some(({ says }) => isPupil(says)) ? '9: the pupil was not asked' : null
}

/** The same for a picture with the name beside it. @param naming the use of names; null: the school has none */
export function whyUnsafeNamed(ledger: Ledger, asked: Asked, naming: string | null): string | null {
  const picture = whyUnsafe(ledger, asked)
  if (picture !== null) return picture
  if (naming === null) return 'names are not used'
  if (flagIsSet(ledger, asked, 'NO_NAME')) return '2: a flag forbids the name'
  const name = whyUnsafe(ledger, { ...asked, purpose: naming })
  return name === null ? null : `name ${name}`
}

/** Everything one person said about the use. */
interface Person {
  /** Who: what every edit of the person says alike. */
  readonly says: Said
  readonly ever: readonly Edit[]
  readonly standing: readonly Edit[]
}

function peopleWhoAnswered(ledger: Ledger, { pupil, purpose }: Asked): readonly Person[] {
  return ledger.decisions('consents.answer').flatMap(({ entity, edits }) => {
    const says = edits[0]?.says
    if (says?.['pupil'] !== pupil || says['purpose'] !== purpose) return []
    return [{ says, ever: edits, standing: ledger.standing('consents.answer', entity) }]
  })
}

const isPupil = ({ contact, name }: Said): boolean => contact === null && name === null

const NOES: readonly unknown[] = ['REFUSED', 'WITHDRAWN', 'OBJECTED']
const YESES: readonly unknown[] = ['GIVEN', 'NO_OBJECTION']

/** Rule 1. */
function hasOrder(ledger: Ledger, { pupil, purpose, on }: Asked): boolean {
  return ledger.decisions('pupils.order').some(({ entity }) =>
    ledger.standing('pupils.order', entity).some(({ says }) => {
      const scope = says['scope'] as readonly string[] | null
      const until = says['until'] as string | null
      const isLive = String(says['from']) <= on && (until === null || until >= on)
      return says['pupil'] === pupil && isLive && (scope === null || scope.includes(purpose))
    }),
  )
}

function flagIsSet(ledger: Ledger, { pupil, on }: Asked, kind: string): boolean {
  return ledger
    .decisions('pupils.flag')
    .some(({ entity }) =>
      ledger
        .standing('pupils.flag', entity)
        .some(
          ({ says }) =>
            says['pupil'] === pupil && says['kind'] === kind && says['isSet'] === true && String(says['from']) <= on,
        ),
    )
}

/** Rule 2. */
const isProtected = (ledger: Ledger, asked: Asked, use: Said): boolean =>
  flagIsSet(ledger, asked, 'NO_CAPTURE') ||
  (use['outside'] === true && flagIsSet(ledger, asked, 'NO_PUBLISH')) ||
  (['NAME_WITH_IMAGE', 'PUPIL_WORK_NAMED'].includes(String(use['code'])) && flagIsSet(ledger, asked, 'NO_NAME'))

const hasLeft = ({ leftOn }: Said, on: string): boolean => typeof leftOn === 'string' && leftOn < on

/** The newest day of a No that was not taken back as an error; empty: none. */
function newestNo({ ever }: Person): string {
  const inError = new Set(ever.flatMap(({ says }) => says['voids'] as readonly string[]))
  const days = ever
    .filter(({ id, says }) => NOES.includes(says['answer']) && !inError.has(id))
    .map(({ says }) => String(says['decidedOn']))
  return days.sort().at(-1) ?? ''
}

const isOlderThanNo = (person: Person, { says }: Edit): boolean =>
  YESES.includes(says['answer']) && String(says['decidedOn']) < newestNo(person)

/** Rule 4, for one person. @param isLifted a settlement for the Yes, or an overruling, names all that stands */
function isHeldBack(ledger: Ledger, asked: Asked, person: Person, isLifted: boolean, isConsent: boolean): boolean {
  const saysNo = person.standing.some((edit) => NOES.includes(edit.says['answer']) || isOlderThanNo(person, edit))
  if (!saysNo) return false
  if (isPupil(person.says)) return !isLifted || (isConsent && ownWord(ledger, asked).mayCount)
  return !isLifted && !countsNoMore(ledger, asked, person)
}

/** Whether somebody's word counts neither way any more. */
function countsNoMore(ledger: Ledger, asked: Asked, { says }: Person): boolean {
  const contact = contactsOf(ledger, asked.pupil).find(({ id }) => id === says['contact'])
  if (contact === undefined) return false
  return ageSpan(ledger, asked).youngest >= 18 || responsibilityOf(ledger, contact, asked).isOver
}

/** Rule 5: one word is a Yes, another is not. */
const isDivided = (standing: readonly Edit[]): boolean => new Set(standing.map(({ says }) => says['answer'])).size > 1

/** Rules 4 and 6: what the settlements that nobody replaced say of what stands now. */
function settlementOf(
  ledger: Ledger,
  { pupil, purpose }: Asked,
  unanswered: readonly Edit[],
): { readonly full: unknown; readonly isNo: boolean } {
  const standing = ledger
    .decisions('consents.settlement')
    .filter(({ edits: [first] }) => first?.says['pupil'] === pupil && first.says['purpose'] === purpose)
    .flatMap(({ entity }) => ledger.standing('consents.settlement', entity))
  const names = ({ says }: Edit, edits: readonly Edit[]): boolean =>
    edits.every(({ id }) => (says['covers'] as readonly string[]).includes(id))
  const namesSome = (one: Edit): boolean => unanswered.some((edit) => names(one, [edit]))
  const full = new Set(
    standing.filter((one) => namesSome(one) && names(one, unanswered)).map(({ says }) => says['outcome']),
  )
  const left = unanswered.filter(({ says }) => !NOES.includes(says['answer']))
  const isNo = standing.some((one) => one.says['outcome'] === 'REFUSED' && namesSome(one) && names(one, left))
  const [only] = full
  return { full: full.size === 1 && !isNo ? only : null, isNo }
}

/** Rule 7. */
function isWithoutDecider(ledger: Ledger, asked: Asked): boolean {
  const records = ledger.standing('pupils.care', asked.pupil).map(({ says }) => says)
  const inCare = records.filter(({ status }) => status === 'CARE_ORDER' || status === 'ACCOMMODATED')
  if (inCare.length === 0 || ageSpan(ledger, asked).youngest >= 18) return false
  const deciders = new Set(records.map((one) => (inCare.includes(one) ? one['authority'] : 'PARENTS')))
  return deciders.size > 1 || deciders.has(null)
}

/** Rule 8 without who may give: a Yes that is in force on the day. */
function hasYes(ledger: Ledger, asked: Asked, person: Person, pupil: Said, use: Said): boolean {
  return person.standing.some((edit) => {
    const { says } = edit
    if (says['answer'] !== 'GIVEN' || isOlderThanNo(person, edit)) return false
    const [signed, begins] = [String(says['decidedOn']), String(says['coversFrom'])]
    const told = says['wording'] === null ? null : sinceOf(ledger, String(says['wording']))
    if (told === null || signed < told || says['capacity'] === 'OTHER') return false
    if (signed > asked.on || begins > asked.on) return false
    if (typeof pupil['lastLeft'] === 'string' && signed <= pupil['lastLeft']) return false
    if (hasLeft(pupil, asked.on) && says['outlastsLeaving'] !== true) return false
    const ends = says['expiresOn'] as string | null
    if (ends !== null && ends < asked.on) return false
    return asked.on <= lastDay(says, use)
  })
}

const LAST_OF_STAGE = ['R', '2', '6', '9', '11', '13']
const YEARS = ['E1', 'E2', 'N1', 'N2', 'R', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13']

/** R61: to the end of the academic year, of the key stage, or for the whole stay. */
function lastDay({ coversFrom, decidedOn, yearThen }: Said, { renewal }: Said): string {
  if (renewal === 'ON_ENTRY') return '9999'
  const [begun, signed] = [academicStart(String(coversFrom)), academicStart(String(decidedOn))]
  let years = 1
  if (renewal === 'KEY_STAGE') {
    let place = YEARS.indexOf(String(yearThen)) + begun - signed
    while (place >= 0 && place < YEARS.length && !LAST_OF_STAGE.includes(YEARS[place] ?? '')) {
      place++
      years++
    }
  }
  return `${begun + years}-08-31`
}

const academicStart = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)
