/** The page a recovery kit is printed on. */
import { dateWords } from './clock'
import type { CivilDate } from '@contract/primitives'
import { escape } from './printing/html'

export interface KitFacts {
  /** The four lines of `kitLines`. */
  readonly lines: readonly string[]
  readonly trust: string
  /** First characters of this PC's id. */
  readonly device: string
  readonly made: CivilDate
}

/** One A4 page, complete, without scripts or links to anything. */
export function kitPage({ lines, trust, device, made }: KitFacts): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Recovery kit - ${escape(trust)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Recovery kit</h1>
<p class="trust">${escape(trust)}</p>
<p>Made on ${escape(dateWords(made))} on the PC ${escape(device)}. It replaces every kit made on that PC before.</p>
<h2>What it is</h2>
<p>Whoever holds this page can open the records of this trust on that PC without a passphrase. Nobody else can open them: there is no other way in, and the makers of Trustward hold no key.</p>
<h2>The kit</h2>
<ol class="kit">
${lines.map((line) => `<li>${escape(line)}</li>`).join('\n')}
</ol>
<p>Letters and digits only. There is no letter O, I, L or U in it. The last two characters of each line find slips of the pen.</p>
<h2>How to use it</h2>
<ol>
<li>Start Trustward on the PC named above and choose <b>Use the recovery kit</b>.</li>
<li>Type the four lines. Capitals and spaces do not matter.</li>
<li>Type your sign-in name and choose a new passphrase.</li>
<li>Print a new kit at once and destroy this one. Everybody with access sees in the history that a kit was used.</li>
</ol>
<h2>Where to keep it</h2>
<ul>
<li>On paper, in a safe or a locked cabinet, away from the PC.</li>
<li>Known to two people, such as the trust safeguarding lead and the chief executive.</li>
<li>Not in an e-mail, a photo, a shared folder or a notebook on the desk. If you saved this page as a file, print it and delete the file.</li>
</ul>
</body>
</html>`
}

const STYLE = `
@page { size: A4; margin: 20mm; }
body { font: 11pt/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1b1f23; margin: 0; }
h1 { font-size: 20pt; margin: 0 0 2pt; }
h2 { font-size: 13pt; margin: 16pt 0 4pt; break-after: avoid; }
.trust { font-size: 13pt; margin: 0 0 8pt; }
.kit { border: 1pt solid #1b1f23; padding: 10pt 10pt 10pt 34pt; font: 600 17pt/1.9 ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; letter-spacing: 1pt; break-inside: avoid; }
ul, ol { margin: 0; padding-left: 18pt; }
li { margin: 2pt 0; }
`
