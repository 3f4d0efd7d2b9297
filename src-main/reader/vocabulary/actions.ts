/** What is done after an incident: the headings of incident grids (R26). */
import { plainWords } from './wording'

/** Telling somebody: the mark of a grid about incidents rather than of a list of rewards and sanctions. */
const TELLS =
  /^(?:refer(?:red|ral)? to|report(?:ed)? to|inform(?:ed)?|notify|notified|escalate(?:d)? to|contact|tell|involve|discuss(?:ion)? with|speak (?:to|with)|talk (?:to|with)|logged? (?:on|in|with)|record (?:on|in)|meeting with) ?/
const DOES =
  /^(?:remov(?:e|al)|withdraw(?:al)?|suspend|suspension|restrict(?:ion)?|block|confiscat(?:e|ion)|issue|warn|(?:verbal |written |formal |final )?warning|further sanctions?|sanctions?|detention|(?:fixed[ -]term |permanent |internal |fixed )?exclusion|exclude|disciplinary|discipline|dismissal|isolation|loss of|phone call home|letter home|counselling|restorative|police involvement|investigat(?:e|ion))\b/

/** Whether a heading names an action after an incident, and whether it is one of telling somebody. */
export function actionIn(text: string): 'tells' | 'does' | null {
  const words = plainWords(text)
  if (TELLS.test(`${words} `)) return 'tells'
  return DOES.test(words) ? 'does' : null
}

/** Whether a heading says that what stands below is about incidents. */
export function speaksOfIncidents(text: string): boolean {
  return /\b(?:incidents?|misuse|breach(?:es)?|infringements?)\b/.test(text.slice(0, 400).toLowerCase())
}
