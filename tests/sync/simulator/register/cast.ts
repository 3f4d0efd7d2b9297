/** The school the runs about the register begin with: four uses, two pupils, the people around them, one issued wording. */
import type { ConsentAnswer } from '@contract/answers'
import type { PurposeFacts } from '@contract/consents'
import type { YearCode } from '@contract/primitives'
import type { ContactFacts, FlagKind, Relationship, Responsibility } from '@contract/pupils'
import { add, set, type EntityKind } from '@vault/entity'
import {
  issueKind,
  purposeKind,
  SETTINGS,
  termsKind,
  viewFromKind,
} from '../../../../src-main/features/consents/events'
import { answerEntity } from '../../../../src-main/features/consents/recording'
import {
  contactKind,
  flagKind,
  membershipKind,
  orderKind,
  pupilKind,
  responsibilityKind,
} from '../../../../src-main/features/pupils/events'
import { flagEntity } from '../../../../src-main/features/pupils/standing'
import type { Draft, Json } from '../../../../src-main/sync/core/event'
import { sha256, type Chance } from '../rig'
import { bodyOfAnswer } from './answer-body'
import type { Theme } from './desk'
import { daysAfter, idOf, SOMEBODY, type Day } from './days-and-ids'

const yearsBefore = (day: Day, years: number): Day => `${Number(day.slice(0, 4)) - years}${day.slice(4)}` as Day

export const USES = {
  website: { code: 'WEBSITE', basis: 'CONSENT', outside: true },
  display: { code: 'DISPLAY_INTERNAL', basis: 'CONSENT', outside: false },
  identity: { code: 'ID_PHOTO', basis: 'PUBLIC_TASK', outside: false },
  naming: { code: 'NAME_WITH_IMAGE', basis: 'CONSENT', outside: true },
} as const satisfies Readonly<Record<string, Pick<PurposeFacts, 'code' | 'basis' | 'outside'>>>

export const PURPOSES = Object.keys(USES).map(idOf)
export const NAMING = idOf('naming')
export const WORDING = idOf('wording')

/** Two pupils: a child, and one about to come of some age or other. */
export const PUPILS = ['child', 'elder'].map(idOf)

const RELATIONS: Readonly<Record<string, Relationship>> = {
  mother: 'MOTHER',
  father: 'FATHER',
  grandmother: 'GRANDPARENT',
  carer: 'FOSTER_CARER',
  authority: 'LOCAL_AUTHORITY',
}

export const contactId = (pupil: string, name: string): string => idOf(`${name} of ${pupil}`)

export const HOLDS: Responsibility = { holds: true, basis: null, evidence: null, from: null, until: null }

/** A contact by what they are to the pupil. */
export const contactFacts = (relationship: Relationship): ContactFacts => ({
  ...{ name: 'Wren Attercliffe', relationship, resident: true, asksToBeConsulted: false },
  ...{ delegated: relationship === 'FOSTER_CARER' ? 'placement plan' : null, endedOn: null },
})

/** What the first device writes: the mother of each pupil has agreed to everything asked, on paper. */
export function beginningOf(chance: Chance, today: Day, theme: Theme): readonly Draft[] {
  const { concern, pupil } = theme
  return [
    ...Object.entries(USES).flatMap(([name, { code, ...use }], position): readonly Draft[] => [
      {
        ...{ type: termsKind.type, entity: idOf(name), op: 'decide', parents: [] },
        body: {
          ...{ purpose: idOf(name), by: SOMEBODY, retiredOn: null },
          ...{ renewal: chance.pick(['ANNUAL', 'ON_ENTRY', 'KEY_STAGE'] as const), ...use },
        },
      },
      set(purposeKind, idOf(name), { label: name, asWritten: null, code, reminderDays: 30, position, source: null }),
    ]),
    { type: viewFromKind.type, entity: SETTINGS, op: 'decide', parents: [], body: { by: SOMEBODY, from: 13 } },
    issued(WORDING, daysAfter(today, -100)),
    ...(concern === 'flags' ? [flagged(pupil, chance.pick(['NO_NAME', 'NO_PUBLISH']), daysAfter(today, -5))] : []),
    ...(concern === 'orders' ? [ordered(pupil, daysAfter(today, -5))] : []),
    ...PUPILS.flatMap((id, i) => pupilDrafts(chance, theme, id, i === 0 ? 10 : chance.pick([13, 15, 18]), today)),
  ]
}

const flagged = (pupil: string, kind: FlagKind, from: Day): Draft => ({
  ...{ type: flagKind.type, entity: flagEntity(pupil, kind), op: 'decide', parents: [] },
  body: {
    ...{ pupil, by: SOMEBODY, kind, isSet: true, from },
    ...{ reviewOn: daysAfter(from, 90), sealedReason: '00' },
  },
})

const ordered = (pupil: string, from: Day): Draft => ({
  ...{ type: orderKind.type, entity: idOf('order'), op: 'decide', parents: [] },
  body: { pupil, by: SOMEBODY, kind: 'prohibited steps', scope: null, reference: 'order 7', from, until: null },
})

function pupilDrafts(chance: Chance, theme: Theme, pupil: string, age: number, today: Day): readonly Draft[] {
  const year = String(age - 5) as YearCode // From 5 to 13, all of them years.
  const own = (kind: EntityKind, entity: string, body: Readonly<Record<string, Json>>): Draft => ({
    ...{ type: kind.type, entity, op: 'decide', parents: [] },
    body: { pupil, by: SOMEBODY, ...body },
  })
  const signed = daysAfter(today, -chance.between(10, 40))
  // Where it is about settling, or about what a use rests on, somebody has said No already.
  const isOpposed = theme.pupil === pupil && ['settling', 'uses'].includes(theme.concern)
  const said = (purpose: string, by: string | null, answer: ConsentAnswer): Draft => ({
    type: 'consents.answer',
    entity: answerEntity(pupil, purpose, by === null ? { kind: 'PUPIL' } : { kind: 'CONTACT', contact: by }),
    op: 'decide',
    body: bodyOfAnswer({ pupil, purpose, by, year, decidedOn: signed, wording: WORDING, answer }),
    parents: [],
  })
  const asked = PURPOSES.filter((id) => id !== idOf('identity'))
  return [
    own(membershipKind, pupil, { onRollFrom: null, leftOn: null, lastLeft: null }),
    set(pupilKind, pupil, {
      ...{ legalForename: 'Corbo', legalSurname: 'Thistlemead', preferredForename: null, preferredSurname: null },
      // Around the birthday, or well away from it.
      dateOfBirth: daysAfter(yearsBefore(today, age), chance.pick([-150, -2, 3, 8])),
      ...{ year, className: null, admissionNumber: pupil.slice(0, 6), upn: null, formerUpn: null },
      registration: 'MAIN',
    }),
    ...Object.entries(RELATIONS).flatMap(([name, relationship]) => {
      const id = contactId(pupil, name)
      const contact = set(contactKind, id, { ...contactFacts(relationship), pupil })
      const isParent = name === 'mother' || name === 'father'
      return isParent ? [contact, own(responsibilityKind, id, { contact: id, ...HOLDS })] : [contact]
    }),
    ...asked.map((purpose) => said(purpose, contactId(pupil, 'mother'), 'GIVEN')),
    ...(isOpposed && asked.includes(theme.use) ? [said(theme.use, contactId(pupil, 'father'), 'REFUSED')] : []),
    ...(age > 12
      ? asked.map((use) => said(use, null, isOpposed && use === theme.use && chance.isTrue(0.3) ? 'REFUSED' : 'GIVEN'))
      : []),
  ]
}

/** A wording is issued, for ever. */
export const issued = (wording: string, on: Day): Draft =>
  add(issueKind, wording, {
    ...{
      version: '1',
      title: 'Pictures',
      controller: 'Marrowby Learning Trust',
      otherControllers: [],
      intro: 'You decide.',
    },
    ...{ questions: [], withdrawal: '', language: 'en-GB', direction: 'ltr', effectiveFrom: on },
    ...{ issuedOn: on, hash: sha256(wording), by: SOMEBODY },
  })
