/** Devices, accounts and services a rule may be about, as policies call them. */

export const TOPICS = [
  'SCHOOL_DEVICE',
  'PHONE',
  'PERSONAL_DEVICE',
  'MEDIA',
  'PERSONAL_EMAIL',
  'SCHOOL_EMAIL',
  'EMAIL',
  'SOCIAL',
  'CHAT',
  'MESSAGING',
  'BLOG',
  'AI',
  'VIDEO_CALL',
  'BLUETOOTH',
  'SOFTWARE',
  'STREAMING',
  'GAMING',
  'FILE_SHARING',
  'SHOPPING',
  'BYPASS',
  'WEBSITE',
  'PHOTO',
] as const
export type Topic = (typeof TOPICS)[number]

const SCHOOL = "(?:school|college|academy|trust|work|nursery)(?:[’']s)?(?:\\s*/\\s*college)?"
const OWNED = '(?:[- ](?:owned|issued|provided|supplied|managed|based))?'
const KINDS_OF_DEVICE =
  '(?:mobile |electronic |digital |smart |internet[- ]enabled |portable |computing |ict |it )*(?:devices?|equipment|laptops?|tablets?|i-?pads?|cameras?|chromebooks?|computers?|technology|technologies)'
const OWN =
  '(?:personal(?:ly)?(?:[- ]owned)?|own(?: personal)?|private(?:ly)?(?:[- ]owned)?|(?:pupil|student|staff|visitor)[- ]owned|home)'
const MAIL = '(?:e-?mails?(?: (?:address(?:es)?|accounts?|systems?))?)'

const PATTERNS: Readonly<Record<Topic, string>> = {
  SCHOOL_DEVICE: `${SCHOOL}${OWNED} (?:mobile phones?(?: and devices)?|phones?(?: and devices)?|${KINDS_OF_DEVICE})|(?:devices?|equipment|laptops?|tablets?|cameras?) (?:owned|provided|issued|supplied|managed) by (?:the |their |our )?${SCHOOL}|chromebooks?`,
  PHONE: `(?:(?:${OWN}|school|work|staff|mobile|smart) )*(?:mobile |smart|cell)? ?(?:phones?|telephones?)(?:(?: and| or|/)(?: ${OWN})?(?: electronic| mobile)? ?devices?)?(?! numbers?| calls?| lines?)|mobiles|smart ?phones?`,
  PERSONAL_DEVICE: `${OWN} ${KINDS_OF_DEVICE}|mobile (?:technology )?devices?|electronic devices?|smart ?watch(?:es)?|wearable (?:devices?|technology)|wearables|smart glasses|(?:ear|head)phones|i-?pads?|tablets?|games? consoles?|gaming devices?|personal devices?|byod`,
  MEDIA: `(?:(?:personal|own) )?(?:removable|portable) (?:storage )?(?:media|storage|devices?|drives?|hard drives?)(?: storage)?|(?:usb|memory|pen|flash) ?(?:storage )?(?:sticks?|drives?|keys?|devices?|pens?)|usbs|external hard drives?`,
  PERSONAL_EMAIL: `(?:external )?(?:personal|private|home|own|non[- ]?(?:work|school)) ${MAIL}|(?:web[- ]based|external) ${MAIL}`,
  SCHOOL_EMAIL: `(?:(?:official|approved|individual) )?(?:${SCHOOL}${OWNED}|official|approved|allocated) ${MAIL}`,
  EMAIL: `chain (?:letters|messages(?: ?/ ?${MAIL})?|${MAIL})|${MAIL}`,
  SOCIAL:
    '(?:(?:personal|official|public) )?social[- ](?:media|network(?:ing|s)?)(?: (?:sites?|accounts?|platforms?|services?|apps?|profiles?))?|facebook|instagram|snapchat|tiktok|twitter',
  CHAT: '(?:online )?chat ?rooms?|(?:online )?chat (?:services?|facilities)',
  MESSAGING:
    '(?:instant |private |direct |text |online )?messag(?:ing|es?)(?: (?:services?|apps?|systems?|platforms?))?|texting|texts?(?= (?:to|messages?|pupils|parents)|,|\\s*(?:or|and|/)\\s)|whatsapp(?: groups?)?|sms',
  BLOG: '(?:personal )?blogs?|wikis?|podcasts?|vlogs?',
  AI: '(?:(?:those|generative|unapproved|approved|third[- ]party|school[- ](?:approved|provided)|public) )*(?:ai|artificial intelligence)(?: \\(ai\\))?(?:[- ]based)?(?: (?:services?|tools?|systems?|technolog(?:y|ies)|platforms?|accounts?|chatbots?|apps?))?|chatgpt|chatbots?',
  VIDEO_CALL:
    '(?:school )?video ?-?conferenc(?:e|es|ing)(?: (?:equipment|calls?))?|video ?calls?|webcams?|live[- ]?stream(?:s|ing)?',
  BLUETOOTH: 'bluetooth|air ?drop',
  SOFTWARE:
    '(?:unapproved |unlicensed |any |new |unauthorised )?(?:software|applications?|apps|programs?|executable files?)',
  STREAMING: 'streaming services?|(?:film|music|video) streaming|netflix',
  GAMING: '(?:online |computer |video )?(?:games|gaming)',
  FILE_SHARING: 'file[- ]sharing(?: (?:sites?|services?))?|peer[- ]to[- ]peer(?: (?:networks?|software))?|torrents?',
  SHOPPING: 'online shopping|shop online',
  BYPASS:
    'vpns?|virtual private networks?|prox(?:y|ies)(?: (?:sites?|servers?|avoidance))?|bypass(?:ing)? [\\w /]{0,30}filter\\w*',
  WEBSITE: 'external (?:web)?sites?|(?:social|video)[- ]sharing sites?',
  PHOTO:
    '(?:digital |still |moving )?(?:photo(?:graph)?s?|photography|images?|pictures?|videos?|video (?:clips?|recordings?|footage)|sound clips?|recordings?|cameras?|webcam images|selfies|footage)',
}

export interface Mention {
  readonly topic: Topic
  /** As written. */
  readonly words: string
  readonly start: number
  readonly end: number
}

const ALL = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${TOPICS.map((topic) => `(?<${topic}>${PATTERNS[topic]})`).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
)
/** Cheap test before the long one. */
const HINT =
  /phone|mobile|device|equipment|technolog|laptop|tablet|pad|camera|chromebook|computer|usb|memory|media|drive|mail|social|facebook|instagram|snapchat|tiktok|twitter|chat|messag|text|whatsapp|sms|blog|wiki|podcast|\bai\b|artificial|conferenc|webcam|stream|bluetooth|drop|software|app|program|game|gaming|sharing|torrent|shop|vpn|prox|bypass|site|photo|image|picture|video|film|record|watch|wearable|glasses|byod|clip|selfie|footage/i

/** Every device, account or service a text mentions, from left to right. */
export function mentionsIn(text: string): Mention[] {
  if (!HINT.test(text)) return []
  return [...text.matchAll(ALL)].flatMap((match) => {
    if (MODIFIES.test(text.slice(match.index + match[0].length))) return []
    const topic = TOPICS.find((name) => match.groups?.[name] !== undefined) ?? 'PHOTO'
    const words = match[0].trimEnd()
    return { topic, words, start: match.index, end: match.index + words.length }
  })
}

/** Behind a mention: then it only says what kind of details, policy or lesson is meant. */
const MODIFIES =
  /^[’']?\s*(?:contact )?(?:details|polic(?:y|ies)|agreements?|procedures?|guidance|administration|log[- ]?ons?|passwords?|suppliers?|settings|education|training|safety|safeguarding|issues|incidents?|risks?|lessons?|curriculum|providers?|records?|inventory)\b/i

const BETWEEN =
  /^\s*(?:,|\/|&|and|or|,\s*(?:and|or)|such as:?|e\.g\.|\(such as|including|\()?\s*(?:a |an |the |any |other |their |own |personal |similar )*$/i
const BEFORE =
  /(?:(?:their|own|personal|mobile|any|all|portable|approved|unapproved|third-party|digital|specific|staff|pupils['’]?|school|other|personal mechanisms e\.g\. a)\s+)+$/i

/** First and last of the mentions that are named in one breath with one of them. */
function rangeOf(text: string, mentions: readonly Mention[], at: number): readonly [number, number] {
  let first = at
  let last = at
  const gap = (a: number, b: number): string => text.slice(mentions[a]?.end ?? 0, mentions[b]?.start ?? 0)
  while (last + 1 < mentions.length && BETWEEN.test(gap(last, last + 1))) last += 1
  while (first > 0 && BETWEEN.test(gap(first - 1, first))) first -= 1
  return [first, last]
}

/** The mention and those listed with it: "personal e-mail, text messages or phones". */
export function listOf(text: string, mentions: readonly Mention[], at: number): readonly Mention[] {
  const [first, last] = rangeOf(text, mentions, at)
  const one = mentions[at]
  return one === undefined ? [] : [one, ...mentions.slice(first, last + 1).filter((other) => other !== one)]
}

/** The words of the document for what a rule is about: the mention, what is listed with it, and what describes it. */
export function deviceWords(text: string, mentions: readonly Mention[], at: number): string {
  const [first, last] = rangeOf(text, mentions, at)
  const start = mentions[first]?.start ?? 0
  const described = BEFORE.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? ''
  return text
    .slice(start - described.length, mentions[last]?.end ?? start)
    .replace(/^(?:any|all)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
}
