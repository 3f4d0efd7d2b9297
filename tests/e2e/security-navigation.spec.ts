import { arrival, ask, codeOf, settled } from './support/ask'
import { answerMessages, keepOpened } from './support/dialogs'
import { expect, test } from './support/launch'

const hostile = [
  'https://evil.example/',
  'http://www.gov.uk/',
  'https://www.gov.uk.evil.example/',
  'https://www.gov.uk@evil.example/',
  'trustward://app.evil.example/',
  'trustward://app/index.html',
  'trustward://blank/',
  'trustward-print://page/',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'javascript:document.title="taken"',
  'chrome://gpu/',
  'devtools://devtools/bundled/inspector.html',
  'view-source:trustward://app/',
  'ms-msdt:/id',
  'mailto:head@example.sch.uk',
]

const triggers: Record<string, (address: string) => void> = {
  'location.href': (address) => (window.location.href = address),
  'location.replace': (address) => window.location.replace(address),
  'a link': (address) => {
    const link = document.createElement('a')
    link.href = address
    document.body.append(link)
    link.click()
  },
  'a link to a new window': (address) => {
    const link = document.createElement('a')
    link.href = address
    link.target = '_blank'
    document.body.append(link)
    link.click()
  },
  'window.open': (address) => void window.open(address),
  'window.open with a name': (address) => void window.open(address, 'other', 'width=10,nodeIntegration=yes'),
  'a form': (address) => {
    const form = document.createElement('form')
    form.action = address
    form.method = 'post'
    document.body.append(form)
    form.submit()
  },
  'a form to a new window': (address) => {
    const form = document.createElement('form')
    form.action = address
    form.target = '_blank'
    document.body.append(form)
    form.submit()
  },
  'a refresh tag': (address) => {
    const tag = document.createElement('meta')
    tag.httpEquiv = 'refresh'
    tag.content = `0;url=${address}`
    document.head.append(tag)
  },
  'a frame': (address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  },
}

for (const [name, trigger] of Object.entries(triggers)) {
  test(`the window stays where it is when the page leads away by ${name}`, async ({ launch }) => {
    const { app, page } = await launch()
    const shown = await answerMessages(app, 0)
    const opened = await keepOpened(app)
    await page.evaluate(() => Object.assign(window, { here: true }))
    for (const address of hostile) {
      // Some are refused with an error in the page itself; that is as good.
      await page.evaluate(`try { (${String(trigger)})(${JSON.stringify(address)}) } catch {}`)
      await settled(app, page)
      expect(page.url(), address).toBe('trustward://app/')
      expect(await page.evaluate(() => (window as unknown as { here?: boolean }).here), address).toBe(true)
      expect(await page.evaluate(() => document.title), address).toBe('Trustward')
      expect(app.windows(), address).toHaveLength(1)
    }
    expect(await shown()).toEqual([])
    expect(await opened()).toEqual([])
  })
}

test('the page comes back when something takes the window to an empty one', async ({ launch }) => {
  const { app, page } = await launch()
  await page.evaluate(() => Object.assign(window, { here: true }))
  const back = arrival(page, 'trustward://app/')
  // Electron asks nobody about this one address.
  await page.evaluate(() => void (window.location.href = 'about:blank'))
  await back
  await page.waitForLoadState('load')
  expect(await page.evaluate(() => 'here' in window)).toBe(false)
  expect(codeOf(await ask(page, 'session.state'))).toBe('ok')
  expect(app.windows()).toHaveLength(1)
})

test('a link of the fixed list opens in the browser only when the person has seen it and agreed', async ({
  launch,
}) => {
  const { app, page } = await launch()
  const opened = await keepOpened(app)
  const refusing = await answerMessages(app, 1)
  await page.evaluate(() => void window.open('https://www.gov.uk/guidance'))
  await expect.poll(async () => (await refusing()).map(({ detail }) => detail)).toEqual(['https://www.gov.uk/guidance'])
  await settled(app, page)
  expect(await opened()).toEqual([])
  const agreeing = await answerMessages(app, 0)
  await page.evaluate(() => void window.open('https://www.gov.uk/guidance'))
  await expect.poll(opened).toEqual(['https://www.gov.uk/guidance'])
  expect(await agreeing()).toHaveLength(1)
  expect(page.url()).toBe('trustward://app/')
})

test('another window of our own opens behind the same walls when the page asks for a place in the app', async ({
  launch,
}) => {
  const { app, page } = await launch()
  const second = app.waitForEvent('window')
  expect(await page.evaluate(() => window.open('trustward://app/#/compare'))).toBeNull()
  const other = await second
  await other.waitForURL('trustward://app/#/compare')
  expect(codeOf(await ask(other, 'session.state'))).toBe('ok')
  expect(await other.evaluate(() => [typeof window.opener, window.opener === null])).toEqual(['object', true])
})
