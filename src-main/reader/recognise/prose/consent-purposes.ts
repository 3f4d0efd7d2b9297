/**
 * Uses of pictures for which leave is asked: a list under a sentence that asks for it, or places named in that sentence.
 * A bullet that is a rule of its own is no use.
 */
import type { ConsentPurpose } from '@contract/report'
import type { Context } from '../context'
import { INCIDENT, LEAVE, OTHER_LEAVE, PICTURE } from './image-words'
import { sourceOf, type Passage } from './passages'
import { tagsOfSentence } from './scope'

const MOST = 300

/** Default purposes by the words policies use for them (domain 3.4). More than one: none is clear. */
const PURPOSES: readonly (readonly [key: string, words: RegExp])[] = [
  [
    'NAME_WITH_IMAGE',
    /\b(?:full )?names? (?:with|alongside|beside|next to|and (?:photo|image))|\bwith (?:their|his\/her|full|first) names?\b|\bnamed (?:photo|image)/i,
  ],
  [
    'PUPIL_WORK_NAMED',
    /\b(?:(?:pupils?|students?|learners?|children|child)['’s]* work|work of (?:the )?(?:pupils|students|learners|children)|school ?work)\b/i,
  ],
  ['PROFESSIONAL_PHOTOGRAPHER', /\b(?:school|professional|official|external) photographers?\b/i],
  ['CLASS_PHOTO_TO_FAMILIES', /\b(?:class|group|team|whole[- ]school) photo(?:graph)?s?\b/i],
  [
    'ID_PHOTO',
    /\b(?:id (?:cards?|photos?|badges?)|identification|identity|management information system|\bmis\b|registration photo)\b/i,
  ],
  [
    'CLASSROOM_EVIDENCE',
    /\b(?:learning journ(?:als?|eys)|exercise books?|pupils?['’]? books|assessment evidence|evidence of learning|coursework|examination evidence|classroom evidence|learning records?)\b/i,
  ],
  [
    'VIDEO_LIVESTREAM',
    /\b(?:videos?|webcams?|video ?-?conferenc\w*|live[- ]?stream\w*|broadcasts?|recorded or transmitted|films?)\b/i,
  ],
  [
    'LEARNING_APP',
    /\b(?:marvellous me|class ?dojo|seesaw|tapestry|evidence me|weduc|bloomz|2simple|learning (?:app|platform)|class[- ](?:sharing )?app|parent app|reward app|school app)\b/i,
  ],
  [
    'SOCIAL_MEDIA',
    /\b(?:social (?:media|network\w*)|twitter|facebook|instagram|tiktok|youtube|linkedin|\bx account|\bthreads)\b/i,
  ],
  ['WEBSITE', /\b(?:web ?sites?|web ?pages?|internet site|school['’]?s? site)\b/i],
  [
    'PRESS_MEDIA',
    /\b(?:press|newspapers?|local media|national media|media outlets|news media|television|tv|radio|journalists?)\b/i,
  ],
  ['NEWSLETTER', /\b(?:newsletters?|magazines?|bulletins?|year ?books?)\b/i],
  [
    'PROSPECTUS_PRINT',
    /\b(?:prospectus(?:es)?|brochures?|leaflets?|flyers?|printed (?:promotional |publicity )?(?:materials?|publications?)|promotional (?:materials?|literature)|marketing materials?|banners?|printed publicity)\b/i,
  ],
  [
    'DISPLAY_OFFSITE',
    /\b(?:displays?|exhibitions?)\b[^.;]{0,60}\b(?:off[- ]?site|outside (?:the )?school|elsewhere|in the community|public)\b/i,
  ],
  ['DISPLAY_INTERNAL', /\b(?:displays?|notice ?boards?|screens?|displayed|corridors?|classroom walls?)\b/i],
  [
    'PARTNER_ORG',
    /\b(?:external agenc(?:y|ies)|partner (?:organisations?|schools?)|third part(?:y|ies)|local authority|other schools|the trust['’]s|trust publications?|sports? (?:clubs?|partnership)|charities)\b/i,
  ],
]
const EXAMPLE = /[,(]?\s*\b(?:e\.g\.|for example|such as|i\.e\.|including).*$/i

/** @returns the default purpose a use stands for; null when none fits or several do */
export function purposeOf(words: string): string | null {
  const main = words.replace(EXAMPLE, '').trim() || words
  const keys = PURPOSES.filter(([, pattern]) => pattern.test(main)).map(([key]) => key)
  const [first, ...others] = keys
  if (first === undefined) return null
  // What is displayed off site is also displayed; a video of pupils' work is still their work.
  const within = { DISPLAY_OFFSITE: 'DISPLAY_INTERNAL', PUPIL_WORK_NAMED: 'NAME_WITH_IMAGE' }[first]
  return others.every((key) => key === within) ? first : null
}

const ASKS =
  /\b(?:permissions?|consents?)\b[^.]{0,160}\b(?:obtained|sought|required|needed|asked|requested|given|given for|gained|sign(?:ed)?)\b|\b(?:ask|seek|obtain|request|require|gain|get|give)\w*\b[^.]{0,80}\b(?:permissions?|consents?)\b|\bi (?:give|consent|agree)\b/i
const LISTS =
  /\b(?:following|below|these (?:locations|places|uses|purposes|ways)|in any of)\b|\buses? (?:may|can|could|will) include|\bmay be used|\bused (?:in|for|on|as)|\bwhere (?:they|images|photographs) (?:may|will)|:\s*$/i
const NOT_ASKS =
  /\bnot (?:be )?(?:required|needed|necessary)\b|\b(?:do|does|did|will|need) not (?:\w+ )?(?:ask|seek|need|require|obtain|request)\b|\bwithdraw/i
/** A bullet with a verb that rules is a rule, not a place. */
const IS_RULE =
  /\b(?:will|must|should|shall|may not|cannot|is not|are not|must not|never)\b(?! be (?:used|displayed|recorded|shown|available)\b)|\bwill not\b|\bnot be\b/i
/** How a use begins: where, in what, by which. */
const LIKE_A_USE =
  /^(?:(?:on|in|at|for|to|via|through|by|within|outside|around|as|online|recorded|transmitted|displayed|displays?|published|printed|used|use|shared|sent|school|the|our|local|social|video|websites?|newsletters?|prospectus|press|media|photographs?|images?|professional|class|twitter|facebook|promotional|marketing|assessment|identification)\b|[\p{Lu}])/iu
const LONGEST = 220
/** Blocks a list may be away from the sentence that asks. */
const NEAR = 3

/** Every use of pictures the document asks leave for. */
export function consentPurposesOf(context: Context, passages: readonly Passage[]): ConsentPurpose[] {
  const purposes: ConsentPurpose[] = []
  const used = new Set<Passage>()
  passages.forEach((passage, index) => {
    if (passage.aside !== null || passage.kind === 'heading' || used.has(passage)) return
    const asking = askedIn(passages, index)
    if (asking === null) return
    const listed = listAfter(passages, index)
    for (const item of listed) used.add(item)
    if (listed.length > 0)
      purposes.push(
        ...listed.map((item) =>
          purpose(
            context,
            item,
            item.text,
            item.text,
            'certain',
            'In a list under a sentence that asks for permission.',
          ),
        ),
      )
    else purposes.push(...inSentence(context, passage, asking))
  })
  return [...purposes, ...inForms(context, passages)].slice(0, MOST)
}

const FORM_HEADING = /^(?:yes|no|tick|please tick|agree|disagree|i (?:do not )?(?:consent|agree)|consent|✓|[☐□])\W*$/i
const OPEN_BOX = /^[\s☐□_.…]*$/u
/** Blocks before a form that may say what it is for. */
const FORM_NEAR = 2

/** Uses down the side of a form with a box for yes and one for no in each row. */
function inForms(context: Context, passages: readonly Passage[]): ConsentPurpose[] {
  const cells = passages.filter(({ kind, aside }) => kind === 'cell' && (aside === null || aside === 'wide'))
  const { blocks } = context.document
  return [...new Set(cells.map(({ block }) => block))].flatMap((at) => {
    const block = blocks[at]
    if (block?.kind !== 'table') return []
    const [head, ...rows] = block.rows.map((row) => row.cells.map(({ text }) => text.trim()))
    const asked = head?.[0] ?? ''
    const boxes = head?.slice(1) ?? []
    if (boxes.length === 0 || !boxes.every((text) => FORM_HEADING.test(text))) return []
    const near = blocks.slice(Math.max(0, at - FORM_NEAR), at).map((one) => (one.kind === 'paragraph' ? one.text : ''))
    const around = [...near, asked].join(' ')
    if (!LEAVE.test(around) || !PICTURE.test(around)) return []
    return rows.flatMap((row, index): ConsentPurpose[] => {
      const label = row[0] ?? ''
      const passage = cells.find((one) => one.block === at && one.row === index + 1)
      const isOfPictures = PICTURE.test(asked) || PICTURE.test(label)
      if (passage === undefined || !isOfPictures || !isUse(label) || !row.slice(1).every((text) => OPEN_BOX.test(text)))
        return []
      return [
        purpose(context, passage, label, row.join(' ').trim(), 'certain', 'A row of a form that asks for consent.'),
      ]
    })
  })
}

/** The sentence that asks leave for pictures; null: this passage asks none, or leads no list in. */
function askedIn(passages: readonly Passage[], index: number): string | null {
  const passage = passages[index]
  if (passage === undefined) return null
  const sentences = passage.sentences
  for (const sentence of sentences) {
    if (!LEAVE.test(sentence) || !ASKS.test(sentence) || NOT_ASKS.test(sentence)) continue
    if (INCIDENT.test(sentence) || OTHER_LEAVE.test(sentence)) continue
    const pictures = PICTURE.test(sentence) || PICTURE.test(context3(passages, index))
    if (pictures) return sentence
  }
  const last = sentences.at(-1) ?? ''
  // "Uses may include:" a sentence or two after the one that asks.
  if (
    /\b(?:uses? (?:may|can|could|will) include|may be used|will be used)\b[^.]*:?\s*$/i.test(last) &&
    PICTURE.test(context3(passages, index))
  ) {
    const before = passages.slice(Math.max(0, index - NEAR), index)
    if (before.some(({ text, aside }) => aside === null && LEAVE.test(text) && ASKS.test(text))) return last
  }
  return null
}

const context3 = (passages: readonly Passage[], index: number): string =>
  passages
    .slice(Math.max(0, index - NEAR), index + 1)
    .map(({ text }) => text)
    .join(' ')

/** The uses listed behind a passage. The first may have lost its bullet. */
function listAfter(passages: readonly Passage[], index: number): Passage[] {
  const passage = passages[index]
  if (passage === undefined || !passage.sentences.some((sentence) => LISTS.test(sentence))) return []
  const list: Passage[] = []
  const next = passages[index + 1]
  let at = index + 1
  const lost =
    next !== undefined &&
    next.kind !== 'item' &&
    next.kind !== 'cell' &&
    isUse(next.text) &&
    !/[.:]$/.test(next.text.trim()) &&
    passages[index + 2]?.kind === 'item'
  if (lost) {
    list.push(next)
    at += 1
  }
  const depth = passages[at]?.kind === 'item' ? passages[at]?.depth : undefined
  if (depth === undefined || (passage.kind === 'item' && depth <= passage.depth)) return []
  for (; at < passages.length; at += 1) {
    const item = passages[at]
    if (item === undefined || item.kind !== 'item' || item.depth < depth) break
    if (item.aside === null && item.depth === depth && isUse(item.text)) list.push(item)
  }
  // Rules that happen to follow are no list of places.
  const items = passages.slice(index + 1, at).filter(({ kind, depth: own }) => kind === 'item' && own === depth)
  return list.length * 2 >= items.length && list.length > 1 ? list : []
}

const isUse = (text: string): boolean =>
  text.length <= LONGEST &&
  LIKE_A_USE.test(text.trim()) &&
  !IS_RULE.test(text) &&
  !/\?$/.test(text) &&
  (purposeOf(text) !== null || !/\b(?:is|are|was|were|has|have)\b/i.test(text))

/** Words of a use inside a sentence: each place that stands for a default purpose is one. */
const PLACES =
  /\b(?:(?:the |our |its )?(?:school(?:['’]s)?|academy(?:['’]s)?|trust(?:['’]s)?|college(?:['’]s)?|public) )?(?:web ?sites?|social (?:media|network\w*)(?: (?:accounts?|pages?|channels?|sites?|platforms?))?|facebook(?: pages?)?|twitter(?: accounts?)?|instagram|newsletters?|prospectus|brochures?|newspapers?|(?:local |national )?press|local media|displays?(?: boards?)?|notice ?boards?|promotional materials?|marketing materials?|learning journ(?:als?|eys)|live[- ]?streams?)\b/gi

function inSentence(context: Context, passage: Passage, sentence: string): ConsentPurpose[] {
  const plain = sentence.replace(/\(\s*see\b[^)]*\)/gi, (words) => ' '.repeat(words.length))
  if (
    !/\b(?:publish\w*|use[sd]?|using|taken|appear\w*|display\w*|post(?:ed|ing)?|shar(?:e|ed|ing)|put(?:ting)?|plac(?:ed|ing)|upload\w*)\b/i.test(
      plain,
    )
  )
    return []
  const found = new Map<string, ConsentPurpose>()
  for (const [words] of plain.matchAll(PLACES)) {
    const label = words.trim().replace(/^(?:the|our|its) /i, '')
    const key = purposeOf(label)
    if (key !== null && !found.has(key)) {
      found.set(
        key,
        purpose(context, passage, label, sentence, 'likely', 'Named in a sentence that asks for permission.'),
      )
    }
  }
  return [...found.values()]
}

function purpose(
  context: Context,
  passage: Passage,
  words: string,
  asWritten: string,
  confidence: ConsentPurpose['confidence'],
  why: string,
): ConsentPurpose {
  const label = words
    .replace(/\s+/g, ' ')
    .replace(/[\s.;,:]+$/, '')
    .replace(/[;,]\s*(?:and|or)$/i, '')
    .slice(0, 300)
  return {
    ...{ label, asWritten: asWritten.slice(0, 4000), purpose: purposeOf(label) },
    appliesTo: tagsOfSentence(context, asWritten, passage.block),
    ...{ confidence, why, source: sourceOf(context, passage) },
  }
}
