/** What a command is given of the world, so that tests can hand in their own. */
import type { FaultCode } from '@contract/fault'

/** Exit codes, the same for every command (design 2). */
export const EXIT = { done: 0, refused: 1, badInput: 2, damaged: 3 } as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

export interface Io {
  /** Standard output: results only, so that `--json` can be piped. */
  readonly out: (text: string) => void
  /** Standard error: everything said to a person. */
  readonly err: (text: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
  /** Reads a file descriptor to its end. */
  readonly readDescriptor: (descriptor: number) => string
  /** Asks at the keyboard without showing what is typed; null where there is no keyboard. */
  readonly ask: ((question: string) => Promise<string>) | null
  /** The folder the app itself keeps its files in on this PC. */
  readonly appFolder: string
}

/** Wrong words on the command line. */
export class UsageError extends Error {}

/** The exit code a failure ends with. */
export function exitFor(code: FaultCode): Exit {
  switch (code) {
    case 'damaged':
    case 'foreign':
    case 'newer-version':
      return EXIT.damaged
    case 'bad-input':
      return EXIT.badInput
    default:
      return EXIT.refused
  }
}
