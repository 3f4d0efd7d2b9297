/** Who is in, what they may do, which school the window works in. Holds no secret: passphrases pass through. */
import { defineStore } from 'pinia'
import { RIGHTS, type Action, type AppContract, type Client, type SchoolId, type SessionState } from '@contract'
import { client } from '../../ipc/client'
import { clearStores } from '../../ui/store-clearing'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]

export const useSession = defineStore('session', {
  state: () => ({
    now: null as SessionState | null,
    /** The steps of making a trust go on after it is made: the recovery kit comes last. */
    settingUp: false,
    /** The school last worked in; where the rail leads back to. */
    lastSchool: null as SchoolId | null,
    /** Somebody put off saving the recovery kit; the banner says so until it is saved. */
    kitPutOff: false,
  }),
  getters: {
    isOpen: (state) => state.now?.state === 'open',
    school: (state): SchoolId | null => state.now?.school ?? null,
    roles: (state) => state.now?.person?.roles ?? [],
  },
  clearOn: 'lock',
  actions: {
    /**
     * Whether the person may do something. About a school: a role there or in the whole trust. About the trust
     * (null): a role in the whole trust, or for reading a role anywhere; the vault decides the same way (C20).
     */
    may(action: Action, about: SchoolId | null): boolean {
      const shared = about === null && (action.endsWith('.read') || action === 'export.plain')
      return this.roles.some(
        (held) => RIGHTS[held.role].includes(action) && (shared || held.school === null || held.school === about),
      )
    },
    /** Whether the person may do something in at least one school or in the trust. */
    mayAnywhere(action: Action): boolean {
      return this.roles.some((held) => RIGHTS[held.role].includes(action))
    },
    async refresh() {
      this.now = await client['session.state']({})
    },
    async openPractice() {
      this.now = await client['session.practice']({})
    },
    async leavePractice() {
      const next = await client['session.leavePractice']({})
      clearStores('lock')
      this.now = next
    },
    async createTrust(input: Input<'session.createTrust'>) {
      this.settingUp = true
      try {
        this.now = await client['session.createTrust'](input)
      } catch (refusal) {
        this.settingUp = false
        throw refusal
      }
    },
    async unlock(input: Input<'session.unlock'>) {
      this.now = await client['session.unlock'](input)
    },
    async recover(input: Input<'session.recover'>) {
      this.now = await client['session.recover'](input)
    },
    async lock() {
      const next = await client['session.lock']({})
      clearStores('lock')
      this.now = next
    },
    async setIdleMinutes(minutes: number) {
      this.now = await client['session.setIdleMinutes']({ minutes })
    },
    /** The passphrase once more, for what asks a fresh one. @throws Fault 'denied'; the fifth wrong one locks */
    async confirm(passphrase: string) {
      await client['session.confirm']({ passphrase })
    },
    /** Makes and saves a new recovery kit. Resolves to the file's name, null when nothing was saved. */
    async saveKit(): Promise<string | null> {
      const kit = await client['session.printKit']({})
      if (kit.saved) await this.refresh()
      return kit.saved ? kit.fileName : null
    },
    /** Binds the window to a school, or to the whole trust with null (C37). */
    async enterSchool(school: SchoolId | null) {
      if (this.school === school) return
      this.now = await client['session.enterSchool']({ enter: school })
      if (school !== null) this.lastSchool = school
      clearStores('school-change')
    },
  },
})
