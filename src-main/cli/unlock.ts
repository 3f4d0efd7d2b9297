/**
 * Opening the vault from the command line. The passphrase comes by file descriptor, by environment variable or by
 * prompt, never as an argument: arguments are seen by every program on the PC.
 */
import { contract, Fault, type AppContract, type CallName, type Reply } from '@contract/index'
import type { z } from 'zod'
import { UsageError, type Io } from './io'

/** The vault as the command line uses it; answered under plain Node by the same code as in the app. */
export interface CallableVault {
  readonly call: (name: string, input: unknown, window: { id: string; school: null }) => Promise<Reply>
}

/** Asks one call and gives its value. @throws Fault as the app would show it */
export async function ask<K extends CallName>(
  vault: CallableVault,
  name: K,
  input: z.input<AppContract[K]['input']>,
): Promise<z.output<AppContract[K]['output']>> {
  const reply = await vault.call(name, input, { id: 'command-line', school: null })
  if (!reply.ok) throw new Fault(reply.error.code, reply.error.message)
  return contract[name].output.parse(reply.value) as z.output<AppContract[K]['output']> // Parsed by this call's own schema.
}

export interface UnlockOptions {
  /** Sign-in name; needed where several people unlock on this PC. */
  readonly signInName: string | undefined
  /** Number of the descriptor the passphrase is read from. */
  readonly passphraseFd: string | undefined
  /** Opens the practice trust, whose passphrase is no secret. */
  readonly practice: boolean
}

/**
 * Opens the trust of the folder.
 * @throws UsageError when no passphrase was given, Fault 'denied' when it is wrong
 */
export async function unlock(vault: CallableVault, options: UnlockOptions, io: Io): Promise<void> {
  if (options.practice) {
    await ask(vault, 'session.practice', {})
    return
  }
  const state = await ask(vault, 'session.state', {})
  if (state.state === 'no-trust') {
    throw new Fault(
      'not-found',
      'There is no trust in this folder. Check --folder, or create the trust in the app first.',
    )
  }
  const signInName = options.signInName ?? io.env['TRUSTWARD_SIGN_IN_NAME'] ?? null
  await ask(vault, 'session.unlock', { signInName, passphrase: await passphraseFrom(options, io) })
}

async function passphraseFrom(options: UnlockOptions, io: Io): Promise<string> {
  if (options.passphraseFd !== undefined) {
    if (!/^\d{1,4}$/.test(options.passphraseFd))
      throw new UsageError('--passphrase-fd takes the number of an open file descriptor.')
    return io.readDescriptor(Number(options.passphraseFd)).replace(/\r?\n$/, '')
  }
  const fromEnvironment = io.env['TRUSTWARD_PASSPHRASE']
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment
  if (io.ask !== null) return io.ask('Passphrase: ')
  throw new UsageError('Give the passphrase by --passphrase-fd N or in TRUSTWARD_PASSPHRASE.')
}
