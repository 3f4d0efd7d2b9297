/** Languages a school translates into: their tags, and which way they run. */

/** English names, and what else people write, to tags. */
const TAGS: Readonly<Record<string, string>> = {
  ...{ albanian: 'sq', amharic: 'am', arabic: 'ar', bengali: 'bn', bangla: 'bn', bulgarian: 'bg', cantonese: 'yue' },
  ...{ chinese: 'zh', mandarin: 'zh', croatian: 'hr', czech: 'cs', dari: 'prs', dutch: 'nl', english: 'en-GB' },
  ...{ farsi: 'fa', persian: 'fa', french: 'fr', german: 'de', greek: 'el', gujarati: 'gu', hebrew: 'he', hindi: 'hi' },
  ...{ hungarian: 'hu', italian: 'it', japanese: 'ja', kurdish: 'ckb', sorani: 'ckb', kurmanji: 'kmr', latvian: 'lv' },
  ...{ lithuanian: 'lt', malayalam: 'ml', nepali: 'ne', pashto: 'ps', polish: 'pl', portuguese: 'pt', punjabi: 'pa' },
  ...{ panjabi: 'pa', romanian: 'ro', romani: 'rom', russian: 'ru', slovak: 'sk', somali: 'so', spanish: 'es' },
  ...{ swahili: 'sw', sylheti: 'syl', tagalog: 'tl', tamil: 'ta', tigrinya: 'ti', turkish: 'tr', ukrainian: 'uk' },
  ...{ urdu: 'ur', vietnamese: 'vi', welsh: 'cy', yoruba: 'yo', igbo: 'ig', shona: 'sn', thai: 'th', telugu: 'te' },
}

/** Scripts written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'])

/** By the script a language is most often written in, unless the tag names another. @returns false for an empty tag */
const runsRightToLeft = (tag: string): boolean =>
  tag !== '' && RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '')

const BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(TAGS))

/**
 * Tag and direction of a language as a person named it, such as "Polish", "Urdu (school's own)" or "pl".
 * @param name null: English
 * @param said the tag a person gave for it; empty: none
 * @returns an empty tag for a language that is not known here: better none than a wrong one
 */
export function languageOf(name: string | null, said = ''): { readonly tag: string; readonly rtl: boolean } {
  if (name === null) return { tag: 'en-GB', rtl: false }
  if (said !== '') return { tag: said, rtl: runsRightToLeft(said) }
  const words = name.toLowerCase().match(/\p{Letter}+/gu) ?? []
  const known = words.flatMap((word) => BY_NAME.get(word) ?? [])[0]
  const typed = words.length === 1 && [...BY_NAME.values()].find((tag) => tag === words[0])
  const tag = known ?? (typed || '')
  return { tag, rtl: runsRightToLeft(tag) }
}
