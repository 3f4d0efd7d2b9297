/** Serves the built page from the app's own scheme, each answer under the strict policy (C40, C44). */
import type { Protocol } from 'electron'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { APP_PAGE, APP_SCHEME, BLANK_PAGE } from './addresses'

/** C44, word for word; `frame-ancestors` besides, because a header can say it. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue app',
].join('; ')

/** For `npm run dev` alone: Vite puts styles into the page as elements and refreshes through a socket. */
const DEV_CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ws:"

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const headers = (type: string, policy: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
})

/** The files of the page by the path they are asked for, such as `/assets/index-abc.js`. */
export type PageFiles = ReadonlyMap<string, string>

/**
 * Lists the built page once. Only what stands in the list is ever read, so no request can climb out of the folder.
 * @param folder `out/renderer`, possibly inside the packed archive
 */
export function listPage(folder: string): PageFiles {
  const files = new Map<string, string>()
  const walk = (inside: string): void => {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile() && extname(entry.name) in TYPES) {
        files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
      }
    }
  }
  walk(folder)
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

/**
 * Answers one request of the page.
 * @param files what there is
 * @param request only `GET` on the app's own host is answered with a file; the blank page is empty
 * @returns 404 for everything that is not in the list, 405 for another method
 */
export async function answerPage(files: PageFiles, request: { method: string; url: string }): Promise<Response> {
  const nothing = (status: number): Response =>
    new Response('', { status, headers: headers('text/plain; charset=utf-8', CONTENT_POLICY) })
  if (request.method !== 'GET') return nothing(405)
  const url = new URL(request.url)
  if (url.host === new URL(BLANK_PAGE).host) {
    const empty = '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Trustward</title></html>'
    return new Response(empty, { headers: headers('text/html; charset=utf-8', CONTENT_POLICY) })
  }
  const path = url.host === new URL(APP_PAGE).host ? files.get(url.pathname) : undefined
  if (path === undefined) return nothing(404)
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  return new Response(await readFile(path), { headers: headers(type, CONTENT_POLICY) })
}

/** Answers from Vite's server instead, so that the page has the same address in `npm run dev`. */
async function answerFromDevServer(server: string, request: { url: string }): Promise<Response> {
  const asked = new URL(request.url)
  const answer = await fetch(new URL(`${asked.pathname}${asked.search}`, server))
  const type = answer.headers.get('content-type') ?? 'application/octet-stream'
  return new Response(await answer.arrayBuffer(), {
    status: answer.status,
    headers: headers(type, DEV_CONTENT_POLICY),
  })
}

/** Must run before the app is ready. */
export function declareScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/**
 * Serves the page in one session.
 * @param source the built page's folder, or the address of Vite's server in development
 */
export function servePage(protocol: Protocol, source: { folder: string } | { devServer: string }): void {
  if ('devServer' in source) {
    protocol.handle(APP_SCHEME, (request) => answerFromDevServer(source.devServer, request))
    return
  }
  const files = listPage(source.folder)
  protocol.handle(APP_SCHEME, (request) => answerPage(files, request))
}
