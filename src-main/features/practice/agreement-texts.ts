/**
 * Agreements of the practice trust: short plain texts made up for practice, none of them a sentence of a policy. Each has
 * the text of this academic year and what was different in the one before.
 */
import type { AgreementFacts, ChangeClass } from '@contract/agreements'

export interface PracticeClause {
  readonly heading: string
  readonly text: string
  /** How it stood the year before: another text; null: it was not there. Left out: the same. */
  readonly was?: string | null
  readonly symbol?: string
  /** What a school writes in the trust's open part. Left out: the trust's text is for every school. */
  readonly filled?: (school: string) => string
}

export interface PracticeTemplate {
  readonly facts: Pick<AgreementFacts, 'title' | 'audiences' | 'variant' | 'signers' | 'childFrom' | 'validity'>
  /** What the change of this year asks of those who signed before. */
  readonly change: ChangeClass
  readonly summary: string
  readonly clauses: readonly PracticeClause[]
}

const whom = (school: string): string =>
  `At ${school} you can talk to your form tutor or to anyone in the safeguarding team.`

const OPEN = 'Say here how it is done at {school}.'

/** The trust's own words where a school has to write its own. */
export const openText = ({ filled, text }: PracticeClause): string => (filled === undefined ? text : OPEN)

export const PRACTICE_TEMPLATES: readonly PracticeTemplate[] = [
  {
    facts: {
      ...{ title: 'Our computer promise', audiences: ['EARLY_YEARS_KS1'], variant: 'SYMBOLS' },
      ...{ signers: 'PARENT', childFrom: null, validity: 'ACADEMIC_YEAR' },
    },
    change: 'WORDING',
    summary: '',
    clauses: [
      { heading: 'I ask first', text: 'I ask a grown-up before I start.', symbol: 'ask' },
      { heading: 'I am kind', text: 'I use kind words and kind pictures.', was: 'I use kind words.', symbol: 'kind' },
      { heading: 'I stop', text: 'If something makes me sad, I turn the screen over.', symbol: 'stop' },
      { heading: 'I tell', text: 'I tell a grown-up I trust.', symbol: 'tell' },
    ],
  },
  {
    facts: {
      ...{ title: 'Using computers well, years 3 to 6', audiences: ['KS2'], variant: 'PLAIN' },
      ...{ signers: 'BOTH', childFrom: '3', validity: 'ACADEMIC_YEAR' },
    },
    change: 'INFORM',
    summary: 'A part about asking before a picture is taken is new.',
    clauses: [
      { heading: 'My own account', text: 'I sign in as myself and keep my password to myself.' },
      { heading: 'Kind online', text: 'I write to people as I would speak to them in class.' },
      { heading: 'Pictures', text: 'I ask people before I take or share a picture of them.', was: null },
      {
        heading: 'When something is wrong',
        text: OPEN,
        filled: (school) => `I tell my teacher, or anyone at ${school} I trust. I will not be in trouble for telling.`,
      },
    ],
  },
  {
    facts: {
      ...{ title: 'Using technology at school', audiences: ['KS3_UP'], variant: 'PLAIN' },
      ...{ signers: 'CHILD', childFrom: null, validity: 'ACADEMIC_YEAR' },
    },
    change: 'RESIGN',
    summary: 'New: what you may and may not hand in when a chatbot has helped you.',
    clauses: [
      { heading: 'Your account', text: 'Your account is yours alone. Lock the screen when you walk away.' },
      {
        heading: 'Your own work',
        text: 'Say so when a chatbot helped you. Never type other people’s details into one.',
        was: null,
      },
      { heading: 'Other people', text: 'Do not film, record or post anyone who has not agreed to it.' },
      { heading: 'What we can see', text: 'Staff check what is done on school devices and the school network.' },
      { heading: 'Where to get help', text: OPEN, filled: whom },
    ],
  },
  {
    facts: {
      ...{ title: 'Technology in the sixth form', audiences: ['SIXTH_FORM'], variant: 'PLAIN' },
      ...{ signers: 'CHILD', childFrom: null, validity: 'ACADEMIC_YEAR' },
    },
    change: 'WORDING',
    summary: '',
    clauses: [
      {
        heading: 'Trust',
        text: 'You may use your own laptop in study time, for study.',
        was: 'You may use your own laptop for study in study time.',
      },
      { heading: 'Examples to others', text: 'Younger pupils watch what you do. Be the person they should copy.' },
      { heading: 'Limits', text: 'No hotspots, no borrowed accounts, nothing that is against the law.' },
      { heading: 'Where to get help', text: OPEN, filled: whom },
    ],
  },
  {
    facts: {
      ...{ title: 'Working with technology: staff and volunteers', audiences: ['STAFF_VOLUNTEER'], variant: 'PLAIN' },
      ...{ signers: 'ADULT', childFrom: null, validity: 'UNTIL_LEFT' },
    },
    change: 'RESIGN',
    summary: 'Pictures of pupils may now be taken with school devices only.',
    clauses: [
      { heading: 'Accounts and devices', text: 'Keep work on work accounts. Report a lost device the same day.' },
      {
        heading: 'Pictures of pupils',
        text: 'Take them with a school device, for a use the family has agreed to.',
        was: 'Take them for a use the family has agreed to.',
      },
      {
        heading: 'Messages',
        text: 'Write to pupils and families through school systems, never from a private account.',
      },
      {
        heading: 'Whom to tell',
        text: OPEN,
        filled: (school) => `Tell the safeguarding lead of ${school} about any worry on the day you have it.`,
      },
    ],
  },
  {
    facts: {
      ...{ title: 'Working together: parents and carers', audiences: ['PARENT'], variant: 'PLAIN' },
      ...{ signers: 'PARENT', childFrom: null, validity: 'UNTIL_LEFT' },
    },
    change: 'INFORM',
    summary: 'A part about class chats is new.',
    clauses: [
      { heading: 'At home', text: 'I talk with my child about what they do online.' },
      { heading: 'At school events', text: 'Pictures I take are for our family; I do not post other children.' },
      {
        heading: 'Class chats',
        text: 'I bring a worry about a child to the school and not to a class chat.',
        was: null,
      },
    ],
  },
  {
    facts: {
      ...{ title: 'While you visit', audiences: ['VISITOR', 'EXTERNAL'], variant: 'PLAIN' },
      ...{ signers: 'ADULT', childFrom: null, validity: 'VISIT' },
    },
    change: 'WORDING',
    summary: '',
    clauses: [
      {
        heading: 'Phones',
        text: 'Keep your phone out of sight where pupils are.',
        was: 'Keep your phone away where pupils are.',
      },
      { heading: 'Pictures', text: 'Take none of pupils.' },
      { heading: 'The network', text: 'Use the guest network, and only for what you came to do.' },
    ],
  },
  {
    facts: {
      ...{ title: 'Borrowing a school device', audiences: ['DEVICE_LOAN'], variant: 'PLAIN' },
      ...{ signers: 'BOTH', childFrom: '7', validity: 'UNTIL_LEFT' },
    },
    change: 'WORDING',
    summary: '',
    clauses: [
      { heading: 'Care', text: 'I look after the device and bring it back in the state I got it.' },
      {
        heading: 'Use',
        text: 'It is for school work. Nobody else uses it.',
        was: 'It is for school work only. Nobody else uses it.',
      },
      { heading: 'Loss and damage', text: 'I tell the school on the day it is lost or broken.' },
    ],
  },
]
