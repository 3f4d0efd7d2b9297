/** Sets of pictures, rules, holds and disposals of a made-up school, valid by the contract. */
import { Disposal, Hold, ImageSet, RetentionRule } from '@contract'
import type { z } from 'zod'
import { id } from './support/samples'

export const school = id(101)

/** Pictures of an event that are due. */
export function aSet(n: number, change: Partial<z.input<typeof ImageSet>> = {}): ImageSet {
  return ImageSet.parse({
    id: id(7000 + n),
    title: `Set ${n}`,
    imageClass: 'EVENT',
    takenOn: '2024-06-14',
    event: null,
    takenBy: 'Robin Marsh',
    device: 'SCHOOL',
    why: 'To show the day',
    purposes: [],
    storage: 'FOLDER',
    place: `Events/${n}`,
    folder: id(7900),
    heldOn: 'CONSENT',
    rule: null,
    count: null,
    files: 40,
    pupils: 12,
    peopleKnown: true,
    publications: 0,
    live: 0,
    state: 'DUE',
    because: 'Events are kept for 2 years',
    dueOn: '2026-06-14',
    disposeBy: '2027-06-14',
    missingFiles: 0,
    changedFiles: 0,
    ...change,
  })
}

export function aRule(n: number, change: Partial<z.input<typeof RetentionRule>> = {}): RetentionRule {
  return RetentionRule.parse({
    id: id(7100 + n),
    label: `Rule ${n}`,
    imageClass: 'EVENT',
    trigger: 'CAPTURE',
    months: 24,
    windowMonths: 3,
    action: 'DELETE',
    basis: 'Records schedule, item 14',
    post: 'HEAD',
    retiredOn: null,
    sets: 5,
    ...change,
  })
}

export function aHold(n: number, change: Partial<z.input<typeof Hold>> = {}): Hold {
  return Hold.parse({
    id: id(7200 + n),
    set: id(7000 + n),
    title: `Set ${n}`,
    kind: 'POLICE',
    owner: id(2),
    reason: 'Asked for by letter',
    reviewOn: '2027-03-01',
    from: '2026-10-01',
    reviewOverdue: false,
    ...change,
  })
}

/** Three sets with files, proposed by somebody else. */
export function aDisposal(n: number, change: Partial<z.input<typeof Disposal>> = {}): Disposal {
  const part = (at: number, files: number) => ({
    set: id(7000 + at),
    title: `Set ${at}`,
    rule: 'Events',
    dueOn: '2026-06-14',
    files,
    pending: files,
    kept: 0,
  })
  return Disposal.parse({
    id: id(7300 + n),
    number: String(n),
    phase: 'PROPOSED',
    sets: [part(1, 100), part(2, 20), part(3, 8)],
    why: 'Time is over',
    proposedBy: id(203),
    proposedOn: '2026-11-02',
    answeredBy: null,
    answeredOn: null,
    note: null,
    carriedOutAt: null,
    results: [],
    open: ['REGISTERED_FOLDER', 'DEVICES', 'BACKUP'],
    problems: [],
    ...change,
  })
}
