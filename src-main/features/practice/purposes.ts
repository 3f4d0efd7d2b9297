/**
 * Uses of images the five policies name, each with where it stands. Where a policy is silent about a basis or a renewal,
 * what is set here is the practice trust's own choice.
 */
import type { PurposeFacts } from '@contract/consents'

type Stated = Pick<PurposeFacts, 'label' | 'code' | 'outside'> & Partial<Pick<PurposeFacts, 'basis' | 'renewal'>>

const uses = (source: string, renewal: PurposeFacts['renewal'], stated: readonly Stated[]): readonly PurposeFacts[] =>
  stated.map((one, index) => ({
    ...{ asWritten: null, basis: 'CONSENT', renewal, reminderDays: 30, retiredOn: null, source },
    ...one,
    position: (index + 1) * 10,
  }))

/** Pictures for use inside school alone need no permission; published ones do, in writing. */
export const ecclesbourneUses = uses('Online Safety Policy - May 2026, section 9', 'ON_ENTRY', [
  { label: 'Inside school only', code: 'DISPLAY_INTERNAL', outside: false, basis: 'PUBLIC_TASK' },
  { label: 'School website', code: 'WEBSITE', outside: true },
  { label: 'School social media', code: 'SOCIAL_MEDIA', outside: true },
  { label: 'Published work of the learner', code: 'PUPIL_WORK_NAMED', outside: true },
])

/** Families agree before a pupil takes part in a video conference; sharing apps are explained to them first. */
export const asterdaleUses = uses('Asterdale Online Safety Policy, sections 7.7 to 7.11', 'ON_ENTRY', [
  { label: 'Classroom evidence', code: 'CLASSROOM_EVIDENCE', outside: false, basis: 'PUBLIC_TASK' },
  { label: 'School website', code: 'WEBSITE', outside: true },
  { label: 'Class Dojo', code: 'LEARNING_APP', outside: true },
  { label: 'Video conferences', code: 'VIDEO_LIVESTREAM', outside: true },
])

/** Seven places, asked every year or when a pupil joins. */
export const sitwellUses = uses('Trust Online Safety Policy, Sitwell: managing digital content', 'ANNUAL', [
  { label: 'School website', code: 'WEBSITE', outside: true },
  { label: 'School Twitter account', code: 'SOCIAL_MEDIA', outside: true },
  { label: 'Marvellous Me', code: 'LEARNING_APP', outside: true },
  { label: 'Prospectus, print and newspapers', code: 'PROSPECTUS_PRINT', outside: true },
  { label: 'Display around school', code: 'DISPLAY_INTERNAL', outside: false },
  { label: 'Display off site', code: 'DISPLAY_OFFSITE', outside: true },
  { label: 'Video or webcam in an educational conference', code: 'VIDEO_LIVESTREAM', outside: true },
])

/** Published online only with the agreement of those shown, and of parents where learners are shown. */
const publishedOnline = (source: string) =>
  uses(source, 'KEY_STAGE', [
    { label: 'Inside school only', code: 'DISPLAY_INTERNAL', outside: false, basis: 'PUBLIC_TASK' },
    { label: 'School website', code: 'WEBSITE', outside: true },
    { label: 'Other online publishing', code: 'SOCIAL_MEDIA', outside: true },
  ])

export const oakwoodUses = publishedOnline('Trust Online Safety Policy, using images, video and sound (OHS)')
export const thomasRotherhamUses = publishedOnline('Trust Online Safety Policy, using images, video and sound (TRC)')
