/** A school with sets of real files that are due, and two people: one who proposes and carries out, one who approves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Disposal, PersonId, RetentionRuleFacts, TenantId } from '@contract/index'
import type { FileSystem } from '../../src-main/folders/disk'
import { day, TODAY } from '../support/consents/register'
import { FOUNDER, OTHER_PASSPHRASE } from '../support/vault'
import { makeFolderStage, setFacts, type FolderStage } from './images-stage'

export const WHY = 'The schedule says that their time is over'

export const ruleFacts = (change: Partial<RetentionRuleFacts> = {}): RetentionRuleFacts => ({
  ...{ label: 'Events: one year', imageClass: 'EVENT', trigger: 'CAPTURE', months: 12, windowMonths: 12 },
  ...{ action: 'DELETE', basis: 'Image policy, section 9', post: 'DSL', retiredOn: null },
  ...change,
})

export interface DisposalStage extends FolderStage {
  readonly trust: TenantId
  readonly founder: PersonId
  readonly head: PersonId
  /** Whoever proposed it first. */
  readonly asFounder: () => Promise<unknown>
  readonly asHead: () => Promise<unknown>
  readonly is: (path: string) => boolean
  /** A set of what the last look found in one folder of that day. */
  readonly addSet: (folder: string, on: string) => Promise<string>
  /** A set of files that are due, of these names in one folder of their own. */
  readonly dueSet: (folder: string, names: readonly string[], on?: string) => Promise<string>
  readonly propose: (...sets: readonly string[]) => Promise<Disposal>
  /** Approved by the head; the founder is at the keyboard afterwards. */
  readonly approve: (disposal: Disposal, approved?: boolean) => Promise<Disposal>
  readonly carryOut: (disposal: Disposal) => Promise<Disposal>
  readonly find: (disposal: Disposal) => Promise<Disposal>
}

export async function makeDisposalStage(failing: Partial<FileSystem> = {}): Promise<DisposalStage> {
  const stage = await makeFolderStage(failing)
  const { vault, call, school, root } = stage
  const founder = (await call['session.state']({})).person?.id
  if (founder === undefined) throw new Error('Nobody is at the keyboard')
  const trust = (await call['session.state']({})).trust?.id
  if (trust === undefined) throw new Error('No trust is open')
  const { id: head } = await call['people.add']({ name: 'Bryony Fettlewick' })
  await call['people.grant']({ person: head, role: 'HEAD', grantFor: school, from: day('2020-09-01'), until: null })
  await call['people.letUnlock']({ person: head, signInName: 'bryony', passphrase: OTHER_PASSPHRASE })
  await call['images.saveRule']({ school, rule: null, facts: ruleFacts(), reason: 'Agreed by the governors' })
  const as = (signInName: string, passphrase: string) => call['session.unlock']({ signInName, passphrase })
  const asFounder = () => as(FOUNDER.signInName, FOUNDER.passphrase)
  const asHead = () => as('bryony', OTHER_PASSPHRASE)
  const saidToday = () => {
    const today = new Date(vault.now()).toISOString().slice(0, 10)
    return day(today)
  }
  const addSet = async (folder: string, on: string) => {
    const inFolder = { storage: 'FOLDER', folder: stage.folder.id } as const
    const facts = setFacts({ ...inFolder, title: `Set ${folder}`, takenOn: day(on) })
    const groups = [{ path: folder, from: day(on), to: day(on) }]
    return (await call['images.addSet']({ school, facts, groups })).id
  }
  return {
    ...{ ...stage, trust, addSet, founder, head, asFounder, asHead },
    is: (path) => existsSync(join(root, path)),
    async dueSet(folder, names, on = '2024-06-19') {
      for (const name of names) stage.put(`${folder}/${name}`, on)
      await stage.scan()
      return addSet(folder, on)
    },
    propose: (...sets) => call['images.propose']({ school, sets: [...sets], why: WHY, saidToday: saidToday() }),
    async approve({ id: disposal }, approved = true) {
      await asHead()
      const told = await call['images.approve']({
        ...{ school, disposal, approved, note: 'Looked at the list', saidToday: saidToday() },
      })
      await asFounder()
      return told
    },
    carryOut: ({ id: disposal }) =>
      call['images.carryOut']({ school, disposal, job: 'b'.repeat(32), saidToday: saidToday() }),
    async find({ id }) {
      const found = (await call['images.disposals']({ school })).find((one) => one.id === id)
      if (found === undefined) throw new Error('It is not in the list')
      return found
    },
  }
}

export { day, TODAY }
