/** Requests for real files in a fresh folder. */
import { join } from 'node:path'
import type { FileRequest } from '@db/open'
import { migrations } from '@db/migrations'
import { hashHex, ready } from '@vault/crypto'
import { temporaryFolder } from '../support/tenant'

export const KEY = 'a1'.repeat(32)
export const ID = '0f'.repeat(16)

/** A request for a file that does not exist yet; made only after cryptography is ready. */
export async function newRequest(part: Partial<FileRequest> = {}): Promise<FileRequest> {
  await ready()
  const file = join(temporaryFolder(), `${ID}.trustward`)
  return { file, id: ID, keyHex: KEY, migrations, hashText: hashHex, ...part }
}
