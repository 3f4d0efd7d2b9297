/** Serving the calls of imports. */
import type { imports } from '@contract/imports'
import type { Handlers } from '@contract/rpc'
import { allImports } from '@db/repo/imports'
import type { Ctx } from '@vault/context'
import { asTenant } from '@vault/opened'
import { apply, runOf } from './applying'
import { pick } from './intake'
import { dropJob, stopWork } from './jobs'
import { saveLeftOut } from './left-out'
import { rowsOf, tryOut } from './trying'
import { undo } from './undoing'

export const importsHandlers: Handlers<typeof imports, Ctx> = {
  'imports.pick': ({ school, job }, ctx) => pick(school, job, ctx),

  'imports.tryOut': ({ school, job, mapping }, ctx) => tryOut(school, job, mapping, ctx),

  'imports.rows': ({ school, job, outcome, from }, ctx) => rowsOf(school, job, outcome, from, ctx),

  'imports.apply': ({ school, job, choices, leavers }, ctx) => apply(school, job, { choices, leavers }, ctx),

  'imports.list': ({ school }, ctx) => allImports(ctx.tenant(asTenant(school)).db).map(runOf),

  'imports.undo': ({ school, job, import: id, reason }, ctx) => undo(school, job, { id, reason }, ctx),

  'imports.stop': ({ school, job }, ctx) => {
    stopWork(ctx.tenant(asTenant(school)), job)
    return {}
  },

  'imports.saveLeftOut': ({ school, job }, ctx) => saveLeftOut(school, job, ctx),

  'imports.drop': ({ school, job }, ctx) => {
    dropJob(ctx.tenant(asTenant(school)), job)
    return {}
  },
}
