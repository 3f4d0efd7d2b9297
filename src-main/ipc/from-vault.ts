/** Reads what the vault process posts: a fault over there must not become a strange answer over here. */
import type { FaultReply } from '../contract/fault'
import type { Reply } from '../contract/rpc'
import type { FromVault, HostAsk } from '../vault/wire'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const isFaultReply = (value: unknown): value is FaultReply =>
  isRecord(value) &&
  typeof value['code'] === 'string' &&
  typeof value['message'] === 'string' &&
  typeof value['ref'] === 'string'

function isReply(value: unknown): value is Reply {
  if (!isRecord(value)) return false
  return value['ok'] === true ? 'value' in value : value['ok'] === false && isFaultReply(value['error'])
}

function isHostAsk(value: unknown): value is HostAsk {
  if (!isRecord(value)) return false
  switch (value['what']) {
    case 'printPdf':
      return (
        typeof value['html'] === 'string' &&
        typeof value['title'] === 'string' &&
        typeof value['landscape'] === 'boolean' &&
        typeof value['apart'] === 'boolean' &&
        (value['paper'] === 'A4' || value['paper'] === 'A3') &&
        typeof value['figures'] === 'boolean'
      )
    case 'saveFile':
      return typeof value['suggestedName'] === 'string' && value['bytes'] instanceof Uint8Array
    case 'openFile':
      return (
        typeof value['title'] === 'string' &&
        typeof value['maxBytes'] === 'number' &&
        Array.isArray(value['extensions']) &&
        value['extensions'].every((extension) => typeof extension === 'string')
      )
    case 'pickDocuments':
      return (
        typeof value['title'] === 'string' &&
        typeof value['folder'] === 'boolean' &&
        Array.isArray(value['extensions']) &&
        value['extensions'].every((extension) => typeof extension === 'string')
      )
    case 'openPicked':
      return typeof value['ticket'] === 'string' && isCount(value['index']) && typeof value['maxBytes'] === 'number'
    case 'readDocument':
    case 'readTables':
      return typeof value['name'] === 'string' && value['bytes'] instanceof Uint8Array
    case 'pickFolder':
      return typeof value['title'] === 'string'
    case 'openScan':
      return typeof value['root'] === 'string'
    case 'nextScanned':
    case 'closeScan':
      return typeof value['ticket'] === 'string'
    case 'destroyFiles':
      return typeof value['root'] === 'string' && Array.isArray(value['files']) && value['files'].every(isFileToDestroy)
    default:
      return false
  }
}

const isFileToDestroy = (file: unknown): boolean =>
  isRecord(file) && typeof file['path'] === 'string' && isCount(file['size']) && typeof file['hash'] === 'string'

/** @returns the message, null when it is none of the kinds above; a reply of the wrong shape is still known by its id */
export function readFromVault(message: unknown): FromVault | { kind: 'odd-reply'; id: number } | null {
  if (!isRecord(message)) return null
  switch (message['kind']) {
    case 'ready':
      return { kind: 'ready' }
    case 'refused':
      return isFaultReply(message['error']) ? { kind: 'refused', error: message['error'] } : null
    case 'reply': {
      const { id, reply } = message
      if (typeof id !== 'number') return null
      return isReply(reply) ? { kind: 'reply', id, reply } : { kind: 'odd-reply', id }
    }
    case 'event':
      return typeof message['topic'] === 'string'
        ? { kind: 'event', topic: message['topic'], payload: message['payload'] }
        : null
    case 'ask': {
      const { id, window, ask } = message
      if (typeof id !== 'number' || !isHostAsk(ask)) return null
      return { kind: 'ask', id, window: typeof window === 'string' ? window : null, ask }
    }
    case 'stop':
      return typeof message['id'] === 'number' ? { kind: 'stop', id: message['id'] } : null
    default:
      return null
  }
}
