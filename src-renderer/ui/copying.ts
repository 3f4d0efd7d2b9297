/** Putting words on the clipboard. The page is refused every permission, so the way of a person pressing Ctrl+C is taken. */

/**
 * Copies text. Works only while a key press or a click is being answered.
 * @returns whether it is on the clipboard; when not, show the words so that they can be selected and copied by hand
 */
export function copyText(text: string): boolean {
  const before = document.activeElement
  const box = document.createElement('textarea')
  box.value = text
  box.readOnly = true
  box.setAttribute('aria-hidden', 'true')
  box.className = 'heard'
  // Lines stay lines.
  box.style.whiteSpace = 'pre'
  // Inside an open dialog: focus may not leave it.
  const place = before?.closest('[role="dialog"]') ?? document.body
  place.append(box)
  try {
    box.focus({ preventScroll: true })
    box.select()
    // The one way to the clipboard that asks no permission; it is old, not gone.
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    box.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}
