/**
 * How schools word the activities of the catalogue. One line is one way of saying it: all of its patterns must be found
 * in a row's label, none of `without`. `sure` says the label means just this; otherwise a person looks twice.
 */
import type { ActivityKey } from '@contract/matrices'

export interface Wording {
  readonly activity: ActivityKey
  readonly all: readonly RegExp[]
  readonly without?: RegExp
  readonly sure: boolean
}

const PHONE = /\b(?:phones?|mobiles?|smartphones?)\b/
const PHOTO = /\b(?:photos?|photographs?|pictures?|images?|videos?|filming)\b/
const TAKE = /\b(?:tak(?:e|ing)|film(?:ing)?|record(?:ing)?)\b/
const PERSONAL = /\b(?:personal|own|private)\b/
const EMAIL = /\bemails?\b/
const SCHOOL_EMAIL = /\bschool(?: or college|\/college)? emails?\b/
const AI = /\b(?:ai|artificial intelligence|chatbots?)\b/
const NETWORK = /\b(?:network|wi-?fi|wireless)\b/

const wording = (activity: ActivityKey, sure: boolean, all: readonly RegExp[], without?: RegExp): Wording =>
  without === undefined ? { activity, all, sure } : { activity, all, without, sure }

/** Sooner lines win over later ones for the same label. */
export const WORDINGS: readonly Wording[] = [
  // Phones
  wording(
    'photo-own-device',
    true,
    [PHOTO, TAKE, /\b(?:phones?|cameras?)\b/],
    /\bschool(?: or college|\/college)?[- ](?:owned |issued )?(?:devices?|cameras?|equipment)\b/,
  ),
  wording('photo-own-device', true, [PHOTO, TAKE, PERSONAL, /\b(?:equipment|devices?)\b/]),
  wording('photo-school-device', true, [PHOTO, TAKE, /\b(?:school|college)\b/, /\b(?:devices?|equipment|cameras?)\b/]),
  wording('photo-own-device', false, [PHOTO, TAKE]),
  wording('phone-in-private-areas', true, [PHONE, /\b(?:toilets?|medical rooms?|changing (?:rooms?|areas?))\b/]),
  wording('phone-to-contact-families', true, [
    PHONE,
    /\b(?:contact|call|text)(?:ing)?\b/,
    /\b(?:pupils?|parents?|famil(?:y|ies)|learners?|students?)\b/,
  ]),
  wording('phone-in-social-time', true, [
    PHONE,
    /\b(?:social times?|break(?:s|times?)?|lunch(?:times?)?|outside (?:of )?lessons?|between lessons?)\b/,
  ]),
  wording('phone-in-lessons', true, [PHONE, /\b(?:lessons?|class(?:es|room)?|learning|teaching)\b/], /\boutside\b/),
  wording('phone-in-school', true, [PHONE, /\b(?:brought|bring(?:ing)?|carry|carried|carrying|bought)\b/]),
  wording('phone-in-school', false, [PHONE, /\b(?:in|on|into|at) (?:the )?(?:school|site|college)\b/]),
  wording('bluetooth-in-lessons', true, [/\b(?:bluetooth|air ?drop)\b/]),

  // Devices and network
  wording('device-full-network', true, [/\bfull\b/, NETWORK]),
  wording('device-internet-only', true, [/\binternet\b/, /\bonly\b/]),
  wording('device-in-school', true, [/^(?:is |are )?(?:devices? )?allowed in (?:the )?(?:school|college)$/]),
  wording('portable-media', true, [
    /\b(?:portable|removable|external) (?:media|storage|drives?)\b|\b(?:usb|memory) (?:sticks?|drives?)\b/,
  ]),
  wording('software-install', true, [
    /\b(?:install|download)(?:ing)?\b/,
    /\b(?:software|programs?|apps?|applications?)\b/,
  ]),
  wording('other-personal-devices', true, [/\bother\b/, PERSONAL, /\bdevices?\b/]),
  wording('other-personal-devices', true, [/\b(?:tablets?|gaming devices?|games consoles?|smart ?watch(?:es)?)\b/]),

  // E-mail
  wording('personal-email-for-school', true, [EMAIL, PERSONAL, /\b(?:business|official|work)\b/]),
  wording('school-email-for-personal', true, [SCHOOL_EMAIL, PERSONAL]),
  wording('school-email-for-personal', true, [
    /\bschool(?: or college|\/college)? email (?:address(?:es)?|accounts?)\b/,
    PERSONAL,
  ]),
  wording('personal-email-in-school', true, [EMAIL, PERSONAL]),

  // Social media and messaging
  wording('chat-rooms', true, [/\bchat ?rooms?\b/]),
  wording('messaging', true, [/\b(?:instant )?messag(?:ing|es?)\b/], /\b(?:offensive|bullying|abusive)\b/),
  wording('messaging', false, [/\bchat\b/], /\bchat ?rooms?\b/),
  wording('blogs', true, [/\b(?:blogs?|blogging|wikis?|podcasts?)\b/]),
  wording('social-media', true, [/\bsocial (?:media|network(?:s|ing)?)\b/]),

  // Streaming and gaming, files and shopping
  wording('video-broadcasting', true, [/\bbroadcast(?:ing|s)?\b/]),
  wording('streaming', true, [/\bstream(?:ing|s)?\b/]),
  wording('gaming', true, [/\b(?:gaming|games?)\b/], /\b(?:devices?|consoles?)\b/),
  wording('shopping', true, [/\b(?:shopping|commerce)\b/]),
  wording('file-sharing', true, [/\bfile[- ]sharing\b/]),

  // AI
  wording('ai-sensitive-information', true, [AI, /\b(?:sensitive|confidential|personal)\b/]),
  wording('ai-unapproved', true, [AI, /\b(?:not|un)[- ]?(?:been )?approved\b/]),
  wording('ai-approved', true, [AI, /\bapproved\b/], /\b(?:not|un)[- ]?(?:been )?approved\b/),
  wording('ai-unapproved', false, [AI], /\bcopyright\b/),

  // Unacceptable use
  wording('infringing-copyright', true, [/\b(?:copyright|intellectual property)\b/]),
  wording('promoting-discrimination', true, [/\bdiscriminat(?:ion|ory|ing)\b/]),
  wording('private-business', true, [/\bprivate business\b/]),
  wording('bypassing-filtering', true, [/\b(?:bypass|subvert|get round|circumvent)(?:ing)?\b/]),
  wording('unfair-usage', true, [/\bunfair usage\b|\blarge files\b/]),
  wording('inappropriate-material', true, [/\binappropriate (?:material|content|sites?|websites?)\b/]),

  // Computer misuse
  wording('penetration-testing', true, [/\bpenetration test/]),
  wording('using-another-account', true, [
    /\b(?:another|someone else's|others?')\b/,
    /\b(?:username|id|account|password)s?\b/,
  ]),
  wording('unauthorised-access', true, [/\bunauthori[sz]ed access\b/]),
  wording('harmful-files', true, [/\b(?:virus(?:es)?|malware|harmful files)\b/]),
  wording('revealing-confidential', true, [
    /\b(?:reveal|publici[sz]|disclos)(?:e|ing)\b/,
    /\b(?:confidential|proprietary)\b/,
  ]),
  wording('disrupting-network', true, [/\b(?:disable|impair|disrupt)/, NETWORK]),

  // Illegal acts
  wording('child-abuse-imagery', true, [/\bchild (?:sexual )?abuse\b/, /\b(?:imagery|images?)\b/]),
  wording('grooming', true, [/\bgrooming\b|\bchild sexual exploitation\b/]),
  wording('terrorism', true, [/\bterroris[mt]\b/]),
  wording('encouraging-suicide', true, [/\bsuicide\b/]),
  wording('sexual-image-offences', true, [/\b(?:revenge|extreme) (?:and extreme )?pornography\b|\bsexual images\b/]),
  wording('threats-of-violence', true, [/\bviolence\b/]),
  wording('hate-crime', true, [/\bhate crimes?\b/]),
  wording('public-order', true, [/\bpublic order\b|\bstalking\b/]),
  wording('drug-offences', true, [/\bdrug(?:s|-related|s-related)?\b/, /\boffences?\b/]),
  wording('weapon-offences', true, [/\b(?:weapons?|firearms?)\b/]),
  wording('fraud', true, [/\b(?:fraud|money laundering|financial crime)\b/]),
]
