/** One look through a folder, while it goes on: what was seen so far, what it means, and what to say of it. */
import type { ScanReport } from '@contract/images'
import type { CivilDate } from '@contract/primitives'
import { oneProposal } from '@db/repo/retention'
import type { Tenant } from '@vault/context'
import { Sightings, type RegisteredFile as Sighted, type Sighting } from '../../folders/seen'
import type { ScanBatch, ScannedFile, ScanSummary } from '../../folders/wire'
import type { RegisteredFile } from './events'
import { Finding } from './finding'
import { MOST_TOLD, type TOLD_FIRST } from './found'
import { Registered, type Known } from './registered'
import { refusedName } from './rules/refused'
import { fileWords, troubleWords } from './scan-words'

/** A file beside what is registered. */
type SeenBoth = Extract<Sighting<number>, { readonly file: ScannedFile; readonly registered: Sighted<number> }>

/** With more, what is behind them is not kept in mind, as in `Sightings`. */
const MOST_LINKS = 10_000
/** Longest path an event holds. */
const LONGEST_PATH = 4000

export class Look {
  readonly counts = {
    ...{ same: 0, new: 0, moved: 0, duplicated: 0, missing: 0, changed: 0, returned: 0, problems: 0, leftOut: 0 },
    told: 0,
  } satisfies ScanReport['counts']
  /** Pictures read, and whether any batch came at all. */
  files = 0
  end: ScanSummary | null = null
  #links = 0
  readonly #finding: Finding
  readonly #registered: Registered
  readonly #sightings: Sightings<number>
  #otherKinds = 0

  /**
   * What looks before it found stands until this one has seen otherwise.
   * @param today stands for the day of a picture that has none
   * @param now milliseconds since 1970 UTC
   */
  constructor(
    private readonly tenant: Tenant,
    folder: string,
    private readonly today: CivilDate,
    private readonly now: () => number,
  ) {
    this.#finding = new Finding(tenant, folder)
    this.#registered = new Registered(tenant, folder, this.#finding)
    this.#sightings = new Sightings(this.#registered, this.#registered.later)
  }

  /** Takes a batch in. */
  take({ entries, sofar, end }: ScanBatch): void {
    this.#registered.lookUp(entries)
    for (const entry of entries) {
      if (entry.kind === 'FILE' && entry.otherNames !== undefined) {
        this.counts.problems += 1
        this.#tell('OTHER_NAMES', entry.path, fileWords.otherNames(entry.otherNames))
      }
      const sighting = this.#sightings.see(entry)
      if (sighting !== null) this.#note(sighting)
    }
    this.files = sofar.files
    this.#otherKinds = sofar.leftOut
    this.end = end
    this.#finding.write(this.counts, this.now())
  }

  /** Says what could not be said before everything was seen; yields after each file, so that others have their turn. */
  *finish(): Generator<void> {
    for (const sighting of this.#sightings.finish(this.end)) {
      this.#note(sighting)
      if (this.#finding.isFull) this.#finding.write(this.counts, this.now())
      yield
    }
    this.counts.leftOut += this.#otherKinds
    this.#finding.write(this.counts, this.now())
  }

  /** Writes how it ended, once what was moved is recorded. @param stopped why it did not see everything, in words */
  close(stopped: string | null): void {
    this.#finding.end(this.counts, this.now(), this.isWhole, stopped)
  }

  /** Everything in the folder was seen, so that what was not seen is missing. */
  get isWhole(): boolean {
    return this.end?.complete === true && this.#links <= MOST_LINKS
  }

  #note(sighting: Sighting<number>): void {
    switch (sighting.what) {
      case 'SAME':
        this.counts.same += 1
        this.#isRight(sighting.registered)
        return
      case 'CHANGED':
        this.#isChanged(sighting.registered, sighting.file)
        this.#tell('CHANGED', sighting.file.path, fileWords.changed)
        return
      case 'MOVED':
        this.#isMoved(knownOf(sighting.registered), sighting.file.path)
        return
      case 'DUPLICATED':
        this.counts.duplicated += 1
        this.#tellOfCopy(sighting, fileWords.duplicated)
        return
      case 'UNDECIDED':
        this.#tellOfCopy(sighting, fileWords.undecided)
        return
      case 'RETURNED':
        this.counts.returned += 1
        if (sighting.registered !== null) this.#isChanged(sighting.registered, sighting.file)
        this.#tell('RETURNED', sighting.file.path, fileWords.returned(this.#disposalOf(sighting.file.hash)))
        return
      case 'NEW':
        this.#isNew(sighting.file)
        return
      case 'TROUBLE':
        if (sighting.trouble.code === 'GONE') return
        this.counts.problems += 1
        if (sighting.trouble.code === 'LINK') this.#links += 1
        this.#tell('TROUBLE', sighting.trouble.path, troubleWords(sighting.trouble))
        return
      case 'MISSING': {
        const known = knownOf(sighting.registered)
        // Put into a set since it was seen.
        if (!this.#finding.sawUnsorted(known.path)) this.#isMissing(known)
      }
    }
  }

  #isMissing({ set, path }: Known): void {
    this.counts.missing += 1
    this.#finding.amiss(set, path, null)
    this.#tell('MISSING', path, fileWords.missing)
  }

  #isMoved(from: Known, to: string): void {
    if (to.length > LONGEST_PATH) {
      this.counts.problems += 1
      this.#tell('LEFT_OUT', to, fileWords.tooLong)
      this.#isMissing(from)
      return
    }
    this.counts.moved += 1
    this.#isRight(from)
    this.#finding.moved(from, to)
  }

  #isRight(registered: Sighted<number>): void {
    this.#finding.right(knownOf(registered))
  }

  #isChanged(registered: Sighted<number>, file: ScannedFile): void {
    const { set, path } = knownOf(registered)
    this.counts.changed += 1
    this.#finding.amiss(set, path, { ...this.#asRegistered(file), path })
  }

  #isNew(file: ScannedFile): void {
    const refused = file.path
      .split('/')
      .map(refusedName)
      .find((kind) => kind !== null)
    if (refused !== undefined || file.path.length > LONGEST_PATH) {
      const words = refused === undefined ? fileWords.tooLong : fileWords[refused === 'CCTV' ? 'cctv' : 'incident']
      this.counts.problems += 1
      this.counts.leftOut += 1
      this.#tell('LEFT_OUT', file.path, words)
      return
    }
    this.counts.new += 1
    if (file.takenOn === null) this.#tell('UNDATED', file.path, fileWords.undated(this.today))
    this.#finding.unsorted(this.#asRegistered(file))
  }

  #asRegistered({ path, size, takenOn, hash }: ScannedFile): RegisteredFile {
    return { path, size, takenOn: takenOn ?? this.today, hash }
  }

  #disposalOf(hash: string): number | null {
    const [first] = this.#registered.destroyedAs(hash)
    return first === undefined ? null : (oneProposal(this.tenant.db, first.disposal)?.number ?? null)
  }

  #tellOfCopy(copy: SeenBoth, words: (path: string) => string): void {
    const { path } = copy.registered
    this.#tell('DUPLICATED', copy.file.path, words(path), path)
  }

  #tell(kind: (typeof TOLD_FIRST)[number], path: string, words: string, other: string | null = null): void {
    this.counts.told += 1
    this.#finding.problem(kind, path, words, other, MOST_TOLD)
  }
}

const knownOf = (registered: Sighted<number>): Known => registered as Known // Given back as it was looked up.
