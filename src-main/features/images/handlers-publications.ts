/** Serving where pictures are used: the check, the record, what becomes of it (R57-R60, R63, R77). */
import { Fault } from '@contract/fault'
import type { PersonId } from '@contract/primitives'
import { OUT_OF_REACH, type Publication, type publications } from '@contract/publications'
import type { Handlers } from '@contract/rpc'
import { staffShown } from '@db/repo/images'
import type { Ctx } from '@vault/context'
import { add, decideOver } from '@vault/entity'
import { fileOf } from '../consents'
import { breachKind, publicationKind, publicationStateKind } from './events-publications'
import { checkPublication } from './publishing'
import { Pictures, type Use } from './standing'

type Publishing = Pick<
  typeof publications,
  'images.check' | 'images.publish' | 'images.publications' | 'images.setPublication'
>

export const publicationsHandlers: Handlers<Publishing, Ctx> = {
  'images.check': ({ school, facts }, ctx) => {
    const tenant = fileOf(school, ctx)
    const set = new Pictures(tenant, ctx, [facts.set]).of(facts.set)
    return withStaff(checkPublication({ tenant, school }, set, facts, ctx).check, tenant, facts.set)
  },

  'images.publish': ({ school, facts, despite }, ctx) => {
    const tenant = fileOf(school, ctx)
    const set = new Pictures(tenant, ctx, [facts.set]).of(facts.set)
    if (facts.until !== null && facts.until < facts.from)
      throw new Fault('bad-input', 'The last day lies before the first. Nothing was recorded.')
    const { check, against } = checkPublication({ tenant, school }, set, facts, ctx)
    if (!check.free && despite === null)
      throw new Fault(
        'conflict',
        `${obstacleWords(check.blockers.length, check.names.length, check.obstacles)} Nothing was recorded. Check again, or leave those pupils out.`,
      )
    const id = ctx.newId()
    const { checkedAt } = check
    const by = ctx.actor.id
    const isBreach = despite !== null && (against.length > 0 || check.names.length > 0)
    ctx.append(
      tenant,
      [
        add(publicationKind, id, { ...facts, by, checkedAt }),
        ...(isBreach ? [add(breachKind, id, { pupils: [...against], why: despite, by })] : []),
      ],
      { reason: despite },
    )
    return publicationIn(new Pictures(tenant, ctx, [facts.set]), id)
  },

  'images.publications': ({ school, state, set }, ctx) => {
    const pictures = new Pictures(fileOf(school, ctx), ctx, set === null ? null : [set])
    return pictures.uses
      .filter((use) => state === null || use.state === state)
      .map((use) => publicationOf(use, pictures))
  },

  'images.setPublication': ({ school, publication, state, on, evidence }, ctx) => {
    const tenant = fileOf(school, ctx)
    const use = useIn(new Pictures(tenant, ctx), publication)
    if (on > ctx.today()) throw new Fault('bad-input', 'That day is still to come. Nothing was changed.')
    // What is still to come can be called off today.
    const hasGoneOut = use.row.facts.from <= ctx.today()
    if (on < use.row.facts.from && hasGoneOut && state !== 'LIVE')
      throw new Fault('bad-input', 'That day lies before the pictures went out. Nothing was changed.')
    if (state === 'REMOVED' && OUT_OF_REACH.includes(use.row.facts.place))
      throw new Fault(
        'bad-input',
        'What is printed or with the press cannot be taken back. Record that it was asked for, or that it cannot be recalled. Nothing was changed.',
      )
    const by = ctx.actor.id
    ctx.append(tenant, [
      decideOver(tenant, publicationStateKind, publication, { publication, state, on, evidence, by }),
    ])
    return publicationIn(new Pictures(tenant, ctx, [use.row.set]), publication)
  },
}

/** Adults count as well: whoever has not agreed is told. */
function withStaff<T extends { readonly warnings: string[] }>(
  check: T,
  { db }: Parameters<typeof checkPublication>[0]['tenant'],
  set: string,
): T {
  const unasked = (staffShown(db).get(set) ?? []).filter(({ agreed }) => !agreed).length
  if (unasked === 0) return check
  const words = unasked === 1 ? 'One adult on it has not agreed.' : `${unasked} adults on it have not agreed.`
  return { ...check, warnings: [...check.warnings, words] }
}

/** What stands in the way, in one sentence. */
function obstacleWords(blockers: number, names: number, obstacles: readonly string[]): string {
  const pupils = blockers === 1 ? '1 pupil may' : `${blockers} pupils may`
  return [
    ...(blockers === 0 ? [] : [`${pupils} not be shown there.`]),
    ...(names === 0 ? [] : ['A pupil’s full name stands in the captions or file names.']),
    ...obstacles,
  ].join(' ')
}

/** A use with what became of it. */
export function publicationOf(use: Use, pictures: Pictures): Publication {
  const { row, state, became } = use
  const { pupils: _pupils, captions: _captions, fileNames: _names, ...facts } = row.facts
  const standings = use.isOut ? use.pupils.map((pupil) => pictures.useStanding(use, pupil)) : []
  return {
    ...facts,
    ...{ id: row.id, state, pupils: use.pupils.length, publishedBy: row.by satisfies PersonId },
    title: pictures.sets.find((set) => set.row.id === row.set)?.row.facts.title ?? '',
    label: pictures.knowledge.purposes.find(({ id }) => id === facts.purpose)?.label ?? '',
    stateOn: became?.on ?? null,
    evidence: became?.evidence ?? null,
    blocked: standings.filter((standing) => standing === 'TAKE_DOWN').length,
    lapsed: standings.filter((standing) => standing === 'LAPSED').length,
    overran: use.isOut && facts.until !== null && facts.until < pictures.on,
  }
}

/** @throws Fault 'not-found' */
export function useIn(pictures: Pictures, publication: string): Use {
  const use = pictures.uses.find(({ row }) => row.id === publication)
  if (use === undefined)
    throw new Fault('not-found', 'This school has recorded no such use. Nothing was changed. Open the list again.')
  return use
}

const publicationIn = (pictures: Pictures, id: string): Publication => publicationOf(useIn(pictures, id), pictures)
