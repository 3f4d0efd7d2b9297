/** Serving the calls of folders of pictures: registered, looked through, what was found in them. */
import { Fault } from '@contract/fault'
import type { images } from '@contract/images'
import type { SchoolId } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import { allFolders } from '@db/repo/images'
import type { Ctx, Tenant } from '@vault/context'
import { set } from '@vault/entity'
import { fileOf } from '../consents'
import { acceptChanged } from './accepting'
import { folderKind } from './events'
import { liesTo, namesIn } from './folder-paths'
import { reportOf } from './found'
import { REFUSED_WORDS, refusedName } from './rules/refused'
import { cancelScan, folderIn, folderOf, scan } from './scanning'

type Folders = Pick<
  Handlers<typeof images, Ctx>,
  'images.folders' | 'images.addFolder' | 'images.scan' | 'images.cancelScan' | 'images.found' | 'images.acceptChanged'
>

export const foldersHandlers: Folders = {
  'images.folders': ({ school }, ctx) => {
    const tenant = fileOf(school, ctx)
    return allFolders(tenant.db).map((row) => folderOf(tenant, row))
  },

  'images.addFolder': async ({ school, label }, ctx) => {
    const path = await ctx.host.pickFolder({ title: 'Choose a folder of pictures' })
    if (path === null) return null
    refusePath(path, fileOf(school, ctx))
    await refuseUnreadable(path, ctx)
    return register(school, label, path, ctx)
  },

  'images.scan': ({ school, folder, job }, ctx) => scan(school, folder, job, ctx),

  'images.cancelScan': ({ school, job }, ctx) => {
    cancelScan(fileOf(school, ctx), job)
    return {}
  },

  'images.found': ({ school, folder }, ctx) => {
    const tenant = fileOf(school, ctx)
    return reportOf(tenant, folderOf(tenant, folderIn(tenant, folder)))
  },

  'images.acceptChanged': ({ school, set: id, path, reason }, ctx) => acceptChanged(school, id, path, reason, ctx),
}

/** Longest path of a folder an event holds. */
const LONGEST_PATH = 2000

/** @throws Fault 'bad-input' for one that says it holds what is never kept here, 'conflict' beside a registered one */
function refusePath(path: string, tenant: Tenant): void {
  if (path.length > LONGEST_PATH) {
    throw new Fault('bad-input', 'The path of this folder is too long to be kept. Nothing was saved. Choose another.')
  }
  const refused = namesIn(path)
    .map(refusedName)
    .find((kind) => kind !== null)
  if (refused !== undefined) throw new Fault('bad-input', REFUSED_WORDS[refused])
  for (const { label, path: other } of allFolders(tenant.db)) {
    const lies = liesTo(path, other)
    if (lies !== 'APART') throw new Fault('conflict', LIES_WORDS[lies](label))
  }
}

const LIES_WORDS: Readonly<Record<'SAME' | 'INSIDE' | 'AROUND', (label: string) => string>> = {
  SAME: (label) => `This folder is registered already, as ${label}. Nothing was saved.`,
  INSIDE: (label) =>
    `This folder lies in one that is registered, ${label}, and is looked through with it. Nothing was saved.`,
  AROUND: (label) =>
    `A registered folder lies in this one: ${label}. Nothing was saved. Choose a folder beside it, or go on with that one.`,
}

/** @throws Fault 'denied' for a folder this PC cannot look into */
async function refuseUnreadable(path: string, ctx: Ctx): Promise<void> {
  const ticket = await ctx.host.openScan(path)
  try {
    const { entries, end } = await ctx.host.nextScanned(ticket)
    const isShut = entries.some(
      (entry) => entry.kind === 'TROUBLE' && entry.code === 'FOLDER_UNREADABLE' && entry.path === '',
    )
    if (end?.ended !== 'GONE' && !isShut) return
  } finally {
    await ctx.host.closeScan(ticket)
  }
  throw new Fault(
    'denied',
    'This PC cannot look into this folder. Nothing was saved. Check that the drive is connected, or ask IT for leave to read it.',
  )
}

function register(school: SchoolId, label: string, path: string, ctx: Ctx) {
  const tenant = fileOf(school, ctx)
  // Somebody else may have registered one while this one was looked into.
  refusePath(path, tenant)
  const id = ctx.newId()
  ctx.append(tenant, [set(folderKind, id, { label, path, by: ctx.actor.id })])
  return folderOf(tenant, folderIn(tenant, id))
}
