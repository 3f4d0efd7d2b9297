/** Words of the screen of registered folders and their scans. */
import { counted } from '../../ui/words'

export const folderWords = {
  of: (school: string) => (school === '' ? 'Folders of pictures' : `Folders of pictures: ${school}`),
  intro:
    'Folders on the school network that hold pictures. Trustward looks at names, dates, sizes and a fingerprint of each file; it copies no picture and changes nothing.',
  waiting: 'Getting the folders',
  cannot: 'The folders could not be read',
  register: 'Register a folder',
  empty: 'No folders yet',
  emptyText:
    'Register the folders in which pictures lie. A scan then finds what is in them, groups it by folder and date, and says later what is missing, moved or changed.',
  caption: (school: string) => `Registered folders of ${school}`,
  columns: { label: 'Folder', scanned: 'Last scan', files: 'Files in sets', trouble: 'To see to', act: 'Scan' },
  never: 'Not yet',
  missing: (n: number) => `${n.toLocaleString('en-GB')} missing`,
  changed: (n: number) => `${n.toLocaleString('en-GB')} changed`,
  nothingToSee: 'Nothing',
  scan: 'Scan now',
  elsewhere: 'A scan of another school goes on. When it is over, the next can start.',
  scanOf: (label: string) => `Scan ${label} now`,
  show: 'Show what was found',
  showOf: (label: string) => `Show what was found in ${label}`,
  done: (fresh: number) =>
    fresh === 0 ? 'Scanned. No new files' : `Scanned. ${counted(fresh, 'new file', 'new files')}`,
  stoppedToast: 'The scan stopped before its end',
  dialog: {
    title: 'Register a folder',
    label: 'What do you call it?',
    hint: 'Such as “Office drive, pictures”. You choose the folder next.',
    need: 'Enter what you call the folder',
    save: 'Choose the folder',
    added: (label: string) => `${label} registered`,
    none: 'No folder chosen, so none was registered',
  },
  job: {
    title: (label: string) => (label === '' ? 'Scanning a folder' : `Scanning ${label}`),
    starting: 'Starting',
    cancel: 'Stop scanning',
    cancelling: 'Stopping',
    count: (done: number, total: number) => `${done.toLocaleString('en-GB')} of ${counted(total, 'file', 'files')}`,
    countOnly: (done: number) => counted(done, 'file', 'files'),
    left: (seconds: number) =>
      seconds < 60
        ? `about ${seconds} seconds left`
        : `about ${counted(Math.round(seconds / 60), 'minute', 'minutes')} left`,
    stays:
      'You can go on working. If you stop it or Trustward locks, nothing counts as missing; what was found stays until the next scan.',
  },
  report: {
    title: (label: string) => `Found in ${label}`,
    asOf: (moment: string) => `As of ${moment}, seen from this PC. It is kept here until the next scan.`,
    failed: 'The folder could not be scanned.',
    stopped: 'Not the whole folder was looked at.',
    stoppedText: (why: string | null) =>
      why ?? 'It was stopped. Nothing counts as missing until a scan reaches the end.',
    counts: {
      new: 'New',
      same: 'As before',
      moved: 'Moved',
      duplicated: 'Twice or more',
      missing: 'Missing',
      changed: 'Changed',
      returned: 'Destroyed, and there again',
      problems: 'To look at',
      leftOut: 'Left out',
    },
    countsLabel: 'What the scan counted',
    leftOutHint: 'No pictures, or links that lead outside the folder',
    returned: 'Files that were destroyed are there again.',
    returnedText: (n: number) =>
      `${counted(n, 'file', 'files')} of a finished disposal came back, perhaps with a restored copy. See to it under Disposals.`,
    seeSets: 'See the sets',
    problems: (n: number) => `${counted(n, 'file', 'files')} to look at`,
    problemsMore: (n: number) => `and ${n.toLocaleString('en-GB')} more`,
  },
  groups: {
    title: 'Files in no set yet',
    intro: 'Each line is one folder with the days its pictures were taken. Tick one or several to make a set of them.',
    none: 'Every file that was found belongs to a set.',
    noneSoFar: 'The scan did not reach the end, and found no file for a set until then. Scan again.',
    scanFirst: 'Scan the folder to see which files belong to no set.',
    cannot: 'The groups could not be read',
    caption: (label: string) => `Groups of files in ${label}`,
    columns: { pick: 'Choose', path: 'Below the folder', days: 'Taken', files: 'Files', size: 'Size' },
    itself: 'The folder itself',
    days: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
    pick: (path: string, days: string) => `Choose ${path}, ${days}`,
    chosen: (groups: number, files: number) =>
      `${counted(groups, 'group', 'groups')} chosen, ${counted(files, 'file', 'files')}`,
    all: 'Choose all',
    noneChosen: 'Choose none',
    make: (groups: number) => (groups > 1 ? `Make one set of ${counted(groups, 'group', 'groups')}` : 'Make a set'),
    needChoice: 'Choose at least one group',
    most: (most: number) => `A set is made of at most ${most} groups. Choose fewer`,
    title1: (name: string, day: string) => `${name}, ${day}`,
  },
}
