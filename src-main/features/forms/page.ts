/**
 * What all printed pages of this feature share: the page around them, and text from outside made into markup. A page is
 * complete in itself: no script, no address, its style inside, since that is all the printing window lets through.
 */
import { escape } from '@vault/printing'

export type Direction = 'ltr' | 'rtl'

/** Line of every page with pupils on it that stays in school (ux 10). */
export const FOR_SCHOOL = 'Official use in school: contains pupil data'

/** Signs that have no shape, and those that turn the signs after them round. */
// eslint-disable-next-line no-control-regex -- control characters are what is taken out (2026-11-30)
const SHAPELESS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202d\u202e\ufffe\uffff]|\p{Surrogate}/gu

/** Text from outside as the value of an attribute or a title, on one line. */
export const plain = (words: string): string => escape(words.replace(/\s+/g, ' ').replace(SHAPELESS, '').trim())

/** A word that no line can end in and no column may hold. Shorter ones stay whole, so that no line ends inside a date. */
const LONG_RUN = /[^-]{25}/

/** Text from outside as text of the page, on one line. */
export const text = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(SHAPELESS, '')
    .trim()
    .split(' ')
    .map((word) => (LONG_RUN.test(word) ? `<span class="long">${escape(word)}</span>` : escape(word)))
    .join(' ')

/** The same with its lines kept. */
export const lines = (words: string): string =>
  words
    .trim()
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map(text)
    .join('<br>')

/** A name as written, whichever way its script runs, without a hold on the words around it. */
export const named = (words: string): string => `<bdi>${text(words)}</bdi>`

/**
 * A complete page for A4, in English unless it says another language.
 * @param content.title of the file
 * @param content.style rules beside the shared ones
 * @param content.body markup; whatever in it came from outside has gone through `plain`, `text`, `lines` or `named`
 */
export function page({
  title,
  style,
  body,
  language = 'en-GB',
  rtl = false,
}: {
  title: string
  style: string
  body: string
  language?: string
  rtl?: boolean
}): string {
  return `<!doctype html>
<html lang="${plain(language)}"${rtl ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plain(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>`
}

/** A table with its heading cells; cells are markup already. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { caption, className = '' }: { readonly caption?: string; readonly className?: string } = {},
): string {
  const head = columns.map((cell) => `<th scope="col">${cell}</th>`).join('')
  const line = ([first = '', ...rest]: readonly string[]): string =>
    `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  return (
    `<table${className === '' ? '' : ` class="${className}"`}>` +
    (caption === undefined ? '' : `<caption>${caption}</caption>`) +
    `<thead><tr>${head}</tr></thead><tbody>${rows.map(line).join('')}</tbody></table>`
  )
}

/** Labels with their values, in pairs; both are markup already. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): string {
  return `<dl>${pairs.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

/** An empty box to write a cross or a tick in, drawn by its border so that it prints in any setting. */
export const box = (label: string): string => `<span class="box" role="img" aria-label="${plain(label)}"></span>`

/** Always light and readable in greyscale; header rows repeat, rows never split (ux 9, 10). */
const STYLE = `
body { font: 10.5pt/1.35 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1b1f23; margin: 0; overflow-wrap: break-word; font-variant-ligatures: none; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 4pt; }
h2 { font-size: 13pt; line-height: 1.2; margin: 12pt 0 4pt; break-after: avoid; }
h3 { font-size: 11pt; margin: 9pt 0 3pt; break-after: avoid; }
p, ul, ol { margin: 0 0 5pt; }
.sheet + .sheet { break-before: page; }
dl { margin: 0 0 6pt; }
dl div { display: flex; gap: 5pt; }
dt { flex: none; font-weight: 600; } dt::after { content: ":"; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: 0 0 3pt; break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.6pt solid #76808a; padding: 3pt 4pt; text-align: start; vertical-align: top; }
thead th { background: #f2f6fa; }
th { font-weight: 600; }
.box { display: inline-block; box-sizing: border-box; width: 8mm; height: 8mm; border: 1.2pt solid #1b1f23; background: #fff; vertical-align: middle; }
.long { overflow-wrap: anywhere; }
.small { font-size: 8.5pt; }
`
