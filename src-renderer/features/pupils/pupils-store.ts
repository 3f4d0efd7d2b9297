/** The roll of the school in view, and the pupil that is open. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AppContract, Client, PupilCard, PupilView, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
export type PupilConsents = Awaited<ReturnType<Client<AppContract>['consents.ofPupil']>>

/** One class of the roll with those in it. */
export interface SchoolClass {
  readonly name: string
  readonly pupils: readonly PupilCard[]
}

const byName = (a: string, b: string) => a.localeCompare(b, 'en-GB', { numeric: true })

export const usePupils = defineStore('pupils', {
  state: () => ({
    /** The roll in the order of surnames, leavers with it when they were asked for; null until asked for once. */
    roll: null as readonly PupilCard[] | null,
    leavers: false,
    rollFailure: null as string | null,
    view: null as PupilView | null,
    consents: null as PupilConsents | null,
    viewFailure: null as string | null,
    /** The reason last given; offered again for the next change of the same sitting. */
    reason: '',
    rollTurn: 0,
    viewTurn: 0,
  }),
  getters: {
    /** Classes of those on roll, by name. */
    classes(state): SchoolClass[] {
      const all = new Map<string, PupilCard[]>()
      for (const card of state.roll ?? []) {
        if (card.className === null || card.roll !== 'ON_ROLL') continue
        all.set(card.className, [...(all.get(card.className) ?? []), card])
      }
      return [...all].map(([name, pupils]) => ({ name, pupils })).sort((a, b) => byName(a.name, b.name))
    },
  },
  clearOn: 'school-change',
  actions: {
    /** @param withLeavers whether those who have left come too; left out: as last time */
    async loadRoll(school: SchoolId, withLeavers?: boolean) {
      const leavers = withLeavers ?? this.leavers
      const mine = ++this.rollTurn
      try {
        const roll = await client['pupils.list']({ school, leavers })
        if (mine !== this.rollTurn) return
        this.roll = markRaw(roll)
        this.leavers = leavers
        this.rollFailure = null
      } catch (refusal) {
        if (mine === this.rollTurn) this.rollFailure = faultWords(refusal)
      }
    },
    async open(school: SchoolId, pupil: string) {
      const mine = ++this.viewTurn
      if (this.view?.card.id !== pupil) this.shut()
      try {
        const [view, consents] = await Promise.all([
          client['pupils.view']({ school, pupil }),
          client['consents.ofPupil']({ school, pupil }),
        ])
        if (mine !== this.viewTurn) return
        this.view = view
        this.consents = consents
        this.viewFailure = null
      } catch (refusal) {
        if (mine === this.viewTurn) this.viewFailure = faultWords(refusal)
      }
    },
    /** Lets go of the open pupil. */
    shut() {
      this.view = null
      this.consents = null
      this.viewFailure = null
    },
    async add(input: Input<'pupils.add'>): Promise<PupilView> {
      return await client['pupils.add'](input)
    },
    /** Shows a pupil as a call left them. */
    keep(view: PupilView) {
      if (this.view === null || this.view.card.id === view.card.id) this.view = view
      return view
    },
    async edit(input: Input<'pupils.edit'>) {
      this.reason = input.reason
      return this.keep(await client['pupils.edit'](input))
    },
    /** @returns what to look at in the new number */
    async setUpn(input: Input<'pupils.setUpn'>): Promise<readonly string[]> {
      this.reason = input.reason
      const { view, warnings } = await client['pupils.setUpn'](input)
      this.keep(view)
      return warnings
    },
    /** The number itself; that it was shown is noted. It is never kept here. */
    async revealUpn(school: SchoolId, pupil: string): Promise<string | null> {
      return (await client['pupils.revealUpn']({ school, pupil })).upn
    },
    async leave(input: Input<'pupils.leave'>) {
      return this.keep(await client['pupils.leave'](input))
    },
    async comeBack(input: Input<'pupils.return'>) {
      return this.keep(await client['pupils.return'](input))
    },
    async settleMembership(input: Input<'pupils.settleMembership'>) {
      this.reason = input.reason
      return this.keep(await client['pupils.settleMembership'](input))
    },
    async addContact(input: Input<'pupils.addContact'>) {
      return this.keep(await client['pupils.addContact'](input))
    },
    async editContact(input: Input<'pupils.editContact'>) {
      this.reason = input.reason
      return this.keep(await client['pupils.editContact'](input))
    },
    async setResponsibility(input: Input<'pupils.setResponsibility'>) {
      return this.keep(await client['pupils.setResponsibility'](input))
    },
    // Reasons of protection are not offered again: they belong to one child.
    async setFlag(input: Input<'pupils.setFlag'>) {
      return this.keep(await client['pupils.setFlag'](input))
    },
    async clearFlag(input: Input<'pupils.clearFlag'>) {
      return this.keep(await client['pupils.clearFlag'](input))
    },
    async setOrder(input: Input<'pupils.setOrder'>) {
      return this.keep(await client['pupils.setOrder'](input))
    },
    async liftOrder(input: Input<'pupils.liftOrder'>) {
      return this.keep(await client['pupils.liftOrder'](input))
    },
    async setCare(input: Input<'pupils.setCare'>) {
      return this.keep(await client['pupils.setCare'](input))
    },
    async setCompetence(input: Input<'pupils.setCompetence'>) {
      return this.keep(await client['pupils.setCompetence'](input))
    },
  },
})
