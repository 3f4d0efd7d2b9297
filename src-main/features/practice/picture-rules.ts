/**
 * How long each practice school keeps pictures. What a policy says of it stands in the basis; where it is silent, the
 * period is the practice trust's own choice.
 */
import type { ImageClass } from '@contract/images'
import type { Post } from '@contract/primitives'
import type { RetentionRuleFacts, Trigger } from '@contract/retention'

type Stated = readonly [
  label: string,
  imageClass: ImageClass | null,
  trigger: Trigger,
  months: number,
  windowMonths: number,
]

const rules = (basis: string, post: Post, stated: readonly Stated[]): readonly RetentionRuleFacts[] =>
  stated.map(([label, imageClass, trigger, months, windowMonths]) => ({
    ...{ label, imageClass, trigger, months, windowMonths },
    ...{ action: 'DELETE', basis, post, retiredOn: null },
  }))

const OWN_CHOICE = 'Made up for practice: the school decides'

/** What a school of the trust may take over. */
export const DEFAULT_RULES = rules('Made up for practice: no law states a period', 'DSL', [
  ['Identity photos', 'IDENTITY', 'LEAVING', 12, 3],
  ['Evidence of work in class', 'CLASSROOM', 'ACADEMIC_YEAR_END', 12, 12],
  ['Pictures of events', 'EVENT', 'CAPTURE', 24, 12],
  ['Pictures to promote the school', 'PROMOTION', 'LAST_USE', 12, 6],
  ['All other pictures', null, 'LEAVING', 12, 12],
])

/** Rules of each school by its short name. Oakwood has none for video yet, so that somebody has to look. */
export const SCHOOL_RULES: Readonly<Record<string, readonly RetentionRuleFacts[]>> = {
  Ecclesbourne: [
    ...rules('Online Safety Policy - May 2026, section 9: kept by the retention policy', 'DSL', [
      ['Pictures of learners', null, 'CAPTURE', 36, 12],
    ]),
    ...rules(OWN_CHOICE, 'IT_PROVIDER', [['Identity photos', 'IDENTITY', 'LEAVING', 12, 3]]),
  ],
  Asterdale: rules(OWN_CHOICE, 'COMPUTING_LEAD', [
    ['Evidence of work in class', 'CLASSROOM', 'ACADEMIC_YEAR_END', 12, 6],
    ['Pictures of events', 'EVENT', 'CAPTURE', 24, 6],
    ['All other pictures', null, 'LEAVING', 0, 6],
  ]),
  OHS: rules(OWN_CHOICE, 'IT_MANAGER', [
    ['Pictures of events', 'EVENT', 'ACADEMIC_YEAR_END', 24, 12],
    ['Pictures to promote the school', 'PROMOTION', 'LAST_USE', 12, 6],
  ]),
  SJS: [
    ...rules('Trust Online Safety Policy, Sitwell: storage of images', 'HEAD', [
      ['Pictures go when a pupil leaves', null, 'LEAVING', 0, 12],
      ['Identity photos', 'IDENTITY', 'LEAVING', 0, 1],
    ]),
    ...rules(OWN_CHOICE, 'HEAD', [
      ['Pictures to promote the school', 'PROMOTION', 'LAST_USE', 6, 3],
      ['Video', 'VIDEO', 'ACADEMIC_YEAR_END', 0, 12],
    ]),
  ],
  TRC: rules(OWN_CHOICE, 'IT_MANAGER', [
    ['Pictures of students', null, 'LEAVING', 6, 6],
    ['Pictures to promote the college', 'PROMOTION', 'CONSENT_END', 0, 6],
  ]),
}
