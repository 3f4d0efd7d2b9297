/** Rules about leave for pictures: whether, when and how it is asked, taken back, and what families and names are told. */
import type { ConsentRule } from '@contract/report'
import type { Context } from '../context'
import { INCIDENT, LEAVE, OTHER_LEAVE, PICTURE } from './image-words'
import { sourceOf, type Passage } from './passages'
import { tagsOfSentence } from './scope'
import { isOfHereAndNow } from './standing'

type About = ConsentRule['about']

const MOST = 300

const PUBLISHED =
  /\b(?:web ?site|blog|online|publish\w*|social media|photo(?:graph)?s?|images?|videos?|caption|file[- ]?names?|resource|newsletter|press)\b/i

/** "If consent is not sought, …" says what follows, not that none is needed; with an exception it says neither. */
const SUPPOSED =
  /\b(?:if|where|when|whose|whom|unless|until)\b[^,;]{0,80}\b(?:permission|consent)s?\b[^,;]{0,30}\bnot\b|\b(?:unless|except|apart from|other than)\b/i
/** Leave that nobody asks: what is not asked is not asked first. */
const UNASKED =
  /(?:\b(?:not|never|no longer|rarely|seldom|hardly)|n['’]t) (?:(?!(?:without|unless|until|before|if)\b)\w+ ){0,2}(?:need|require|ask|seek|request|sought|requested|asked|required|needed|invited|expected|obliged)\b/i

/** In this order; a sentence may be about several. */
const ABOUT: readonly (readonly [About, (sentence: string) => boolean])[] = [
  [
    'withdrawal',
    (s) =>
      /\b(?:withdraw\w*|revok\w+|change (?:their|your) mind|opt[- ]?out)\b/i.test(s) &&
      (LEAVE.test(s) || PICTURE.test(s)),
  ],
  [
    'not-needed',
    (s) =>
      LEAVE.test(s) &&
      !SUPPOSED.test(s) &&
      /\b(?:not (?:be )?(?:required|needed|necessary|sought)|never (?:need|require|required|needed|sought)|(?:no|without any|not any) (?:need|requirement|obligation|duty) (?:to|for)|needs? no (?:\w+ )?(?:permission|consent)|(?:are|is) not (?:asked|required|expected|obliged|invited|requested) to (?:give|ask|seek|obtain|provide|sign)|(?:do|does|did|will|need) not (?:always )?(?:need|require|seek|ask for|obtain|request|have to (?:ask|seek|obtain)|to (?:ask|seek|obtain))|no (?:\w+ )?(?:permission|consent)s? (?:(?:is|are|will be|has to be|need be) )?(?:needed|required|necessary|sought|asked|obtained)|without (?:the )?(?:need|having) (?:for|to))\b/i.test(
        s,
      ),
  ],
  [
    'participants',
    (s) =>
      LEAVE.test(s) &&
      /\b(?:participants?|those (?:involved|taking part|pictured|in the (?:picture|photo\w*|image))|(?:staff|learners?|pupils?|students?)(?:\s*(?:\/|and|or)\s*(?:staff|learners?|pupils?|students?))? involved|(?:of|from) the (?:learner|pupil|student|child) and)\b/i.test(
        s,
      ),
  ],
  ['participants', (s) => /\bwithout their (?:permission|consent)\b/i.test(s) && PICTURE.test(s)],
  [
    'names',
    (s) =>
      /\b(?:full|first|sur)?[- ]?names?\b/i.test(s) &&
      /\b(?:not|never|without|only first)\b/i.test(s) &&
      PUBLISHED.test(s) &&
      /\b(?:pupils?|students?|learners?|child(?:ren)?|participants?|full names?|their names?)\b/i.test(s) &&
      !/\b(?:user ?names?|file names? of)\b/i.test(s),
  ],
  [
    'families',
    (s) =>
      /^\W*(?:[\w\s,’']{0,80}\b)?(?:parents?|carers?|famil(?:y|ies)|visitors)\b/i.test(s) &&
      /\b(?:take|taking|film|filming|photograph|record|recording|use)\b/i.test(s) &&
      PICTURE.test(s) &&
      /\b(?:school events?|events?|performances?|concerts?|sports? days?|plays|assembl\w+|own (?:personal )?use|own child\w*|welcome to take|may (?:only )?(?:take|film|record|photograph))\b/i.test(
        s,
      ),
  ],
  [
    'when-asked',
    (s) =>
      /\b(?:annual(?:ly)?|each (?:academic |school )?year|every year|yearly|on (?:entry|admission|enrolment|joining)|enrolment|at the (?:start|beginning) of|when (?:a |the )?(?:child|pupil|student|learner)s? (?:joins?|starts?|enters?)|new starters?|as part of (?:the )?(?:admission|enrolment|induction))\b/i.test(
        s,
      ),
  ],
  [
    'needed',
    (s) =>
      LEAVE.test(s) &&
      /\b(?:(?:permission|consent)s?\b.{0,140}\b(?:obtained|sought|required|needed|gained|given|requested|asked)|(?:obtain|seek|ask|request|get|gain|require|seeking|obtaining|need)\w*\b.{0,80}\b(?:permissions?|consents?)|(?:required|asked|expected|invited) to give .{0,30}(?:permissions?|consents?)|(?:with|without|unless|only if|until)\b.{0,60}\b(?:permissions?|consents?))\b/i.test(
        s,
      ),
  ],
  [
    'other',
    (s) =>
      PICTURE.test(s) &&
      /\b(?:list of|register of|aware of (?:those|which|any)|do not have (?:permission|consent)|must not be (?:taken|photographed|published))\b/i.test(
        s,
      ) &&
      /\b(?:pupils?|learners?|students?|children)\b/i.test(s),
  ],
  ['other', (s) => PICTURE.test(s) && /\b(?:parents?|carers?)\b.{0,60}\binformed of the purposes?\b/i.test(s)],
]

/** The school's own leave, to use a device or to do something, is none of those pictured. */
const BY_SCHOOL =
  /\b(?:permission|consent|approval)s? (?:from|of|by) (?:the |a |an )?(?:member of (?:the )?(?:senior|staff|leadership)|head\w*|principal|dsl|slt|senior|teacher|class teacher|(?:\w+ ){0,3}leader|designated|ceo|it )\b/i

/** A carried sentence: "This will be done annually" after one that asks leave. */
const CARRIES = /^\W*(?:this|it|such|these|they)\b/i

/** Every rule about leave for pictures, in the document's order. */
export function consentRulesOf(context: Context, passages: readonly Passage[]): ConsentRule[] {
  const rules: ConsentRule[] = []
  const seen = new Set<string>()
  let asked = -10
  passages.forEach((passage, index) => {
    if (passage.aside !== null || passage.kind === 'heading') return
    const clause = context.outline.clauseOf(passage.block)
    const aboutPictures = PICTURE.test(lastHeading(clause)) || index - asked < 12
    let carried = false
    for (const sentence of piecesOf(passage)) {
      if (!isOfHereAndNow(sentence) || INCIDENT.test(sentence) || INCIDENT.test(lastHeading(clause))) continue
      const pictures =
        PICTURE.test(sentence) || (LEAVE.test(sentence) && aboutPictures) || /\b(?:full )?names?\b/i.test(sentence)
      const follows = carried && CARRIES.test(sentence)
      if ((!pictures && !follows) || OTHER_LEAVE.test(sentence)) continue
      const about = aboutOf(sentence, follows)
      if (about === null) continue
      if (LEAVE.test(sentence)) {
        carried = true
        asked = index
      }
      const key = `${about}|${sentence}|${passage.block}`
      if (seen.has(key)) continue
      seen.add(key)
      rules.push({
        ...{ about, asWritten: sentence.slice(0, 4000), appliesTo: tagsOfSentence(context, sentence, passage.block) },
        confidence: LEAVE.test(sentence) || about === 'names' ? 'certain' : 'likely',
        why: WHY[about],
        source: sourceOf(context, passage),
      })
    }
  })
  return rules.slice(0, MOST)
}

const WHY: Readonly<Record<About, string>> = {
  needed: 'The sentence asks for permission first.',
  'not-needed': 'The sentence says no permission is needed.',
  'when-asked': 'The sentence says when permission is asked.',
  withdrawal: 'The sentence says how permission is taken back.',
  participants: 'The sentence asks for the permission of those pictured.',
  names: 'The sentence keeps names away from pictures or pages.',
  families: 'The sentence is about pictures families take.',
  other: 'The sentence is about who may be pictured.',
}

const lastHeading = (clause: string): string => clause.split(' / ').at(-1) ?? ''
/** Clauses after a semicolon are rules of their own here: names, dress, leave. */
const piecesOf = ({ sentences }: Passage): string[] => sentences.flatMap((sentence) => sentence.split(/;\s+/))

function aboutOf(sentence: string, follows: boolean): About | null {
  const ofSchool = BY_SCHOOL.test(sentence) || /^\W*(?:pupils|students|learners|children) will ask\b/i.test(sentence)
  for (const [about, fits] of ABOUT) {
    if (about === 'needed' && (ofSchool || UNASKED.test(sentence))) continue
    // When leave is asked is only said of leave: in the sentence itself or in the one before.
    if (about === 'when-asked' && !follows && !LEAVE.test(sentence)) continue
    if (fits(sentence)) return about
  }
  return null
}
