import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Tick } from '@contract/entry'
import { day } from '../support/consents/register'
import { makeBatch } from './entry-stage'

/** What an office may do with the forms of one mother, and with what she says by phone, in any order. */
type Step =
  | { readonly what: 'key' | 'correct'; readonly form: number; readonly tick: Tick; readonly on: number }
  | { readonly what: 'release' | 'setAside'; readonly form: number }
  | { readonly what: 'phone'; readonly yes: boolean; readonly on: number }

const form = fc.integer({ min: 0, max: 2 })
const on = fc.integer({ min: 1, max: 9 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    what: fc.constantFrom('key' as const, 'correct' as const),
    form,
    tick: fc.constantFrom<Tick>('Y', 'N', 'U'),
    on,
  }),
  fc.record({ what: fc.constantFrom('release' as const, 'setAside' as const), form }),
  fc.record({ what: fc.constant('phone' as const), yes: fc.boolean(), on }),
)

/** What is on the desk: each form as it was last keyed, and what was said by phone. */
interface Said {
  readonly tick: Tick
  readonly on: number
  readonly counts: 'all' | 'no' | 'nothing'
}

it('whatever is keyed, corrected, released and set aside, no yes counts against a later no, and what is set aside says nothing', async () => {
  const stage = await makeBatch({ expected: 2000 })
  const { call, tenant, answer, addPupil, save, release, setAside, reasons } = stage
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
      const { pupil, mother } = await addPupil()
      const forms: ({ readonly sheet: string } & Said)[] = []
      const phoned: Said[] = []
      for (const one of steps) {
        if (one.what === 'phone') {
          await answer(pupil, mother, one.yes ? 'GIVEN' : 'REFUSED', { on: `2026-09-0${one.on}` })
          phoned.push({ tick: one.yes ? 'Y' : 'N', on: one.on, counts: 'all' })
          continue
        }
        const known = forms[one.form]
        if (one.what === 'key' || one.what === 'correct') {
          if (one.what === 'correct' && known === undefined) continue
          const facts = { pupil, signedBy: { kind: 'CONTACT' as const, contact: mother } }
          const keyed = await save(
            { ...facts, ticks: [one.tick, 'U', 'U'], signedOn: day(`2026-09-0${one.on}`) },
            one.what === 'correct' ? known!.sheet : null,
          )
          const said = {
            ...{ sheet: keyed.id, tick: one.tick, on: one.on },
            counts: keyed.state === 'SAVED' ? ('all' as const) : ('no' as const),
          }
          if (one.what === 'key') forms.push(said)
          else forms[one.form] = said
          continue
        }
        if (known === undefined) continue
        const done = await (one.what === 'release' ? release : setAside)(known.sheet).then(
          () => true,
          () => false,
        )
        if (done) forms[one.form] = { ...known, counts: one.what === 'release' ? 'all' : 'nothing' }
      }
      const live = [...forms, ...phoned].filter(
        ({ counts, tick }) => counts === 'all' || (counts === 'no' && tick === 'N'),
      )
      const yes = live.filter(({ tick }) => tick === 'Y')
      const no = live.filter(({ tick }) => tick === 'N')
      const [reason] = await reasons(pupil)
      const free = yes.some((one) => no.every((other) => other.on <= one.on))
      if (reason === 'GIVEN') expect(free).toBe(true)
      if (no.length === 0) expect(reason).toBe(yes.length === 0 ? 'NOT_ASKED' : 'GIVEN')
      if (yes.length === 0 && no.length > 0) expect(reason).toBe('RESPONSIBLE_SAID_NO')
    }),
    { numRuns: 40 },
  )
  expect(await call['history.verify']({ school: tenant })).toMatchObject({ sound: true })
})
