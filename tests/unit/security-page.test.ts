import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerPage, CONTENT_POLICY, listPage, type PageFiles } from '../../src-main/page'

let top: string
let files: PageFiles

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'Trustward pagé '))
  const page = join(top, 'renderer')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<title>page</title>')
  writeFileSync(join(page, 'assets', 'index-1.js'), 'export {}')
  writeFileSync(join(page, 'assets', 'index-1.js.map'), 'map')
  writeFileSync(join(page, 'secret.env'), 'SECRET')
  writeFileSync(join(top, 'outside.js'), 'SECRET')
  symlinkSync(join(top, 'outside.js'), join(page, 'assets', 'link.js'))
  files = listPage(page)
})

afterEach(() => rmSync(top, { recursive: true, force: true }))

const get = (url: string, method = 'GET') => answerPage(files, { method, url })

describe('the page', () => {
  test('is served at the top with its type and the policy', async () => {
    const answer = await get('trustward://app/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<title>page</title>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_POLICY)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('is served with its parts', async () => {
    const answer = await get('trustward://app/assets/index-1.js')
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await answer.text()).toBe('export {}')
  })

  test.each([
    'trustward://app/../outside.js',
    'trustward://app/assets/../../outside.js',
    'trustward://app/..%2foutside.js',
    'trustward://app/..%2Foutside.js',
    'trustward://app/%2e%2e/outside.js',
    'trustward://app/%2e%2e%2foutside.js',
    'trustward://app/..%5coutside.js',
    'trustward://app/..\\outside.js',
    'trustward://app//etc/passwd',
    'trustward://app/%2fetc%2fpasswd',
    'trustward://app/C:/Windows/win.ini',
    'trustward://app/assets/index-1.js%00.html',
    'trustward://app/assets/link.js',
    'trustward://app/assets/index-1.js.map',
    'trustward://app/secret.env',
    'trustward://app/assets/',
    'trustward://app/constructor',
    'trustward://app/__proto__',
    'trustward://other/index.html',
    'trustward://other/',
  ])('is nowhere to be found at %s', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_POLICY)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('answers no %s', async (method) => {
    expect((await get('trustward://app/', method)).status).toBe(405)
  })

  test('has an empty neighbour to go to when the app locks', async () => {
    const answer = await get('trustward://blank/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('<body')
  })
})

test('the policy allows nothing from elsewhere, nothing inline and no text as script', () => {
  expect(CONTENT_POLICY).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue app",
  )
})
