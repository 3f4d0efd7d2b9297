/** A school with a registered folder of real files, for tests of pictures kept. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AppContract, AskedSetFacts, Client, FileGroup, ImageFolder, ScanReport, SchoolId } from '@contract/index'
import { day } from '../support/consents/register'
import { foldersInProcess } from '../support/folders'
import { temporaryFolder } from '../support/tenant'
import { FOUNDER, makeVault, schoolFacts, type TestVault } from '../support/vault'
import { disk, type FileSystem } from '../../src-main/folders/disk'

export const setFacts = (change: Partial<AskedSetFacts> = {}): AskedSetFacts => ({
  ...{ title: 'Sports day', imageClass: 'EVENT', takenOn: day('2026-06-19'), event: null, takenBy: 'Office' },
  ...{ device: 'SCHOOL', why: 'For the newsletter', purposes: [], storage: 'OTHER', place: 'Office drive' },
  ...{ folder: null, heldOn: 'CONSENT', rule: null, count: null },
  ...change,
})

/** Files of one folder taken in a run of days. */
export const group = (path: string, from: string, to = from): Pick<FileGroup, 'path' | 'from' | 'to'> => ({
  path,
  from: day(from),
  to: day(to),
})

/** What a look says of one file, empty when nothing. */
export const wordsAbout = ({ problems }: ScanReport, path: string): string =>
  problems.find((problem) => problem.path === path)?.words ?? ''

/** What a drive answers. */
export const failure = (code: string): Error => Object.assign(new Error(code), { code })

export interface FolderStage {
  readonly vault: TestVault
  readonly call: Client<AppContract>
  readonly school: SchoolId
  /** The registered folder: its place on the disk, and its id. */
  readonly root: string
  readonly folder: ImageFolder
  readonly put: (path: string, on?: string, bytes?: string | Uint8Array) => void
  readonly scan: (job?: string) => Promise<ScanReport>
  /** Makes a set of everything that one path holds. */
  readonly file: (group: Pick<FileGroup, 'path' | 'from' | 'to'>, title?: string) => Promise<string>
  readonly unlock: () => Promise<void>
}

/** Puts a file in place, changed on a day at noon; its contents are its path unless given. */
export function put(root: string, path: string, on = '2026-06-19', bytes: string | Uint8Array = path): void {
  const whole = join(root, path)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, bytes)
  const noon = Date.parse(`${on}T12:00:00Z`) / 1000
  utimesSync(whole, noon, noon)
}

/** @param failing a drive that fails as drives do, where it is not the real one */
export async function makeFolderStage(failing: Partial<FileSystem> = {}): Promise<FolderStage> {
  const toPick: string[] = []
  const vault = await makeVault({ host: foldersInProcess(toPick, { ...disk, ...failing }) })
  await vault.createTrust()
  const { call } = vault
  const { id: school } = await call['schools.create']({ facts: schoolFacts() })
  const root = temporaryFolder()
  toPick.push(root)
  const folder = await call['images.addFolder']({ school, label: 'Office drive' })
  if (folder === null) throw new Error('No folder was picked')
  return {
    ...{ vault, call, school, root, folder },
    put: (path, on, bytes) => put(root, path, on, bytes),
    scan: (job = 'a'.repeat(32)) => call['images.scan']({ school, folder: folder.id, job }),
    async file({ path, from, to }, title = 'Sports day') {
      const facts = setFacts({ title, storage: 'FOLDER', folder: folder.id })
      return (await call['images.addSet']({ school, facts, groups: [{ path, from, to }] })).id
    },
    async unlock() {
      await call['session.unlock']({ signInName: FOUNDER.signInName, passphrase: FOUNDER.passphrase })
    },
  }
}
