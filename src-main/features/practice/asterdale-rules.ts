/** Asterdale Primary School: no table in the document, so everything it rules, in our own short words, clause by clause. */
import { allowed, certainTimes, illegal, inYears, notAllowed, permission, rule } from './facts'
import { ASTERDALE_POLICY as document } from './documents'
import { deviceProse, type DeviceCells, type ProseRules } from './prose'

const afterSigning = allowed({ agreement: true })
const lockedInOffice = rule('8.3', 'No: a device let in is locked in the office', notAllowed())
const byWrittenPermission = permission({ when: 'Written permission given', where: 'Locked in the school office' })
const imagePolicy = rule(
  '7.7',
  'As the image use policy and those beside it say',
  allowed({ when: 'In line with the image use policy' }),
)

export const asterdaleRules: ProseRules = {
  'phone-in-school': {
    staff: rule('8.2', 'Kept safe and silent in lessons', allowed({ when: 'In lessons kept safe, and off or silent' })),
    learners: rule('8.3', 'Only with written permission, locked in the office', byWrittenPermission),
    visitors: rule('8.4', 'Within the acceptable use policy; signs say so, staff challenge', afterSigning),
    parents: rule('8.4', 'Within the acceptable use policy; signs say so, staff challenge', afterSigning),
  },
  'phone-in-lessons': {
    staff: rule(
      '8.2',
      "Only with the head's written permission, such as an emergency",
      permission({ who: 'Headteacher, in writing', when: 'Such as in an emergency' }),
    ),
    learners: lockedInOffice,
  },
  'phone-in-social-time': { learners: lockedInOffice },
  'phone-in-private-areas': { everyone: rule('8.1', 'Not in medical rooms or toilets', notAllowed()) },
  'phone-to-contact-families': {
    staff: rule('8.2, 8.5', 'Never from an own phone; a work number is issued', notAllowed()),
  },
  'bluetooth-in-lessons': { staff: rule('8.2', 'Bluetooth and AirDrop hidden or off', notAllowed()) },
  'photo-own-device': {
    staff: rule('8.2', 'Never of pupils', notAllowed()),
    learners: lockedInOffice,
  },
  'photo-school-device': { staff: rule('8.2', 'Work equipment, the only kind for pictures of pupils', allowed()) },
  'other-personal-devices': {
    staff: rule(
      '8.2',
      "Not while teaching without the head's written permission",
      permission({ who: 'Headteacher, in writing', when: 'In teaching time' }),
    ),
    learners: rule('8.3', 'Only with written permission, locked in the office', byWrittenPermission),
  },
  'internet-in-lessons': {
    staff: rule(
      '7.1',
      'After evaluating sites, tools and apps',
      allowed({ when: 'Sites, tools and apps evaluated first' }),
    ),
    learners: rule(
      '7.1',
      'EYFS and KS1: adults show it, some direct supervision. KS2: directed by the teacher',
      inYears(
        'R',
        '2',
        certainTimes({ when: 'Adults demonstrate; at times directly supervised', where: 'Approved materials' }),
      ),
      inYears(
        '3',
        '6',
        allowed({ when: 'Directed by the teacher', where: 'Age-appropriate search engines and tools' }),
      ),
    ),
  },
  'portable-media': {
    everyone: rule(
      '7.5',
      'Specific permission, and scanned before use',
      permission({ when: 'Checked by a virus scan first' }),
    ),
  },
  'software-install': {
    staff: rule('7.5', 'Approved software only', permission({ when: 'The software is approved' })),
  },
  'personal-email-in-school': {
    everyone: rule('7.8', 'May be blocked', certainTimes({ when: 'Where school has not blocked it' })),
  },
  'school-email-for-personal': {
    everyone: rule(
      '7.8',
      'Restricted where excessive; not for social media sign-up',
      certainTimes({ when: 'Not to excess' }),
    ),
  },
  'personal-email-for-school': { staff: rule('7.8.1', 'Not for official business', notAllowed()) },
  messaging: {
    staff: rule(
      '7.10',
      'Class Dojo and Eduspot, with parents; monitored',
      allowed({ where: 'Class Dojo and Eduspot', purpose: 'Contact between staff and parents' }),
    ),
    learners: rule('7.10', 'Class Dojo messages are for staff and parents', notAllowed()),
    visitors: rule(
      '7.10',
      'Class Dojo when invited by the leadership',
      permission({ who: 'Leadership', where: 'Class Dojo', purpose: 'Granting rewards' }),
    ),
    parents: rule(
      '7.10',
      'Class Dojo with staff',
      allowed({ where: 'Class Dojo and Eduspot', purpose: 'Contact between staff and parents' }),
    ),
  },
  'video-broadcasting': {
    learners: rule(
      '7.1',
      'YouTube Kids, risk assessed',
      certainTimes({ when: 'After a risk assessment', where: 'YouTube Kids' }),
    ),
  },
  gaming: { everyone: rule('7.3.2', 'Gaming sites are blocked', notAllowed()) },
  'inappropriate-material': {
    everyone: rule('7.3.2', 'Pornography, racial hatred and extremism are blocked', notAllowed()),
  },
  'promoting-discrimination': { everyone: rule('10.5', 'Online hate is not tolerated', notAllowed()) },
  'hate-crime': { everyone: rule('10.5', 'Not tolerated; police where a crime is suspected', notAllowed()) },
  'infringing-copyright': { everyone: rule('7.1', 'Copyright law is kept, sources are named', notAllowed()) },
  'using-another-account': { everyone: rule('7.5.1', 'Nobody logs in as somebody else', notAllowed()) },
  'revealing-confidential': { everyone: rule('7.5.1', 'Passwords stay private', notAllowed()) },
  'child-abuse-imagery': { everyone: rule('10.3', 'IWF, police or LADO are told', illegal()) },
  grooming: { everyone: rule('10.2.1', 'Police are told at once', illegal()) },
  terrorism: { everyone: rule('10.6', 'Kept away from pupils in school', notAllowed()) },
  'sexual-image-offences': { everyone: rule('10.1.1', 'Not sent, shared, saved or copied', notAllowed()) },
  'publish-website': { staff: imagePolicy },
  'publish-social-account': { staff: imagePolicy },
  'video-conference': {
    staff: rule(
      '7.9.1',
      'Official channels, risk assessed',
      allowed({ when: 'After a risk assessment', where: 'Official and approved channels' }),
    ),
    learners: rule(
      '7.9.1',
      'A teacher says yes, parents agreed before, supervised',
      permission({ who: 'A teacher; parents or carers before', when: 'Supervised' }),
    ),
  },
  'record-video-conference': {
    everyone: rule(
      '7.9.2',
      'Reason given, everybody agrees in writing',
      permission({ who: 'All participants, in writing', when: 'The reason is given at the start' }),
    ),
  },
  'school-systems': {
    staff: rule('7.2', 'After signing', afterSigning),
    learners: rule('7.2', 'After signing', afterSigning),
    visitors: rule('7.2', 'After signing', afterSigning),
  },
  'school-device-off-site': { staff: rule('7.11', 'Encrypted', allowed({ when: 'Encrypted' })) },
  'lend-staff-device': { staff: rule('8.5', 'Work phones and devices are for staff alone', notAllowed()) },
  'personal-data-own-device': { staff: rule('7.11', 'Progress apps on school devices only', notAllowed()) },
  'school-email': {
    staff: rule('7.8.1', 'For all official messages', allowed({ purpose: 'Official communication' })),
    learners: rule(
      '7.8.2',
      'For education, after signing and being taught',
      allowed({ purpose: 'Educational purposes', agreement: true }),
    ),
  },
  'chain-messages': { everyone: rule('7.8', 'Never passed on', notAllowed()) },
  'harmful-posts': { everyone: rule('6, 8.1', 'Nothing that harms or offends', notAllowed()) },
  'personal-details-online': { everyone: rule('7.6', 'Not on the website', notAllowed()) },
}

const schoolOwned = rule('7.1', 'Used within the acceptable use policy', afterSigning)

const inSchool: DeviceCells = {
  SCHOOL_SINGLE: schoolOwned,
  SCHOOL_SHARED: schoolOwned,
  PUPIL_OWNED: rule('8.3', 'Only with written permission, locked in the office', byWrittenPermission),
  STAFF_OWNED: rule(
    '8.2',
    'Kept safe and silent in lessons',
    allowed({ when: 'In lessons kept safe, and off or silent' }),
  ),
  VISITOR_OWNED: rule('8.4', 'Within the acceptable use policy', afterSigning),
}

export const asterdaleDevices = deviceProse(document, { 'device-in-school': inSchool })
