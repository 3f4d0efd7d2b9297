import { _electron, test } from '@playwright/test'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { against, printed } from './measure'

const VUE = resolve('node_modules/vue/dist/vue.runtime.global.prod.js')

/** The least Electron app with Vue in it: one window, one heading. */
function emptyApp(folder: string): string {
  mkdirSync(folder)
  copyFileSync(VUE, join(folder, 'vue.js'))
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('package.json', JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }))
  write(
    'main.cjs',
    `const { app, BrowserWindow } = require('electron')
app.setPath('userData', ${JSON.stringify(join(folder, 'kept'))})
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile('index.html'))
app.on('window-all-closed', () => app.quit())`,
  )
  write(
    'index.html',
    '<!doctype html><title>Empty</title><div id="app"></div><script src="vue.js"></script><script src="page.js"></script>',
  )
  write('page.js', `Vue.createApp({ render: () => Vue.h('h1', 'Empty') }).mount('#app')`)
  return folder
}

/** Starts an app, waits until its first heading is drawn, ends it. A fresh data folder each time: a cold start. */
async function start(app: string): Promise<void> {
  const executablePath = process.env['ELECTRON_EXEC_PATH']
  if (executablePath === undefined) throw new Error('Start this with "npm run bench:start".')
  const folder = mkdtempSync(join(tmpdir(), 'trustward-start-'))
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const flags = [
    ...(process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--log-level=3',
  ]
  const running = await _electron.launch({
    executablePath,
    args: [...flags, app],
    env: { ...Object.fromEntries(inherited), TRUSTWARD_FOLDER: folder },
  })
  await (await running.firstWindow()).locator('h1').first().waitFor()
  await running.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

test('cold start', async () => {
  const top = mkdtempSync(join(tmpdir(), 'trustward-bench-'))
  try {
    const empty = emptyApp(join(top, 'empty'))
    const figure = await against(
      'Cold start to the first screen, and end',
      () => start(resolve('.')),
      () => start(empty),
      { target: 1.5, against: 'an empty Electron and Vue window', pairs: 9 },
    )
    process.stdout.write(`${printed(figure)}\n`)
  } finally {
    rmSync(top, { recursive: true, force: true })
  }
})
