import { expect, test } from 'vitest'
import { refuseUnsafe, unsafeBecause, type Place } from '@db/location'
import { temporaryFolder } from '../support/tenant'

const place = (part: Partial<Place> & { readonly folder: string }): Place => ({
  platform: 'linux',
  syncRoots: [],
  fileSystem: null,
  ...part,
})

test.each<Partial<Place> & { readonly folder: string }>([
  { platform: 'win32', folder: 'C:\\Users\\jo\\OneDrive\\Trustward' },
  { platform: 'win32', folder: 'C:\\Users\\jo\\OneDrive - Northfield Trust\\Documents\\Trustward' },
  { platform: 'win32', folder: 'C:\\Users\\jo\\Dropbox (Northfield)\\Trustward' },
  { platform: 'win32', folder: 'D:\\Trust files\\vault', syncRoots: ['d:\\trust files\\'] },
  { platform: 'win32', folder: '\\\\fileserver\\staff\\Trustward' },
  { platform: 'win32', folder: '\\\\?\\UNC\\fileserver\\staff\\Trustward' },
  { platform: 'win32', folder: '//fileserver/staff/Trustward' },
  { platform: 'darwin', folder: '/Users/jo/Library/Mobile Documents/com~apple~CloudDocs/Trustward' },
  { platform: 'darwin', folder: '/Users/jo/Library/CloudStorage/GoogleDrive-jo@example.org/My Drive' },
  { platform: 'linux', folder: '/home/jo/Nextcloud/Trustward' },
  { platform: 'linux', folder: '/srv/staff', fileSystem: 0x6969 },
  { platform: 'linux', folder: '/srv/staff', fileSystem: 0xff534d42 },
  { platform: 'linux', folder: '/srv/staff', fileSystem: 0xff534d42 | 0 },
])('a place is refused when another program or computer has its hands on it: %j', (where) => {
  expect(unsafeBecause(place(where))).toMatch(/^a (network drive|folder)/)
})

test.each<Partial<Place> & { readonly folder: string }>([
  { platform: 'win32', folder: 'C:\\Users\\jo\\AppData\\Local\\Trustward' },
  { platform: 'win32', folder: '\\\\?\\C:\\Users\\jo\\AppData\\Local\\Trustward' },
  { platform: 'win32', folder: 'D:\\Trust files 2\\vault', syncRoots: ['d:\\trust files'] },
  { platform: 'darwin', folder: '/Users/jo/Library/Application Support/Trustward' },
  { platform: 'linux', folder: '/home/jo/.config/Trustward', fileSystem: 0xef53 },
  { platform: 'linux', folder: '/home/jo/Boxes of files/Dropboxed' },
])('a place is taken when it is a disk of this PC: %j', (where) => {
  expect(unsafeBecause(place(where))).toBeNull()
})

test('this machine answers for a folder that is there', () => {
  expect(() => refuseUnsafe(temporaryFolder())).not.toThrow()
})
