/** Small made-up policies in the shapes schools write; what the fuzz mutates. */

const head = `Marrowby Learning Trust
Acceptable use of technology

This policy applies to Marrowby High School (MHS), Thistle Lane Primary School (TLP) and Oakwell College (OC).

Version: 3.1
Author: Director of IT
Approved by: Trust board
Date approved: 14 March 2025
Last reviewed: March 2025
Next review: Spring term 2026
Review frequency: Annually
`

const grid = `Technology matrix (MHS & OC)

Activity\tStaff\t\t\t\tStudents
\tAllowed\tAt certain times\tWith permission\tNot allowed\tAllowed\tAt certain times\tWith permission\tNot allowed
Mobile phones brought to school\tX\t\t\t\t\t\tX\t
Phones used in lessons\t\t\tX\t\t\t\t\tX
Personal e-mail (Not OC)\t\tX\t\t\t\t\t\tX*
Social networking sites\t\t\t\tX\t\t\t\tX
Online gaming\t\t\t\tX\t\tX\t\t
* Sixth form only, after 4 pm
`

const pipes = `## Devices

| | School owned | Own device, staff | Own device, pupils | Visitors |
| --- | --- | --- | --- | --- |
| May be brought in | Yes | Yes | No 7-11, Yes 12-13 | Yes |
| Full network | Yes | No | No | No |
| Internet only | Yes | Yes | Yes 12-13 | Guest network |
`

const actions = `User actions                    Acceptable  Acceptable at   Acceptable for    Unacceptable  Unacceptable
                                            certain times   nominated users                 and illegal

Online gaming (educational)         ✓
Online shopping                                 ✓
File sharing                                                      ✓
Viewing extremist content                                                                            ✓
Using the system to run a business                                                    ✓
`

const incidents = `Pupil incidents\tForm tutor\tHead of year\tHead teacher\tPolice\tParents\tWarning\tFurther sanction
Use of phones in lessons\tx\t\t\t\tx\tx\t
Deliberately opening blocked sites\t\tx\tx\t\tx\t\tx
Trying to damage the network\t\t\tx\tx\tx\t\tx
`

const prose = `4 Mobile devices
4.1 Pupils in Years 7 to 11 must keep mobile phones switched off and in their lockers throughout the day.
4.2 Staff may use personal phones in the staff room only. Visitors must ask the head teacher for permission.
Sixth form students may use their own laptops in the study centre (OC only).

5 Images
We ask parents for permission to use pictures of pupils:
- on the school website
- in the prospectus and other print
- on social media
• at a conference
Permission can be withdrawn in writing at any time. Images of pupils who have left are deleted within one year.
Backups are kept for 30 days and then overwritten by the IT technician.
We use Satchel One for homework and CPOMS to record concerns.
`

const agreement = `Pupil agreement
I will not share my password.   [ ] Yes   [ ] No
Signed ____________________   Date ____/____/____
Name of pupil: <insert name>
Behaviour ladder: Step 1 warning, Step 2 detention, Step 3 letter home
Contents
1 Purpose ........ 2
2 Roles .......... 3
3 Devices ........ 5
`

const letter = `Thistle Lane Primary School
E-safety policy                                                       Page 1 of 12

Reviewed by\tGovernors' curriculum committee
Date of last review\t31/02/2025
Date of next review\tTBC
Published on\tSchool website

\fThe head teacher (or a named deputy) decides.  Page 2 of 12

Communication technologies        Staff                                Pupils
                            Allowed   Not allowed             Allowed with staff permission   Not allowed
Chat and instant messages      X                                                                  X
Blogs                          X                                  X
`

export const TEXTS: readonly string[] = [
  [head, grid, prose].join('\n'),
  [head, pipes, incidents].join('\n'),
  [letter, actions].join('\n'),
  [agreement, prose, letter].join('\n'),
  [grid, actions, incidents].join('\n'),
]

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))

/** The same words as a web page: lines with tabs become tables. */
export function asHtml(text: string): string {
  const blocks = text.split('\n\n').map((block) => {
    if (!block.includes('\t')) return `<p>${escaped(block).replaceAll('\n', '<br>')}</p>`
    const rows = rowsOf(block).map((row) => `<tr>${row.map((one) => `<td>${escaped(one)}</td>`).join('')}</tr>`)
    return `<table>${rows.join('')}</table>`
  })
  return `<!doctype html><html><head><title>Policy</title></head><body><h1>Policy</h1>${blocks.join('\n')}</body></html>`
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The tables alone, as comma separated values. */
export const asCsv = (text: string): string =>
  rowsOf(text)
    .filter((row) => row.length > 1)
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')

/** Body of a Word document. */
export function asWordBody(text: string): string {
  const run = (words: string): string => `<w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`
  return text
    .split('\n\n')
    .map((block) => {
      if (!block.includes('\t'))
        return block
          .split('\n')
          .map((line) => `<w:p>${run(line)}</w:p>`)
          .join('')
      const rows = rowsOf(block).map(
        (row) => `<w:tr>${row.map((one) => `<w:tc><w:tcPr/><w:p>${run(one)}</w:p></w:tc>`).join('')}</w:tr>`,
      )
      return `<w:tbl>${rows.join('')}</w:tbl><w:p/>`
    })
    .join('')
}

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

/** Sheet data of a workbook. */
export function asSheet(text: string): string {
  const rows = rowsOf(text).map((row, y) => {
    const cells = row
      .map((one, x) =>
        one === '' ? '' : `<c r="${letters(x)}${y + 1}" t="inlineStr"><is><t>${escaped(one)}</t></is></c>`,
      )
      .join('')
    return `<row r="${y + 1}">${cells}</row>`
  })
  return `<sheetData>${rows.join('')}</sheetData><mergeCells count="1"><mergeCell ref="B3:E3"/></mergeCells>`
}

/** Operators of one PDF page: each cell at its own place, rules between the rows of tables. */
export function asPageContent(text: string): string {
  let y = 800
  return text
    .split('\n')
    .flatMap((line) => {
      y -= 14
      const cells = line.split('\t')
      const drawn = cells.length > 1 ? [`40 ${y - 3} m 560 ${y - 3} l S`] : []
      const shown = cells.map((one, x) => {
        const words = one.replace(/[^\x20-\x7e]/g, 'x').replace(/[\\()]/g, '\\$&')
        return words === '' ? '' : `BT /F1 9 Tf ${x === 0 ? 40 : 150 + x * 45} ${y} Td (${words}) Tj ET`
      })
      return [...shown, ...drawn]
    })
    .join('\n')
}
