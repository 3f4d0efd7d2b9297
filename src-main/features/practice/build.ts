/**
 * Fills an empty practice trust through the same write path as everybody else: catalogue, baseline, five schools with
 * their tables, posts and made-up rolls.
 */
import { CivilDate, type PersonId, type SchoolId } from '@contract/primitives'
import { academicYear, addDays } from '@vault/clock'
import type { Ctx } from '@vault/context'
import { fieldOf, set } from '@vault/entity'
import type { Tenant } from '@vault/context'
import type { BuildPractice, PracticeTools } from '@vault/practice-tools'
import type { Draft } from '../../sync/core/event'
import { activityKind, cellKind, columnKind, editionKind, rowKind } from '../matrices'
import { trustName } from '../consents'
import { membershipDraft, NEVER_HERE, pupilKind } from '../pupils'
import { appointmentKind } from '../schools'
import { OWN_ACTIVITIES } from './activities'
import { adoptedDrafts, templateDrafts, type MadeTemplate } from './agreements'
import { baselineTable } from './baseline'
import type { RowFacts, TableFacts } from './facts'
import { answersDrafts, birthdayAt, familyDrafts, yesesOf, usesDrafts, type Registered } from './consents'
import { defaultRulesDrafts, picturesDrafts } from './pictures'
import { isProtected, protectionDrafts } from './protection'
import { madeUpName, madeUpRoll, type MadeUpPupil } from './pupils'
import { PRACTICE_SCHOOLS, type PracticePost, type PracticeSchool } from './schools'
import { signaturesDrafts } from './signatures'

/** Roles and posts of the practice trust count from here. */
const SINCE = CivilDate.parse('2025-09-01')

/** Made-up people of the trust itself, so that there is somebody to give an action to. */
const TRUST_PEOPLE = [
  ['Cornelius Paperclip', 'POLICY_LEAD'],
  ['Griselda Teaspoon', 'DPO'],
  ['Ferdinand Hatstand', 'GOVERNOR'],
] as const

/** Own questions come behind those the catalogue begins with. */
const FIRST_POSITION = 10_000

/** @param make the tools of an empty practice trust */
export const buildPractice: BuildPractice = async (make) => {
  const { ctx } = make
  const [author = ctx.actor.id] = TRUST_PEOPLE.map(([name, role]) =>
    make.addPerson(name, [{ role, school: null, from: SINCE, until: null }]),
  )
  ctx.append(ctx.trust(), ownQuestions(ctx), { reason: 'Questions the practice policies answer beside the catalogue' })
  ctx.append(ctx.trust(), tableDrafts(ctx, baselineTable), { reason: 'A baseline made up for practice' })
  ctx.append(ctx.trust(), defaultRulesDrafts(ctx), { reason: 'Retention rules made up for practice' })
  const { drafts, templates } = templateDrafts(ctx, { author, approver: ctx.actor.id })
  ctx.append(ctx.trust(), drafts, { reason: 'Agreements made up for practice' })
  for (const school of PRACTICE_SCHOOLS) await buildSchool(make, school, templates)
}

async function buildSchool(
  make: PracticeTools,
  school: PracticeSchool,
  templates: readonly MadeTemplate[],
): Promise<void> {
  const { ctx, newSchool, addPerson } = make
  const tenant = await newSchool(school.facts)
  const id = tenant.id as string as SchoolId // A school's file has the school's own id.
  const lead = addPerson(school.lead, [{ role: 'DSL', school: id, from: SINCE, until: null }])
  const head = addPerson(headOf(school), [{ role: 'HEAD', school: id, from: SINCE, until: null }])
  for (const table of school.tables) {
    ctx.append(tenant, tableDrafts(ctx, table), { reason: `Keyed from ${table.document.title}` })
  }
  const holders = new Map([
    [school.lead, lead],
    [headOf(school), head],
  ])
  ctx.append(tenant, postDrafts(ctx, school, holders), { reason: 'Posts the policy names' })
  const { roll, contactsOf } = buildRegister(make, tenant, { lead, head }, school)
  const adopted = adoptedDrafts(ctx, { author: ctx.actor.id, approver: lead }, school, templates)
  ctx.append(tenant, adopted.drafts, { reason: 'Agreements made up for practice' })
  const signatures = signaturesDrafts(ctx, roll, adopted.agreements, contactsOf)
  // What was signed in class was recorded at once, so that it can be taken back at once.
  const inClass = signatures.filter(({ body }) => fieldOf(body, 'method') === 'IN_CLASS')
  for (const drafts of [signatures.filter((one) => !inClass.includes(one)), inClass]) {
    ctx.append(tenant, drafts, { reason: 'Signatures made up for practice' })
  }
}

const ownQuestions = (ctx: Ctx): readonly Draft[] =>
  OWN_ACTIVITIES.map(({ key, label, area }, index) =>
    set(activityKind, ctx.newId(), { key, label, area, position: FIRST_POSITION + index * 10 }),
  )

/** One table as an edition already in use, with the approval its document states (R86). */
function tableDrafts(ctx: Ctx, table: TableFacts): readonly Draft[] {
  const edition = ctx.newId()
  const { document } = table
  const part = (id: string) => ({ edition, lineage: id })
  const columns = table.columns.map((column, position) => ({ id: ctx.newId(), position, column }))
  const rows = table.rows.map((row, position) => ({ id: ctx.newId(), position, row }))
  return [
    set(editionKind, edition, {
      matrix: ctx.newId(),
      title: table.title,
      kind: table.kind,
      rowHeading: table.rowHeading,
      document: document.title,
      effectiveFrom: document.effectiveFrom,
      approvedOn: document.approvedOn,
      approvingBody: document.approvingBody,
      nextReview: document.nextReview,
      openedBecause: null,
      inUse: true,
      openedFrom: null,
    }),
    ...columns.map(({ id, position, column }) => set(columnKind, id, { ...part(id), ...column, position })),
    ...rows.map(({ id, position, row: { group, label, activity } }) =>
      set(rowKind, id, { ...part(id), group, label, activity, position }),
    ),
    ...rows.flatMap((row) => cellDrafts(ctx, table, row, columns, part)),
  ]
}

function cellDrafts(
  ctx: Ctx,
  table: TableFacts,
  { id: row, row: facts }: { readonly id: string; readonly row: RowFacts },
  columns: readonly { readonly id: string; readonly column: TableFacts['columns'][number] }[],
  part: (id: string) => { readonly edition: string; readonly lineage: string },
): readonly Draft[] {
  return facts.cells.flatMap((content, index) => {
    const column = columns[index]
    if (content === null || column === undefined) return []
    const id = ctx.newId()
    const labels = new Map(column.column.captions.map((caption) => [caption.id, caption.label]))
    const written = [...content.marks.map(({ caption }) => labels.get(caption) ?? caption), content.words ?? '']
    const saying = content.silent ? 'Not stated' : written.filter((words) => words !== '').join(' / ')
    const place = `“${facts.label}”, ${column.column.label}`
    return [set(cellKind, id, { ...part(id), row, column: column.id, ...content, place, saying })]
  })
}

const headOf = ({ posts, lead }: PracticeSchool): string => posts.find(({ post }) => post === 'HEAD')?.holder ?? lead

/** @param holders people who have a role in the app as well, by name */
function postDrafts(ctx: Ctx, school: PracticeSchool, holders: ReadonlyMap<string, PersonId>): readonly Draft[] {
  return school.posts.map(({ post, holder }: PracticePost) =>
    set(appointmentKind, ctx.newId(), {
      post,
      person: holders.get(holder ?? '') ?? null,
      holderName: holders.has(holder ?? '') ? null : holder,
      deputy: false,
      from: SINCE,
      until: null,
    }),
  )
}

function rollOf(ctx: Ctx, { facts, roll }: PracticeSchool): readonly (MadeUpPupil & Registered)[] {
  const { begins } = academicYear(ctx.today())
  const pupils = madeUpRoll({ lowYear: facts.lowYear, highYear: facts.highYear, ...roll }, Number(begins.slice(0, 4)))
  return pupils.map((pupil, turn) => ({
    ...pupil,
    id: ctx.newId(),
    dateOfBirth: birthdayAt(pupil.year, turn, begins),
  }))
}

/** The school whose leavers' pictures are kept, and how many have left. */
const LEAVERS = { school: 'SJS', pupils: 2 }
/** Days before the academic year on which they left, and what is added to the school's numbers for theirs. */
const LEFT = { days: 40, numbers: 90 }

/** Pupils who left at the end of the last academic year. */
function leaversOf(
  ctx: Ctx,
  { facts, roll }: PracticeSchool,
): readonly (MadeUpPupil & Registered & { leftOn: CivilDate })[] {
  if (facts.shortName !== LEAVERS.school || facts.highYear === null) return []
  const year = facts.highYear
  const { begins } = academicYear(ctx.today())
  return Array.from({ length: LEAVERS.pupils }, (_, place) => {
    const number = roll.first + LEFT.numbers + place
    return {
      ...madeUpName(number),
      ...{
        id: ctx.newId(),
        year,
        className: `${year}A`,
        admissionNumber: String(number * 10).padStart(6, '0'),
        upn: null,
      },
      dateOfBirth: birthdayAt(year, place, addDays(begins, -365)),
      leftOn: addDays(begins, -LEFT.days),
    }
  })
}

const rollDrafts = (
  ctx: Ctx,
  tenant: Tenant,
  roll: readonly (MadeUpPupil & Registered & { leftOn?: CivilDate })[],
): readonly Draft[] =>
  roll.flatMap(({ id, forename, surname, leftOn = null, ...pupil }) => [
    membershipDraft(tenant, id, ctx.actor.id, { ...NEVER_HERE, leftOn }),
    set(pupilKind, id, {
      ...pupil,
      ...{ legalForename: forename, legalSurname: surname, preferredForename: null, preferredSurname: null },
      ...{ registration: 'MAIN', formerUpn: null },
    }),
  ])

/** Who answers for a school's register and pictures. */
interface Answerable {
  readonly lead: PersonId
  readonly head: PersonId
}

/** Families, uses, wordings, answers and pictures; protection is recorded by the school's own lead (R5). */
function buildRegister(
  { ctx, as }: PracticeTools,
  tenant: Tenant,
  { lead, head }: Answerable,
  school: PracticeSchool,
): Pick<ReturnType<typeof familyDrafts>, 'contactsOf'> & { readonly roll: readonly Registered[] } {
  const roll = rollOf(ctx, school)
  const left = leaversOf(ctx, school)
  ctx.append(tenant, rollDrafts(ctx, tenant, [...roll, ...left]), { reason: 'A roll made up for practice' })
  const uses = usesDrafts(ctx, tenant, school.uses, trustName(ctx))
  ctx.append(tenant, uses.drafts, { reason: 'Uses the policy names, and wordings made up for practice' })
  const { drafts, contactsOf } = familyDrafts(ctx, roll)
  ctx.append(tenant, drafts)
  ctx.append(tenant, answersDrafts(ctx, roll, uses, contactsOf))
  const asLead = as(lead, 'DSL')
  asLead.append(tenant, protectionDrafts(asLead, tenant, roll))
  const shown = roll.map(({ id }, turn) => ({ id, allowed: isProtected(turn) ? [] : yesesOf(turn, uses) }))
  const pictures = {
    ...uses,
    lead,
    head,
    roll: shown,
    leavers: left.map(({ id }) => id),
    school: school.facts.shortName,
  }
  asLead.append(tenant, picturesDrafts(asLead, pictures), { reason: 'Pictures made up for practice' })
  return { roll, contactsOf }
}
