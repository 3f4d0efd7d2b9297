/** A made-up trust of many schools, filled through the product's own write path. */
import type { Ctx } from '@vault/context'
import { set } from '@vault/entity'
import type { BuildPractice } from '@vault/practice-tools'
import type { Draft } from '../../src-main/sync/core/event'
import { CATALOGUE, cellKind, columnKind, editionKind, rowKind } from '../../src-main/features/matrices'

/** Questions of the device and technology matrices. */
const QUESTIONS = 64

const CAPTIONS = [
  { id: 'a', label: 'Allowed', level: 'ALLOWED', permitting: null },
  { id: 't', label: 'Allowed at certain times', level: 'CERTAIN_TIMES', permitting: null },
  { id: 'p', label: 'Allowed with permission', level: 'NOMINATED_OR_PERMISSION', permitting: 'permission' },
  { id: 'n', label: 'Not allowed', level: 'NOT_ALLOWED', permitting: null },
]

/** Fills a trust with so many schools of one matrix each, whose answers differ by a fixed pattern. */
export const manySchools =
  (count: number): BuildPractice =>
  async ({ ctx, newSchool }) => {
    for (let n = 0; n < count; n += 1) {
      const tenant = await newSchool({
        name: `Benchmark School ${String(n).padStart(3, '0')}`,
        shortName: `B${n}`,
        phase: 'SECONDARY',
        lowYear: '7',
        highYear: '13',
        urn: null,
        laEstab: null,
        ukprn: null,
        localAuthority: null,
        policeForce: null,
        postcode: null,
        learnerWord: 'pupil',
        predecessorUrn: null,
      })
      ctx.append(tenant, matrixDrafts(ctx, n))
    }
  }

function matrixDrafts(ctx: Ctx, school: number): readonly Draft[] {
  const edition = ctx.newId()
  const columns = ['STAFF', 'LEARNER'].map((audience, position) => ({ id: ctx.newId(), audience, position }))
  const rows = Array.from({ length: QUESTIONS }, (_, n) => ({ id: ctx.newId(), n }))
  const part = (id: string) => ({ edition, lineage: id })
  return [
    set(editionKind, edition, {
      matrix: ctx.newId(),
      title: 'Use of technology',
      kind: 'permission',
      rowHeading: 'Activity',
      document: 'Benchmark policy',
      effectiveFrom: '2025-09-01',
      approvedOn: '2025-07-01',
      approvingBody: 'Trust board',
      nextReview: '2027-09-01',
      openedBecause: null,
      inUse: true,
      openedFrom: null,
    }),
    ...columns.map(({ id, audience, position }) =>
      set(columnKind, id, {
        ...part(id),
        group: null,
        label: audience,
        audience,
        device: null,
        captions: CAPTIONS,
        position,
      }),
    ),
    ...rows.map(({ id, n }) =>
      set(rowKind, id, {
        ...part(id),
        group: null,
        label: `Activity ${n}`,
        activity: CATALOGUE[n % CATALOGUE.length]?.key ?? null,
        position: n,
      }),
    ),
    ...rows.flatMap((row) =>
      columns.map((column, index) => {
        const caption = CAPTIONS[(row.n * 7 + school * 3 + index) % CAPTIONS.length]?.id ?? 'a'
        const id = ctx.newId()
        return set(cellKind, id, {
          ...part(id),
          row: row.id,
          column: column.id,
          marks: [{ caption, mark: 'X' }],
          words: null,
          answers: null,
          footnote: null,
          silent: false,
          exception: null,
          source: { document: 'Benchmark policy', clause: '3.1', place: `Row ${row.n}` },
          place: `Activity ${row.n}`,
          saying: caption,
        })
      }),
    ),
  ]
}
