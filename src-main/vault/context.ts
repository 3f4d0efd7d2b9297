/** What a handler is given: who asks, from which window, and the open files. Interfaces only; nothing is global. */
import type { CivilDate, PersonId, Role, SchoolId, TenantId } from '../contract/primitives'
import type { Action } from '../contract/rights'
import type { FileState, SchoolFacts } from '../contract/schools'
import type { Topic, TopicPayload } from '../contract/events'
import type { LocalOnlyDb, ReadableDb } from '../../db/handles'
import type { Destroyed, FileToDestroy, ScanBatch } from '../folders/wire'
import type { Draft } from '../sync/core/event'
import type { EntityKind } from './entity'
import type { ErasureBasis } from './log/erase'
import type { Log } from './log/log'
import type { Shelf } from './shelf'
import type { PrintOptions } from './wire'

/**
 * What stays on this PC, in a tenant's encrypted file beside the records: how things compare with what lies around this PC.
 * No event says it, it is never sent, and `verify` does not ask for it.
 */
export interface Here {
  /** Id of this PC, as its events name it. */
  readonly device: string
  /** Runs one transaction through `db/repo`, durable when it returns. @throws Fault as `Ctx.append`; nothing is written then */
  readonly write: <T>(work: (db: LocalOnlyDb) => T) => T
}

/** One open encrypted file: a school's or the trust's. */
export interface Tenant {
  readonly id: TenantId
  readonly kind: 'trust' | 'school'
  /** For queries through `db/repo`. Writing goes through `Ctx.append` only. */
  readonly db: ReadableDb
  readonly log: Log
  readonly here: Here
}

/** A school of the trust as the trust's file lists it, with its own file if that could be opened. */
export type ListedSchool =
  | {
      readonly id: SchoolId
      readonly facts: SchoolFacts
      readonly state: 'open'
      readonly words: null
      readonly tenant: Tenant
    }
  | {
      readonly id: SchoolId
      readonly facts: SchoolFacts
      readonly state: Exclude<FileState, 'open'>
      readonly words: string
      readonly tenant: null
    }

/** What the world outside the vault does for it: dialogs, printing, files a person picked. Never handed a key. */
export interface Host {
  /**
   * Turns a complete HTML page into a tagged PDF on A4, or on the paper named. `apart`: its papers go to different people,
   * so that no page tells a number among all of them. `figures`: pages are numbered without a word. @throws Fault
   * 'unavailable' where there is no browser, as on the command line
   */
  printPdf(
    html: string,
    options: Pick<PrintOptions, 'title' | 'landscape'> & Partial<PrintOptions>,
  ): Promise<Uint8Array>
  /** Asks where to save and writes whole or not at all. @returns the chosen file's name without folder, null when cancelled. @throws Fault 'no-space' */
  saveFile(file: { readonly suggestedName: string; readonly bytes: Uint8Array }): Promise<string | null>
  /** Asks for a file. @returns null when cancelled. @throws Fault 'bad-input' when it is larger than `maxBytes` */
  openFile(ask: {
    readonly title: string
    readonly extensions: readonly string[]
    readonly maxBytes: number
  }): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>
  /**
   * Asks for documents, or for a folder of them; nothing is read yet. Folders inside the folder are not entered.
   * @returns null when cancelled
   */
  pickDocuments(ask: {
    readonly title: string
    readonly folder: boolean
    readonly extensions: readonly string[]
  }): Promise<PickedDocuments | null>
  /**
   * Reads a document in a process of its own without keys, network or files (C33), ended after 30 s or at 512 MB.
   * @returns what that process sent: a `Reading` of `reader/read.ts`, to be checked against its schemas before use. @throws Fault with words for a person
   */
  readDocument(
    file: { readonly name: string; readonly bytes: Uint8Array },
    job: { readonly progress: (done: number, total: number | null) => void; readonly stop: AbortSignal },
  ): Promise<unknown>
  /**
   * Reads a list of another system (csv, workbook, OneRoster zip) in a process of its own, with the same limits.
   * @returns what that process sent: `PackedTables`, to be checked and unpacked before use (`features/imports/checked.ts`). @throws Fault with words for a person
   */
  readTables(
    file: { readonly name: string; readonly bytes: Uint8Array },
    job: { readonly progress: (done: number, total: number | null) => void; readonly stop: AbortSignal },
  ): Promise<unknown>
  /** Asks for a folder, such as one on the school network. @returns its absolute path, null when cancelled */
  pickFolder(ask: { readonly title: string }): Promise<string | null>
  /**
   * Opens a scan of the pictures and films of a folder in a process of its own without keys. Nothing is read ahead.
   * @param root absolute; one that is not there is told by the first batch
   * @returns a ticket for `nextScanned` and `closeScan`, of which every ticket needs one. @throws Fault 'bad-input' when
   *   `root` is not absolute, 'busy' when too many scans are open
   */
  openScan(root: string): Promise<string>
  /**
   * Reads on and waits for it, about a second or until a batch is full, longer for a long film. After a batch with an
   * `end` there is no more. Asked again only when the answer has come.
   * @throws Fault 'not-found' for a ticket that is not open, 'unavailable' when the scan was closed or broke off
   */
  nextScanned(ticket: string): Promise<ScanBatch>
  /** Ends a scan, in the middle of anything. Says nothing of a ticket that is not open. */
  closeScan(ticket: string): Promise<void>
  /**
   * Deletes files whose bytes are those registered, and no other, each checked before and after.
   * @param files at most 200
   * @returns what came of each, in the same order. @throws Fault 'unavailable' when it broke off: some may be deleted, so
   *   ask again, which answers `ALREADY_GONE` for those; 'bad-input' for too many files or a path that is none
   */
  destroyFiles(root: string, files: readonly FileToDestroy[]): Promise<readonly Destroyed[]>
}

/** Documents a person picked, in the order of their names. */
export interface PickedDocuments {
  readonly files: readonly { readonly name: string; readonly size: number }[]
  /** Bytes of one of them. @throws Fault 'bad-input' over `maxBytes`, 'denied' or 'unavailable' when it cannot be read */
  readonly open: (index: number, maxBytes: number) => Promise<Uint8Array>
}

/** Who asks. `role` is the one that gave the right to this call; it is written into every event. */
export interface Actor {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
}

/** Who may unlock on this PC. Passphrases go in, nothing comes out. */
export interface Access {
  readonly unlocksHere: (person: PersonId) => boolean
  /** @throws Fault 'conflict' when the person unlocks here already or the name is taken, 'bad-input' for a weak passphrase */
  readonly allow: (person: PersonId, signInName: string, passphrase: string) => void
  /** Takes the passphrase away. @throws Fault 'not-found' when the person has none here */
  readonly withdraw: (person: PersonId) => void
}

/** Result of a write. */
export interface Appended {
  readonly batch: string
  readonly events: readonly string[]
}

export interface Ctx {
  readonly actor: Actor
  readonly window: { readonly id: string; readonly school: SchoolId | null }
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /** Today's civil date in Europe/London. */
  readonly today: () => CivilDate
  /** A fresh random id, 32 hex digits. */
  readonly newId: () => string
  readonly trust: () => Tenant
  /** The file of a school, or of the trust when its own id is given. @throws Fault with the file's state as its code */
  readonly tenant: (id: TenantId) => Tenant
  /** Every school of the trust, readable or not, in the order of their names. */
  readonly schools: () => readonly ListedSchool[]
  /**
   * The one write path: checks each draft against its kind, then writes log, rows and outbox in one transaction and
   * tells the windows. All drafts of one call form one batch.
   * @throws Fault 'bad-input' for a draft its kind refuses, 'no-space' or 'damaged' from the file; then nothing is written
   */
  readonly append: (
    tenant: Tenant,
    drafts: readonly Draft[],
    options?: { readonly reason?: string | null; readonly undoes?: string | null },
  ) => Appended
  /**
   * Erases the payloads of some events for good, lawfully and provably (R73, R76): stubs stay, what they were part of
   * is computed again without them, one record says what went and why, and the windows are told. Cannot be undone.
   * `tenant.log.eventsAbout` names the events of a thing.
   * @param basis `reason`: the rule or request in words; `about`: the kind of thing and how many, such as
   *   `{ kind: 'pupil', count: 1 }`. Kept for ever, so neither may hold personal data.
   * @returns the events of the records, none when all of it was erased already
   * @throws Fault 'not-found' for an event the history does not hold, 'conflict' for the record of an erasure,
   *   otherwise as `append`; then nothing was erased
   */
  readonly erase: (tenant: Tenant, events: readonly string[], basis: ErasureBasis) => Appended
  /**
   * Makes the encrypted file of a new school: its random key is wrapped into the key file first, then the file is made.
   * The school's facts are the caller's to append to the trust.
   * @throws Fault 'no-space'
   */
  readonly newSchoolFile: (id: SchoolId) => Tenant
  /** Kind of an event type, undefined for a type this version does not know. */
  readonly kindOf: (type: string) => EntityKind | undefined
  /**
   * The role by which the caller holds a further action today, or null. For the one case where a call's own action is
   * not enough: undoing something takes the right to do it.
   */
  readonly may: (action: Action, tenant: TenantId) => Role | null
  /** Whether the person at the keyboard typed their passphrase within the last five minutes (C31). */
  readonly isFresh: () => boolean
  /**
   * Seals why something protects a person under the file's key of reasons, so that rows, events and history hold nothing
   * readable of it (C22, R5).
   * @param about what the reason belongs to; it opens for nothing else
   * @returns hex, longer than the text by 41 bytes
   */
  readonly confide: (tenant: Tenant, about: string, text: string) => string
  /**
   * The text of a sealed reason.
   * @throws Fault 'denied' without the right `pupils.reasons` in that school, 'damaged' when it belongs to something else
   *   or was altered
   */
  readonly reveal: (tenant: Tenant, about: string, sealed: string) => string
  readonly access: Access
  /** Public reference files kept on this PC. */
  readonly shelf: Shelf
  readonly host: Host
  readonly tell: <T extends Topic>(topic: T, payload: TopicPayload<T>) => void
}
