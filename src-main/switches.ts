/** Ways to start the app that would open it to another program, or take its walls down (C50). */

const REFUSED: ReadonlySet<string> = new Set([
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'js-flags',
  'require',
  'load-extension',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'ignore-certificate-errors',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'log-net-log',
])

/**
 * @param argv the command line, program first; both `--name` and `--name=value` count, and one dash as well as two
 * @returns the names of switches that a packaged app refuses to start with, in the order given
 */
export function refusedSwitches(argv: readonly string[]): string[] {
  return argv
    .slice(1)
    .map((part) => /^(?:--?|\/)([a-z-]+)(?:=|$)/i.exec(part)?.[1]?.toLowerCase() ?? '')
    .filter((name) => REFUSED.has(name))
}
