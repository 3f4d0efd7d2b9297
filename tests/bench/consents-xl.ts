/** A whole trust at its largest: 90 schools of 600 pupils, 2 million events. Takes minutes to fill, so it runs when named. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { SchoolId } from '@contract/index'
import { allPupils } from '@db/repo/pupils'
import { hexOf } from '@vault/crypto'
import { asTenant } from '@vault/opened'
import { chance } from '../fuzz/chance'
import { askIn, askingOf, schoolsOf, useOf } from './asking'
import { against, median, timed, type Figure } from './measure'
import { pupilReader } from './raw-reads'
import { registers } from './registers'
import { trustOf, type BenchTrust } from './trust'

const SCHOOLS = 90

/** Schools opened to be asked in. */
const SAMPLE = 15

/** @param folder an empty folder on a local disk with several gigabytes free */
export async function consentsXl(folder: string): Promise<(Figure | string)[]> {
  const start = { ms: performance.now(), cpu: process.cpuUsage() }
  let trust = await trustOf(
    folder,
    registers(
      Array.from({ length: SCHOOLS }, (_, n) => ({
        ...{ name: `Benchmark School ${String(n).padStart(3, '0')}`, pupils: 600, earlier: 1, asked: 1_250 },
      })),
    ),
  )
  const seconds = (performance.now() - start.ms) / 1_000
  const { user, system } = process.cpuUsage(start.cpu)
  try {
    const places = schoolsOf(trust).map((school) => placeIn(trust, school))
    const [events, decisions] = [sum(places.map((place) => place.events)), sum(places.map((place) => place.decisions))]
    const dice = chance(3, SCHOOLS)
    const sample = Array.from({ length: SAMPLE }, () => dice.one(places))
    const [own, raw]: [number[], number[]] = [[], []]
    for (const place of sample) {
      // No school's file is open then.
      trust = trust.again()
      own.push(await timed(() => askIn(trust, place.school, [place.pupil], place.use)))
      trust = trust.again()
      raw.push(await timed(openingRaw(trust, folder, place)))
    }
    return [
      `XL: ${SCHOOLS} schools, ${decisions} decisions that stand, ${events} events, ${gigabytesIn(join(folder, 'practice'))} GB`,
      `XL: filled in ${seconds.toFixed(0)} s, ${perSecond(events, seconds)} events a second; of the processor ${perSecond(events, (user + system) / 1e6)}`,
      `XL: a school's file opened and one child asked about: ${median(own).toFixed(1)} ms; the driver opening it and reading the same rows ${median(raw).toFixed(1)} ms; medians of ${SAMPLE} schools`,
      await oneAfterAnother(trust, sample),
    ]
  } finally {
    trust.opened.close()
  }
}

/** A school with somebody to ask about. */
interface Place {
  readonly school: SchoolId
  readonly pupil: string
  readonly use: string
  readonly events: number
  readonly decisions: number
}

function placeIn({ opened }: BenchTrust, school: SchoolId): Place {
  const tenant = opened.tenant(asTenant(school))
  const { client } = tenant.file
  const count = (source: string): number => Number(client.prepare(source).pluck().get())
  const pupils = allPupils(tenant.db)
  return {
    ...{ school, pupil: pupils[Math.floor(pupils.length / 2)]?.id ?? '', use: useOf(tenant) },
    events: count('SELECT count(*) FROM event'),
    decisions: count('SELECT count(*) FROM (SELECT DISTINCT pupil, purpose FROM consent_answer WHERE stands = 1)'),
  }
}

/** The driver opening a file, reading what an answer rests on, and closing it. */
function openingRaw({ opened }: BenchTrust, folder: string, { school, pupil }: Place): () => void {
  const key = opened.keys.tenantKey(asTenant(school), 'filekey_')
  const hex = key.use(hexOf)
  key.wipe()
  return () => {
    const client = new Database(join(folder, 'practice', `${school}.trustward`))
    client.pragma(`cipher = 'chacha20'`)
    client.pragma(`key = "raw:${hex}"`)
    pupilReader(client, opened.trust().file.client, { school, person: opened.person })([pupil])
    client.close()
  }
}

/** With every file open, one school after another, as somebody of the trust may ask. */
function oneAfterAnother(trust: BenchTrust, sample: readonly Place[]): Promise<Figure> {
  const asked = sample.map(({ school }) => askingOf(trust, school))
  const groups = asked.map((one) => ({ one, pupils: one.groups(20, 1) }))
  const each = (way: 'ask' | 'rawAsk') => (): void => {
    for (const { one, pupils } of groups) for (const pupil of pupils) one[way](pupil)
  }
  return against(`XL: ask one child, 20 times in each of ${SAMPLE} schools`, each('ask'), each('rawAsk'), {
    ...{ time: 'processor', pairs: 9, target: 3, against: 'raw reads of the same rows' },
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const perSecond = (events: number, seconds: number): string => Math.round(events / seconds).toLocaleString('en-GB')
const gigabytesIn = (folder: string): string =>
  (sum(readdirSync(folder).map((name) => statSync(join(folder, name)).size)) / 1e9).toFixed(2)
