/** Days and ids of runs about the register. */
import type { CivilDate, PersonId } from '@contract/primitives'
import { sha256 } from '../rig'

export type Day = CivilDate

export const idOf = (name: string): string => sha256(name).slice(0, 32)
export const SOMEBODY = idOf('somebody of the office') as PersonId // Made as parsing would make it.

const DAY_MS = 86_400_000

/** The day of a moment, and days before and after one. */
export const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day // As it writes dates.
export const daysAfter = (day: Day, days: number): Day => dayAt(Date.parse(day) + days * DAY_MS)
