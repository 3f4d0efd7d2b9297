/** The vault's end of the wire: calls in, replies and events out, and a host whose work is done by the main process. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { Fault, type FaultReply } from '@contract/fault'
import type { Topic } from '@contract/events'
import type { Reply } from '@contract/rpc'
import { Destroyed, FileToDestroy, MOST_DESTROYED, ScanBatch } from '../folders/wire'
import type { Host } from './context'
import { hexOf, randomBytes } from './crypto'
import type { CallingWindow, FromVault, HostAnswer, HostAsk, OpenedFile, PickedList, ToVault, VaultStart } from './wire'

/** As much of a vault as is served here; `vault/vault.ts` makes it. */
export interface ServedVault {
  call(name: string, input: unknown, window: CallingWindow): Promise<Reply>
  on(listener: (topic: Topic, payload: unknown) => void): void
}

/** Long work asked of the host; see `Host.readDocument`. */
type Job = Parameters<Host['readDocument']>[1]

/** Our end of the line to the main process. */
export interface Port {
  post(message: FromVault): void
  /** @param listen is given what main posts, as plain data */
  listen(listen: (message: ToVault) => void): void
}

/**
 * Serves one vault over one port, from `start` until the process ends.
 * @param make makes the vault; what it throws is told to every caller
 */
export function serveVault(
  port: Port,
  make: (start: VaultStart, host: Host) => ServedVault | Promise<ServedVault>,
): void {
  /** Whose call is being answered, so that its window becomes the parent of dialogs. */
  const asking = new AsyncLocalStorage<string>()
  const asked = new Map<number, { readonly answer: (answer: HostAnswer) => void; readonly job: Job | null }>()
  let lastAsk = 0
  let vault: ServedVault | null = null

  const ask = async (what: HostAsk, job: Job | null = null): Promise<unknown> => {
    const id = ++lastAsk
    const stop = (): void => port.post({ kind: 'stop', id })
    const answer = await new Promise<HostAnswer>((resolve) => {
      asked.set(id, { answer: resolve, job })
      port.post({ kind: 'ask', id, window: asking.getStore() ?? null, ask: what })
      job?.stop.addEventListener('abort', stop)
    })
    job?.stop.removeEventListener('abort', stop)
    if (!answer.ok) throw new Fault(answer.code, answer.words)
    return answer.value
  }

  const host: Host = {
    async printPdf(html, { title, landscape, apart = false, paper = 'A4', figures = false }) {
      const pdf = await ask({ what: 'printPdf', html, title, landscape, apart, paper, figures })
      if (!(pdf instanceof Uint8Array)) throw new Fault('unavailable', 'The PDF could not be made. Nothing was saved.')
      return pdf
    },
    async saveFile({ suggestedName, bytes }) {
      const name = await ask({ what: 'saveFile', suggestedName, bytes })
      return typeof name === 'string' ? name : null
    },
    async openFile({ title, extensions, maxBytes }) {
      const file = await ask({ what: 'openFile', title, extensions: [...extensions], maxBytes })
      return isOpenedFile(file) ? file : null
    },
    async pickDocuments({ title, folder, extensions }) {
      const picked = await ask({ what: 'pickDocuments', title, folder, extensions: [...extensions] })
      if (!isPickedList(picked)) return null
      const { ticket, files } = picked
      return {
        files,
        async open(index, maxBytes) {
          const bytes = await ask({ what: 'openPicked', ticket, index, maxBytes })
          if (bytes instanceof Uint8Array) return bytes
          throw new Fault('unavailable', 'That file could not be read. Nothing was changed. Choose it again.')
        },
      }
    },
    async readDocument({ name, bytes }, job) {
      if (job.stop.aborted) throw new Fault('unavailable', 'Reading was stopped. Nothing of that file was kept.')
      return ask({ what: 'readDocument', name, bytes }, job)
    },
    async readTables({ name, bytes }, job) {
      if (job.stop.aborted) throw new Fault('unavailable', 'Reading was stopped. Nothing of that list was kept.')
      return ask({ what: 'readTables', name, bytes }, job)
    },
    ...foldersOver(ask),
  }

  const start = async (facts: VaultStart): Promise<void> => {
    try {
      vault = await make(facts, host)
    } catch (error) {
      port.post({ kind: 'refused', error: startFault(error) })
      return
    }
    vault.on((topic, payload) => port.post({ kind: 'event', topic, payload }))
    port.post({ kind: 'ready' })
  }

  port.listen((message) => {
    switch (message.kind) {
      case 'start':
        void start(message.start)
        return
      case 'call': {
        const { id, name, input, window } = message
        // Main sends calls only after `ready`; before that there is nothing to answer with.
        if (vault === null) return
        const served = vault
        void asking
          .run(window.id, () => served.call(name, JSON.parse(input), window))
          .then((reply) => port.post({ kind: 'reply', id, reply }))
        return
      }
      case 'answer':
        asked.get(message.id)?.answer(message.answer)
        asked.delete(message.id)
        return
      case 'progress':
        asked.get(message.id)?.job?.progress(message.done, message.total)
    }
  })
}

/** The part of the host that works on folders. What comes back has seen files from outside, so it is checked whole. */
function foldersOver(
  ask: (what: HostAsk) => Promise<unknown>,
): Pick<Host, 'pickFolder' | 'openScan' | 'nextScanned' | 'closeScan' | 'destroyFiles'> {
  return {
    async pickFolder({ title }) {
      const chosen = await ask({ what: 'pickFolder', title })
      return typeof chosen === 'string' && isAbsolute(chosen) ? chosen : null
    },
    async openScan(root) {
      if (!isAbsolute(root)) throw new Fault('bad-input', 'That is not a whole path of a folder. Nothing was read.')
      return told(z.string().min(1), await ask({ what: 'openScan', root }), SCAN_BROKE_OFF)
    },
    nextScanned: async (ticket) => told(ScanBatch, await ask({ what: 'nextScanned', ticket }), SCAN_BROKE_OFF),
    async closeScan(ticket) {
      await ask({ what: 'closeScan', ticket })
    },
    async destroyFiles(root, files) {
      if (!isAbsolute(root) || !z.array(FileToDestroy).max(MOST_DESTROYED).safeParse(files).success) {
        throw new Fault('bad-input', 'That list of files cannot be destroyed as it is. Nothing was deleted.')
      }
      const answer = told(z.array(Destroyed), await ask({ what: 'destroyFiles', root, files }), DESTROYING_BROKE_OFF)
      // One answer for each file and in its place: anything else says nothing for certain.
      if (answer.length !== files.length || answer.some(({ path }, at) => path !== files[at]?.path)) {
        throw new Fault('unavailable', DESTROYING_BROKE_OFF)
      }
      return answer
    },
  }
}

const SCAN_BROKE_OFF =
  'Looking through the folder broke off. Nothing was changed, and what was not seen counts as not looked at. Start it again.'
const DESTROYING_BROKE_OFF =
  'Destroying broke off, so it is not certain which of these files are gone. Only files that are due were touched. Carry it out again: what is gone already is then found so.'

/** @throws Fault 'unavailable' with those words for an answer of another shape */
function told<T>(schema: z.ZodType<T>, value: unknown, words: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Fault('unavailable', words, { cause: parsed.error })
  return parsed.data
}

function isOpenedFile(value: unknown): value is OpenedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'bytes' in value &&
    value.bytes instanceof Uint8Array
  )
}

function isPickedList(value: unknown): value is PickedList {
  if (typeof value !== 'object' || value === null || !('ticket' in value) || !('files' in value)) return false
  const isFile = (file: unknown): boolean =>
    typeof file === 'object' &&
    file !== null &&
    'name' in file &&
    typeof file.name === 'string' &&
    'size' in file &&
    typeof file.size === 'number'
  return typeof value.ticket === 'string' && Array.isArray(value.files) && value.files.every(isFile)
}

function startFault(error: unknown): FaultReply {
  const ref = hexOf(randomBytes(4))
  if (error instanceof Fault) return { code: error.code, message: error.words, ref }
  return {
    code: 'unavailable',
    message:
      'The part of Trustward that keeps the records could not start. Nothing was changed. Close Trustward and open it again.',
    ref,
  }
}
