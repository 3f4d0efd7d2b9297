/** What a look through a folder says of single files, in words. */
import { dateWords } from '@vault/clock'
import type { CivilDate } from '@contract/primitives'
import type { ScanSummary, ScanTrouble, ScanTroubleCode } from '../../folders/wire'

/** What stood in the way, and what to do; `GONE` is told once for the whole look. */
const TROUBLE_WORDS: Readonly<Record<ScanTroubleCode, string>> = {
  UNREADABLE: 'This PC may not or cannot read it. Ask IT for leave to read it, then look again.',
  IN_USE: 'Another program has it open. Close it there and look again.',
  CHANGED_WHILE_READ: 'It was being written or went away while it was read. Look again later.',
  LINK: 'A link to another place. It was not followed; register the folder it leads to if that holds pictures.',
  TOO_LONG: 'Its path is too long for this PC to open. Move it nearer to the top of the drive.',
  ODD_NAME: 'Its name holds characters that cannot be written down. Rename it and look again.',
  FOLDER_UNREADABLE: 'This folder could not be opened, so what is in it was not seen. Ask IT for leave to read it.',
  GONE: 'The folder went away in the middle of it.',
}

/** The same for a file that was read all the same. */
const READ_WORDS: Readonly<Partial<Record<ScanTroubleCode, string>>> = {
  TOO_LONG: 'It was read, but its path is longer than many programs open. Move it nearer to the top of the drive.',
  ODD_NAME: 'It was read, but its name holds unusual characters that other programs may not open. Rename it.',
}

export const troubleWords = ({ code, read }: Pick<ScanTrouble, 'code' | 'read'>): string =>
  (read ? READ_WORDS[code] : undefined) ?? TROUBLE_WORDS[code]

/** Why a look did not see everything, null when it did. */
export const stoppedWords = (ended: ScanSummary['ended']): string | null => ENDED_WORDS[ended]

const ENDED_WORDS: Readonly<Record<ScanSummary['ended'], string | null>> = {
  WHOLE: null,
  PARTS_UNREADABLE: 'Some folders in it could not be opened, so nothing counts as missing. They are listed below.',
  GONE: 'The folder could not be reached any more, as when the network goes. What was seen until then counts, and nothing counts as missing. Look again when it is back.',
  STOPPED: 'It was stopped. What was seen until then counts, and nothing counts as missing.',
}

/** Neither its end nor why is known: the app was locked or ended. */
export const CUT_OFF =
  'It was cut off, as when Trustward locks. What was seen until then is kept, and nothing counts as missing. Scan again to finish.'

/** So many links that what is behind them could not be kept in mind. */
export const MANY_LINKS =
  'There are so many links in it that what is behind them cannot be told, so nothing counts as missing.'

/** How many further names a file has, and what that means for its disposal. */
const namesWords = (names: number): string =>
  names === 1 ? 'Another name leads to the same picture' : `${names} further names lead to the same picture`

/** Sentences on files that were seen. */
export const fileWords = {
  missing: 'It is registered in a set and was not there.',
  changed: 'It is not what was registered: its contents differ. Look at it, then say in its set that it is right.',
  duplicated: (path: string) => `The same picture as ${path}, which is registered. This copy is in no set.`,
  undecided: (path: string) =>
    `The same picture as ${path}, which was not looked at, so it is not known whether it was moved or copied.`,
  /** @param number of the disposal; null: its record is not in this file */
  returned: (number: number | null) =>
    `It was destroyed under ${number === null ? 'a disposal' : `disposal number ${number}`} and is there again. It is not offered for a set. Find out who put it back, and dispose of it again.`,
  cctv: 'Its name says CCTV. Such pictures stay in the CCTV system; it was left out.',
  incident:
    'Its name says that it belongs to an incident. Such pictures are not registered here; it was left out. Speak to the safeguarding lead.',
  otherNames: (names: number) =>
    `${namesWords(names)} (hard links). Deleting this one leaves it. Find the others, here or elsewhere on the drive, before it is disposed of.`,
  tooLong: 'Its path is too long to be kept here, so it was left out. Move it nearer to the top of the folder.',
  undated: (today: CivilDate) =>
    `Neither the picture nor its file says when it was taken, so it stands under ${dateWords(today)}.`,
}

/** Told while it goes on. */
export const lookedAt = (files: number): string =>
  files === 1 ? 'Looked at 1 picture' : `Looked at ${files.toLocaleString('en-GB')} pictures`
