/** Puts the outcomes of all rows together: counts, warnings, and who is missing. Pure. */
import type { DryRow, DryRun } from '@contract/imports'
import { readUpn } from '../../pupils/rules/upn'
import type { Effect } from './answers'
import type { PupilKept } from './difference'
import { NO_CONSENTS, type Ground, type Plan, type PlannedPupil } from './plan'
import type { PupilOutcome } from './plan-pupil'
import type { Group } from './same-pupil'
import { pupilWords } from './whose'
import { counted, cut, linesWords } from './wording'

const COUNTED: Readonly<Record<DryRow['outcome'], keyof DryRun['counts']>> = {
  NEW: 'new',
  CHANGED: 'changed',
  SAME: 'same',
  LEFT_OUT: 'leftOut',
  TO_CONFIRM: 'toConfirm',
}

const EFFECTS: Readonly<Record<Effect, keyof DryRun['consents'] | null>> = {
  lowered: 'lowered',
  raised: 'raised',
  'kept-lower': 'keptLower',
  unevidenced: 'unevidenced',
  same: null,
}

/** Outcomes as they come in. */
export class Tally {
  readonly #rows: DryRow[] = []
  readonly #pupils: PlannedPupil[] = []
  readonly #consents: Record<keyof DryRun['consents'], number> = { ...NO_CONSENTS }
  /** Pupils of the roll a row is about, or may be. */
  readonly #seen = new Set<string>()
  readonly #missing: DryRun['missing'] = []
  readonly #upnFaults: number[] = []
  readonly #dateFaults: number[] = []
  readonly #notes: number[] = []
  #temporary = 0
  #unknownAuthority = 0
  #otherConsents = 0

  constructor(private readonly ground: Pick<Ground, 'today' | 'authorities'>) {}

  take(group: Group, { rows, planned, outcomes, notes }: PupilOutcome): void {
    this.#rows.push(...rows)
    if (planned !== null) this.#pupils.push(planned)
    for (const { effect } of outcomes) {
      const name = EFFECTS[effect]
      if (name !== null) this.#consents[name] += 1
    }
    for (const { line, upnFault, dateFault, otherConsent } of group.rows) {
      if (upnFault) this.#upnFaults.push(line)
      if (dateFault) this.#dateFaults.push(line)
      if (otherConsent) this.#otherConsents += 1
    }
    const [first] = group.rows
    if (notes.length > 0 && first !== undefined) this.#notes.push(first.line)
    const upn = group.facts.upn === null ? null : readUpn(group.facts.upn)
    if (upn === null || !('upn' in upn)) return
    if (upn.kind === 'temporary') this.#temporary += 1
    if (this.ground.authorities !== null && !this.ground.authorities.has(upn.laCode)) this.#unknownAuthority += 1
  }

  /** A row the reader did not hand over. */
  leftOut({ line, why }: { readonly line: number; readonly why: string }): void {
    this.#rows.push({ line, outcome: 'LEFT_OUT', name: '', pupil: null, changes: [], why, candidates: [] })
  }

  /** Pupils who are not missing, whatever becomes of the rows that may be theirs. */
  seen(pupils: readonly string[]): void {
    for (const pupil of pupils) this.#seen.add(pupil)
  }

  /** A pupil the file says is gone (R115): a leaver once a person gives the last day. */
  gone(pupil: PupilKept): void {
    if (this.#isOnRoll(pupil)) this.#missing.push({ pupil: pupil.id, words: `${pupilWords(pupil)}: marked as deleted` })
  }

  /** Everybody on roll whom no row may be about (R108). */
  missing(roll: readonly PupilKept[]): void {
    for (const pupil of roll) {
      if (!this.#seen.has(pupil.id) && this.#isOnRoll(pupil)) {
        this.#missing.push({ pupil: pupil.id, words: pupilWords(pupil) })
      }
    }
  }

  #isOnRoll({ onRollFrom, leftOn }: PupilKept): boolean {
    const { today } = this.ground
    return (leftOn === null || leftOn >= today) && (onRollFrom === null || onRollFrom <= today)
  }

  plan(): Plan {
    const rows = [...this.#rows].sort((a, b) => a.line - b.line)
    const counts = { new: 0, changed: 0, same: 0, leftOut: 0, toConfirm: 0, missing: this.#missing.length }
    for (const { outcome } of rows) counts[COUNTED[outcome]] += 1
    const missing = this.#missing.map(({ pupil, words }) => ({ pupil, words: cut(words, 300) }))
    return {
      ...{ rows, refused: null, counts, consents: { ...this.#consents }, missing },
      ...{ warnings: this.#warnings(), pupils: this.#pupils },
    }
  }

  #warnings(): readonly string[] {
    const [upns, dates] = [this.#upnFaults, this.#dateFaults]
    const several = (count: number, words: string): readonly string[] => (count === 0 ? [] : [words])
    return [
      ...several(
        upns.length,
        `${counted(upns.length, 'UPN does', 'UPNs do')} not hold together and ${upns.length === 1 ? 'was' : 'were'} left out (${linesWords(upns)}). Check ${upns.length === 1 ? 'it' : 'them'} in your MIS.`,
      ),
      ...several(
        this.#temporary,
        `${counted(this.#temporary, 'pupil has a temporary UPN', 'pupils have a temporary UPN')}. Replace it when the permanent one is known.`,
      ),
      ...several(
        this.#unknownAuthority,
        `${counted(this.#unknownAuthority, 'UPN has', 'UPNs have')} the code of no local authority in the national register. It may be new; check it in your MIS.`,
      ),
      ...several(
        this.#notes.length,
        `${counted(this.#notes.length, 'UPN in the file is', 'UPNs in the file are')} another than on the roll (${linesWords(this.#notes)}). The one on the roll stays; change it by hand if it is wrong.`,
      ),
      ...several(
        dates.length,
        `${counted(dates.length, 'date of consent is', 'dates of consent are')} in the future or cannot be read (${linesWords(dates)}). A yes of that row is left out; a no counts from today.`,
      ),
      ...several(
        this.#otherConsents,
        `${counted(this.#otherConsents, 'row is', 'rows are')} about kinds of consent that are left out.`,
      ),
    ]
  }
}
