/** Letters that ask again for an answer. They do not press: a No is as good an answer as a Yes, and none at all counts as No (R41, R46). */
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { spacedNumber } from './number'
import { lines, named, page, text } from './page'

/** Why one family is written to. */
export type LetterOccasion =
  | { readonly kind: 'not-returned'; readonly askedOn: CivilDate | null }
  /** The last day answers count, gone by or to come (R61); null: they ran out, and no day is known. */
  | { readonly kind: 'renewal'; readonly endsOn: CivilDate | null }

export interface Letter {
  /** Preferred names (R113). */
  readonly child: string
  readonly className: string
  /** Pupils who alone decide, from their 18th birthday on, are written to themselves (R51). */
  readonly to: 'parent' | 'pupil'
  readonly occasion: LetterOccasion
  /** 14 digits of the form that is still out; null when a new form comes with the letter. */
  readonly formNumber: string | null
}

export interface LetterRun {
  readonly school: string
  /** Legal name of the controller (R2). */
  readonly controller: string
  /** Of the school; one line each. */
  readonly address: string
  readonly date: CivilDate
  readonly returnBy: CivilDate
  readonly returnTo: string
  /** How to reach the office, such as a telephone number and an address for mail; empty when not known. */
  readonly contact: string
  /** Name and post of whoever signs. */
  readonly from: string
  readonly letters: readonly Letter[]
}

/**
 * One letter a page, in the order given.
 * @returns a complete page of HTML for an upright A4 PDF
 */
export function chaseLetters(run: LetterRun): string {
  return page({
    title: `Letters about pictures, ${run.school}`,
    style: STYLE,
    body: run.letters.map((letter) => letterHtml(run, letter)).join('\n'),
  })
}

function letterHtml(run: LetterRun, letter: Letter): string {
  const child = named(letter.child)
  const addressee = letter.to === 'parent' ? `To the parent or carer of ${child}` : `To ${child}`
  return `<section class="sheet letter">
<p class="from">${named(run.school)}<br>${lines(run.address)}</p>
<p>${dateWords(run.date)}</p>
<p class="to">${addressee}<br>${named(letter.className)}</p>
<h1>${letter.to === 'parent' ? `Pictures and videos of ${child}` : 'Pictures and videos of you'}</h1>
${[...whyHtml(letter, run.date), ...whatHtml(run, letter)].map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<p class="end">${lines(run.from)}<br>${named(run.school)}</p>
<p class="small">The controller of these pictures is ${named(run.controller)}.</p>
</section>`
}

function whyHtml({ occasion, to, child }: Letter, date: CivilDate): readonly string[] {
  const whom = to === 'parent' ? named(child) : 'you'
  if (occasion.kind === 'not-returned') {
    return [
      `We ask before we use pictures or videos of ${whom}. ` +
        (occasion.askedOn === null
          ? 'We do not have your answers yet.'
          : `We sent you a form on ${dateWords(occasion.askedOn)} and do not have your answers yet.`),
      `Until we have them, we will not use pictures of ${whom} for the uses on the form.`,
    ]
  }
  const { endsOn } = occasion
  if (endsOn !== null && endsOn >= date) {
    return [
      `The answers we have about pictures and videos of ${whom} end on ${dateWords(endsOn)}.`,
      `After that day we will make no new use of pictures of ${whom} for the uses on the form, unless you tell us again that we may.`,
    ]
  }
  return [
    `The answers we had about pictures and videos of ${whom} ${endsOn === null ? 'have ended' : `ended on ${dateWords(endsOn)}`}.`,
    `We make no new use of pictures of ${whom} for the uses on the form, unless you tell us again that we may.`,
  ]
}

function whatHtml({ returnBy, returnTo, contact }: LetterRun, { to, formNumber }: Letter): readonly string[] {
  const which =
    formNumber === null
      ? 'A form comes with this letter.'
      : `The number of your form is <span class="digits">${spacedNumber(formNumber)}</span>. If you no longer have it, ask us for another.`
  const reach = contact.trim() === '' ? '' : ` You can reach us here: ${text(contact)}.`
  return [
    `${which} If you would like to answer, return it by ${dateWords(returnBy)} to ${named(returnTo)}.`,
    'Yes and No are both fine. You can say Yes to some uses and No to others, you do not have to give a reason, and you can change your mind at any time.',
    to === 'parent'
      ? 'Whatever you decide, and even if you do not answer, it makes no difference to how your child is taught or looked after.'
      : 'Whatever you decide, and even if you do not answer, it makes no difference to how you are taught or looked after.',
    `If you have a question, or would like help with the form or a form in another language, ask us.${reach}`,
  ]
}

const STYLE = `
.letter { font-size: 11pt; line-height: 1.45; }
.letter p { margin: 0 0 9pt; }
.letter h1 { font-size: 14pt; margin: 12pt 0 9pt; }
.from { text-align: end; }
.to { margin-top: 14pt; }
.letter .end { margin-top: 22mm; }
.digits { white-space: nowrap; font-weight: 600; }
`
