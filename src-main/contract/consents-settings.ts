/** A school's settings of consent: from which age children decide (R49). */
import { z } from 'zod'
import { EntityId, Instant, PersonId } from './primitives'

export const ConsentSettings = z.strictObject({
  /** Age from which a pupil's own view is needed (R49); null: in this school never by age. */
  pupilViewFrom: z.int().min(5).max(18).nullable(),
  /** Age from which online services may be offered directly to a child (R49): 13 now. */
  onlineServiceAge: z.int().min(13).max(16),
})
export type ConsentSettings = z.output<typeof ConsentSettings>

/** Ages from which a pupil's own view is needed by what stands, the lowest first, null (never by age) last. */
export type ViewAges = readonly [number | null, ...(readonly (number | null)[])]

/** What one PC says of that age, and who said so there and when. */
export const ViewFromSaid = z.strictObject({
  event: EntityId,
  from: ConsentSettings.shape.pupilViewFrom,
  by: PersonId,
  at: Instant,
})
export type ViewFromSaid = z.output<typeof ViewFromSaid>

/** The settings as they count: of several ages the lowest asks for the pupil's own view. */
export const ConsentSettingsView = ConsentSettings.extend({
  /** What PCs that differ say of the age, the oldest first; empty: they agree. */
  viewFromSaid: z.array(ViewFromSaid),
})
export type ConsentSettingsView = z.output<typeof ConsentSettingsView>
