/** Serving the calls of the session. */
import { Fault } from '@contract/fault'
import type { Role } from '@contract/primitives'
import type { Handlers } from '@contract/rpc'
import type { session } from '@contract/session'
import type { Session } from '@vault/session'
import type { CallingWindow } from '@vault/wire'

/** What a call of the session is given: unlike any other it may come while nothing is open. */
export interface SessionCtx {
  readonly session: Session
  readonly window: CallingWindow
  /** The role that gave the right, null where the call needs none. */
  readonly role: Role | null
}

export const sessionHandlers: Handlers<typeof session, SessionCtx> = {
  'session.state': (_input, ctx) => ctx.session.state(ctx.window),

  'session.strength': ({ passphrase }, ctx) => ctx.session.strength(passphrase),

  'session.createTrust': async (founding, ctx) => {
    await ctx.session.createTrust(founding)
    return anew(ctx)
  },

  'session.practice': async (_input, ctx) => {
    await ctx.session.practice()
    return anew(ctx)
  },

  'session.leavePractice': (_input, ctx) => {
    if (ctx.session.opened?.practice === true) ctx.session.lock()
    return anew(ctx)
  },

  'session.unlock': ({ signInName, passphrase }, ctx) => {
    ctx.session.unlock(signInName, passphrase)
    return anew(ctx)
  },

  'session.recover': ({ kit, signInName, passphrase }, ctx) => {
    ctx.session.recover(kit, signInName, passphrase)
    return anew(ctx)
  },

  'session.lock': (_input, ctx) => {
    ctx.session.lock()
    return anew(ctx)
  },

  'session.changePassphrase': ({ current, next }, ctx) => {
    ctx.session.changePassphrase(current, next)
    return { changed: true }
  },

  'session.confirm': ({ passphrase }, ctx) => {
    ctx.session.confirm(passphrase)
    return { confirmed: true }
  },

  'session.printKit': async (_input, ctx) => {
    if (ctx.role === null) throw new Fault('denied', 'Your role does not allow this. Ask whoever manages people.')
    const fileName = await ctx.session.printKit(ctx.role)
    return { saved: fileName !== null, fileName }
  },

  'session.setIdleMinutes': ({ minutes }, ctx) => {
    ctx.session.setIdleMinutes(minutes)
    return ctx.session.state(ctx.window)
  },

  'session.enterSchool': ({ enter }, ctx) => {
    ctx.session.checkEntry(enter)
    return ctx.session.state({ ...ctx.window, school: enter })
  },
}

/** The state after a session began or ended: no window works in a school yet. */
const anew = (ctx: SessionCtx) => ctx.session.state({ ...ctx.window, school: null })
