/** Session: create a trust, unlock, lock, passphrases, the recovery kit. Secrets travel inwards only. */
import { z } from 'zod'
import { Line, Passphrase, PersonId, Role, SchoolId, TenantId } from './primitives'
import { call, type Contract } from './rpc'

/** The short name a person types to unlock on a shared PC. Kept on disk only as a salted hash (C1). */
export const SignInName = z.string().trim().min(1).max(40)

/** One of the signed-in person's roles: for a school, or for the trust when `school` is null. */
export const HeldRole = z.strictObject({ role: Role, school: SchoolId.nullable() })

export const SessionState = z.strictObject({
  state: z.enum(['no-trust', 'locked', 'open']),
  /** True in the practice trust: everything in it is made up and banded "Practice". */
  practice: z.boolean(),
  /** Whether a real trust exists on this PC, seen from the practice trust too. */
  hasTrust: z.boolean(),
  /** More than one person unlocks on this PC, so the sign-in name is asked. */
  asksSignInName: z.boolean(),
  trust: z.strictObject({ id: TenantId, name: z.string() }).nullable(),
  person: z.strictObject({ id: PersonId, name: z.string(), roles: z.array(HeldRole) }).nullable(),
  /** Minutes without a key or pointer before the session locks: 1 to 15 (C11). */
  idleMinutes: z.int().min(1).max(15),
  /** False until the recovery kit has been saved or printed once. */
  kitPrinted: z.boolean(),
  /** The school this window works in, null for the whole trust (C37). */
  school: SchoolId.nullable(),
})
export type SessionState = z.output<typeof SessionState>

export const Strength = z.strictObject({
  /** Whether the passphrase may be used. */
  accepted: z.boolean(),
  /** 0 too short or too common, 1 weak, 2 fair, 3 good, 4 strong. */
  score: z.int().min(0).max(4),
  /** How long guessing would take, in words: "centuries". */
  guessWords: z.string(),
  /** What to change, in words; empty when accepted and good. */
  advice: z.string(),
})

const nothing = z.strictObject({})

export const session = {
  'session.state': call('none', nothing, SessionState),
  'session.strength': call('none', z.strictObject({ passphrase: Passphrase }), Strength),
  'session.createTrust': call(
    'none',
    z.strictObject({ trustName: Line, personName: Line, signInName: SignInName, passphrase: Passphrase }),
    SessionState,
  ),
  /** Opens the practice trust, making it first when it is not there. */
  'session.practice': call('none', nothing, SessionState),
  /** Leaves the practice trust and goes back to the first doors, or to the lock of the real trust. */
  'session.leavePractice': call('none', nothing, SessionState),
  'session.unlock': call(
    'none',
    z.strictObject({ signInName: SignInName.nullable(), passphrase: Passphrase }),
    SessionState,
  ),
  /** Opens with the printed kit and sets a new passphrase for the person; other passphrases stay as they are. */
  'session.recover': call(
    'none',
    z.strictObject({ kit: z.string().min(1).max(400), signInName: SignInName, passphrase: Passphrase }),
    SessionState,
  ),
  'session.lock': call('none', nothing, SessionState),
  /** Re-wraps one key; rewrites no data. */
  'session.changePassphrase': call(
    'session',
    z.strictObject({ current: Passphrase, next: Passphrase }),
    z.strictObject({ changed: z.literal(true) }),
  ),
  /**
   * The passphrase once more, by whoever is at the keyboard, for what asks a fresh one (C31). At the fifth wrong one the
   * session locks. @throws Fault 'denied'
   */
  'session.confirm': call(
    'session',
    z.strictObject({ passphrase: Passphrase }),
    z.strictObject({ confirmed: z.literal(true) }),
  ),
  /** Makes a new kit (the old one stops working) and saves it as a PDF where the person chooses. */
  'session.printKit': call(
    'kit.print',
    nothing,
    z.strictObject({ saved: z.boolean(), fileName: z.string().nullable() }),
  ),
  'session.setIdleMinutes': call('session', z.strictObject({ minutes: z.int().min(1).max(15) }), SessionState),
  /** Binds this window to a school, or to the trust with null; later calls for another school are refused (C37). */
  'session.enterSchool': call('session', z.strictObject({ enter: SchoolId.nullable() }), SessionState),
} satisfies Contract
