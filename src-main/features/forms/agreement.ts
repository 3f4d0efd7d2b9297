/** An agreement on paper: its text in numbered clauses with where to sign, and the same large, to hang on a wall. */
import type { FixedText, TextDocument, TextPart, TextSignature } from '@vault/printing'
import { spacedNumber } from './number'
import { box, facts, lines, named, page, plain, text } from './page'
import { qrSvg } from './qr'
import { symbolHtml } from './symbols'

/** @returns a complete page of HTML for an upright A4 PDF */
export function agreementPage(document: TextDocument): string {
  return page({
    title: `${document.title}, ${document.school}`,
    style: SHARED + STYLE,
    body: `<main>${agreementHtml(document)}</main>`,
    ...ofPage(document),
  })
}

/** Whom a sheet is for. */
export interface AgreementPerson {
  /** 14 digits, as `formNumber` gives them. */
  readonly number: string
  /** Preferred names (R113). */
  readonly name: string
  /** Class, department or organisation; null: none. */
  readonly group: string | null
  /** What stands before name, group and number. */
  readonly labels: { readonly for: FixedText; readonly group: FixedText; readonly formNumber: FixedText }
}

/**
 * One agreement as a sheet of its own, for packs of several. Give `AGREEMENT_STYLE` to the page around it.
 * @param person null: for anybody, without a number
 * @throws Error when the number is none: a form that cannot be read back must not be printed
 */
export function agreementHtml(document: TextDocument, person: AgreementPerson | null = null): string {
  const heading = person === null ? 'h1' : 'h2'
  const title = `<${heading} class="title" ${spoken(document)}>${text(document.title)}</${heading}>`
  const said = (words: FixedText): string => fixedHtml(words, document)
  return `<section class="sheet agreement"${document.translated ? ` ${spoken(document)}` : ''}>
${person === null ? `<p class="school"><span${english(document)}>${named(document.school)}</span></p>\n${title}` : headHtml(document, title, person)}
${noticeHtml(document)}
${facts(document.facts.map(({ label, value }) => [said(label), `<span${english(document)}>${named(value)}</span>`]))}
<div ${spoken(document)}>${clausesHtml(document.parts)}</div>
${document.signatures.map((signature) => signatureHtml(signature, said)).join('\n')}
<p class="small which">${said(document.footer)}${person === null ? '' : `. ${said(person.labels.formNumber)} <span class="digits" dir="ltr">${spacedNumber(person.number)}</span>`}</p>
</section>`
}

/** Name and number at the top, the code at the right. */
const headHtml = (document: TextDocument, title: string, { number, name, group, labels }: AgreementPerson): string =>
  `<header><div><p class="school"><span${english(document)}>${named(document.school)}</span></p>
${title}
${facts([
  [fixedHtml(labels.for, document), named(name)],
  ...(group === null ? [] : [[fixedHtml(labels.group, document), named(group)] as const]),
])}</div>
<div class="code">${qrSvg(number, 'Form number')}<p>${fixedHtml(labels.formNumber, document)}<br><strong class="digits" dir="ltr">${spacedNumber(number)}</strong></p></div></header>`

/** From how many clauses on a poster stands in two columns, which lose less of a wide page than long lines do. */
const TWO_COLUMNS = 4

/**
 * Large print for a wall, without anything to sign.
 * @param points size of its letters; everything else grows with it
 * @returns a complete page of HTML for a PDF on its side
 */
export function posterPage(document: TextDocument, points: number): string {
  const columns = document.parts.length < TWO_COLUMNS ? '' : ' columns'
  return page({
    title: `Poster: ${document.title}, ${document.school}`,
    style: SHARED + POSTER_STYLE,
    ...ofPage(document),
    body: `<main class="poster${columns}" style="font-size: ${points}pt">
<h1 ${spoken(document)}>${text(document.title)}</h1>
${noticeHtml(document)}
<div ${spoken(document)}>${clausesHtml(document.parts)}</div>
<p class="which"><span${english(document)}>${named(document.school)}</span>. ${fixedHtml(document.footer, document)}</p>
</main>`,
  })
}

/** A page in one language says so for all of it; what is English in it says that. */
const ofPage = ({
  translated,
  language: { tag, rtl },
}: TextDocument): { readonly language?: string; readonly rtl?: boolean } =>
  translated && tag !== '' ? { language: tag, rtl } : {}

const english = ({ translated }: TextDocument): string => (translated ? ' lang="en-GB" dir="ltr"' : '')

/** Fixed words where they stand: translated ones in the language of the text, English ones as English. */
const fixedHtml = ({ words, translated }: FixedText, document: TextDocument): string =>
  translated
    ? `<span ${spoken(document)}>${text(words)}</span>`
    : document.translated
      ? `<span${english(document)}>${text(words)}</span>`
      : text(words)

/** Language and direction of what is not the app's own English. A tag that is not known is not guessed. */
export function spoken({ language: { tag, rtl } }: Pick<TextDocument, 'language'>): string {
  const lang = tag === '' ? '' : `lang="${plain(tag)}" `
  return `${lang}dir="${tag === '' ? 'auto' : rtl ? 'rtl' : 'ltr'}"`
}

const noticeHtml = (document: TextDocument): string =>
  document.notice === null ? '' : `<p class="notice"${english(document)}>${text(document.notice)}</p>`

/** A clause without a heading is its text alone; its number stands in the list. */
const clausesHtml = (parts: readonly TextPart[]): string =>
  `<ol class="clauses">${parts
    .map(
      ({ heading, text: words, symbol }) =>
        `<li>${symbol === null ? '' : symbolHtml(symbol)}<div class="words">${heading === '' ? '' : `<h2>${text(heading)}</h2>`}<p>${lines(words)}</p></div></li>`,
    )
    .join('')}</ol>`

function signatureHtml({ heading, fields, boxes }: TextSignature, said: (words: FixedText) => string): string {
  const ticks = boxes.map((one) => `<p class="tick">${box(one.words)} <span>${said(one)}</span></p>`).join('')
  return `<div class="sign"><h2>${said(heading)}</h2>${ticks}<div class="fields">${fields
    .map((field) => `<p class="field">${said(field)}</p>`)
    .join('')}</div></div>`
}

/** Numbers beside headings; a clause stays whole where it fits a page. */
const SHARED = `
.clauses { list-style: none; counter-reset: clause; padding: 0; }
.clauses > li { counter-increment: clause; display: flex; gap: 4mm; break-inside: avoid; margin: 0 0 3mm; }
.clauses > li::before { content: counter(clause) "."; flex: none; min-width: 7mm; font-weight: 600; }
.words { flex: 1; min-width: 0; }
.words h2 { margin: 0 0 1pt; }
.words p { margin: 0; }
.symbol { flex: none; text-align: center; font-weight: 600; }
.symbol svg { display: block; margin: 0 auto; }
.notice { border: 1.5pt solid #1b1f23; padding: 2mm 3mm; font-weight: 600; }
`

const STYLE = `
.agreement { font-size: 11.5pt; line-height: 1.45; }
.agreement .title { font-size: 17pt; line-height: 1.2; margin: 0 0 4pt; }
.agreement header { display: flex; justify-content: space-between; gap: 6mm; }
.agreement header > :first-child { flex: 1; }
.code { flex: none; width: 36mm; text-align: center; font-size: 8.5pt; line-height: 1.25; }
.qr { display: block; margin: -2mm auto 0; }
.digits { white-space: nowrap; font-variant-numeric: tabular-nums; }
.school { font-size: 12pt; }
.words h2 { font-size: 12.5pt; }
.symbol { width: 22mm; font-size: 10pt; }
.symbol svg { width: 15mm; height: 15mm; }
.sign { break-inside: avoid; border-top: 0.9pt solid #1b1f23; margin-top: 5mm; padding-top: 2mm; }
.sign h2 { font-size: 12pt; margin: 0 0 2mm; }
.tick { display: flex; gap: 3mm; align-items: center; }
.tick .box { flex: none; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm 8mm; }
.field { border-bottom: 0.9pt solid #1b1f23; height: 13mm; font-size: 9pt; margin: 0; }
.which { margin-top: 5mm; border-top: 0.6pt solid #76808a; padding-top: 2mm; }
`

/** What a page around `agreementHtml` needs beside its own style. */
export const AGREEMENT_STYLE = SHARED + STYLE

const POSTER_STYLE = `
.poster { line-height: 1.25; }
.poster h1 { font-size: 1.7em; line-height: 1.1; margin: 0 0 0.4em; }
.poster.columns .clauses { columns: 2; column-gap: 1.2em; }
.poster .clauses { margin: 0; }
.poster .clauses > li { gap: 0.4em; margin: 0 0 0.55em; }
.poster .clauses > li::before { min-width: 1.2em; font-size: 1.15em; line-height: 1.15; }
.poster .words h2 { font-size: 1.15em; line-height: 1.15; margin: 0 0 0.1em; }
.poster .symbol { width: 3.4em; font-size: 0.8em; line-height: 1.1; }
.poster .symbol svg { width: 3.2em; height: 3.2em; }
.poster .notice { font-size: 0.8em; margin: 0 0 0.5em; }
.poster .which { font-size: 10pt; border-top: 0.6pt solid #76808a; padding-top: 1.5mm; margin: 0.2em 0 0; }
`
