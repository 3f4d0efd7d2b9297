/** A use as it is typed, and what it becomes. Pure. */
import {
  Line,
  OUT_OF_REACH,
  PUBLICATION_STATES,
  type CivilDate,
  type PersonId,
  type PublicationFacts,
  type PublicationPlace,
  type PublicationState,
} from '@contract'
import type { Learner } from '../pupils/learner'
import { usesWords } from './use-words'

export interface UseEntry {
  set: string
  purpose: string
  place: PublicationPlace | ''
  channel: string
  address: string
  printRun: string
  from: CivilDate | null
  until: CivilDate | null
  named: 'with' | 'without' | ''
  who: 'all' | 'some' | ''
  /** Chosen pupils, while `who` is `some`. */
  pupils: readonly string[]
  captions: string
  /** One on each line. */
  fileNames: string
  approvedBy: PersonId | ''
}

export type UseField =
  | 'set'
  | 'purpose'
  | 'place'
  | 'channel'
  | 'printRun'
  | 'from'
  | 'until'
  | 'pupils'
  | 'captions'
  | 'fileNames'
  | 'approvedBy'

/** @param from the first day that stands there at first */
export const emptyUse = (set: string, from: CivilDate): UseEntry => ({
  set,
  purpose: '',
  place: '',
  channel: '',
  address: '',
  printRun: '',
  from,
  until: null,
  named: 'without',
  who: 'all',
  pupils: [],
  captions: '',
  fileNames: '',
  approvedBy: '',
})

/** States a use in this place may have: what is out of reach is never removed (R77). */
export const statesOf = (place: PublicationPlace): PublicationState[] =>
  PUBLICATION_STATES.filter((state) => state !== 'REMOVED' || !OUT_OF_REACH.includes(place))

const MOST_NAMES = 500
const NAME_LENGTH = 255
const CAPTIONS_LENGTH = 10_000

/**
 * @param problems what is wrong with the typed dates, in words
 * @returns what is wrong by field, and the facts when nothing is
 */
export function readUse(
  entry: UseEntry,
  problems: { readonly from: string | null; readonly until: string | null },
  who: Learner,
): { found: Partial<Record<UseField, string | undefined>>; facts: PublicationFacts | null } {
  const w = usesWords.form
  const { place, from, until, approvedBy } = entry
  const run = entry.printRun.replace(/[\s,]/g, '')
  const names = entry.fileNames
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean)
  const captions = entry.captions.trim()
  const found: Partial<Record<UseField, string | undefined>> = {
    set: entry.set === '' ? w.needSet : undefined,
    purpose: entry.purpose === '' ? w.needPurpose : undefined,
    place: place === '' ? w.needPlace : undefined,
    channel: Line.safeParse(entry.channel).success ? undefined : w.needChannel,
    printRun: run === '' || /^0*[1-9]\d{0,8}$/.test(run) ? undefined : w.needRun,
    from: from === null ? (problems.from ?? w.needFrom) : undefined,
    until: problems.until ?? (from !== null && until !== null && until < from ? w.early : undefined),
    pupils: entry.who === 'some' && entry.pupils.length === 0 ? w.needPupils(who) : undefined,
    captions: captions.length > CAPTIONS_LENGTH ? w.longCaptions : undefined,
    fileNames: names.length > MOST_NAMES || names.some((name) => name.length > NAME_LENGTH) ? w.longNames : undefined,
    approvedBy: approvedBy === '' ? w.needApproved : undefined,
  }
  const sound = Object.values(found).every((words) => words === undefined)
  if (!sound || place === '' || from === null || approvedBy === '') return { found, facts: null }
  return {
    found,
    facts: {
      set: entry.set,
      purpose: entry.purpose,
      place,
      channel: entry.channel.trim(),
      address: entry.address.trim() === '' ? null : entry.address.trim(),
      printRun: run === '' ? null : Number(run),
      from,
      until,
      named: entry.named === 'with',
      pupils: entry.who === 'some' ? [...entry.pupils] : null,
      captions,
      fileNames: names,
      approvedBy,
    },
  }
}
