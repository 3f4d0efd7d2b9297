/**
 * Consent forms on paper: a cover sheet for the class, then one form a child in the order they are keyed (ux 6). No box
 * is marked beforehand, and No is as easy as Yes (R41, R42).
 */
import type { CivilDate } from '@contract/primitives'
import { dateWords } from '@vault/clock'
import { ENGLISH, SIGNER_BOXES, type FormWords } from './form-words'
import { spacedNumber } from './number'
import { box, facts, FOR_SCHOOL, lines, named, page, plain, table, text, type Direction } from './page'
import { qrSvg } from './qr'

/** One row of the form: one use (R42). */
export interface FormQuestion {
  readonly question: string
  readonly willBeDone: string
}

/** The exact text a family is shown (R43); what it says is remembered by its version. */
export interface FormWording {
  readonly version: string
  /** Language tag and writing direction of everything that a family reads on the form. */
  readonly lang: string
  readonly dir: Direction
  readonly title: string
  readonly intro: string
  /** How to take consent back, at any time and in any way (R45). */
  readonly takeBack: string
  /** In keying order. */
  readonly questions: readonly FormQuestion[]
  /** The fixed words in the wording's language; English when left out. */
  readonly words?: FormWords
}

export interface ChildForm {
  /** 14 digits, as `formNumber` gives them. */
  readonly number: string
  /** Preferred names (R113). */
  readonly child: string
  /** What the family knows the child's class as. */
  readonly className: string
  /** Old enough that the child's own view counts: a part for the pupil to sign (R50). */
  readonly pupilSigns: boolean
}

/** The forms of one class printed together. */
export interface FormRun {
  readonly school: string
  /** Legal name of the controller (R2). */
  readonly controller: string
  /** Other controllers that rely on the answers, by name (R43). */
  readonly otherControllers: readonly string[]
  readonly className: string
  /** What the run is known by in the office. */
  readonly run: string
  readonly printed: CivilDate
  readonly returnTo: string
  readonly returnBy: CivilDate | null
  readonly wording: FormWording
  readonly forms: readonly ChildForm[]
}

/**
 * A cover sheet, then a form for each child, each on a new page.
 * @returns a complete page of HTML for an upright A4 PDF
 * @throws Error when a form number is none: a form that cannot be read back must not be printed
 */
export function consentForms(run: FormRun): string {
  return page({ title: `Consent forms, ${run.className}, ${run.school}`, style: STYLE, body: runHtml(run) })
}

/** Several classes in one document, each behind its own cover sheet. @throws Error as `consentForms` */
export function consentFormsOfAll(school: string, runs: readonly FormRun[]): string {
  return page({ title: `Consent forms, ${school}`, style: STYLE, body: runs.map(runHtml).join('\n') })
}

const runHtml = (run: FormRun): string =>
  [coverHtml(run), ...run.forms.map((form) => formHtml(run, form, 'h2'))].join('\n')

/** One form again, without a cover sheet. @throws Error as `consentForms` */
export function reprintForm(run: Omit<FormRun, 'forms'>, form: ChildForm): string {
  return page({
    title: `Consent form, ${run.className}, ${run.school}`,
    style: STYLE,
    body: formHtml({ ...run, forms: [form] }, form, 'h1'),
  })
}

/** What the office ticks when forms come back: names and numbers, no UPN, no date of birth (R105). */
function coverHtml(run: FormRun): string {
  const rows = run.forms.map((form) => [named(form.child), spacedNumber(form.number), box('Returned box')])
  return `<section class="sheet cover">
<h1>Consent forms: ${text(run.className)}</h1>
<p>${text(run.school)}</p>
${facts([
  ['Forms', String(run.forms.length)],
  ['Run', text(run.run)],
  ['Wording version', text(run.wording.version)],
  ['Printed on', dateWords(run.printed)],
  ...(run.returnBy === null ? [] : [['Return by', dateWords(run.returnBy)] as const]),
])}
<p>Print on one side only, so that no two children share a sheet. Keep this page in the office.</p>
${table(['Pupil', 'Form number', 'Returned'], rows, { className: 'returned' })}
<p class="small">${FOR_SCHOOL}</p>
</section>`
}

function formHtml(run: FormRun, form: ChildForm, heading: 'h1' | 'h2'): string {
  const { wording } = run
  const words = wording.words ?? ENGLISH
  const crowded = wording.questions.length > 7 ? ' crowded' : ''
  return `<section class="sheet form${crowded}" lang="${plain(wording.lang)}" dir="${wording.dir}">
<header>
<div>
<p class="school">${named(run.school)}</p>
<${heading}>${text(wording.title)}&nbsp;<br>${named(form.child)}</${heading}>
${facts([
  [text(words.className), named(form.className)],
  [text(words.returnTo), named(run.returnTo)],
  ...(run.returnBy === null ? [] : [[text(words.returnBy), dateIn(run.returnBy, words)] as const]),
  [text(words.controller), named(run.controller)],
  ...(run.otherControllers.length === 0
    ? []
    : [[text(words.otherControllers), run.otherControllers.map(named).join('; ')] as const]),
])}
</div>
<div class="code">
${qrSvg(form.number, words.formNumber)}
<p>${text(words.formNumber)}<br><strong>${digits(form.number)}</strong><br>${text(words.wording)} ${named(wording.version)}</p>
</div>
</header>
<p>${lines(wording.intro)}</p>
<p class="how">${text(words.howToAnswer)}</p>
${questionsHtml(form, wording.questions, words)}
<div class="close">
${endHtml(form, wording, words, heading === 'h1' ? 'h2' : 'h3')}
</div>
</section>`
}

/** The heading row repeats on a second page, and with it the number. */
function questionsHtml(form: ChildForm, questions: readonly FormQuestion[], words: FormWords): string {
  const rows = questions.map(
    ({ question, willBeDone }, index) =>
      `<tr><th scope="row"><span class="turn">${index + 1}</span> ${text(question)}<span class="done">${lines(willBeDone)}</span></th>` +
      `<td>${answerBox(words.yesBox, words.yes)}</td><td>${answerBox(words.noBox, words.no)}</td></tr>`,
  )
  return (
    `<table class="questions"><thead><tr><th scope="col">${text(words.use)} <span class="again">${text(words.formNumber)} ${digits(form.number)}</span></th>` +
    `<th scope="col">${text(words.yes)}</th><th scope="col">${text(words.no)}</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table>`
  )
}

/** Stays whole, and names the number: whichever page it falls on, the form it belongs to is known. */
function endHtml(form: ChildForm, { takeBack }: FormWording, words: FormWords, heading: 'h2' | 'h3'): string {
  const title = (label: string, more = ''): string => `<${heading}>${text(label)}${more}</${heading}>`
  const number = ` <span class="again">${text(words.formNumber)} ${digits(form.number)}</span>`
  return `<div class="ends">
<div>${title(words.noAnswerHeading)}<p>${text(words.noAnswer)} ${text(words.noDetriment)}</p></div>
<div>${title(words.takeBackHeading)}<p>${lines(takeBack)}</p></div>
</div>
<div class="sign">
${title(words.signHeading, number)}
<p>${text(words.relationship)}</p>
<ul class="signers">${SIGNER_BOXES.map((signer) => signerHtml(words.signers[signer])).join('')}</ul>
<div class="fields">
<p class="field">${text(words.signerName)}</p>
<p class="field">${text(words.signature)}</p>
<p class="date"><span>${text(words.date)}</span> ${dateBoxes(words)}</p>
</div>
</div>
${form.pupilSigns ? pupilHtml(words, title(words.pupilHeading)) : ''}`
}

const signerHtml = (signer: string): string => `<li>${box(signer)}<span>${text(signer)}</span></li>`

function pupilHtml(words: FormWords, title: string): string {
  return `<div class="pupil">
<div>${title}<p>${text(words.pupilAgrees)}</p></div>
<p class="answers">${answerBox(words.yesBox, words.yes)} ${answerBox(words.noBox, words.no)}</p>
<p class="field">${text(words.signature)}</p>
</div>`
}

const answerBox = (label: string, word: string): string =>
  `<span class="answer">${box(label)} <span>${text(word)}</span></span>`

function dateBoxes(words: FormWords): string {
  const part = (label: string, places: number): string =>
    `<span class="part"><span class="squares">${'<i></i>'.repeat(places)}</span><span>${text(label)}</span></span>`
  return `<span class="places" dir="ltr">${part(words.day, 2)}${part(words.month, 2)}${part(words.year, 4)}</span>`
}

/** Digits in their own direction, not broken over lines. */
const digits = (number: string): string => `<span class="digits" dir="ltr">${spacedNumber(number)}</span>`

/** `3 September 2026` in the words of the form's language; a calendar date in its ISO form has exactly these parts. */
function dateIn(date: CivilDate, { months }: FormWords): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return named(`${day} ${months[month - 1] ?? month} ${year}`)
}

const STYLE = `
.cover dl { columns: 2; }
.returned td:nth-child(2) { white-space: nowrap; }
.returned th, .returned td { padding: 1.5pt 4pt; vertical-align: middle; }
.returned tr > :last-child { width: 20mm; text-align: center; }
.returned .box { width: 5mm; height: 5mm; }
.form header { display: flex; justify-content: space-between; gap: 6mm; }
.form header > :first-child { flex: 1; }
.form[dir='rtl'] header { flex-direction: row-reverse; }
.form header h1, .form header h2 { font-size: 14pt; margin: 0 0 3pt; }
.form .school { font-size: 10pt; margin: 0 0 2pt; }
.form dl { display: flex; flex-wrap: wrap; gap: 0 5mm; font-size: 9pt; }
.form p { margin: 0 0 4pt; }
.code { flex: none; width: 36mm; text-align: center; font-size: 8.5pt; line-height: 1.25; }
.qr { display: block; margin: -2mm auto 0; }
.digits { white-space: nowrap; font-variant-numeric: tabular-nums; }
.again { font-weight: 400; font-size: 8.5pt; }
.questions th, .questions td { padding: 2.5pt 4pt; }
.questions .done { display: block; font-weight: 400; font-size: 9pt; line-height: 1.25; }
.questions tr > :nth-child(2), .questions tr > :nth-child(3) { width: 19mm; text-align: center; vertical-align: middle; }
.answer { white-space: nowrap; font-weight: 600; }
.close { break-inside: avoid; margin-top: 4pt; }
.close h2, .close h3 { font-size: 10.5pt; margin: 0 0 1pt; }
.ends { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; font-size: 9.5pt; line-height: 1.25; }
.sign { border-top: 0.6pt solid #76808a; padding-top: 3pt; }
.sign > p { margin: 0 0 1pt; }
.signers { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 1.2mm 4mm; font-size: 9pt; line-height: 1.15; }
.signers li { display: flex; gap: 1.5mm; align-items: center; }
.signers .box { flex: none; width: 5mm; height: 5mm; }
.fields { display: grid; grid-template-columns: 1fr 1fr auto; gap: 5mm; align-items: end; }
.field { border-bottom: 0.9pt solid #1b1f23; height: 12mm; font-size: 8.5pt; }
.form .fields p { margin: 0; }
.date { font-size: 8.5pt; display: flex; gap: 2mm; padding-top: 2mm; }
.date > :first-child { padding-top: 1.8mm; }
.places { display: inline-flex; gap: 1.5mm; }
.part { display: inline-flex; flex-direction: column; text-align: center; font-size: 7.5pt; }
.squares { display: flex; }
.squares i { width: 5.5mm; height: 7mm; border: 0.9pt solid #1b1f23; box-sizing: border-box; }
.squares i + i { border-inline-start: 0; }
.pupil { border: 0.9pt solid #1b1f23; padding: 1.5mm 3mm; margin-top: 2.5mm; display: grid; grid-template-columns: 1fr auto 1fr; gap: 4mm; align-items: center; }
.form .pupil p { margin: 0; }
.pupil .answer + .answer { margin-inline-start: 3mm; }
.pupil .field { height: 9mm; }
.crowded { font-size: 9.5pt; line-height: 1.25; }
.crowded header h1, .crowded header h2 { font-size: 13pt; }
.crowded .how { font-size: 9pt; }
.crowded .ends { font-size: 8.5pt; }
.crowded .questions .done { font-size: 8.5pt; line-height: 1.15; }
.crowded .questions th, .crowded .questions td { padding: 1pt 4pt; }
.crowded .questions .box { width: 7.5mm; height: 7.5mm; }
.crowded .field { height: 10mm; }
`
