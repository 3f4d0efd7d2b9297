/** What a decision says to a person: one line, why, and nothing they may not know (R5, R54, ux 11). Pure. */
import type { Capacity, Channel, ReasonCode } from '@contract/answers'
import type { Decision } from '@contract/consents'
import type { Relationship } from '@contract/pupils'
import type { ContactRow } from '@db/repo/pupils'
import type { PurposeRow } from '@db/repo/consents'
import { dateWords } from '@vault/clock'
import type { Found } from './rules/decide'
import type { StandingAnswer } from './rules/validity'

/** Reasons whose cause is for the safeguarding leads alone; others are told that there is one. */
const GUARDED: readonly ReasonCode[] = ['COURT_ORDER', 'PROTECTED', 'CARE_AUTHORITY_MISSING']

const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  PAPER: 'on paper',
  PORTAL: 'on the parents’ portal',
  EMAIL: 'by email',
  LETTER: 'by letter',
  PHONE: 'by phone',
  IN_PERSON: 'in person',
  IMPORT: 'in a list read in',
}

export const RELATIONSHIP_WORDS: Readonly<Record<Relationship, string>> = {
  MOTHER: 'mother',
  FATHER: 'father',
  STEP_PARENT: 'step-parent',
  GRANDPARENT: 'grandparent',
  GUARDIAN: 'guardian',
  FOSTER_CARER: 'foster carer',
  LOCAL_AUTHORITY: 'local authority',
  OTHER: 'other contact',
}

const CAPACITY_WORDS: Readonly<Record<Capacity, string>> = {
  PUPIL: 'the pupil',
  PARENT: 'a parent',
  CARER: 'the carer',
  LOCAL_AUTHORITY: 'the local authority',
  OTHER: 'somebody else',
}

/** Around a decision: whose words may be quoted, and to whom. */
export interface Telling {
  readonly purpose: Pick<PurposeRow, 'label'>
  readonly contacts: readonly Pick<ContactRow, 'id' | 'relationship'>[]
  /** `pupil`, `learner` or `student`, as the school says. */
  readonly learner: string
  /** May read why a pupil is protected (R5). */
  readonly mayReadReasons: boolean
}

/** A finding as the page gets it; guarded reasons are told as PROTECTED to most. */
export function decisionOf(found: Found, telling: Telling): Decision {
  const { verdict, state, holdsUntil } = found
  const isGuarded = GUARDED.includes(found.reason) && !telling.mayReadReasons
  return {
    // To most people every protection looks alike, so that the answer itself gives nothing away.
    verdict: isGuarded && verdict === 'CHECK_FIRST' ? 'NO' : verdict,
    state: isGuarded ? 'REFUSED' : state,
    reason: isGuarded ? 'PROTECTED' : found.reason,
    words: isGuarded ? GUARDED_WORDS : reasonWords(found, telling),
    conditions: [...found.conditions, ...(found.withoutName ? ['Do not use the name.'] : [])],
    whoResolves: verdict === 'CHECK_FIRST' && !isGuarded ? resolverOf(found.reason) : null,
    holdsUntil,
  }
}

const GUARDED_WORDS = 'Do not use. Speak to the safeguarding lead.'

function reasonWords(found: Found, telling: Telling): string {
  const { learner } = telling
  const use = telling.purpose.label
  const who = answeredBy(found.answers, telling)
  switch (found.reason) {
    case 'COURT_ORDER':
      return 'A court order forbids it.'
    case 'PROTECTED':
      return 'A safeguarding flag forbids it.'
    case 'CARE_AUTHORITY_MISSING':
      return `Looked after, and nobody is recorded who may decide for this ${learner}.`
    case 'DISPUTED':
      return `Those who may decide about ${use} have answered differently.`
    case 'UNEVIDENCED':
      return `The yes to ${use} is not evidenced: who, when, how, or to which wording is missing.`
    case 'PUPIL_SAID_NO':
    case 'RESPONSIBLE_SAID_NO':
    case 'OTHER_SAID_NO':
      return `${who ?? 'It was settled as no'} ${who === null ? `to ${use}.` : saidNo(found.answers, use)}`
    case 'OBJECTED':
      return who === null ? `Two PCs recorded an objection to ${use} differently.` : `${who} objected to ${use}.`
    case 'NOT_THEIRS_TO_GIVE':
      return `${who ?? 'Somebody'} said yes to ${use}, but is not recorded as somebody who may decide.`
    case 'EXPIRED':
      return `The yes to ${use} has run out.`
    case 'LEFT':
      return `This ${learner} has left, and nothing allows the use of pictures after that.`
    case 'NOT_YET':
      return `The yes to ${use} counts from ${startOf(found.answers)}.`
    case 'PUPIL_VIEW_MISSING':
      return `Old enough for a say of their own, and the ${learner}’s own answer is missing.`
    case 'NAME_NOT_ALLOWED':
      return 'The picture may be used, but not with the name.'
    case 'NOT_ASKED':
      return `Nobody has answered about ${use}.`
    case 'NOT_RETURNED':
      return `The form about ${use} has not come back.`
    case 'RECORDS_OLD':
      return 'The records on this PC are out of date: more than 7 days old, or partly from a newer version of the app.'
    case 'CLOCK_DOUBTFUL':
      return 'The date or time of this PC may be wrong.'
    case 'GIVEN':
      return `${who ?? 'Somebody'} said yes to ${use}.`
    case 'NO_CONSENT_NEEDED':
      return `${use} needs no consent, and nobody has objected.`
    case 'OVERRULED':
      return `An objection to ${use} was overruled by the data protection officer.`
  }
}

/** "Parent said no to social media on 3 September 2026 (on paper)". */
function saidNo(answers: readonly StandingAnswer[], use: string): string {
  const [answer] = answers
  if (answer === undefined) return `said no to ${use}.`
  const did = answer.answer === 'WITHDRAWN' ? 'took back consent for' : 'said no to'
  return `${did} ${use} on ${dateWords(answer.decidedOn)} (${CHANNEL_WORDS[answer.channel]}).`
}

/** Who gave the answers, by relationship; never a name. */
function answeredBy(answers: readonly StandingAnswer[], { contacts, learner }: Telling): string | null {
  const people = answers.map((answer) => {
    if (answer.capacity === 'PUPIL') return `the ${learner}`
    const relationship = contacts.find(({ id }) => id === answer.contact)?.relationship
    return relationship === undefined || relationship === 'OTHER'
      ? CAPACITY_WORDS[answer.capacity]
      : RELATIONSHIP_WORDS[relationship]
  })
  const [first, ...rest] = [...new Set(people)]
  if (first === undefined) return null
  const all = [first, ...rest].join(' and ')
  return all.charAt(0).toUpperCase() + all.slice(1)
}

const startOf = (answers: readonly StandingAnswer[]): string => {
  const first = answers.reduce<StandingAnswer['coversFrom'] | null>(
    (least, { coversFrom }) => (least === null || coversFrom < least ? coversFrom : least),
    null,
  )
  return first === null ? 'a later day' : dateWords(first)
}

/** Who can turn CHECK FIRST into an answer. */
function resolverOf(reason: ReasonCode): string {
  switch (reason) {
    case 'COURT_ORDER':
    case 'PROTECTED':
    case 'CARE_AUTHORITY_MISSING':
    case 'DISPUTED':
    case 'OTHER_SAID_NO':
      return 'The safeguarding lead can settle it.'
    case 'RECORDS_OLD':
    case 'CLOCK_DOUBTFUL':
      return 'IT can put it right.'
    default:
      return 'The office can ask the family.'
  }
}
