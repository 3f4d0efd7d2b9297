/** The trust policy's sentences: what holds for all three schools, and what the Sitwell part adds or replaces. */
import { allowed, certainTimes, notAllowed, permission, rule } from './facts'
import type { ProseRules } from './prose'

const IMAGES = 'Using images, video and sound'
const SITWELL = 'Sitwell Junior School, 1 Managing Digital Content'

const schoolEquipmentOnly = rule(IMAGES, 'School/college equipment only', notAllowed())
const schoolEquipment = rule(IMAGES, 'School/college equipment, as the AUP says', allowed({ agreement: true }))
const ownMailClosed = rule('Using email', 'No personal accounts in the day', notAllowed())
const approvedMail = rule('Using email', 'Approved accounts, which are monitored', allowed())
const noDisrepute = rule('Using blogs and social networking', 'No disrepute to the school/college', notAllowed())
const noSharing = rule(IMAGES, 'Never shared', notAllowed())
const askFirst = rule('The school/college website', 'Permission comes first', permission())
const copyright = rule(IMAGES, 'No breach with what is downloaded', notAllowed())
const onlinePermission = rule(
  IMAGES,
  'Those shown agree; for learners their parents too',
  permission({ who: 'Those shown and, for learners, parents or carers' }),
)

const common: ProseRules = {
  'phone-to-contact-families': {
    staff: rule('Responsibilities of staff, 12', 'No own phones or texts', notAllowed()),
  },
  'personal-email-for-school': {
    staff: rule('Responsibilities of staff, 12', 'No own e-mail to learners or parents', notAllowed()),
  },
  'personal-email-in-school': { staff: ownMailClosed, learners: ownMailClosed },
  'school-email': { staff: approvedMail, learners: approvedMail },
  'photo-school-device': { staff: schoolEquipment, learners: schoolEquipment },
  'social-media': {
    staff: rule('Responsibilities of staff, 17', 'CEO approves', permission({ who: 'CEO' })),
  },
  'internet-in-lessons': {
    learners: rule(
      'Responsibilities of staff, 6 and 9',
      'Supervised and guided',
      allowed({ when: 'Supervised and guided by staff' }),
    ),
  },
  'infringing-copyright': { staff: copyright, learners: copyright },
  'photo-of-others': {
    everyone: rule(IMAGES, 'Those taking part agree', permission({ who: 'The people in the picture' })),
  },
  'full-names-with-images': { everyone: rule(IMAGES, 'Not in item, file name or text', notAllowed()) },
  'share-pupil-images': { staff: noSharing, learners: noSharing },
  'school-systems': {
    staff: rule('Responsibilities of staff, 2', 'Within the staff AUP', allowed({ agreement: true })),
    learners: rule('Responsibilities of learners, 1 and 15', 'After signing the AUP', allowed({ agreement: true })),
    visitors: rule('Other external groups, 3 and 4', 'After signing an AUP', allowed({ agreement: true })),
  },
  'lend-staff-device': {
    staff: rule('Responsibilities of staff, 13', 'For the person it was issued to', notAllowed()),
  },
  'harmful-posts': { staff: noDisrepute, learners: noDisrepute },
  'friend-links': { staff: rule('Responsibilities of staff, 12', 'Never', notAllowed()) },
  'real-names-in-blogs': { learners: rule('Using blogs and social networking', 'A nickname instead', notAllowed()) },
  'personal-details-online': {
    everyone: rule('The school/college website', 'No details of staff or learners', notAllowed()),
  },
  'external-posts': { staff: askFirst, learners: askFirst },
}

const thisCollegeAndOakwood: ProseRules = {
  ...common,
  'photo-own-device': { staff: schoolEquipmentOnly, learners: schoolEquipmentOnly },
  'publish-website': { staff: onlinePermission },
  'publish-social-account': { staff: onlinePermission },
}

/** Monitoring at home is stated for Chromebooks of two schools. */
const monitoredAtHome: ProseRules = {
  'school-device-off-site': {
    learners: rule(
      'Introduction: monitoring',
      'Chromebooks are monitored at home too',
      allowed({ when: 'Monitored at home too' }),
    ),
  },
}

export const oakwoodRules: ProseRules = { ...thisCollegeAndOakwood, ...monitoredAtHome }

export const thomasRotherhamRules: ProseRules = thisCollegeAndOakwood

const exceptional = rule(
  SITWELL,
  'School equipment; in exceptional cases own, if the head agrees, moved and deleted',
  permission({ who: 'Headteacher', when: 'Exceptional cases; moved to a school device, then deleted' }),
)

/** One of the seven places for which permission is asked. */
const location = (place: number) =>
  rule(
    `${SITWELL}: location ${place} of 7`,
    'Written permission, yearly or on entry; may be withdrawn',
    permission({ who: 'Parents or carers, in writing', when: 'Asked yearly or on entry' }),
  )

const ownMedia = rule(`${SITWELL}: storage`, 'Never on personal portable media', notAllowed())

export const sitwellRules: ProseRules = {
  ...common,
  ...monitoredAtHome,
  'photo-own-device': { staff: exceptional, learners: exceptional },
  'publish-website': { staff: location(1) },
  'publish-social-account': { staff: location(2) },
  'publish-reward-app': { staff: location(3) },
  'publish-print': { staff: location(4) },
  'display-in-school': { staff: location(5) },
  'display-off-site': { staff: location(6) },
  'publish-conference-video': { staff: location(7) },
  'photo-by-families': {
    parents: rule(
      SITWELL,
      'A senior leader agrees, own children only',
      permission({ who: 'Senior leadership team', when: 'Own children only' }),
    ),
  },
  'images-on-own-media': { staff: ownMedia, learners: ownMedia },
  'images-of-leavers': {
    staff: rule(
      `${SITWELL}: storage`,
      'No longer than agreed; office and leaders delete',
      certainTimes({ when: 'No longer than agreed with pupil and parents' }),
    ),
  },
  'internet-in-lessons': {
    learners: rule(
      'Sitwell Junior School, 2 Teaching & Learning',
      'Planned, age-appropriate, monitored',
      allowed({ when: 'Planned and monitored', where: 'Age-appropriate search engines and tools' }),
    ),
  },
}
