/** What the people of a practice school signed: mostly everything, some late, some not at all, two devices lent. */
import type { CivilDate } from '@contract/primitives'
import type { AdultFacts, Signee, SigningCapacity, SigningFacts, SigningOutcome } from '@contract/signatures'
import { academicYear, addDays, addYears } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import type { Draft } from '../../sync/core/event'
import { accessKind, adultKind, loanKind, signingEntity, signingKind, type SigningBody } from '../agreements'
import type { MadeAgreement, MadeVersion } from './agreements'
import type { MadeContact, Registered } from './consents'

type Answer = Exclude<SigningOutcome, 'VOID'>

/** Signatures, adults, loans and access of one school. */
export function signaturesDrafts(
  ctx: Ctx,
  roll: readonly Registered[],
  agreements: readonly MadeAgreement[],
  contactsOf: ReadonlyMap<string, readonly Pick<MadeContact, 'id'>[]>,
): readonly Draft[] {
  const adults = madeAdults(ctx)
  return [
    ...roll.flatMap((pupil, turn) => pupilDrafts(ctx, pupil, turn, agreements, contactsOf.get(pupil.id) ?? [])),
    ...adults.flatMap((adult, turn) => adultDrafts(ctx, adult, turn, agreements)),
    ...loanDrafts(ctx, roll, agreements, contactsOf),
  ]
}

/** In force today, and the one before it; the same where there is one only. */
function textsOf({ versions }: MadeAgreement, ctx: Ctx): readonly [now: MadeVersion, before: MadeVersion] | null {
  const begun = versions.filter(({ effectiveFrom }) => effectiveFrom <= ctx.today())
  const now = begun.at(-1)
  return now === undefined ? null : [now, begun.at(-2) ?? now]
}

const AUDIENCE_OF = (year: Registered['year']): string => {
  const number = Number(year)
  if (!(number >= 3)) return 'EARLY_YEARS_KS1'
  return number <= 6 ? 'KS2' : number <= 11 ? 'KS3_UP' : 'SIXTH_FORM'
}

function pupilDrafts(
  ctx: Ctx,
  pupil: Registered,
  turn: number,
  agreements: readonly MadeAgreement[],
  [mother, father]: readonly Pick<MadeContact, 'id'>[],
): readonly Draft[] {
  const audience = AUDIENCE_OF(pupil.year)
  const isOfAge = addYears(pupil.dateOfBirth, 18) <= ctx.today()
  const signee: Signee = { kind: 'PUPIL', id: pupil.id }
  return agreements.flatMap((agreement, place) => {
    const { audiences, signers } = agreement.facts
    const isParents = audiences.includes('PARENT')
    if (!audiences.some((one) => one === audience) && !(isParents && !isOfAge)) return []
    const texts = textsOf(agreement, ctx)
    // One in thirteen has not brought it back.
    if (texts === null || (turn + place) % 13 === 4) return []
    const capacities: readonly SigningCapacity[] =
      isParents || signers === 'PARENT' ? ['PARENT'] : signers === 'BOTH' ? ['CHILD', 'PARENT'] : ['CHILD']
    return capacities.flatMap((capacity, at) => {
      // Of some the parent's half is missing; some signed a year ago and not since.
      if (at > 0 && turn % 17 === 9) return []
      const [now, before] = texts
      const version = (turn + place) % 9 === 7 ? before : now
      const outcome = outcomeAt(turn, capacity)
      const said = { signee, capacity, outcome, turn, contact: mother?.id }
      if (capacity !== 'PARENT' || father === undefined) return [answer(ctx, agreement, version, said)]
      // Of some families both parents answer; of a few of those the father otherwise than the mother.
      const other = turn % 24 === 3 ? 'REFUSED' : turn % 4 === 3 ? outcome : null
      return [
        answer(ctx, agreement, version, said),
        ...(other === null
          ? []
          : [answer(ctx, agreement, version, { ...said, contact: father.id, outcome: other, turn: turn + 1 })]),
      ]
    })
  })
}

function outcomeAt(turn: number, capacity: SigningCapacity): Answer {
  if (turn % 29 === 11) return 'REFUSED'
  return capacity === 'CHILD' && turn % 37 === 5 ? 'CANNOT_SIGN' : 'SIGNED'
}

interface Asked {
  readonly signee: Signee
  readonly capacity: SigningCapacity
  readonly outcome: Answer
  readonly turn: number
  /** The parent who answers; left out: one nobody named. */
  readonly contact?: string | undefined
  /** Left out: some days after the text began. */
  readonly signedOn?: CivilDate
}

function answer(
  ctx: Ctx,
  { id: agreement }: MadeAgreement,
  version: MadeVersion,
  { signee, capacity, outcome, turn, contact, signedOn }: Asked,
): Draft {
  const day = signedOn ?? addDays(version.effectiveFrom, turn % 19)
  const inClass = capacity === 'CHILD' && turn % 3 !== 0
  const facts: SigningFacts = {
    ...{ version: version.id, signee, capacity, outcome, name: null },
    contact: capacity === 'PARENT' ? (contact ?? null) : null,
    signedOn: day < ctx.today() ? day : ctx.today(),
    method: signedOn !== undefined ? 'AT_DESK' : inClass ? 'IN_CLASS' : 'PAPER',
    witness: inClass || outcome === 'CANNOT_SIGN' ? 'Orla Pennywhistle' : null,
    ...{ until: null, parentRead: capacity === 'PARENT' && turn % 2 === 0, note: null },
  }
  const body: SigningBody = { ...facts, agreement, hash: version.hash, by: ctx.actor.id, voids: [], restores: [] }
  return { type: signingKind.type, entity: signingEntity(facts), op: 'decide', body, parents: [] }
}

interface MadeAdult {
  readonly id: string
  readonly facts: AdultFacts
}

const PEOPLE: readonly (readonly [name: string, audience: AdultFacts['audience'], group: string | null])[] = [
  ['Barnaby Inkpot', 'STAFF_VOLUNTEER', 'Office'],
  ['Clementine Satchel', 'STAFF_VOLUNTEER', 'Teaching'],
  ['Dorothea Chalkdust', 'STAFF_VOLUNTEER', 'Teaching'],
  ['Ebenezer Lunchbox', 'STAFF_VOLUNTEER', 'Kitchen'],
  ['Felicity Bookend', 'STAFF_VOLUNTEER', 'Library'],
  ['Gideon Doorstop', 'STAFF_VOLUNTEER', 'Site team'],
  ['Hortensia Gavel', 'GOVERNOR', 'Governors'],
  ['Ignatius Toolbelt', 'EXTERNAL', null],
]

function madeAdults(ctx: Ctx): readonly MadeAdult[] {
  const { begins } = academicYear(ctx.today())
  const visitor = (name: string, on: CivilDate): MadeAdult => ({
    id: ctx.newId(),
    facts: { name, audience: 'VISITOR', group: null, organisation: 'Pipes and Drains', from: on, until: on },
  })
  return [
    ...PEOPLE.map(([name, audience, group]) => ({
      id: ctx.newId(),
      facts: {
        ...{ name, audience, group, organisation: audience === 'EXTERNAL' ? 'Toolbelt Repairs' : null },
        ...{ from: addYears(begins, -2), until: null },
      },
    })),
    visitor('Jemima Spanner', ctx.today()),
    visitor('Kasimir Washer', ctx.today()),
    visitor('Leopold Gasket', addDays(ctx.today(), -8)),
  ]
}

function adultDrafts(
  ctx: Ctx,
  { id, facts }: MadeAdult,
  turn: number,
  agreements: readonly MadeAgreement[],
): readonly Draft[] {
  const signee: Signee = { kind: 'ADULT', id }
  const signed = agreements.flatMap((agreement) => {
    const texts = textsOf(agreement, ctx)
    if (texts === null || !agreement.facts.audiences.includes(facts.audience)) return []
    const isVisit = agreement.facts.validity === 'VISIT'
    // One of the staff signed last year's text only, one nothing; of the visitors one has not been asked yet.
    if (turn === 3 || facts.name === 'Kasimir Washer') return []
    const [now, before] = texts
    const version = turn === 1 ? before : now
    const common = { signee, capacity: 'ADULT', outcome: turn === 5 ? 'REFUSED' : 'SIGNED', turn } as const
    // What the firm signed was for a visit that is over.
    const signedOn = facts.audience === 'EXTERNAL' ? addDays(ctx.today(), -8) : facts.from
    return [answer(ctx, agreement, version, isVisit ? { ...common, signedOn } : common)]
  })
  const isStaff = facts.audience === 'STAFF_VOLUNTEER' && turn < 2
  const grantedOn = addDays(ctx.today(), -1)
  return [
    set(adultKind, id, facts),
    ...signed,
    ...(isStaff
      ? [set(accessKind, ctx.newId(), { signee, system: 'Network', grantedOn, by: ctx.actor.id, endedOn: null })]
      : []),
  ]
}

/** Two devices: one due soon, one that ought to be back. */
function loanDrafts(
  ctx: Ctx,
  roll: readonly Registered[],
  agreements: readonly MadeAgreement[],
  contactsOf: ReadonlyMap<string, readonly Pick<MadeContact, 'id'>[]>,
): readonly Draft[] {
  const agreement = agreements.find(({ facts }) => facts.audiences.includes('DEVICE_LOAN'))
  const texts = agreement === undefined ? null : textsOf(agreement, ctx)
  if (agreement === undefined || texts === null) return []
  const [version] = texts
  return roll.slice(-2).flatMap((pupil, at) => {
    const signee: Signee = { kind: 'PUPIL', id: pupil.id }
    const isOfAge = addYears(pupil.dateOfBirth, 18) <= ctx.today()
    const contact = contactsOf.get(pupil.id)?.[0]?.id
    const isOlder = Number(pupil.year) >= 7
    const capacities: readonly SigningCapacity[] = isOfAge ? ['CHILD'] : isOlder ? ['CHILD', 'PARENT'] : ['PARENT']
    return [
      ...capacities.map((capacity) =>
        answer(ctx, agreement, version, { signee, capacity, outcome: 'SIGNED', turn: 0, contact }),
      ),
      set(loanKind, ctx.newId(), {
        ...{ device: `Laptop ${at + 1}`, serial: `PR-${at + 1}`, borrower: signee, by: ctx.actor.id },
        ...{ from: addDays(ctx.today(), -30), dueOn: addDays(ctx.today(), at === 0 ? 14 : -2) },
        ...{ returnedOn: null, condition: null },
      }),
    ]
  })
}
