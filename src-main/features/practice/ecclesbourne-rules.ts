/** The Ecclesbourne School: what its sentences rule, in our own short words, clause by clause. */
import { allowed, certainTimes, inYears, notAllowed, permission, rule } from './facts'
import type { ProseRules } from './prose'

const familiesInWriting = permission({ who: 'Parents or carers, in writing' })
const approvers = permission({ who: 'SLT or the IT service provider' })
const sixthFormOnly = [
  inYears('7', '11', notAllowed()),
  inYears('12', '13', certainTimes({ where: 'Sixth form centre' })),
] as const

export const ecclesbourneRules: ProseRules = {
  'phone-in-school': {
    learners: rule('7 Mobile technologies', '7-11: no. 12-13: in the sixth form centre only', ...sixthFormOnly),
  },
  'phone-in-social-time': {
    learners: rule('7 Mobile technologies', '7-11: no. 12-13: in the sixth form centre only', ...sixthFormOnly),
  },
  'phone-to-contact-families': {
    staff: rule('3.1 Good practice in communication', 'No text messages from own phones', notAllowed()),
  },
  // The tables allow staff both of the next two; sections 9 and 4.1 do not (R15).
  'photo-own-device': {
    staff: rule('9 Digital and video images', 'Pictures of learners on school devices only', notAllowed()),
  },
  'ai-unapproved': { everyone: rule('4.1 Policy statements', 'Approved AI only', notAllowed()) },
  'photo-school-device': {
    staff: rule(
      '9 Digital and video images',
      'To support education, as school policies say',
      allowed({ purpose: 'To support educational aims' }),
    ),
  },
  'internet-in-lessons': {
    learners: rule(
      '5 Online safety education programme',
      'Guided to checked sites where planned; supervised when searching freely',
      allowed({ when: 'Guided or supervised by staff', where: 'Sites checked beforehand where use is planned' }),
    ),
  },
  'portable-media': { everyone: rule('6.4 Technical security', 'Only if SLT or the IT provider approves', approvers) },
  'software-install': {
    staff: rule('6.4 Technical security', 'On school devices only with consent of SLT or IT', approvers),
  },
  'personal-email-for-school': {
    staff: rule('3.1 Good practice in communication', 'Not to learners or families', notAllowed()),
  },
  'ai-approved': {
    staff: rule(
      '4.1 Policy statements',
      'Encouraged, through accounts the school provides',
      allowed({ where: 'Accounts provided by the school' }),
    ),
    learners: rule(
      '2.6.7 Learners',
      'With care for copyright, and checking what comes out',
      allowed({ when: 'Respecting copyright and checking accuracy' }),
    ),
  },
  'ai-sensitive-information': {
    staff: rule(
      '4.1 Policy statements',
      'Anonymised only; nothing sensitive unless the tool is vetted for it',
      certainTimes({ when: 'Anonymised, or the tool is vetted for it' }),
    ),
  },
  'photo-of-others': {
    everyone: rule(
      '7 Mobile technologies: personal devices',
      'Not against the will of those pictured',
      permission({ who: 'The people in the picture' }),
    ),
    learners: rule(
      '9 Digital and video images',
      'Only with permission of those pictured',
      permission({ who: 'The people in the picture' }),
    ),
  },
  'photo-by-families': {
    parents: rule(
      '9 Digital and video images',
      'Welcome for own use; not put on social networks',
      allowed({ purpose: 'Own personal use, never published' }),
    ),
  },
  'publish-website': { staff: rule('9 Digital and video images', 'Written permission first', familiesInWriting) },
  'publish-social-account': {
    staff: rule('9 Digital and video images', 'Written permission first', familiesInWriting),
  },
  'display-in-school': {
    staff: rule(
      '9 Digital and video images',
      'Written permission for use in school; none where solely internal',
      permission({ who: 'Parents or carers, in writing', when: 'Unless taken solely for internal purposes' }),
    ),
  },
  'full-names-with-images': {
    everyone: rule('9 Digital and video images', 'Never on a website or blog', notAllowed()),
  },
  'share-pupil-images': {
    learners: rule(
      '9 Digital and video images',
      'Only with permission of those pictured',
      permission({ who: 'The people in the picture' }),
    ),
  },
  'images-of-leavers': {
    staff: rule(
      '9 Digital and video images',
      'Stored securely as the retention policy says',
      certainTimes({ when: 'As long as the retention policy says' }),
    ),
  },
  'publish-pupil-work': {
    staff: rule(
      '9 Digital and video images',
      'Learner and family both agree',
      permission({ who: 'The learner, and parents or carers' }),
    ),
  },
  'video-conference': {
    staff: rule(
      '9 Digital and video images',
      'In line with safeguarding guidance',
      allowed({ when: 'In line with national and local safeguarding guidance' }),
    ),
  },
  'school-systems': {
    staff: rule('2.6.5 Teaching and support staff', 'With a signed agreement', allowed({ agreement: true })),
    learners: rule('2.6.7 Learners', 'Within the learner agreement', allowed({ agreement: true })),
    visitors: rule('6.4 Technical security', 'Access by risk profile', allowed({ when: 'Access set by risk profile' })),
    community: rule('2.6.9 Community users', 'With a signed agreement', allowed({ agreement: true })),
  },
  'school-device-off-site': {
    everyone: rule('6.4 Technical security', 'Under the statement agreed at issue', allowed({ agreement: true })),
  },
  'lend-staff-device': {
    staff: rule(
      '6.4 Technical security',
      'Use by family members is ruled by the statement agreed at issue',
      allowed({ purpose: 'Use by family members', agreement: true }),
    ),
  },
  'personal-data-own-device': { staff: rule('11 Data protection', 'Never moved to personal devices', notAllowed()) },
  'school-email': {
    staff: rule('3.1 Good practice in communication', 'The address that identifies staff', allowed()),
    learners: rule('3.1 Good practice in communication', 'The address that identifies learners', allowed()),
  },
  'official-social-account': {
    staff: rule(
      '8 Social media',
      'Approved by senior leaders, run by two or more staff',
      permission({ who: 'Senior leaders', when: 'At least two members of staff run it' }),
    ),
  },
  'harmful-posts': {
    staff: rule('8 Social media', 'No mention of learners, families or staff', notAllowed()),
  },
  'personal-details-online': { everyone: rule('8 Social media', 'Personal information stays out', notAllowed()) },
}
