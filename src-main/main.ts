import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    show: true,
    webPreferences: { preload: join(app.getAppPath(), 'out/preload/preload.cjs'), sandbox: true, contextIsolation: true },
  })
  void window.loadFile(join(app.getAppPath(), 'out/renderer/index.html'))
})
