/** Serving lists, figures, letters and files of the register. */
import { Fault } from '@contract/fault'
import { PURPOSE_CODES } from '@contract/answers'
import type { consents } from '@contract/consents'
import type { Handlers } from '@contract/rpc'
import { allForms } from '@db/repo/entry'
import { instantWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { add } from '@vault/entity'
import { fileName, save } from '@vault/printing'
import { chaseLetters, type Letter } from '../forms'
import { ROLE_WORDS } from '../people'
import { shownName, wholeName, namesOf } from '../pupils'
import { exportedKind } from './events'
import { registerDocument } from './export'
import { figuresOf, isYes, listOf, rollOn, type Listed, type Roll } from './lists'
import { SMALLEST } from './rules/small-counts'
import { fileOf, schoolFacts, trustName } from './school'
import { asTenant } from '@vault/opened'

type Lists = Pick<
  Handlers<typeof consents, Ctx>,
  'consents.figures' | 'consents.list' | 'consents.chase' | 'consents.export' | 'consents.compare'
>

export const listsHandlers: Lists = {
  'consents.figures': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    const roll = rollOn(tenant, ctx.today(), ctx)
    const lines = figuresOf(roll, ctx.may('pupils.read', tenant.id) === null)
    return { on: roll.on, purposes: [...roll.purposes], lines: [...lines] }
  },

  'consents.list': ({ school, kind }, ctx) => {
    const tenant = fileOf(school, ctx)
    return [...listOf(kind, rollOn(tenant, ctx.today(), ctx), ctx.may('pupils.reasons', tenant.id) !== null)]
  },

  'consents.chase': async ({ school, kind, classes, returnBy }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (returnBy < ctx.today())
      throw new Fault('bad-input', 'That day has passed. Choose a later one. Nothing was saved.')
    const roll = rollOn(tenant, ctx.today(), ctx)
    const due = listOf(kind, roll, false).filter(
      ({ pupil }) => classes.length === 0 || (pupil.className !== null && classes.includes(pupil.className)),
    )
    if (due.length === 0) throw new Fault('conflict', 'There is nobody to write to. Nothing was saved.')
    const facts = schoolFacts(school, ctx)
    const html = chaseLetters({
      ...{ school: facts.name, controller: trustName(ctx), address: facts.postcode ?? '' },
      ...{ date: ctx.today(), returnBy, returnTo: 'the school office', contact: '' },
      from: 'School office',
      letters: due.map((one) => letterOf(one, roll, tenant)),
    })
    const title = `Letters about pictures - ${facts.name}`
    const bytes = await ctx.host.printPdf(html, { title, landscape: false, apart: true })
    const name = await ctx.host.saveFile({ suggestedName: fileName([title, ctx.today()], 'pdf'), bytes })
    if (name !== null) {
      const left = { format: 'pdf', names: true, pupils: due.length, what: 'LETTERS', by: ctx.actor.id }
      ctx.append(tenant, [add(exportedKind, ctx.newId(), left)])
    }
    return { saved: name !== null, fileName: name, letters: due.length }
  },

  'consents.export': async ({ school, format, names, reason }, ctx) => {
    const tenant = fileOf(school, ctx)
    if (names) {
      if (ctx.may('consents.exportNames', tenant.id) === null) {
        throw new Fault('denied', 'Your role may save the register without names only. Nothing was saved.')
      }
      if (reason === null) throw new Fault('bad-input', 'Say what the names are needed for. Nothing was saved.')
    }
    const roll = rollOn(tenant, ctx.today(), ctx)
    const made = `Made on ${instantWords(ctx.now())} by ${ctx.actor.name} (${ROLE_WORDS[ctx.actor.role]})`
    const document = registerDocument(roll, { school: schoolFacts(school, ctx).name, names, made })
    const saved = await save(document, format, ctx.today(), ctx.host)
    if (saved.saved) {
      const left = { format, names, pupils: roll.lines.length, what: 'REGISTER', by: ctx.actor.id }
      ctx.append(tenant, [add(exportedKind, ctx.newId(), left)], { reason })
    }
    return { ...saved, pupils: roll.lines.length }
  },

  'consents.compare': (_input, ctx) =>
    ctx.schools().map(({ id, facts, tenant }) => {
      const base = { school: asTenant(id), name: facts.name }
      if (tenant === null) return { ...base, pupils: null, uses: [] }
      const roll = rollOn(tenant, ctx.today(), ctx)
      return {
        ...base,
        pupils: counted(roll.lines.length),
        uses: PURPOSE_CODES.map((code) => {
          const place = roll.purposes.findIndex((purpose) => purpose.code === code)
          const purpose = roll.purposes[place]
          if (purpose === undefined) return { code, asked: false, basis: null, renewal: null, yes: null }
          const { basis, renewal } = purpose
          const yes = roll.lines.filter(({ found }) => isYes(found[place]?.verdict ?? 'NO')).length
          const others = roll.lines.length - yes
          // The rest of the school would give a small number away as well (R4).
          return { code, asked: basis === 'CONSENT', basis, renewal, yes: isFew(others) ? null : counted(yes) }
        }),
      }
    }),
}

const isFew = (count: number): boolean => count > 0 && count < SMALLEST
const counted = (count: number): number | null => (isFew(count) ? null : count)

function letterOf({ pupil, dueOn }: Listed, { lines, knowledge, on }: Roll, tenant: Tenant): Letter {
  const row = lines.find((line) => line.row.id === pupil.id)?.row
  const isAdult = row !== undefined && knowledge.standingOf(row).mayBeAdult
  const out = allForms(tenant.db)
    .filter((form) => form.pupil === pupil.id)
    .at(-1)
  return {
    child: row === undefined ? wholeName(pupil) : wholeName(shownName(namesOf(row))),
    className: pupil.className ?? `Year ${pupil.year}`,
    to: isAdult ? 'pupil' : 'parent',
    occasion:
      dueOn === null ? { kind: 'not-returned', askedOn: null } : { kind: 'renewal', endsOn: dueOn < on ? on : dueOn },
    formNumber: out?.number ?? null,
  }
}
