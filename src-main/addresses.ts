/** Every address this app knows, compared part by part after parsing, never by how the text begins (C40, C45, C46). */

/** Scheme of the packaged page. */
export const APP_SCHEME = 'trustward'

/** Scheme of a page on its way to paper; it exists only in the session of one print window. */
export const PRINT_SCHEME = 'trustward-print'

/** The one page of the app. */
export const APP_PAGE = `${APP_SCHEME}://app/`

/** An empty page on another site: going there ends the renderer process that showed the app's page. */
export const BLANK_PAGE = `${APP_SCHEME}://blank/`

/** The page that a print window shows. */
export const PRINT_PAGE = `${PRINT_SCHEME}://page/`

/** Web sites a link may lead to. Host names in full; nothing below them is meant. */
const EXTERNAL_HOSTS: ReadonlySet<string> = new Set([
  'www.gov.uk',
  'assets.publishing.service.gov.uk',
  'get-information-schools.service.gov.uk',
  'www.get-information-schools.service.gov.uk',
  'www.legislation.gov.uk',
  'ico.org.uk',
  'www.ncsc.gov.uk',
  'www.ceop.police.uk',
  'report.iwf.org.uk',
  'reportharmfulcontent.com',
  'saferinternet.org.uk',
  'swgfl.org.uk',
])

/** @returns the parsed address, null when the text is none */
function parse(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

/** @returns whether the address is on the app's own origin: scheme and host alike, no port, no user name */
export function isOwnOrigin(address: string): boolean {
  const url = parse(address)
  // `origin` is "null" for every scheme of our own, so the parts are compared one by one.
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === 'app' &&
    url.username === '' &&
    url.password === ''
  )
}

/** @returns whether the address is the app's page itself, at whatever place inside it (`#/...`) */
export function isOwnPage(address: string): boolean {
  const url = parse(address)
  return url !== null && isOwnOrigin(address) && url.pathname === '/' && url.search === ''
}

/**
 * Whether a link out of the app may be offered: https, the usual port, a host of the fixed list, no user name.
 * @returns the address in its normal form to show and open, null when it may not
 */
export function externalAddress(address: string): string | null {
  const url = parse(address)
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') {
    return null
  }
  return EXTERNAL_HOSTS.has(url.hostname) ? url.href : null
}
