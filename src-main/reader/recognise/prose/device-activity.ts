/** Which question of the catalogue a rule answers, from its words; null where that is not clear. */
import type { ActivityKey, Audience, DeviceClass } from '@contract/matrices'
import type { Mood } from './permission-words'
import type { Topic } from './device-words'

export interface AskedOf {
  readonly topics: ReadonlySet<Topic>
  readonly primary: Topic
  /** The clause, with the words its list is led in by. */
  readonly text: string
  /** The headings above it. */
  readonly clause: string
  readonly audience: Audience
  readonly mood: Mood
}

const LESSONS =
  /\b(?:lessons?|lesson times?|class(?:es|rooms?|[- ]time)?|teaching (?:times?|periods?|sessions?)|learning time|(?<!non[- ])contact time|directed time)\b/i
const SOCIAL_TIME =
  /\b(?:social times?|break ?times?|breaks?|lunch(?:time|times)?|outside (?:of )?lessons|free time|staff ?rooms?|non[- ]contact|playtimes?)\b/i
const PRIVATE =
  /\b(?:toilets?|medical rooms?|changing (?:rooms?|areas?)|bathrooms?|washrooms?|cloakrooms?|nappy|showers?|swimming)\b/i
const IN_SCHOOL =
  /\b(?:bring|brought|bringing|into (?:school|college|the academy)|(?:have|carry|possess)\b.*\b(?:in|at|on)(?:to)? (?:school|college|site|the premises|the school)|in school unless|on(?:to)? (?:the )?(?:school )?(?:site|premises|grounds)|hand(?:ed)? (?:in|over|them)|(?:school )?office|lockers?|on arrival|during the school day in)\b/i
const PEOPLE = /\b(?:pupils?|students?|learners?|children|parents?|carers?|famil(?:y|ies))\b/i
/** Writing to or calling pupils or families; "non-contact time" is none of that. */
const CONTACTS =
  /(?<![\w-])(?:contact(?:ing)?|communicat(?:e|ing|ion)|call(?:ing)?|text(?:ing|s)?|messag(?:e|es|ing)|ring(?:ing)?|phoning)\b[^.;]{0,60}?\b(?:pupils?|students?|learners?|children|parents?|carers?|famil(?:y|ies))\b/i
const PICTURES = /\b(?:photo(?:graph)?s?|photography|images?|pictures?|videos?|film(?:ing)?|record(?:ing)?s?|sound)\b/i
const TAKES =
  /\b(?:take|taking|taken|film|filming|filmed|record|recording|recorded|captur(?:e|ed|ing)|photograph(?:ed|ing)?|creat(?:e|ed|ing)|made|make)\b/i
const KEEPS =
  /\b(?:stor(?:e|ed|ing|age)|transfer(?:red|ring)?|upload(?:ed|ing)?|publish(?:ed|ing)?|shar(?:e|ed|ing)|sen[dt])\b/i
const NETWORK = /\b(?:connect(?:ed|ing)?|join(?:ed|ing)?|log(?:ged)? on)\b.*\b(?:wi-?fi|network|internet)\b/i
const BUSINESS =
  /\b(?:official|school business|work purposes?|school[- ]related|professional|school matters|these communications|any school)\b/i

/** @returns a key of the catalogue a new trust starts with */
export function activityOf({ topics, primary, text: asked, clause, audience, mood }: AskedOf): ActivityKey | null {
  const text = asked.replace(/\([^()]*\)|\brecording devices?\b/gi, ' ')
  const has = (topic: Topic): boolean => topics.has(topic)
  const takesPictures = PICTURES.test(text) && TAKES.test(text) && !KEEPS.test(text)
  if (primary === 'BLUETOOTH') return LESSONS.test(text) ? 'bluetooth-in-lessons' : null
  if (primary === 'BYPASS') return 'bypassing-filtering'
  if (primary === 'AI') return aiActivity(text, mood)
  if (primary === 'SCHOOL_DEVICE') return takesPictures ? 'photo-school-device' : null
  if (primary === 'PHONE' || primary === 'PERSONAL_DEVICE') {
    if (audience === 'STAFF' && CONTACTS.test(text)) return has('PHONE') ? 'phone-to-contact-families' : null
    if (takesPictures) return 'photo-own-device'
    if (KEEPS.test(text) && PICTURES.test(text)) return null
    return primary === 'PHONE' ? phoneActivity(text, mood) : deviceActivity(text, clause, mood)
  }
  if (primary === 'MEDIA') return PICTURES.test(text) ? null : 'portable-media'
  if (primary === 'SOFTWARE') return /\b(?:install|download)/i.test(text) ? 'software-install' : null
  if (primary === 'PERSONAL_EMAIL') {
    if (BUSINESS.test(text) || CONTACTS.test(text)) return 'personal-email-for-school'
    return /\b(?:in|at|during|on|from) (?:the )?(?:school|college|academy|lessons|network|working)|\baccess/i.test(text)
      ? 'personal-email-in-school'
      : null
  }
  if (primary === 'SCHOOL_EMAIL')
    return /\bfor (?:any )?(?:their )?(?:personal|private|non-(?:work|school)|social)\b/i.test(text)
      ? 'school-email-for-personal'
      : null
  if (primary === 'SOCIAL')
    return /\b(?:us(?:e|ed|ing)|access(?:ed|ing)?)\b/i.test(text) &&
      !PEOPLE.test(text.replace(/^\W*(?:all |our )?[\w/]+/i, '')) &&
      !/\bpost|official|comment|reference\b|communicat/i.test(text)
      ? 'social-media'
      : null
  if (primary === 'CHAT') return 'chat-rooms'
  if (primary === 'MESSAGING')
    return /instant messag|messag\w+ (?:service|app|platform)|whatsapp/i.test(text) &&
      !PEOPLE.test(text.replace(/^\W*(?:all |our )?[\w/]+/i, ''))
      ? 'messaging'
      : null
  if (primary === 'BLOG') return /\bus(?:e|ed|ing)\b/i.test(text) ? 'blogs' : null
  if (primary === 'GAMING') return 'gaming'
  if (primary === 'STREAMING') return 'streaming'
  if (primary === 'FILE_SHARING') return 'file-sharing'
  if (primary === 'SHOPPING') return 'shopping'
  return null
}

function phoneActivity(text: string, mood: Mood): ActivityKey | null {
  if (PRIVATE.test(text)) return 'phone-in-private-areas'
  // "Not used at all, including at break" is more than that.
  if (/\bincluding (?:at |during )?(?:break|lunch|lessons|social)/i.test(text)) return null
  const [lessons, social] = [LESSONS.test(text), SOCIAL_TIME.test(text)]
  // Kept off or put away in lessons: it says nothing of using one.
  if (lessons && mood === 'keep') return null
  if (lessons && !social) return 'phone-in-lessons'
  if (social && !lessons) return 'phone-in-social-time'
  return !lessons && !social && IN_SCHOOL.test(text) ? 'phone-in-school' : null
}

function deviceActivity(text: string, clause: string, mood: Mood): ActivityKey | null {
  if (NETWORK.test(text)) return /\bguest|internet only\b/i.test(text) ? 'device-internet-only' : 'device-full-network'
  // In a part about phones "personal devices" and "mobile devices" are phones as well.
  if (/\b(?:mobile (?:technology )?|personal )devices?\b/i.test(text) && /\bphones?\b/i.test(clause)) {
    const phone = phoneActivity(text, mood)
    if (phone !== null) return phone
  }
  // Listed with phones they are one rule about all of them.
  if (/\bphones?\b/i.test(text)) return null
  return /\bother personal|tablets?|consoles?|gaming|smart ?watch|wearable|smart glasses/i.test(text)
    ? 'other-personal-devices'
    : null
}

function aiActivity(text: string, mood: Mood): ActivityKey | null {
  if (
    /\b(?:sensitive|personal(?:ly)?|confidential|identifiable|anonymis)/i.test(text) &&
    /\b(?:input|enter|upload|put|share|paste)/i.test(text)
  )
    return 'ai-sensitive-information'
  if (mood === 'only') return null
  if (/\b(?:unapproved|not (?:been )?approved|unauthorised|non-approved)\b/i.test(text)) return 'ai-unapproved'
  return /\b(?:approved|school[- ]provided)\b/i.test(text) && mood === 'allow' ? 'ai-approved' : null
}

/** Whose device it is, where the words say so. */
export function deviceClassOf(primary: Topic, words: string, audience: Audience): DeviceClass | null {
  const low = words.toLowerCase()
  if (/\b(?:pupil|student|learner)[- ]owned/.test(low)) return 'PUPIL_OWNED'
  if (/\bstaff[- ]owned/.test(low)) return 'STAFF_OWNED'
  if (primary !== 'PHONE' && primary !== 'PERSONAL_DEVICE') return null
  if (/\b(?:school|college|work|academy)\b/.test(low)) return null
  if (audience === 'STAFF') return /\b(?:personal|own|their|private)/.test(low) ? 'STAFF_OWNED' : null
  if (audience === 'LEARNER') return 'PUPIL_OWNED'
  return audience === 'VISITOR' || audience === 'PARENT' ? 'VISITOR_OWNED' : null
}
