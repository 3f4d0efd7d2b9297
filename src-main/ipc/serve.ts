/** Opens the door on Electron's side. The only file that names `ipcMain`. */
import { ipcMain, webContents } from 'electron'
import type { Topic } from '../contract/events'
import { answerCall, type DoorParts } from './door'

/** The only two channels there are; the preload repeats them because it may import nothing of ours. */
const CALL_CHANNEL = 'call'
const EVENT_CHANNEL = 'event'

export function serve(door: DoorParts): void {
  ipcMain.handle(CALL_CHANNEL, (event, ...parts: unknown[]) => answerCall(door, event, parts))
}

/** Tells one window. A window that is just closing is told nothing. */
export function tell(window: number, topic: Topic, payload: unknown): void {
  const target = webContents.fromId(window)
  if (target !== undefined && !target.isDestroyed()) target.send(EVENT_CHANNEL, topic, payload)
}
