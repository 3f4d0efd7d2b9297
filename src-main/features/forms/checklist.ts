/**
 * The checklist a photographer carries to an event: who may not be pictured comes first and largest, then everybody by
 * class (ux 4). It says that and never why: no reason, no date of birth, no UPN (R5, R6, R105).
 */
import type { CivilDate } from '@contract/primitives'
import { dateWords, instantWords } from '@vault/clock'
import { box, facts, FOR_SCHOOL, named, page, text } from './page'

/** What holds for one pupil and one use on the day. A condition is met or the answer is No. */
export type ChecklistAnswer =
  { readonly answer: 'yes' } | { readonly answer: 'no' } | { readonly answer: 'yes-if'; readonly condition: string }

export interface ChecklistPupil {
  /** Preferred names (R113). */
  readonly pupil: string
  /** In words, such as "Year 4". */
  readonly year: string
  readonly className: string
  /** Not to be in any picture at all (R55); nothing else is printed of this pupil then. */
  readonly doNotPhotograph: boolean
  /** One for each use of the list, in their order. */
  readonly answers: readonly ChecklistAnswer[]
}

export interface Checklist {
  readonly school: string
  readonly event: string
  /** Last day of the event: the list is good until its end. */
  readonly date: CivilDate
  /** Which classes or groups were asked for, in words. */
  readonly groups: readonly string[]
  /** What the pictures are for, in words as short as a column allows. */
  readonly uses: readonly string[]
  readonly photographer: string
  /** Milliseconds since 1970 UTC. */
  readonly madeAt: number
  /** Role of whoever made it, in words. */
  readonly madeBy: string
  readonly copies: number
  /** Whom every copy goes back to for shredding. */
  readonly returnTo: string
  /** By class, and in each class in the order they are called. */
  readonly pupils: readonly ChecklistPupil[]
}

/**
 * Page 1 holds the No lists, even when nobody is on them; all names follow from page 2 on. Every page ends with when it
 * was made, until when it is good and where it goes back to.
 * @returns a complete page of HTML for an upright A4 PDF
 * @throws Error when a pupil has not one answer for each use: a column that slipped would show a Yes that is none
 */
export function checklistPage(list: Checklist): string {
  if (list.pupils.some(({ answers }) => answers.length !== list.uses.length)) {
    throw new Error('A pupil of the checklist has not one answer for each use')
  }
  const shown = namesIn(list.pupils)
  return page({
    title: `Photo checklist, ${list.event}, ${list.school}`,
    style: STYLE,
    // One table around all of it, since a table's last row is the one thing that keeps its room on every page.
    body: `<table class="room" role="presentation"><tbody><tr><td>
<main>
${headHtml(list)}
<section>${noListsHtml(list, shown)}</section>
<section class="everybody">${everybodyHtml(list, shown)}</section>
</main>
</td></tr></tbody><tfoot><tr><td></td></tr></tfoot></table>
<footer>${footHtml(list)}</footer>`,
  })
}

function headHtml(list: Checklist): string {
  return `<h1>Photo checklist: ${text(list.event)}</h1>
<p class="school">${named(list.school)}</p>
${facts([
  ['Date', dateWords(list.date)],
  ['Groups', list.groups.map(named).join(', ')],
  ['Pictures are for', list.uses.map(text).join('; ')],
  ['Photographer', named(list.photographer)],
])}`
}

/** Conditions come after every No: they are for pictures that may be taken. */
function noListsHtml(list: Checklist, shown: Shown): string {
  const free = list.pupils.filter(({ doNotPhotograph }) => !doNotPhotograph)
  const never = list.pupils.filter(({ doNotPhotograph }) => doNotPhotograph)
  const ofUse = (use: string, index: number): string => {
    const pupils = free.filter(({ answers }) => answers[index]?.answer === 'no')
    return byClassHtml(pupils, `not for ${use}`, shown)
  }
  const conditions = list.uses.flatMap((use, index) =>
    free.flatMap((pupil) => {
      const answer = pupil.answers[index]
      return answer?.answer === 'yes-if' ? [`${shown(pupil)}: ${text(use)} (${text(answer.condition)})`] : []
    }),
  )
  return `<h2>Do not photograph</h2>
${byClassHtml(never, NEVER, shown)}
<h2>Not for this use</h2>
${list.uses.map(ofUse).join('\n')}
${conditions.length === 0 ? '' : `<h2>Only under a condition</h2><ul class="names wide">${conditions.map((words) => `<li>${words}</li>`).join('')}</ul>`}`
}

const NEVER = 'do not photograph'

/** Each heading says all of it, since the one above may be left behind on another page. */
function byClassHtml(pupils: readonly ChecklistPupil[], what: string, shown: Shown): string {
  if (pupils.length === 0) {
    const all = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
    return `${what === NEVER ? '' : `<h3>${text(all)}</h3>`}<p class="nobody">Nobody in these groups</p>`
  }
  return classesOf(pupils)
    .map(
      ([className, members]) =>
        `<div class="group"><h3>${named(className)}: ${text(what)}</h3><ul class="names">${members.map((pupil) => `<li>${shown(pupil)}</li>`).join('')}</ul></div>`,
    )
    .join('\n')
}

function everybodyHtml(list: Checklist, shown: Shown): string {
  const { uses } = list
  // A class that runs over to another page is named there by its heading row.
  const heads = (className: string): string =>
    [`${named(className)}: pupil`, 'Taken', ...uses.map(text)]
      .map((cell) => `<th scope="col"><span>${cell}</span></th>`)
      .join('')
  const tables = classesOf(list.pupils).map(
    ([className, members]) =>
      `<h3>${named(className)}</h3><table class="marks${uses.length > 4 ? ' many' : ''}"><thead><tr>${heads(className)}</tr></thead><tbody>${members
        .map((pupil) => rowHtml(pupil, uses, shown))
        .join('')}</tbody></table>`,
  )
  return `<h2>Everybody by class</h2>
<p>${MARKS.yes} Yes &nbsp; ${MARKS.no} No &nbsp; ${MARKS['yes-if']} Only under the condition named</p>
${tables.join('\n')}`
}

function rowHtml(pupil: ChecklistPupil, uses: readonly string[], shown: Shown): string {
  const head = `<th scope="row">${shown(pupil)}</th>`
  if (pupil.doNotPhotograph) {
    return `<tr>${head}<td colspan="${uses.length + 1}" class="never">${MARKS.no} Do not photograph</td></tr>`
  }
  const cells = pupil.answers.map((answer) => `<td>${MARKS[answer.answer]} ${answerWords(answer)}</td>`)
  return `<tr>${head}<td>${box('Taken box')}</td>${cells.join('')}</tr>`
}

function answerWords(answer: ChecklistAnswer): string {
  switch (answer.answer) {
    case 'yes':
      return 'Yes'
    case 'no':
      return '<strong>No</strong>'
    case 'yes-if':
      return `If: ${text(answer.condition)}`
  }
}

function footHtml(list: Checklist): string {
  const copies = list.copies === 1 ? '1 copy' : `${list.copies} copies`
  return (
    `<strong>Good until the end of ${dateWords(list.date)}.</strong> Made on ${instantWords(list.madeAt)} by ${text(list.madeBy)}. ${copies}. ` +
    `<strong>Return for shredding to ${named(list.returnTo)}.</strong> ${named(list.school)}. ${FOR_SCHOOL}.`
  )
}

/** A pupil's name as the list shows it. */
type Shown = (pupil: ChecklistPupil) => string

/** Pupils of one name show year and class; two of one name in one class are never told apart by a guess. */
function namesIn(pupils: readonly ChecklistPupil[]): Shown {
  const key = ({ pupil }: ChecklistPupil): string => pupil.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  const counts = new Map<string, number>()
  const count = (of: string): void => void counts.set(of, (counts.get(of) ?? 0) + 1)
  for (const pupil of pupils) {
    count(key(pupil))
    count(`${key(pupil)}\n${pupil.className}`)
  }
  return (pupil) => {
    if ((counts.get(key(pupil)) ?? 0) < 2) return named(pupil.pupil)
    const place = `${named(pupil.pupil)} <span class="whole">(${named(pupil.year)}, ${named(pupil.className)})</span>`
    const alike = counts.get(`${key(pupil)}\n${pupil.className}`) ?? 0
    return alike < 2
      ? place
      : `${place} <span class="alike">${alike} pupils in this class have this name: ask the office which one before any picture</span>`
  }
}

/** Classes in the order they first come up, with their pupils. */
function classesOf(pupils: readonly ChecklistPupil[]): readonly (readonly [string, readonly ChecklistPupil[]])[] {
  const classes = new Map<string, ChecklistPupil[]>()
  for (const pupil of pupils) classes.set(pupil.className, [...(classes.get(pupil.className) ?? []), pupil])
  return [...classes]
}

/** Shapes that differ in outline and filling, so that a poor copy still tells them apart; the word stands beside them. */
const shape = (drawing: string): string =>
  `<svg class="mark" aria-hidden="true" width="4mm" height="4mm" viewBox="0 0 16 16">${drawing}</svg>`

const MARKS: Readonly<Record<ChecklistAnswer['answer'], string>> = {
  yes: shape(
    '<circle cx="8" cy="8" r="7" fill="none" stroke="#1b1f23" stroke-width="1.2"/><path d="M4.5 8.5l2.5 2.5 4.5-5.5" fill="none" stroke="#1b1f23" stroke-width="1.6"/>',
  ),
  no: shape(
    '<rect x="0.5" y="0.5" width="15" height="15" fill="#1b1f23"/><path d="M4 4l8 8M12 4l-8 8" stroke="#fff" stroke-width="2"/>',
  ),
  'yes-if': shape(
    '<path d="M8 1l7 13H1z" fill="none" stroke="#1b1f23" stroke-width="1.2"/><path d="M8 6v4M8 11.5v1.3" stroke="#1b1f23" stroke-width="1.6"/>',
  ),
}

const STYLE = `
footer { position: fixed; bottom: 0; left: 0; right: 0; height: 14mm; border-top: 0.9pt solid #1b1f23; padding-top: 1.5mm; font-size: 8.5pt; line-height: 1.25; background: #fff; box-sizing: border-box; overflow: hidden; }
.room > tbody > tr > td { border: 0; padding: 0; }
.room > tfoot > tr > td { border: 0; padding: 0; height: 15mm; }
.room > tbody > tr { break-inside: auto; }
.school { font-size: 12pt; }
h2 { font-size: 20pt; margin: 12pt 0 4pt; border-bottom: 2pt solid #1b1f23; }
h3 { font-size: 16pt; font-weight: 400; margin: 5pt 0 1pt; }
.group { break-inside: avoid; }
.names { list-style: none; margin: 0; padding: 0 0 0 5mm; columns: 2; column-gap: 4mm; font-size: 18pt; font-weight: 600; line-height: 1.25; }
.names li { break-inside: avoid; padding-inline-start: 6mm; text-indent: -6mm; margin-bottom: 1pt; }
.whole { white-space: nowrap; }
.names.wide { columns: 1; font-size: 16pt; }
.nobody { font-size: 18pt; margin: 0 0 4pt 5mm; }
.alike { display: block; text-indent: 0; font-size: 10pt; font-weight: 400; }
.everybody { break-before: page; }
.everybody h2 { margin-top: 0; font-size: 15pt; }
.everybody h3 { font-size: 13pt; font-weight: 600; }
.marks { font-size: 10pt; table-layout: fixed; }
.marks th, .marks td { vertical-align: middle; padding: 1.5pt 4pt; }
.marks thead th { font-size: 9pt; }
.marks thead th:first-child { width: 34%; }
.marks tr > :nth-child(2):not(.never) { width: 11mm; text-align: center; }
.many th, .many td { padding: 1.5pt 2pt; font-size: 9pt; }
.many thead th { vertical-align: bottom; height: 26mm; }
.many thead th:nth-child(n + 3) span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 34mm; font-size: 8.5pt; }
.marks .box { width: 5mm; height: 5mm; }
.mark { vertical-align: -0.8mm; }
.never { font-weight: 700; }
`
