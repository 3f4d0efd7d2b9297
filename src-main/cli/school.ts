/** A school as somebody types it: its name or its short name. */
import { Fault } from '@contract/fault'
import type { SchoolId } from '@contract/primitives'
import { UsageError } from './io'
import { ask, type CallableVault } from './unlock'

/**
 * The school of the trust with that name.
 * @param takes what the option takes, for the words; the schools there are follow it
 * @throws UsageError naming the schools there are
 */
export async function schoolCalled(vault: CallableVault, name: string, takes: string): Promise<SchoolId> {
  const schools = await ask(vault, 'schools.list', {})
  const wanted = name.trim().toLowerCase()
  const [found, other] = schools.filter(
    ({ facts }) => facts.shortName.toLowerCase() === wanted || facts.name.toLowerCase() === wanted,
  )
  if (other !== undefined) {
    throw new Fault('conflict', `Two schools of this trust are called ${name}. Use the other name of the one you mean.`)
  }
  if (found !== undefined) return found.id
  const names = schools.map(({ facts }) => facts.shortName).join(', ')
  throw new UsageError(`${takes}: ${names}.`)
}
