import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { REQUEST_LIMIT } from '@contract/rpc'
import { ask, codeOf, settled } from './support/ask'
import { expect, test } from './support/launch'

test('every wall stands when the effective settings of a window are read back', async ({ launch }) => {
  const { app } = await launch()
  const settings = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => ({
      // Not in the published types.
      ...(webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
      persistent: webContents.session.isPersistent(),
      spellcheck: webContents.session.isSpellCheckerEnabled(),
    })),
  )
  expect(settings).toHaveLength(1)
  expect(settings[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    enableBlinkFeatures: '',
    persistent: false,
    spellcheck: false,
  })
})

test('the page reaches two functions and no part of Node or Electron when it looks around', async ({ launch }) => {
  const { page } = await launch()
  const seen = await page.evaluate(() => {
    const world = window as unknown as Record<string, unknown>
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'global',
      'Buffer',
      'electron',
      'ipcRenderer',
      '__dirname',
    ]
    const bridge = world['trustward'] as Record<string, unknown>
    const attempt = (act: () => void) => {
      try {
        act()
      } catch {
        // In strict code a refusal throws; what counts is what stands there afterwards.
      }
    }
    attempt(() => (bridge['call'] = () => 'mine'))
    attempt(() => (bridge['more'] = () => 'mine'))
    attempt(() => (world['trustward'] = {}))
    return {
      found: names.filter((name) => name in world),
      bridge: Object.getOwnPropertyNames(world['trustward']).sort(),
      kinds: Object.values(world['trustward'] as object).map((value) => typeof value),
      callIsStillTheBridge:
        (world['trustward'] as Record<string, unknown>)['call'] !== undefined &&
        String(bridge['call']) !== String(() => 'mine'),
      // The way out of a sandbox that forgot its constructors.
      viaConstructor: (() => {
        try {
          return typeof (bridge['call'] as { constructor: (code: string) => () => unknown }).constructor(
            'return process',
          )()
        } catch {
          return 'refused'
        }
      })(),
    }
  })
  expect(seen).toEqual({
    found: [],
    bridge: ['call', 'on'],
    kinds: ['function', 'function'],
    callIsStillTheBridge: true,
    viaConstructor: 'refused',
  })
})

test('a subscription ends when its end is called, and the page never sees the event object', async ({ launch }) => {
  const { app, page } = await launch()
  await page.evaluate(() => {
    const heard: unknown[][] = []
    const end = window.trustward.on('progress', (...given: unknown[]) => heard.push(given))
    Object.assign(window, { heard, end })
  })
  const send = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('event', 'progress', { job: 'x' }),
    )
  await send()
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: unknown }).heard))
    .toEqual([[{ job: 'x' }]])
  await page.evaluate(() => (window as unknown as { end: () => void }).end())
  await send()
  await settled(app, page)
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard.length)).toBe(1)
})

test('the page loads without one refusal by its policy, and the policy comes with every answer', async ({ launch }) => {
  const { page } = await launch()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.context().addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.violatedDirective))
  })
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([])
  expect(complaints).toEqual([])
  const policies = await page.evaluate(async () => {
    const answers = await Promise.all(['/', '/index.html', '/nothing.js'].map((path) => fetch(path)))
    return answers.map((answer) => answer.headers.get('content-security-policy'))
  })
  for (const policy of policies) expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';")
})

test('script and content from elsewhere do nothing when they get into the page', async ({ launch }) => {
  const { page } = await launch()
  const attack = async () => {
    const world = window as unknown as Record<string, unknown>
    const refused = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective))
    const attempt = (act: () => unknown): string => {
      try {
        act()
        return 'done'
      } catch (error) {
        return error instanceof Error ? error.name : 'refused'
      }
    }
    const add = (name: string, attributes: Record<string, string>, text = '') => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      if (text !== '') element.append(document.createTextNode(text))
      document.body.append(element)
      return element
    }
    const results = {
      eval: attempt(() => (world['eval'] as (code: string) => void)('window.ran = 1')),
      function: attempt(() => (world['Function'] as (code: string) => () => void)('window.ran = 1')()),
      timer: attempt(() => setTimeout('window.ran = 1' as unknown as () => void, 0)),
      html: attempt(() => (document.createElement('p').innerHTML = '<img src=x onerror="window.ran = 1">')),
      write: attempt(() => document.write('<script>window.ran = 1</script>')),
      scriptAddress: attempt(() => (document.createElement('script').src = 'trustward://app/x.js')),
      ownPolicy: attempt(() =>
        (world['trustedTypes'] as { createPolicy(name: string, rules: object): unknown }).createPolicy('evil', {}),
      ),
      handler: attempt(() => add('img', { src: 'x', onerror: 'window.ran = 1' })),
    }
    add('style', {}, 'body { background: red }')
    add('p', { style: 'color: red' })
    add('img', { src: 'https://evil.example/pixel.png' })
    add('link', { rel: 'stylesheet', href: 'https://evil.example/x.css' })
    add('iframe', { src: 'trustward://app/' })
    add('iframe', { src: 'about:blank' })
    const object = attempt(() => add('object', { data: 'trustward://app/' }))
    add('base', { href: 'https://evil.example/' })
    const frames = window.frames.length
    const fetched = await fetch('https://evil.example/').then(
      () => 'done',
      () => 'refused',
    )
    const worker = attempt(() => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))))
    await new Promise((resolve) => setTimeout(resolve, 0))
    return {
      results,
      fetched,
      worker,
      frames,
      ran: world['ran'],
      object,
      refused: [...refused].sort(),
      base: document.baseURI,
      background: getComputedStyle(document.body).backgroundColor,
    }
  }
  // From a timer, as a script in the page would run: what a test evaluates directly is let off the ban on eval.
  const outcome = await page.evaluate<Awaited<ReturnType<typeof attack>>>(
    `new Promise((resolve) => setTimeout(() => resolve((${String(attack)})()), 0))`,
  )
  expect(outcome.ran).toBeUndefined()
  expect(outcome.results).toMatchObject({
    eval: 'EvalError',
    function: 'EvalError',
    html: 'TypeError',
    write: 'TypeError',
    scriptAddress: 'TypeError',
    ownPolicy: 'TypeError',
  })
  expect(outcome.fetched).toBe('refused')
  expect(outcome.base).toBe('trustward://app/')
  expect(outcome.background).not.toBe('rgb(255, 0, 0)')
  expect(outcome.refused).toEqual([
    'base-uri',
    'connect-src',
    'img-src',
    'require-trusted-types-for',
    'style-src-attr',
    'style-src-elem',
    'trusted-types',
  ])
  expect(page.frames().filter((frame) => frame.url() === 'trustward://app/')).toHaveLength(1)
})

test('nothing is permitted when the page asks for devices, places or the screen', async ({ launch }) => {
  const { page } = await launch()
  const asked = await page.evaluate(async () => {
    const outcome = (promise: Promise<unknown>) =>
      promise.then(
        () => 'granted',
        () => 'refused',
      )
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ]
    const states = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state)),
    )
    return {
      states,
      media: await outcome(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await outcome(navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await outcome(navigator.clipboard.readText()),
      notice: await Notification.requestPermission(),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('refused'),
        ),
      ),
      devices: ['usb', 'hid', 'bluetooth', 'serial'].filter((name) => name in navigator),
    }
  })
  expect(asked.states.every((state) => state === 'denied')).toBe(true)
  expect({ ...asked, states: [] }).toEqual({
    states: [],
    media: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    notice: 'denied',
    place: 'refused',
    devices: [],
  })
})

test('nothing is written when the page starts a download', async ({ launch }) => {
  const { app, page, folder } = await launch()
  await app.evaluate(({ BrowserWindow }) => {
    const states: string[] = []
    Object.assign(globalThis, { states })
    BrowserWindow.getAllWindows()[0]?.webContents.session.on('will-download', (event) => {
      states.push(event.defaultPrevented ? 'refused' : 'begun')
    })
  })
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['pupils']))
    link.download = 'pupils.csv'
    document.body.append(link)
    link.click()
  })
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { states: string[] }).states))
    .toEqual(['refused'])
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.csv'))).toEqual([])
})

test('nothing outside the page can be fetched when its addresses climb', async ({ launch }) => {
  const { page } = await launch()
  const answers = await page.evaluate(async () => {
    const addresses = [
      'trustward://app/../package.json',
      'trustward://app/..%2f..%2fpackage.json',
      'trustward://app/%2e%2e/%2e%2e/package.json',
      'trustward://app/..%5c..%5cpackage.json',
      'trustward://app//etc/passwd',
      'trustward://app/%2fetc%2fpasswd',
      'trustward://app/../main/main.cjs',
      'trustward://other/index.html',
      'file:///etc/passwd',
    ]
    return Promise.all(
      addresses.map((address) =>
        fetch(address).then(
          async (answer) => `${answer.status} ${(await answer.text()).length}`,
          () => 'refused',
        ),
      ),
    )
  })
  for (const answer of answers) expect(['404 0', 'refused']).toContain(answer)
})

test.describe('a call is refused with an envelope', () => {
  test('when it comes from a window that is not ours, though it shows our page with our preload', async ({
    launch,
  }) => {
    const { app } = await launch()
    const opened = app.waitForEvent('window')
    await app.evaluate(({ app: own, BrowserWindow }) => {
      const [ours] = BrowserWindow.getAllWindows()
      if (ours === undefined) throw new Error('no window')
      const preload = `${own.getAppPath()}/out/preload/preload.cjs`
      void new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, session: ours.webContents.session },
      }).loadURL('trustward://app/')
    })
    const stranger = await opened
    await stranger.waitForLoadState('load')
    expect(codeOf(await ask(stranger, 'session.state'))).toBe('denied')
  })

  test('when our window shows another page', async ({ launch }) => {
    const { app, page } = await launch()
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('trustward://blank/'))
    // The window is there before the test's own view of it is.
    await page.waitForURL('trustward://blank/')
    await page.waitForLoadState('load')
    expect(codeOf(await ask(page, 'session.state'))).toBe('denied')
  })

  test('when it is too large, without a name, or of a strange shape', async ({ launch }) => {
    const { page } = await launch()
    expect(codeOf(await ask(page, 'session.strength', { passphrase: 'x'.repeat(REQUEST_LIMIT) }))).toBe('bad-input')
    for (const name of [null, 7, '', {}, ['session.state'], 'x'.repeat(1000), 'constructor', '__proto__', 'session']) {
      expect(['bad-input', 'not-found'], String(name)).toContain(codeOf(await ask(page, name)))
    }
    for (const input of [null, 7, 'x', [], { extra: 1 }]) {
      expect(codeOf(await ask(page, 'session.state', input))).toBe('bad-input')
    }
  })

  test('when one page asks without end, and only for a moment', async ({ launch }) => {
    const { page } = await launch()
    const codes = await page.evaluate(async () => {
      const all = await Promise.all(Array.from({ length: 1500 }, () => window.trustward.call('session.state', {})))
      return all.map((reply) => (reply as { ok: boolean; error?: { code: string } }).error?.code ?? 'ok')
    })
    expect(new Set(codes)).toEqual(new Set(['ok', 'busy']))
    await expect.poll(async () => codeOf(await ask(page, 'session.state'))).toBe('ok')
  })
})

test('what Chromium keeps stands apart from the records when the app has run', async ({ launch }) => {
  const { folder, close } = await launch()
  await close()
  const top = readdirSync(folder)
  expect(top).toContain('browser')
  expect(readdirSync(join(folder, 'browser')).length).toBeGreaterThan(0)
  for (const name of ['Local Storage', 'Code Cache', 'Preferences', 'Cookies', 'Crashpad', 'GPUCache']) {
    expect(top).not.toContain(name)
  }
})
