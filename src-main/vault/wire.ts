/**
 * What the main process and the vault process say to each other. Plain data only. Both ends are ours; still each
 * reads what arrives as unknown, so that a fault on one side cannot become a strange answer on the other.
 */
import type { FaultCode, FaultReply } from '../contract/fault'
import type { SchoolId } from '../contract/primitives'
import type { Reply } from '../contract/rpc'
import type { FileToDestroy } from '../folders/wire'

/** The window a call came from. `id` is a web-contents id in decimal; `school` is null while it works in the whole trust. */
export interface CallingWindow {
  readonly id: string
  readonly school: SchoolId | null
}

/** What the vault is told once, before anything else. */
export interface VaultStart {
  /** Absolute path of the folder that holds `trust/` and `practice/`. */
  readonly folder: string
  readonly packaged: boolean
  /** Path of the database addon for the development runtime; null for the packaged one. */
  readonly nativeBinding: string | null
}

/** How a page is printed; see `Host.printPdf` in `vault/context.ts`. */
export interface PrintOptions {
  readonly title: string
  readonly landscape: boolean
  readonly apart: boolean
  readonly paper: 'A4' | 'A3'
  readonly figures: boolean
}

/** What the vault asks of the world outside it; see `Host` in `vault/context.ts`. */
export type HostAsk =
  | ({ readonly what: 'printPdf'; readonly html: string } & PrintOptions)
  | { readonly what: 'saveFile'; readonly suggestedName: string; readonly bytes: Uint8Array }
  | {
      readonly what: 'openFile'
      readonly title: string
      readonly extensions: readonly string[]
      readonly maxBytes: number
    }
  | {
      readonly what: 'pickDocuments'
      readonly title: string
      readonly folder: boolean
      readonly extensions: readonly string[]
    }
  /** One of the files picked under `ticket`; its path never leaves the main process. */
  | { readonly what: 'openPicked'; readonly ticket: string; readonly index: number; readonly maxBytes: number }
  | { readonly what: 'readDocument' | 'readTables'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly what: 'pickFolder'; readonly title: string }
  | { readonly what: 'openScan'; readonly root: string }
  | { readonly what: 'nextScanned' | 'closeScan'; readonly ticket: string }
  | { readonly what: 'destroyFiles'; readonly root: string; readonly files: readonly FileToDestroy[] }

/** A picked file. */
export interface OpenedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Documents a person picked: a random ticket that stands for their paths until the vault ends, and what they are. */
export interface PickedList {
  readonly ticket: string
  readonly files: readonly { readonly name: string; readonly size: number }[]
}

/**
 * What came of it, to be checked by the asker: the bytes of the PDF or of a picked document, the saved file's name, the
 * opened file, the list of what was picked, what a reader's process said, the chosen folder's path, a scan's ticket or
 * batch, what came of files to destroy, or null when the person cancelled.
 */
export type HostAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: FaultCode; readonly words: string }

/** `input` is JSON text: a Map, a cycle or a typed array from the page ends before it gets here. */
export type ToVault =
  | { readonly kind: 'start'; readonly start: VaultStart }
  | {
      readonly kind: 'call'
      readonly id: number
      readonly name: string
      readonly input: string
      readonly window: CallingWindow
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: HostAnswer }
  /** How far the work asked for under that number has come. `total` is null while unknown. */
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number | null }

/** `refused`: the vault could not start at all, and says why. */
export type FromVault =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly error: FaultReply }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'event'; readonly topic: string; readonly payload: unknown }
  | { readonly kind: 'ask'; readonly id: number; readonly window: string | null; readonly ask: HostAsk }
  /** What was asked for under that number is not wanted any more. */
  | { readonly kind: 'stop'; readonly id: number }
