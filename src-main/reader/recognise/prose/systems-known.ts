/** Products schools in England use by name, so that one is known wherever a sentence says it is used. */

export interface Product {
  /** Whole spelling, capitals included. */
  readonly pattern: RegExp
  /** Also an ordinary word: only where the sentence says that it is used. */
  readonly ordinary: boolean
  /** A public service: only where the account is the school's own. */
  readonly public: boolean
}

/** A `?` lets the space, hyphen or letter before it be left out. */
const SCHOOL = [
  // Safeguarding records and behaviour
  'C-?POMS, My ?Concern, Safeguard My School, Tootoot, Schoolpod, Sleuth, Class ?Charts, Behaviour Watch, Edukey, Provision Map',
  // Filtering and monitoring
  'Smoothwall, Securly, Senso, Impero, Lightspeed Filter, Lightspeed Systems, Lightspeed, Netsweeper, FortiGate, Fortinet',
  'Sophos, Securus, eSafe, NetSupport DNA, NetSupport, classroom\\.cloud, RM Safety ?Net, LGfL WebScreen, WebScreen',
  'SurfProtect, Censornet, Policy Central, Forensic Monitoring, AB Tutor, Talk Straight, Schools Broadband, Websense',
  'Barracuda, Cisco Umbrella, Qoria, Linewize, Visigo, GoGuardian, Blocksi, Google Safe ?Search, Google Safe, You ?Tube Kids',
  // Management information and progress
  'SIMS, Bromcom, ScholarPack, iSAMS, Pupil Asset, RM Integris, Integris, Target Tracker, FFT Aspire, SISRA, 4Matrix',
  'Wonde, Progresso, Sonar Tracker, Evidence Me, Earwig, iTrack, GDPRiS, Every Compliance System, Every Compliance',
  // Families and payment
  'Parent ?Pay, Parent ?Mail, Teachers ?2 ?[Pp]arents, Eduspot, Groupcall, School ?comms, Class ?Dojo, Marvellous ?Me, Weduc',
  'Studybugs, MyEd, SchoolPing, Scopay, Tucasi, WisePay, School Gateway, School Spider, SchoolMoney, PIOTA, Xpressions',
  'Edulink One, Edulink, My ?Child ?At ?School, Bloomz, Reach ?More ?Parents',
  // Learning platforms and classroom
  'Google Classroom, Google Workspace for Education, Google Workspace, G Suite, Google Meet, Microsoft Teams, Microsoft 365',
  'Office 365, Show ?My ?Homework, Satchel One, Purple Mash, Times Tables Rock ?Stars, TT ?Rock ?Stars, Mathletics, MyMaths',
  'Accelerated Reader, Sparx Maths, Sparx, Seneca Learning, Kahoot, Quizlet, Moodle, Turnitin, Spelling Shed, Nearpod',
  'School360, Schoology, Planet eStream, Unifrog',
  // Safety education and audit
  'Project ?EVOLVE, Project ?Evolve, 360[- ]degree safe, 360 ?[Ss]afe, National Online Safety, Natterhub',
  // Devices and visitors
  'Jamf, Meraki, Intune, Apple School Manager, Apple Classroom, InVentry, Sign In App, Mosyle, Papercut, LapSafe, Yondr',
  // AI
  'ChatGPT, Teach ?Mate ?AI, Magic ?School AI, Microsoft Copilot, Google Gemini, Oak Aila',
]
const ORDINARY =
  'Arbor, Insight, Tapestry, Seesaw, Whisper, Satchel, Firefly, Frog, Zoom, Teams, OneDrive, SharePoint, Google Drive, Dropbox, Skype, Canva, Padlet, Copilot, Gemini'
const PUBLIC = 'Twitter, Facebook, Instagram, YouTube, WhatsApp, LinkedIn, TikTok, Flickr, Vimeo'

const spellings = (list: string): string[] => list.split(/,\s*/)
const products = (list: string, ordinary: boolean, open: boolean): Product[] =>
  spellings(list).map((spelled) => ({ pattern: new RegExp(`^(?:${spelled})$`, 'u'), ordinary, public: open }))

const PRODUCTS: readonly Product[] = [
  ...SCHOOL.flatMap((list) => products(list, false, false)),
  ...products(ORDINARY, true, false),
  ...products(PUBLIC, false, true),
]

/** Any of them, beginning where a name can begin and not inside an address. */
export const KNOWN = new RegExp(
  `(?<![\\p{L}\\p{N}@./-])(?=[A-Z\\d]|iS|iT|eS|cl)(?:${[...SCHOOL, ORDINARY, PUBLIC].flatMap(spellings).join('|')})(?![\\p{L}\\p{N}@-]|\\.[a-z]{2})`,
  'gu',
)

/** The product that a match of `KNOWN` names. */
export const productOf = (words: string): Product | null => PRODUCTS.find(({ pattern }) => pattern.test(words)) ?? null
