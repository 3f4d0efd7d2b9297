/** Sets of pictures of the school in view, the set that is open, registered folders, and what was decided about families. */
import { markRaw } from 'vue'
import { defineStore } from 'pinia'
import type { AppContract, Client, ImageFolder, ImageSet, ParentsPhotos, ScanReport, SchoolId } from '@contract'
import { client } from '../../ipc/client'
import { faultWords } from '../../ui/words'

type Input<K extends keyof AppContract> = Parameters<Client<AppContract>[K]>[0]
/** One set with who is on it and its files. */
export type SetView = Awaited<ReturnType<Client<AppContract>['images.set']>>

export const useImages = defineStore('images', {
  state: () => ({
    /** Of the pupil in `setsOf` or all; null until asked for once. */
    sets: null as readonly ImageSet[] | null,
    /** The pupil the sets were asked for; null: all sets. */
    setsOf: null as string | null,
    setsFailure: null as string | null,
    setsTurn: 0,
    view: null as SetView | null,
    viewFailure: null as string | null,
    viewTurn: 0,
    folders: null as readonly ImageFolder[] | null,
    foldersFailure: null as string | null,
    foldersTurn: 0,
    /** What the last scan on this PC found in the folder in `foundOf`; null before it is known, or where none looked. */
    found: null as ScanReport | null,
    foundOf: null as string | null,
    /** It was asked for and answered. */
    foundKnown: false,
    foundFailure: null as string | null,
    families: null as readonly ParentsPhotos[] | null,
    familiesFailure: null as string | null,
    /** The reason last given; offered again for the next change of the same sitting. */
    reason: '',
  }),
  clearOn: 'school-change',
  actions: {
    /** @param pupil only sets this pupil is on; null: all */
    async load(school: SchoolId, pupil: string | null = null) {
      const mine = ++this.setsTurn
      if (this.setsOf !== pupil) this.sets = null
      this.setsOf = pupil
      try {
        const sets = await client['images.sets']({ school, pupil })
        if (mine !== this.setsTurn) return
        this.sets = markRaw(sets)
        this.setsFailure = null
      } catch (refusal) {
        if (mine === this.setsTurn) this.setsFailure = faultWords(refusal)
      }
    },
    async open(school: string, set: string) {
      const mine = ++this.viewTurn
      if (this.view?.set.id !== set) this.view = null
      try {
        const view = await client['images.set']({ school, set })
        if (mine !== this.viewTurn) return
        this.view = view
        this.viewFailure = null
      } catch (refusal) {
        if (mine === this.viewTurn) this.viewFailure = faultWords(refusal)
      }
    },
    keep(set: ImageSet) {
      this.setsTurn += 1
      if (this.sets !== null && this.setsOf === null)
        this.sets = markRaw([...this.sets.filter(({ id }) => id !== set.id), set])
      if (this.view?.set.id === set.id) this.view = { ...this.view, set }
      return set
    },
    async add(input: Input<'images.addSet'>): Promise<ImageSet> {
      return this.keep(await client['images.addSet'](input))
    },
    async edit(input: Input<'images.editSet'>) {
      this.reason = input.reason
      return this.keep(await client['images.editSet'](input))
    },
    /** Says who is on the pictures, then shows the set anew. @throws Fault */
    async setPeople(input: Input<'images.setPeople'>) {
      this.keep(await client['images.setPeople'](input))
      await this.open(input.school, input.set)
    },
    async recordPersonal(input: Input<'images.recordPersonal'>) {
      this.keep(await client['images.recordPersonal'](input))
      await this.open(input.school, input.set)
    },
    async acceptChanged(input: Input<'images.acceptChanged'>) {
      this.reason = input.reason
      this.keep(await client['images.acceptChanged'](input))
      await this.open(input.school, input.set)
    },
    async loadFolders(school: SchoolId) {
      const mine = ++this.foldersTurn
      try {
        const folders = await client['images.folders']({ school })
        if (mine !== this.foldersTurn) return
        this.folders = folders
        this.foldersFailure = null
      } catch (refusal) {
        if (mine === this.foldersTurn) this.foldersFailure = faultWords(refusal)
      }
    },
    keepFolder(folder: ImageFolder) {
      this.foldersTurn += 1
      const others = this.folders ?? []
      this.folders = others.some(({ id }) => id === folder.id)
        ? others.map((one) => (one.id === folder.id ? folder : one))
        : [...others, folder]
    },
    /** Lets the person choose a folder. @returns the folder; null when none was chosen. @throws Fault */
    async addFolder(school: SchoolId, label: string): Promise<ImageFolder | null> {
      const folder = await client['images.addFolder']({ school, label })
      if (folder !== null) this.keepFolder(folder)
      return folder
    },
    async loadFound(school: SchoolId, folder: string) {
      if (this.foundOf !== folder) {
        this.found = null
        this.foundKnown = false
      }
      this.foundOf = folder
      try {
        const found = await client['images.found']({ school, folder })
        if (this.foundOf !== folder) return
        this.found = found === null ? null : markRaw(found)
        this.foundKnown = true
        this.foundFailure = null
      } catch (refusal) {
        if (this.foundOf === folder) this.foundFailure = faultWords(refusal)
      }
    },
    async loadFamilies(school: SchoolId) {
      try {
        this.families = await client['images.parentsPhotos']({ school })
        this.familiesFailure = null
      } catch (refusal) {
        this.familiesFailure = faultWords(refusal)
      }
    },
    async recordFamilies(input: Input<'images.recordParentsPhotos'>) {
      this.families = await client['images.recordParentsPhotos'](input)
    },
  },
})
