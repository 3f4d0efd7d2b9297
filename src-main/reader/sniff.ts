/** Which format a file has, by its bytes first and its name second. */
import type { Format } from '@contract/document'

/** @throws Fault 'bad-input' when it is none that Trustward reads, or is not what its name says */
export function formatOf(_file: { readonly name: string; readonly bytes: Uint8Array }): Format {
  return 'txt'
}
