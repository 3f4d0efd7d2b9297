/**
 * The canonical activities a trust starts with: the questions schools are compared on (R117). Two rows of two schools
 * that ask the same thing in other words meet at one key; a trust may add its own beside these, never take one away.
 */
import type { Activity, ActivityKey, DeviceClass } from '@contract/matrices'

/** Areas in the order they are shown. */
export const AREAS = [
  'Phones',
  'Photos and video',
  'Devices and network',
  'E-mail',
  'Social media and messaging',
  'Streaming and gaming',
  'Files and shopping',
  'AI',
  'Unacceptable use',
  'Computer misuse',
  'Illegal acts',
] as const
export type Area = (typeof AREAS)[number]

type Questions = readonly (readonly [key: ActivityKey, label: string])[]

const QUESTIONS: Readonly<Record<Area, Questions>> = {
  Phones: [
    ['phone-in-school', 'Bring a mobile phone to school'],
    ['phone-in-lessons', 'Use a mobile phone in lessons or for learning'],
    ['phone-in-social-time', 'Use a mobile phone in social time or outside lessons'],
    ['phone-in-private-areas', 'Use a phone in medical rooms, toilets and the like'],
    ['phone-to-contact-families', 'Use an own phone to contact pupils or their families'],
    ['bluetooth-in-lessons', 'Keep Bluetooth or AirDrop switched on in lessons'],
  ],
  'Photos and video': [
    ['photo-own-device', 'Take photos or videos on an own phone or camera'],
    ['photo-school-device', 'Take photos or videos on a school device'],
  ],
  'Devices and network': [
    ['device-in-school', 'Have the device in school'],
    ['device-full-network', 'Join the device to the full school network'],
    ['device-internet-only', 'Use the device for internet access only'],
    ['other-personal-devices', 'Use other personal devices, such as tablets and games consoles'],
    ['internet-in-lessons', 'Use the internet in lessons'],
    ['portable-media', 'Use portable media, such as memory sticks'],
    ['software-install', 'Download or install software'],
  ],
  'E-mail': [
    ['personal-email-in-school', 'Use personal e-mail in school or on the school network'],
    ['school-email-for-personal', 'Use school e-mail for personal messages'],
    ['personal-email-for-school', 'Use personal e-mail for school business'],
  ],
  'Social media and messaging': [
    ['social-media', 'Use social media'],
    ['messaging', 'Use instant messaging or chat'],
    ['chat-rooms', 'Use online chat rooms'],
    ['blogs', 'Use blogs, wikis and podcasts'],
  ],
  'Streaming and gaming': [
    ['streaming', 'Stream films and other entertainment'],
    ['video-broadcasting', 'Use video broadcasting services'],
    ['gaming', 'Play online games'],
  ],
  'Files and shopping': [
    ['file-sharing', 'Use file sharing'],
    ['shopping', 'Shop online'],
  ],
  AI: [
    ['ai-approved', 'Use AI services the school has approved'],
    ['ai-unapproved', 'Use AI services the school has not approved'],
    ['ai-sensitive-information', 'Enter personal or sensitive information into AI services'],
  ],
  'Unacceptable use': [
    ['inappropriate-material', 'Reach inappropriate material, such as pornography, gambling or drugs'],
    ['promoting-discrimination', 'Promote discrimination of any kind'],
    ['private-business', 'Run a private business on school systems'],
    ['bypassing-filtering', 'Get round filtering, monitoring or other safeguards'],
    ['infringing-copyright', 'Infringe copyright or intellectual property'],
    ['unfair-usage', 'Slow the network for others with large transfers'],
  ],
  'Computer misuse': [
    ['using-another-account', "Use another person's account"],
    ['unauthorised-access', 'Get into school networks, files or records without authority'],
    ['harmful-files', 'Make or spread viruses and other harmful files'],
    ['revealing-confidential', 'Reveal confidential information, such as access codes'],
    ['disrupting-network', 'Disable or disrupt the network'],
    ['penetration-testing', 'Use penetration testing equipment without permission'],
  ],
  'Illegal acts': [
    ['child-abuse-imagery', 'Child sexual abuse imagery'],
    ['grooming', 'Child sexual abuse, exploitation and grooming'],
    ['terrorism', 'Terrorism'],
    ['encouraging-suicide', 'Encourage or assist suicide'],
    ['sexual-image-offences', 'Offences relating to sexual images'],
    ['threats-of-violence', 'Incite or threaten violence'],
    ['hate-crime', 'Hate crime'],
    ['public-order', 'Public order offences, such as harassment and stalking'],
    ['drug-offences', 'Drug-related offences'],
    ['weapon-offences', 'Weapons and firearms offences'],
    ['fraud', 'Fraud, money laundering and other financial crime'],
  ],
}

/** Room between two activities, so that a trust can put its own in between. */
const STEP = 10

/** Every activity a new trust starts with, in the order of areas and questions. */
export const CATALOGUE: readonly Activity[] = AREAS.flatMap((area) =>
  QUESTIONS[area].map(([key, label]) => ({ key, label, area })),
).map((activity, index) => ({ ...activity, position: (index + 1) * STEP }))

/** Activities that are asked once for each class of device (R19, R20). */
export const DEVICE_ACTIVITIES: readonly ActivityKey[] = [
  'device-in-school',
  'device-full-network',
  'device-internet-only',
]

/** Device classes in words, as the owner's side would say them. */
export const DEVICE_WORDS: Readonly<Record<DeviceClass, string>> = {
  SCHOOL_SINGLE: "School's own, for one user",
  SCHOOL_SHARED: "School's own, shared",
  AUTHORISED: 'Bought by the family through a school scheme',
  PUPIL_OWNED: "Pupil's own",
  STAFF_OWNED: "Staff's own",
  VISITOR_OWNED: "Visitor's own",
}

/** Key of the question a row and column answer: the activity, and for a column of one device class that class. */
export const questionKey = (activity: ActivityKey, device: DeviceClass | null): string =>
  device === null ? activity : `${activity}.${device.toLowerCase()}`

/** The question in words: the activity's own label, and the device class where it is asked for one. */
export const questionLabel = (label: string, device: DeviceClass | null): string =>
  device === null ? label : `${label}: ${DEVICE_WORDS[device]}`
