/**
 * A document as one HTML page, for printing and as a file of its own: real table semantics, so that the PDF's tags are
 * right (A1, ux 10).
 */
import type { PrintCell, PrintDocument, PrintTable } from './document'

/** A complete page without scripts or links to anything. Headings, captions, scopes and language are set. */
export function toHtml(document: PrintDocument): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(document.title)} - ${escape(document.school)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(document.title)}</h1>
<p class="school">${escape(document.school)}</p>
<dl>${document.facts.map((fact) => `<div><dt>${escape(fact.label)}</dt><dd>${escape(fact.value)}</dd></div>`).join('')}</dl>
${document.tables.map(tableHtml).join('\n')}
${document.notes.length > 0 ? `<h2>Notes</h2><ul>${document.notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>` : ''}
<p class="foot">${escape(document.classification)}. ${escape(document.made)}</p>
</body>
</html>`
}

function tableHtml(table: PrintTable): string {
  const head = table.header.map((line) => `<tr>${line.map((cell) => cellHtml(cell)).join('')}</tr>`).join('')
  const body = table.body.map((line) => `<tr>${line.map((cell) => cellHtml(cell)).join('')}</tr>`).join('')
  const notes = (table.footnotes ?? []).map((footnote) => `<p class="note">${escape(footnote)}</p>`).join('')
  return `<h2>${escape(table.caption)}</h2><table><thead>${head}</thead><tbody>${body}</tbody></table>${notes}`
}

function cellHtml(cell: PrintCell): string {
  const columns = cell.columns ?? 1
  const rows = cell.rows ?? 1
  const spans = (columns > 1 ? ` colspan="${columns}"` : '') + (rows > 1 ? ` rowspan="${rows}"` : '')
  if (cell.heading === 'column')
    return `<th scope="${columns > 1 ? 'colgroup' : 'col'}"${spans}>${cellText(cell.text)}</th>`
  if (cell.heading === 'row') return `<th scope="${rows > 1 ? 'rowgroup' : 'row'}"${spans}>${cellText(cell.text)}</th>`
  return `<td${spans}>${cellText(cell.text)}</td>`
}

const LONGEST_WHOLE = 24

/**
 * Text of a cell, its lines kept. A line of a narrow column would otherwise end inside "12-13", and the two halves would
 * read as two numbers.
 */
function cellText(text: string): string {
  return escape(text)
    .replace(/[^\s-]+(?:-[^\s-]+)+/g, (word) => (word.length > LONGEST_WHOLE ? word : `<span>${word}</span>`))
    .replace(/\r\n?|\n/g, '<br>')
}

/** Text as HTML text; the one place where text from outside becomes markup. */
export function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/** Always light and readable in greyscale; header rows repeat, rows never split (ux 9, 10). */
const STYLE = `
body { font: 10.5pt/1.4 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1b1f23; margin: 0; }
h1 { font-size: 18pt; margin: 0 0 2pt; }
h2 { font-size: 13pt; margin: 14pt 0 4pt; break-after: avoid; }
.school { font-size: 12pt; margin: 0 0 8pt; }
dl { margin: 0; }
dl div { display: flex; gap: 6pt; }
dt { font-weight: 600; } dt::after { content: ":"; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.6pt solid #76808a; padding: 3pt 4pt; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #f2f6fa; font-weight: 600; }
td { text-align: left; }
td span, th span { white-space: nowrap; }
@media screen { body { max-width: 1400px; margin: 24px auto; padding: 0 24px; } }
.note { margin: 3pt 0 0; font-size: 9pt; }
ul { margin: 0; padding-left: 14pt; }
.foot { margin-top: 14pt; border-top: 0.6pt solid #76808a; padding-top: 4pt; font-size: 8.5pt; }
`
