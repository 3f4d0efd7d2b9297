/** Rules set once, for every session and every page that will ever be, so that none has to ask for them (C41-C47). */
import { app, dialog, shell, type Session, type WebContents } from 'electron'
import { APP_SCHEME, externalAddress, isOwnPage, PRINT_SCHEME } from './addresses'

export interface SecurityParts {
  /** Opens another window of our own on a place of the app's page; the only answer to a page that asks for a window. */
  readonly openWindow: (place: string) => void
  /** Address of Vite's server in `npm run dev`, null otherwise; its refresh socket is let through. */
  readonly devServer: string | null
}

/** Must run before the app is ready: it catches the first session and the first page as well. */
export function setRules(parts: SecurityParts): void {
  app.on('session-created', (session) => setSessionRules(session, parts.devServer))
  app.on('web-contents-created', (_event, contents) => setPageRules(contents, parts.openWindow))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault()
    answer()
  })
  app.on('login', (event) => event.preventDefault())
}

function setSessionRules(session: Session, devServer: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Left without a handler, a page's wish to capture the screen is refused by Electron itself.
  session.setDisplayMediaRequestHandler(null)
  session.setCertificateVerifyProc((_request, answer) => answer(-2))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault()
    answer(null)
  })
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  // Last line: whatever a page manages to ask for, nothing of it leaves this PC.
  const allowed = [`${APP_SCHEME}:`, `${PRINT_SCHEME}:`, ...(app.isPackaged ? [] : ['devtools:'])]
  session.webRequest.onBeforeRequest((request, answer) => {
    const { protocol, host } = new URL(request.url)
    const isRefresh = devServer !== null && protocol === 'ws:' && host === new URL(devServer).host
    answer({ cancel: !allowed.includes(protocol) && !isRefresh })
  })
}

function setPageRules(contents: WebContents, openWindow: (place: string) => void): void {
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event, address) => {
    if (!isOwnPage(address)) event.preventDefault()
  })
  // Comes before the other one, and for every frame; a page of ours has none but its main frame.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isOwnPage(event.url)) return
    event.preventDefault()
    if (event.isMainFrame) void offerExternal(event.url)
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    answer('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnPage(url)) openWindow(new URL(url).hash.slice(1))
    else void offerExternal(url)
    return { action: 'deny' }
  })
}

/** Shows an address of the fixed list and opens it in the browser if the person says so (C46). Others are passed over. */
async function offerExternal(address: string): Promise<void> {
  const href = externalAddress(address)
  if (href === null) return
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this web page in your browser?',
    detail: href,
    buttons: ['Open in browser', 'Stay in Trustward'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await shell.openExternal(href)
}
