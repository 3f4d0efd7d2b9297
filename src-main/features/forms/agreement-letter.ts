/** Letters to those who have still to sign an agreement. They say what is missing and by when, and blame nobody. */
import type { CivilDate } from '@contract/primitives'
import type { SigningCapacity } from '@contract/signatures'
import { dateWords } from '@vault/clock'
import { lines, named, page, text } from './page'

/** Why one is written: nobody signed, one of two did, the text changed, or what was signed ran out. */
export type AgreementOccasion =
  | { readonly kind: 'not-signed' }
  | { readonly kind: 'part-signed' }
  | { readonly kind: 'new-text'; readonly signed: CivilDate | null; readonly since: CivilDate | null }
  | { readonly kind: 'ended'; readonly until: CivilDate | null }

export interface AgreementLetter {
  /** Whom the agreement is about, by preferred names (R113). */
  readonly name: string
  readonly group: string | null
  /** Who has still to sign. */
  readonly missing: readonly SigningCapacity[]
  readonly occasion: AgreementOccasion
}

export interface AgreementLetterRun {
  readonly school: string
  /** Of the agreement, as the school names it. */
  readonly title: string
  readonly address: string
  readonly date: CivilDate
  readonly returnBy: CivilDate
  readonly letters: readonly AgreementLetter[]
}

/**
 * One letter a page, in the order given.
 * @returns a complete page of HTML for an upright A4 PDF
 */
export function agreementLetters(run: AgreementLetterRun): string {
  return page({
    title: `Letters about ${run.title}, ${run.school}`,
    style: STYLE,
    body: run.letters.map((letter) => letterHtml(run, letter)).join('\n'),
  })
}

function letterHtml(run: AgreementLetterRun, letter: AgreementLetter): string {
  const isToParent = letter.missing.includes('PARENT')
  const addressee = isToParent ? `To the parent or carer of ${named(letter.name)}` : `To ${named(letter.name)}`
  return `<section class="sheet letter">
<p class="from">${named(run.school)}<br>${lines(run.address)}</p>
<p>${dateWords(run.date)}</p>
<p class="to">${addressee}${letter.group === null ? '' : `<br>${named(letter.group)}`}</p>
<h1>${text(run.title)}</h1>
${paragraphsOf(run, letter, isToParent)
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('\n')}
<p class="end">School office<br>${named(run.school)}</p>
</section>`
}

function paragraphsOf({ school, title, returnBy }: AgreementLetterRun, letter: AgreementLetter, isToParent: boolean) {
  const agreement = `“${text(title)}”`
  return [
    `At ${named(school)} access to our devices and our network depends on a signed agreement, ${agreement}. ${whyHtml(letter, isToParent)}`,
    `Read it and bring it back signed by ${dateWords(returnBy)} to the school office. If you do not have it at home, ask us for a copy.`,
    'If anything in it is unclear, if you would like it in another form or another language, or if you would rather not sign, talk to us.',
  ]
}

function whyHtml({ name, missing, occasion }: AgreementLetter, isToParent: boolean): string {
  const both = isToParent && missing.includes('CHILD')
  const whose = both
    ? `your signature and that of ${named(name)}`
    : isToParent
      ? `your signature for ${named(name)}`
      : 'your signature'
  switch (occasion.kind) {
    case 'not-signed':
      return `We do not have ${whose} yet.`
    case 'part-signed':
      return `Thank you for what we have already. We do not have ${whose} yet.`
    case 'new-text': {
      const signed = occasion.signed === null ? '' : ` since it was signed on ${dateWords(occasion.signed)}`
      const since = occasion.since === null ? '' : `, from ${dateWords(occasion.since)}`
      return `The text has changed${signed}${since}, so we need ${whose} once more.`
    }
    case 'ended':
      return occasion.until === null
        ? `What was signed has ended, so we need ${whose} once more.`
        : `What was signed held until ${dateWords(occasion.until)}, so we need ${whose} once more.`
  }
}

const STYLE = `
.letter { font-size: 11pt; line-height: 1.45; }
.letter p { margin: 0 0 9pt; }
.letter h1 { font-size: 14pt; margin: 12pt 0 9pt; }
.from { text-align: end; }
.to { margin-top: 14pt; }
.letter .end { margin-top: 22mm; }
`
