/**
 * Everything a school's file holds on one pupil, as plain values: what a file for a machine says as it is, and what the
 * page for a person is made of.
 */
import { allChecklists, listsWith, saidBy } from '@db/repo/checklists'
import { allPurposes, allWordings, answersOf, oneWording, type AnswerRow } from '@db/repo/consents'
import { allBatches, allForms, allRuns, sheetsOfPupil, type BatchRow, type SheetRow } from '@db/repo/entry'
import { allPeople } from '@db/repo/people'
import { contactsOf, standingEver, type PupilRow } from '@db/repo/pupils'
import type { Ctx, Tenant } from '@vault/context'
import { standingIn } from '@vault/entity'
import type { Json, LogEvent } from '../../sync/core/event'
import { askedKind, exportedKind, settlementKind } from '../consents'
import { aboutPupil, GUARDED, SHEET } from './about'
import { agreementsWith, type AgreementsHeld } from './agreements-held'
import { contactKind, membershipKind, pupilKind, viewedKind } from './events'
import { fields, moment, recorded, recordsNaming, type Around, type HeldThing } from './held-things'
import { picturesWith, type PicturesHeld } from './pictures-held'
import { reasonOf, standsAs, type StandingKind } from './standing'
import { revealed } from './views'

/** Lists are in the order of time, or of paper where they stand on a form. */
export interface EverythingHeld extends PicturesHeld, AgreementsHeld {
  readonly pupil: HeldThing
  /** When the pupil belonged to the school, as it was ever recorded. */
  readonly membership: readonly HeldThing[]
  readonly contacts: readonly HeldThing[]
  /** Parental responsibility as it was ever recorded. */
  readonly responsibility: readonly HeldThing[]
  /** Flags, orders, care and competence as they were ever recorded; null: for others to give, see `withheld`. */
  readonly protection: {
    readonly flags: readonly HeldThing[]
    readonly orders: readonly HeldThing[]
    readonly care: readonly HeldThing[]
    readonly competence: readonly HeldThing[]
  } | null
  readonly answers: readonly HeldThing[]
  readonly settlements: readonly HeldThing[]
  /** The full text of every wording an answer was given under or a form was printed with. */
  readonly wordings: readonly HeldThing[]
  readonly formsPrinted: readonly HeldThing[]
  readonly formsKeyed: readonly HeldThing[]
  readonly checklists: readonly HeldThing[]
  /** Askings whether a picture may be used in which the pupil was among those asked about. */
  readonly questions: readonly HeldThing[]
  /** Looks at what is hidden by default. */
  readonly looks: readonly HeldThing[]
  /** Files with names of the whole register and letters to families: the pupil may have been among them. */
  readonly registerExports: readonly HeldThing[]
  readonly history: readonly HeldThing[]
  /** What is left out and who holds it; empty when nothing is. */
  readonly withheld: readonly string[]
}

const WITHHELD =
  'Records of protection, of who decides in its place, and of earlier names and numbers are left out where there are any. The designated safeguarding lead, the deputy and the head of the school may read them and save a copy that holds them.'

/** @param ctx decides what the caller may see: protection is held back from whoever may not read reasons (R5) */
export function everythingHeld(tenant: Tenant, row: PupilRow, ctx: Ctx): EverythingHeld {
  const { db } = tenant
  const around = aroundOf(tenant, ctx)
  const mayReadReasons = ctx.may('pupils.reasons', tenant.id) !== null
  const { id: pupil, formerUpn, loosest: _loosest, ...facts } = row
  const events = eventsAbout(tenant, pupil).filter(({ type }) => mayReadReasons || !GUARDED.includes(type))
  const ofType = (type: string): readonly LogEvent[] => events.filter((event) => event.type === type)
  const answers = inPaperOrder(db, answersOf(db, pupil))
  const forms = allForms(db).filter((form) => form.pupil === pupil)
  const sheets = sheetsOfPupil(db, pupil)
  const batches = new Map(allBatches(db).map((batch) => [batch.id, batch]))
  const wordings = new Set([
    ...answers.map(({ wording }) => wording),
    ...forms.map(({ wording }) => wording),
    ...sheets.map(({ batch }) => batches.get(batch)?.wording ?? null),
  ])
  const joined = new Set(standingIn(tenant, membershipKind, pupil).map(({ event }) => event))
  const runs = new Map(allRuns(db).map((run) => [run.id, run]))
  return {
    pupil: mayReadReasons ? { ...facts, formerUpn } : facts,
    membership: ofType(membershipKind.type).map((event) => {
      const { pupil: _pupil, by: _by, ...dates } = fields(event)
      return { ...dates, ...recorded(event, around), stands: joined.has(event.id) }
    }),
    contacts: contactsOf(db, pupil).map(({ pupil: _pupil, ...contact }) => contact),
    responsibility: standing('responsibility', tenant, pupil, around),
    protection: mayReadReasons ? protectionOf(tenant, pupil, around, ctx) : null,
    answers: answers.map(({ event: _e, entity: _n, pupil: _p, from: _f, by, ...answer }) => ({
      ...answer,
      purpose: around.use(answer.purpose),
      wording: around.version(answer.wording),
      recordedAt: moment(answer.recordedAt),
      recordedBy: around.person(by),
    })),
    settlements: ofType(settlementKind.type).map((event) => {
      const { pupil: _pupil, purpose, covers, by: _by, ...said } = fields(event)
      const settled = Array.isArray(covers) ? covers.length : 0
      return { ...said, purpose: around.use(purpose), answersSettled: settled, ...recorded(event, around) }
    }),
    wordings: allWordings(db)
      .filter(({ id, issued }) => wordings.has(id) && issued !== null)
      .map(({ issued, issuedOn, hash }) => ({
        ...issued,
        questions: (issued?.questions ?? []).map((question) => ({
          ...question,
          purpose: around.use(question.purpose),
        })),
        ...{ issuedOn, hash },
      })),
    formsPrinted: forms.map(({ number, run, wording }) => ({
      ...{ number, wording: around.version(wording) },
      printedAt: moment(runs.get(run)?.printedAt ?? 0),
      printedBy: around.person(runs.get(run)?.by),
    })),
    formsKeyed: sheets.map((sheet) => keyedForm(sheet, batches.get(sheet.batch), tenant, around)),
    checklists: checklistsWith(tenant, pupil, around),
    ...picturesWith(tenant, pupil, around),
    ...agreementsWith(tenant, pupil, around),
    questions: recordsNaming(tenant, askedKind.type, pupil).map((event) => {
      const { pupils, purpose, by: _by, ...asked } = fields(event)
      const together = Array.isArray(pupils) ? pupils.length : 0
      return { ...asked, purpose: around.use(purpose), pupilsAskedAbout: together, ...recorded(event, around) }
    }),
    looks: ofType(viewedKind.type).map((event) => ({
      what: fields(event)['what'] ?? null,
      ...recorded(event, around),
    })),
    registerExports: exportsSince(tenant, events[0]).map((event) => {
      const { by: _by, ...exported } = fields(event)
      return { ...exported, ...recorded(event, around) }
    }),
    history: historyOf(events, around, mayReadReasons, ctx),
    withheld: mayReadReasons ? [] : [WITHHELD],
  }
}

/** Those of one moment, such as of one form, in the order of the uses on paper. */
function inPaperOrder(db: Tenant['db'], answers: readonly AnswerRow[]): readonly AnswerRow[] {
  const places = new Map(allPurposes(db).map(({ id, position }) => [id, position]))
  const placeOf = ({ purpose }: AnswerRow): number => places.get(purpose) ?? places.size
  return [...answers].sort((a, b) => a.recordedAt - b.recordedAt || placeOf(a) - placeOf(b))
}

function aroundOf({ db }: Tenant, ctx: Ctx): Around {
  const people = new Map<Json | undefined, string>(allPeople(ctx.trust().db).map(({ id, name }) => [id, name]))
  const uses = new Map<Json | undefined, string>(allPurposes(db).map(({ id, label }) => [id, label]))
  return {
    person: (id) => people.get(id) ?? null,
    use: (id) => uses.get(id) ?? null,
    version: (id) => (typeof id === 'string' ? (oneWording(db, id)?.issued?.version ?? null) : null),
  }
}

/** What was ever recorded of a kind, oldest first; pupil and person by name. */
function standing(kind: StandingKind, { db }: Tenant, pupil: string, around: Around): readonly HeldThing[] {
  const rows = standingEver(db, pupil).filter((row) => row.kind === kind)
  const said = standsAs(kind, rows)
  return rows.flatMap(({ recordedAt, stands }, at) => {
    const value: HeldThing | null = said[at]?.value ?? null
    if (value === null) return []
    const { pupil: _pupil, by, sealedReason: _sealed, ...rest } = value
    return [{ ...rest, recordedAt: moment(recordedAt), recordedBy: around.person(by), stands }]
  })
}

function protectionOf(
  tenant: Tenant,
  pupil: string,
  around: Around,
  ctx: Ctx,
): NonNullable<EverythingHeld['protection']> {
  const withReasons = (kind: 'flag' | 'order' | 'competence'): readonly HeldThing[] => {
    const rows = standingEver(tenant.db, pupil).filter((row) => row.kind === kind)
    const sealed = standsAs(kind, rows).filter(({ value }) => value !== null)
    return standing(kind, tenant, pupil, around).map((thing, at) => {
      const { entity, value } = sealed[at] ?? { entity: '', value: null }
      const reason =
        value?.sealedReason === undefined ? null : revealed(tenant, reasonOf(kind, entity), value.sealedReason, ctx)
      return { ...thing, reason }
    })
  }
  const uses = (scope: Json): Json => (Array.isArray(scope) ? scope.map((id: Json) => around.use(id)) : null)
  return {
    flags: withReasons('flag'),
    orders: withReasons('order').map((order) => ({ ...order, scope: uses(order['scope'] ?? null) })),
    care: standing('care', tenant, pupil, around),
    competence: withReasons('competence'),
  }
}

function keyedForm(
  { state, facts, problems, keyedBy, outcome }: SheetRow,
  batch: BatchRow | undefined,
  { db }: Tenant,
  around: Around,
): HeldThing {
  const { pupil: _pupil, signedBy, ticks, ...keyed } = facts
  const questions = batch === undefined ? [] : (oneWording(db, batch.wording)?.issued?.questions ?? [])
  return {
    ...{ ...keyed, state, problems, outcome, keyedBy: around.person(keyedBy) },
    signedBy: signedBy === null ? null : { ...signedBy },
    ticks: ticks.map((tick, at) => ({ use: around.use(questions[at]?.purpose), tick })),
    wording: around.version(batch?.wording),
    receivedOn: batch?.receivedOn ?? null,
  }
}

/** Lists for photographers on which the pupil stands, with what each said about the uses it was made for. */
function checklistsWith({ db }: Tenant, pupil: string, around: Around): readonly HeldThing[] {
  const standsOn = new Set(listsWith(db, pupil))
  return allChecklists(db)
    .filter(({ id }) => standsOn.has(id))
    .reverse()
    .map(({ id, event, on, photographer, named, copies, purposes, madeAt, by }) => {
      const verdicts = saidBy(db, id).find((said) => said.pupil === pupil)?.verdicts ?? []
      return {
        ...{ event, on, photographer, named, copies, madeAt: moment(madeAt), madeBy: around.person(by) },
        said: purposes.map((purpose, at) => ({ use: around.use(purpose), verdict: verdicts[at] ?? null })),
      }
    })
}

/** Events about the pupil that have their content, oldest first. */
function eventsAbout(tenant: Tenant, pupil: string): readonly LogEvent[] {
  const { things, strays } = aboutPupil(tenant, pupil)
  return (
    [...tenant.log.eventsAbout(things), ...strays.map(({ event }) => event)]
      .flatMap((id) => tenant.log.event(id) ?? [])
      // A form keyed for another pupil first says something of that one until then.
      .filter((event) => !event.erased && (event.type !== SHEET || (fields(event)['pupil'] ?? pupil) === pupil))
      .sort((a, b) => (a.hlc < b.hlc ? -1 : 1))
  )
}

const PAGE = 200

/** Files of the whole register with names, and letters, since the first record of the pupil; oldest first. */
function exportsSince({ log }: Tenant, first: LogEvent | undefined): readonly LogEvent[] {
  const found: LogEvent[] = []
  for (let before: string | undefined; ;) {
    const page = log.find({
      ...{ typePrefix: exportedKind.type, limit: PAGE },
      ...(before !== undefined && { beforeEvent: before }),
    })
    found.push(...page.filter((event) => first !== undefined && event.hlc > first.hlc))
    before = page.at(-1)?.id
    if (page.length < PAGE || before === undefined) break
  }
  return found.filter((event) => fields(event)['names'] === true || fields(event)['what'] === 'LETTERS').reverse()
}

/** What happened, with earlier names and values for those who may link them to the pupil of today (R105). */
function historyOf(events: readonly LogEvent[], around: Around, withContent: boolean, ctx: Ctx): readonly HeldThing[] {
  const known = new Set<string>()
  return events.map((event) => {
    const isFirst = !known.has(event.entity)
    known.add(event.entity)
    const isNamed = event.type === pupilKind.type || event.type === contactKind.type
    const isShown = event.op === 'set' && (isNamed ? withContent : event.type === SHEET)
    const { pupil: _pupil, batch: _batch, keyedBy: _by, ...content } = fields(event)
    const use = around.use(content['purpose'])
    return {
      ...recorded(event, around),
      role: event.role,
      what: ctx.kindOf(event.type)?.words(event, isFirst ? null : {}) ?? null,
      reason: event.reason,
      // What was said stands among the answers; which of them it was is told here.
      content: isShown ? content : use === null ? null : { use },
    }
  })
}
