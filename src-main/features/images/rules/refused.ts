/** Pictures that are never kept here, and where they belong (R79, R80, R82). Pure. */
import { REFUSED_CLASSES, type AskedSetFacts, type RefusedClass } from '@contract/images'

/** Why pictures of a kind are not kept here, and what to do with them. */
export const REFUSED_WORDS: Readonly<Record<RefusedClass, string>> = {
  CCTV: 'CCTV pictures stay in the CCTV system, under its own policy and its own short time. They are not registered here. Nothing was saved.',
  INCIDENT:
    'Pictures that belong to an incident are never registered, shown or copied here. Leave them where they are, speak to the safeguarding lead, and write only their reference number into the incident record. Nothing was saved.',
  BIOMETRIC:
    'Biometric data is under a law of its own and stays in the system that uses it. It is not registered here. Nothing was saved.',
}

/** Whether a class is one that is not kept here. */
export const isRefused = (imageClass: AskedSetFacts['imageClass']): imageClass is RefusedClass =>
  REFUSED_CLASSES.some((refused) => refused === imageClass)

/** Evidence of learning is kept in many schools; what is meant is evidence of something that happened. */
const OF_INCIDENTS = [
  /(?<![a-z])incidents?(?![a-z])/i,
  /^evidence$/i,
  /(?<![a-z])evidence[ _-]*(?:images?|imagery|pictures?|photos?|photographs?|screenshots?)(?![a-z])/i,
  /(?<![a-z])(?:safeguarding|behaviour|bullying|police)[ _-]*evidence(?![a-z])/i,
]

/** Which kind of pictures the name of a folder or file says it holds that are not kept here; null: none. */
export function refusedName(name: string): Extract<RefusedClass, 'CCTV' | 'INCIDENT'> | null {
  if (/cctv/i.test(name)) return 'CCTV'
  return OF_INCIDENTS.some((said) => said.test(name)) ? 'INCIDENT' : null
}
