/** What rules on online safety are about: enough to tell such a table from one of another subject. */
import { levelOf } from './levels'

const SUBJECT =
  /\b(?:(?:smart|mobile|cell)?phones?|mobiles?|smart ?watch(?:es)?|wearables?|devices?|tablets?|laptops?|ipads?|chromebooks?|computers?|e-?mails?|internet|online|on-line|web ?sites?|web|websites?|social (?:media|network\w*)|gaming|games?|shopping|stream\w*|videos?|photos?|photographs?|cameras?|images?|pictures?|messag\w+|chat\w*|blogs?|wikis?|podcasts?|forums?|file[ -]sharing|files?|download\w*|upload\w*|network|wi-?fi|wireless|bluetooth|airdrop|ai|artificial intelligence|usb|memory sticks?|removable media|broadcast\w*|software|apps?|applications?|passwords?|usernames?|accounts?|filter\w*|technolog\w+|ict|it systems?|digital|cyber\w*|virus\w*|hack\w*|copyright|proxy|vpns?|byod|headphones?|data|systems?|gambling|pornograph\w*|imagery|illegal)\b/i

/** Whether a label names something a rule on online safety is about. */
export const isOnSubject = (label: string): boolean => SUBJECT.test(label.slice(0, 600))

/** Tables with people for columns that are no rules: who was trained, who is told, who answers for what. */
const OTHER_PURPOSE =
  /\b(?:training|trained|induction|inset|curriculum|lessons? plan|responsib\w+|accountab\w+|raci|roles?|consult\w*|distribut\w*|circulat\w*|signature|signed|agreement|retention|retain\w*|risks?|register|schedule|timetable|term dates|attendance|contacts?|glossary|privacy|lawful basis|consent|monitoring|evaluat\w*|survey|results?|checklist|audit)\b/i

/** Whether a title or corner names a purpose that has nothing to do with what is allowed. */
export const isOfOtherPurpose = (title: string): boolean => OTHER_PURPOSE.test(title.slice(0, 1000))

const LEADS =
  /^(?:yes|no|never|always|only|not|n\/a|at certain times|at break|at lunch|in emergencies|with permission|by permission)\b/
const RULES =
  /\b(?:(?:not |dis)?allowed|permitted|acceptable|unacceptable|prohibited|forbidden|banned|not be used|not used|with (?:[a-z']+ ){0,3}(?:permission|consent)|restricted to|limited access|at (?:[a-z']+ )?discretion|turned off|switched off|must be off)\b/
/** A letter left over from an older layout and the people named first: the column says that already. */
const LEAD_IN =
  /^(?:[a-z] (?=pupil|student|learner|staff|visitor))?(?:(?:pupils?|students?|learners?|staff|visitors?|parents?)(?: ?[/,&] ?)?){0,3} ?/
const LONGEST_RULE = 260

/** Whether the words of a cell read like a permission: "Allowed in emergencies", "No (7-11) Yes (12-13)". */
export function readsAsRule(text: string): boolean {
  if (text.length > LONGEST_RULE) return false
  const words = text.toLowerCase().replace(/\s+/g, ' ').trim()
  if (words.length <= 60 && (/\bonly$/.test(words) || levelOf(words) !== null)) return true
  return LEADS.test(words) || LEADS.test(words.replace(LEAD_IN, '')) || RULES.test(words)
}
