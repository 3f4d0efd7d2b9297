/**
 * Which files of a disposal are still to go, read from what was written down before and after each deletion, and from
 * what lies at its place now. So that the app may be ended at any moment, a deletion is recorded as BEGUN before it and
 * as DONE after it. Pure.
 */

/** Why a file was left alone. */
export const KEPT_REASONS = ['CHANGED', 'IN_USE', 'UNREADABLE'] as const
export type KeptReason = (typeof KEPT_REASONS)[number]

/** What the log says was done to a file. */
export type FileResult = { readonly step: 'BEGUN' | 'DONE' } | { readonly step: 'KEPT'; readonly why: KeptReason }

/** What lies at a file's place now. ABSENT only where its folder could be read; otherwise UNREADABLE. */
export const PRESENCES = ['SAME', 'CHANGED', 'ABSENT', 'UNREADABLE'] as const
export type Presence = (typeof PRESENCES)[number]

/** One file of a disposal. */
export interface FileToGo {
  /** The hash it was registered with; null: it could never be read, so nobody can tell that it is the same. */
  readonly hash: string | null
  /** In the order of the log; a result may be there twice. */
  readonly results: readonly FileResult[]
  readonly now: Presence
}

/** Where the files of a disposal stand; each file is in exactly one of the lists. */
export interface Files<F extends FileToGo> {
  /** To be deleted: there, and still what was registered. */
  readonly pending: readonly F[]
  /** Destroyed by this disposal. */
  readonly gone: readonly F[]
  /** Left alone. */
  readonly kept: readonly { readonly file: F; readonly why: KeptReason }[]
  /** Not there, although this disposal never began it: somebody else moved or deleted it. Not told as destroyed. */
  readonly missing: readonly F[]
  /** Destroyed, and there again with the same hash: copied back from elsewhere (R76). */
  readonly returned: readonly F[]
  /** Those of `gone` whose end is still to be recorded: the app was ended between the deletion and its record. */
  readonly unrecorded: readonly F[]
}

/** Sorts the files of a disposal by what is to be done next. */
export function nextStep<F extends FileToGo>(files: readonly F[]): Files<F> {
  const judged = files.map((file) => ({ file, is: judge(file) }))
  const those = (kind: ReturnType<typeof judge>['kind']): readonly F[] =>
    judged.filter(({ is }) => is.kind === kind).map(({ file }) => file)
  return {
    pending: those('PENDING'),
    gone: judged.filter(({ is }) => is.kind === 'GONE' || is.kind === 'UNRECORDED').map(({ file }) => file),
    kept: judged.flatMap(({ file, is }) => (is.kind === 'KEPT' ? [{ file, why: is.why }] : [])),
    missing: those('MISSING'),
    returned: those('RETURNED'),
    unrecorded: those('UNRECORDED'),
  }
}

type Judged =
  | { readonly kind: 'PENDING' | 'GONE' | 'UNRECORDED' | 'MISSING' | 'RETURNED' }
  | { readonly kind: 'KEPT'; readonly why: KeptReason }

function judge({ hash, results, now }: FileToGo): Judged {
  // Another file at the place of one that is gone is none of this disposal's.
  if (results.some(({ step }) => step === 'DONE'))
    return { kind: now === 'SAME' && hash !== null ? 'RETURNED' : 'GONE' }
  const last = results.at(-1)
  if (now === 'ABSENT') return { kind: last?.step === 'BEGUN' ? 'UNRECORDED' : 'MISSING' }
  if (last?.step === 'KEPT') return { kind: 'KEPT', why: last.why }
  if (now === 'UNREADABLE' || hash === null) return { kind: 'KEPT', why: 'UNREADABLE' }
  return now === 'CHANGED' ? { kind: 'KEPT', why: 'CHANGED' } : { kind: 'PENDING' }
}
