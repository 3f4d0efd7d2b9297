/**
 * Takes off the apostrophe that exports put in front of text beginning with a formula sign, so that a spreadsheet does
 * not reckon with it (R114). The counterpart of `neutral` in the vault's printing.
 */
export function unneutral(text: string): string {
  return /^'[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1) : text
}
