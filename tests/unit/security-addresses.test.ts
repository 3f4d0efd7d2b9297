import { describe, expect, test } from 'vitest'
import { externalAddress, isOwnPage } from '../../src-main/addresses'
import { refusedSwitches } from '../../src-main/switches'

describe('a page of our own', () => {
  test.each(['trustward://app/', 'trustward://app/#/compare', 'trustward://app/#https://evil.example/'])(
    'is one when it is %s',
    (address) => expect(isOwnPage(address)).toBe(true),
  )

  test.each([
    'trustward://app/index.html',
    'trustward://app/assets/index.js',
    'trustward://app/?next=https://evil.example/',
    'trustward://app//evil.example/',
    'trustward://app/..',
    'trustward://app.evil.example/',
    'trustward://blank/',
    'trustward-print://page/',
    'https://app/',
    'about:blank',
    'javascript:alert(1)',
    '',
  ])('is none when it is %j', (address) => {
    // `/..` is the page itself once read as an address.
    expect(isOwnPage(address)).toBe(address === 'trustward://app/..')
  })
})

describe('a link out of the app', () => {
  test.each([
    ['https://www.gov.uk/guidance', 'https://www.gov.uk/guidance'],
    ['https://WWW.GOV.UK', 'https://www.gov.uk/'],
    ['https://www.gov.uk:443/', 'https://www.gov.uk/'],
    ['https://ico.org.uk/for-organisations/?a=b#c', 'https://ico.org.uk/for-organisations/?a=b#c'],
  ])('is offered when it is %s', (address, shown) => expect(externalAddress(address)).toBe(shown))

  test.each([
    'http://www.gov.uk/',
    'https://gov.uk.evil.example/',
    'https://www.gov.uk.evil.example/',
    'https://evil.example/www.gov.uk',
    'https://evil.example/?https://www.gov.uk/',
    'https://www.gov.uk@evil.example/',
    'https://user@www.gov.uk/',
    'https://user:word@www.gov.uk/',
    'https://www.gov.uk:8443/',
    'https://sub.www.gov.uk/',
    'https://www.gov.uk./',
    'https://www.gоv.uk/',
    'https:\\\\evil.example\\www.gov.uk',
    'ftp://www.gov.uk/',
    'file:///etc/passwd',
    'file://www.gov.uk/share',
    'smb://www.gov.uk/share',
    'mailto:head@example.sch.uk',
    'javascript:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id',
    'vbscript:x',
    'trustward://app/',
    '//www.gov.uk/',
    'www.gov.uk',
    '',
  ])('is passed over when it is %j', (address) => expect(externalAddress(address)).toBeNull())
})

describe('a packaged app', () => {
  test.each([
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect-port=0',
    '--debug',
    '--debug-brk=5858',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/tmp/x',
    '--ignore-certificate-errors',
    '--host-rules=MAP * 127.0.0.1',
    '--proxy-server=127.0.0.1:8080',
    '-inspect',
    '/inspect',
    '--INSPECT',
  ])('refuses to start when it is given %s', (part) => {
    expect(refusedSwitches(['/opt/trustward', '--lang=en-GB', part])).toHaveLength(1)
  })

  test.each([
    [['/opt/trustward']],
    [['/opt/--inspect/trustward']],
    [['/opt/trustward', '--lang=en-GB', '--force-dark-mode']],
    [['/opt/trustward', '/home/office/inspect the grounds.docx']],
    [['/opt/trustward', 'inspect']],
  ])('starts when it is given %j', (argv) => expect(refusedSwitches(argv)).toEqual([]))
})
