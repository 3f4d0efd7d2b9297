import { contextBridge, ipcRenderer } from 'electron'

type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on('event', (_event, topic: string, payload: unknown) => {
  for (const listener of [...(listeners.get(topic) ?? [])]) listener(payload)
})

/**
 * All that a page can reach. Neither function takes a channel: which names and topics there are is decided on the
 * other side.
 */
contextBridge.exposeInMainWorld('trustward', {
  /** @returns the envelope of the answer */
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
  /** @returns a function that ends the subscription */
  on: (topic: unknown, listener: unknown): (() => void) => {
    if (typeof topic !== 'string' || typeof listener !== 'function') return () => {}
    // Wrapped, so that the same function given twice is two subscriptions, each with its own end.
    const own: Listener = (payload) => (listener as Listener)(payload)
    const here = listeners.get(topic) ?? new Set()
    listeners.set(topic, here.add(own))
    return () => {
      here.delete(own)
    }
  },
})
