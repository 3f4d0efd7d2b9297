/** Things of a trust for tests of the page: valid by the contract, with made-up names. */
import {
  Appointment,
  HistoryEntry,
  Person,
  SchoolCard,
  SchoolFacts,
  SessionState,
  type HeldRole,
  type Role,
} from '@contract'
import type { z } from 'zod'

/** An id of 32 hex digits from a number. */
export const id = (n: number): string => n.toString(16).padStart(32, '0')

export const trustId = id(1)

export function aSession(
  change: Partial<z.input<typeof SessionState>> = {},
  role: Role = 'TRUST_SAFEGUARDING_LEAD',
): SessionState {
  const roles: z.input<typeof HeldRole>[] = [{ role, school: null }]
  return SessionState.parse({
    state: 'open',
    practice: false,
    hasTrust: true,
    asksSignInName: false,
    trust: { id: trustId, name: 'Rowan Trust' },
    person: { id: id(2), name: 'Ashley Field', roles },
    idleMinutes: 5,
    kitPrinted: true,
    school: null,
    ...change,
  })
}

export function someFacts(change: Partial<z.input<typeof SchoolFacts>> = {}): SchoolFacts {
  return SchoolFacts.parse({
    name: 'Larch Primary School',
    shortName: 'LPS',
    phase: 'PRIMARY',
    lowYear: 'R',
    highYear: '6',
    urn: '123456',
    laEstab: null,
    ukprn: null,
    localAuthority: 'Northshire',
    policeForce: null,
    postcode: 'NS1 1AA',
    learnerWord: 'pupil',
    predecessorUrn: null,
    ...change,
  })
}

type CardChange = Partial<Omit<z.input<typeof SchoolCard>, 'facts'>> & { facts?: Partial<z.input<typeof SchoolFacts>> }

/** A school in order, unless changed. */
export function aCard(n: number, { facts, ...change }: CardChange = {}): SchoolCard {
  return SchoolCard.parse({
    id: id(100 + n),
    facts: someFacts({ name: `School ${n}`, shortName: `S${n}`, ...facts }),
    file: 'open',
    fileWords: null,
    alerts: [],
    matrices: { count: 3, conflicts: 0, unmappedRows: 0, nextReview: '2027-09-01', reviewOverdue: false },
    pupils: 210,
    ...change,
  })
}

export function aPerson(n: number, change: Partial<z.input<typeof Person>> = {}): Person {
  return Person.parse({ id: id(200 + n), name: `Person ${n}`, grants: [], unlocksHere: false, ...change })
}

type GrantInput = z.input<typeof Person>['grants'][number]
export function aGrant(n: number, change: Partial<GrantInput> = {}): GrantInput {
  return {
    id: id(300 + n),
    role: 'DSL',
    school: id(101),
    from: '2026-09-01',
    until: null,
    current: true,
    ...change,
  }
}

export function anAppointment(n: number, change: Partial<z.input<typeof Appointment>> = {}): Appointment {
  return Appointment.parse({
    id: id(400 + n),
    post: 'DSL',
    person: null,
    holderName: 'Robin Marsh',
    deputy: false,
    from: '2026-09-01',
    until: null,
    current: true,
    ...change,
  })
}

export function anEntry(n: number, change: Partial<z.input<typeof HistoryEntry>> = {}): HistoryEntry {
  return HistoryEntry.parse({
    event: id(500 + n),
    batch: id(600 + n),
    type: 'schools.school',
    entity: id(101),
    at: Date.UTC(2026, 8, 3, 13, 30),
    person: { id: id(2), name: 'Ashley Field' },
    role: 'TRUST_SAFEGUARDING_LEAD',
    device: 'abcdef12',
    words: `Changed thing ${n}`,
    before: null,
    after: null,
    reason: null,
    undoable: true,
    undone: false,
    ...change,
  })
}
