/** Which windows may ask anything at all: our own, by id, from their main frame, showing the app's own page (C47). */
import { isOwnOrigin } from '../addresses'

/** As much of Electron's frame as the check needs. */
export interface AskingFrame {
  readonly url: string
  /** The serialised origin, which a sandboxed page would have as "null" whatever its address. */
  readonly origin?: string
  readonly parent: unknown
  readonly processId: number
  readonly routingId: number
}

/** As much of Electron's `IpcMainInvokeEvent` as the check needs. `senderFrame` is null once the frame is gone. */
export interface Asking {
  readonly sender: {
    readonly id: number
    readonly mainFrame: { readonly processId: number; readonly routingId: number }
    isDestroyed(): boolean
  }
  readonly senderFrame: AskingFrame | null
}

export class Senders {
  readonly #ids = new Set<number>()

  /** @param id web-contents id of a window that we have just made */
  register(id: number): void {
    this.#ids.add(id)
  }

  /** To be called when the window closes; ids are never used twice. */
  drop(id: number): void {
    this.#ids.delete(id)
  }

  /** @returns every window of ours that is open */
  ids(): readonly number[] {
    return [...this.#ids]
  }

  /** @returns the window's web-contents id, null unless every part of the check holds */
  trusted({ sender, senderFrame }: Asking): number | null {
    if (sender.isDestroyed() || !this.#ids.has(sender.id) || senderFrame === null) return null
    const isMainFrame =
      senderFrame.parent === null &&
      senderFrame.processId === sender.mainFrame.processId &&
      senderFrame.routingId === sender.mainFrame.routingId
    if (!isMainFrame || !isOwnOrigin(senderFrame.url)) return null
    if (senderFrame.origin !== undefined && !isOwnOrigin(senderFrame.origin)) return null
    return sender.id
  }
}
