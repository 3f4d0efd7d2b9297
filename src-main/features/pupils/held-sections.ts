/** Everything held on one pupil as parts of a page for a person to read. Pure. */
import type { Json } from '../../sync/core/event'
import type { HeldBlock, HeldSection } from '../forms'
import type { EverythingHeld } from './everything-held'
import type { HeldThing } from './held-things'
import { labelOf, textOf, valueOf } from './held-values'

/** A column of a table: its heading, and the field it shows. */
type Column = readonly [heading: string, field: string]

const OFFICE = 'The office of the school, the safeguarding leads, the head, the data protection officer.'
const GUARDED = 'The designated safeguarding lead, the deputy and the head.'
const MADE_HERE = 'Made by Trustward as people work with it.'

/** In the order in which somebody would ask. */
export function sectionsOf(held: EverythingHeld): readonly HeldSection[] {
  const { protection } = held
  return [
    {
      ...{
        title: 'The pupil',
        source: "The school's own records or a list from them, and the family.",
        seenBy: OFFICE,
      },
      blocks: [
        factsOf(held.pupil),
        tableOf('Joining and leaving as it was recorded', held.membership, [
          ['Recorded', 'recordedAt'],
          ['By', 'recordedBy'],
          ['First day', 'onRollFrom'],
          ['Last day', 'leftOn'],
          ['Last day of an earlier stay', 'lastLeft'],
          ['Stands', 'stands'],
        ]),
      ],
    },
    {
      ...{
        title: 'Contacts and parental responsibility',
        source: 'The family, orders and certificates.',
        seenBy: OFFICE,
      },
      blocks: [
        ...held.contacts.map(factsOf),
        tableOf('Parental responsibility as it was recorded', nameContacts(held, held.responsibility), [
          ['Recorded', 'recordedAt'],
          ['Contact', 'contact'],
          ['Holds it', 'holds'],
          ['Basis', 'basis'],
          ['Evidence', 'evidence'],
          ['From', 'from'],
          ['Until', 'until'],
          ['Stands', 'stands'],
        ]),
      ],
    },
    ...(protection === null ? [] : [protectionSection(protection)]),
    {
      ...{ title: 'Answers about pictures', source: 'The people named, on the way that is named.', seenBy: OFFICE },
      blocks: [
        tableOf('Answers', nameContacts(held, held.answers), [
          ['Use', 'purpose'],
          ['Answer', 'answer'],
          ['On', 'decidedOn'],
          ['By', 'contact'],
          ['As', 'capacity'],
          ['How', 'channel'],
          ['Wording', 'wording'],
          ['Conditions', 'conditions'],
          ['Evidence', 'evidence'],
          ['Stands', 'stands'],
        ]),
        tableOf('Differing answers settled', held.settlements, [
          ['Use', 'purpose'],
          ['Outcome', 'outcome'],
          ['On', 'settledOn'],
          ['Note', 'note'],
          ['By', 'recordedBy'],
        ]),
      ],
    },
    {
      ...{
        title: 'What was asked, word for word',
        source: 'The school.',
        seenBy: 'Everybody who works with consent here.',
      },
      blocks: held.wordings.flatMap(wordingBlocks),
    },
    {
      ...{ title: 'Forms', source: 'Printed by the school, filled in by the people named.', seenBy: OFFICE },
      blocks: [
        tableOf('Printed', held.formsPrinted, [
          ['Printed', 'printedAt'],
          ['Number', 'number'],
          ['Wording', 'wording'],
          ['By', 'printedBy'],
        ]),
        tableOf('Keyed', perUse(nameSigners(held, held.formsKeyed), 'ticks', 'tick'), [
          ['Received', 'receivedOn'],
          ['Signed', 'signedOn'],
          ['By', 'signedBy'],
          ['As', 'capacity'],
          ['Ticks', 'ticks'],
          ['Pupil agrees', 'pupilAgrees'],
          ['State', 'state'],
          ['Note', 'note'],
          ['Found out', 'outcome'],
        ]),
      ],
    },
    {
      ...{ title: 'Agreements', source: 'The pupil and the people named; the texts are those of the school.' },
      seenBy: `${OFFICE} Who runs the network sees who is cleared for access.`,
      blocks: [
        tableOf('Signed, refused or not possible', nameContacts(held, held.signatures), [
          ['Agreement', 'agreement'],
          ['Version', 'version'],
          ['Outcome', 'outcome'],
          ['On', 'signedOn'],
          ['As', 'capacity'],
          ['By', 'contact'],
          ['How', 'method'],
          ['Witness', 'witness'],
          ['Note', 'note'],
          ['Stands', 'stands'],
        ]),
        tableOf('Printed', held.agreementsPrinted, [
          ['Printed', 'printedAt'],
          ['Number', 'number'],
          ['Agreement', 'agreement'],
          ['By', 'printedBy'],
        ]),
        tableOf('Devices lent', held.loans, [
          ['Device', 'device'],
          ['From', 'from'],
          ['Back', 'returnedOn'],
          ['Condition', 'condition'],
        ]),
        tableOf('Access granted', held.access, [
          ['To', 'system'],
          ['From', 'grantedOn'],
          ['Ended', 'endedOn'],
        ]),
        tableOf('The texts, word for word', held.agreementTexts, [
          ['Agreement', 'agreement'],
          ['Version', 'version'],
          ['Text', 'clauses'],
        ]),
      ],
    },
    {
      ...{ title: 'Pictures this pupil is on', source: "The school's list of pictures it keeps.", seenBy: OFFICE },
      blocks: [
        tableOf('Sets of pictures', held.pictures, [
          ['Set', 'title'],
          ['Kind', 'imageClass'],
          ['Taken', 'takenOn'],
          ['Event', 'event'],
          ['Why', 'why'],
          ['Kept', 'place'],
        ]),
        tableOf('What was recorded of who is on them', held.picturesSaid, [
          ['Recorded', 'recordedAt'],
          ['By', 'recordedBy'],
          ['Set', 'title'],
          ['On it', 'isShown'],
          ['Reason', 'reason'],
        ]),
        tableOf('Uses of them', held.pictureUses, [
          ['Set', 'title'],
          ['Use', 'use'],
          ['Where', 'where'],
          ['From', 'from'],
          ['Until', 'until'],
          ['State', 'state'],
          ['Since', 'stateSince'],
          ['Left out', 'leftOut'],
        ]),
      ],
    },
    {
      ...{ title: 'Where it was used', source: MADE_HERE, seenBy: OFFICE },
      blocks: [
        tableOf('Questions whether a picture may be used', held.questions, [
          ['Asked', 'recordedAt'],
          ['By', 'recordedBy'],
          ['Use', 'purpose'],
          ['For', 'on'],
          ['Answer for the whole picture', 'verdict'],
          ['Pupils asked about', 'pupilsAskedAbout'],
        ]),
        tableOf('Lists for photographers', perUse(held.checklists, 'said', 'verdict'), [
          ['Made', 'madeAt'],
          ['By', 'madeBy'],
          ['Event', 'event'],
          ['On', 'on'],
          ['Photographer', 'photographer'],
          ['Said', 'said'],
        ]),
        tableOf('Files of the whole register with names, and letters', held.registerExports, [
          ['Saved', 'recordedAt'],
          ['By', 'recordedBy'],
          ['What', 'what'],
          ['Pupils in it', 'pupils'],
        ]),
        tableOf('Looks at what is hidden', held.looks, [
          ['Looked', 'recordedAt'],
          ['By', 'recordedBy'],
          ['What', 'what'],
        ]),
      ],
    },
    {
      ...{ title: 'History', source: MADE_HERE, seenBy: 'The safeguarding leads and the data protection officer.' },
      blocks: [
        tableOf('What happened', told(held), [
          ['When', 'recordedAt'],
          ['By', 'recordedBy'],
          ['What', 'what'],
          ['Reason', 'reason'],
          ['Content', 'content'],
        ]),
      ],
    },
  ]
}

function protectionSection(protection: NonNullable<EverythingHeld['protection']>): HeldSection {
  return {
    ...{ title: 'Protection', source: 'The safeguarding leads, courts and the local authority.', seenBy: GUARDED },
    blocks: [
      tableOf('Flags', protection.flags, [
        ['Recorded', 'recordedAt'],
        ['By', 'recordedBy'],
        ['Flag', 'kind'],
        ['Set', 'isSet'],
        ['From', 'from'],
        ['Review', 'reviewOn'],
        ['Reason', 'reason'],
      ]),
      tableOf('Court orders', protection.orders, [
        ['Recorded', 'recordedAt'],
        ['Order', 'kind'],
        ['Reference', 'reference'],
        ['Uses forbidden', 'scope'],
        ['From', 'from'],
        ['Until', 'until'],
        ['Reason for lifting', 'reason'],
      ]),
      tableOf('Care', protection.care, [
        ['Recorded', 'recordedAt'],
        ['Status', 'status'],
        ['Who decides', 'authority'],
        ['Evidence', 'evidence'],
        ['Stands', 'stands'],
      ]),
      tableOf('Deciding for themselves', protection.competence, [
        ['Recorded', 'recordedAt'],
        ['Judged', 'competence'],
        ['Reason', 'reason'],
        ['Stands', 'stands'],
      ]),
    ],
  }
}

function wordingBlocks(wording: HeldThing): readonly HeldBlock[] {
  const questions = Array.isArray(wording['questions']) ? (wording['questions'] as readonly HeldThing[]) : [] // As made.
  const paragraph = (field: string): HeldBlock => ({ kind: 'paragraph', text: textOf(wording[field] ?? null, field) })
  const heading = ['version', 'title', 'controller', 'issuedOn'].map((field) => ({
    label: labelOf(field),
    value: valueOf(wording[field] ?? null, field),
  }))
  return [
    { kind: 'facts', facts: heading },
    paragraph('intro'),
    tableOf('Questions', questions, [
      ['Use', 'purpose'],
      ['Question', 'text'],
      ['What will be done', 'whatWillBeDone'],
    ]),
    paragraph('withdrawal'),
  ]
}

/** Ids of contacts as names. */
function nameContacts({ contacts }: EverythingHeld, things: readonly HeldThing[]): readonly HeldThing[] {
  const names = new Map(contacts.map(({ id, name }) => [id, name]))
  return things.map((thing) => ({ ...thing, contact: names.get(thing['contact'] ?? '') ?? thing['name'] ?? null }))
}

function nameSigners(held: EverythingHeld, things: readonly HeldThing[]): readonly HeldThing[] {
  return things.map((thing) => {
    const signer = thing['signedBy'] as HeldThing | null // As made: how, and a contact's id or a name.
    if (signer === null) return thing
    const [named] = nameContacts(held, [signer])
    return { ...thing, signedBy: signer['kind'] === 'PUPIL' ? 'The pupil' : (named?.['contact'] ?? null) }
  })
}

const isThing = (value: Json | undefined): value is HeldThing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What happened, with contacts by name; what an event holds is told in the parts above or left out, and not once more. */
function told({ contacts, history }: EverythingHeld): readonly HeldThing[] {
  const names = new Map<Json | undefined, string>(contacts.map(({ id, name }) => [id, String(name)]))
  return history.map(({ content, ...event }) => {
    if (!isThing(content)) return { ...event, content: 'Not shown here' }
    const signer = content['signedBy']
    if (!isThing(signer)) return { ...event, content }
    const name = names.get(signer['contact']) ?? signer['name'] ?? (signer['kind'] === 'PUPIL' ? 'The pupil' : null)
    return { ...event, content: { ...content, signedBy: name } }
  })
}

/** A list of what was said of each use, as lines. */
const perUse = (things: readonly HeldThing[], field: string, said: string): readonly HeldThing[] =>
  things.map((thing) => ({
    ...thing,
    // As made: a use and what was said of it.
    [field]: (thing[field] as readonly HeldThing[]).map(
      (one) => `${textOf(one['use'] ?? null, 'use')}: ${textOf(one[said] ?? null, said)}`,
    ),
  }))

/** Fields that hold nothing for a person. */
const HIDDEN: readonly string[] = ['id']

const factsOf = (thing: HeldThing): HeldBlock => ({
  kind: 'facts',
  facts: Object.entries(thing)
    .filter(([field]) => !HIDDEN.includes(field))
    .map(([field, value]) => ({ label: labelOf(field), value: valueOf(value, field) })),
})

const tableOf = (caption: string, things: readonly HeldThing[], columns: readonly Column[]): HeldBlock => ({
  ...{ kind: 'table', caption },
  columns: columns.map(([heading]) => heading),
  rows: things.map((thing) => columns.map(([, field]) => valueOf(thing[field] ?? null, field))),
})
