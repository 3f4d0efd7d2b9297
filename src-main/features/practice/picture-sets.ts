/** Made-up sets of pictures of the practice schools, told from the first day of the present academic year. */
import type { ImageClass, Storage } from '@contract/images'
import type { PurposeCode } from '@contract/answers'
import type { PublicationPlace, PublicationState } from '@contract/publications'

/** Where a set is used. */
export interface PracticeUse {
  readonly code: PurposeCode
  readonly place: PublicationPlace
  readonly channel: string
  readonly address?: string
  readonly printRun?: number
  /** Days from the first day of the academic year to the first of the use. */
  readonly from: number
  /** Only pupils with nothing against it are on it. */
  readonly onlyAllowed?: boolean
  readonly became?: { readonly state: PublicationState; readonly on: number; readonly evidence: string }
}

/** One set; days are counted from the first day of the academic year, before it with a minus. */
export interface PracticeSet {
  readonly title: string
  readonly imageClass: ImageClass
  readonly taken: number
  readonly takenBy: string
  readonly why: string
  /** Codes of the uses it was taken for. */
  readonly codes: readonly PurposeCode[]
  readonly storage: Exclude<Storage, 'FOLDER'>
  readonly place: string
  readonly count: number | null
  /** Place of the first pupil on the roll, and how many; null: nobody has said who is on it. */
  readonly shown: readonly [first: number, pupils: number] | null
  readonly event?: string
  readonly isTask?: boolean
  readonly withLeavers?: boolean
  readonly staff?: readonly { readonly name: string; readonly agreed: boolean }[]
  readonly uses?: readonly PracticeUse[]
  readonly matter?: 'HOLD' | 'APPROVED' | 'PROPOSED' | 'PERSONAL'
}

const OFFICE = 'Office drive, Pictures'

const sitwell: readonly PracticeSet[] = [
  {
    ...{ title: 'Sports day', event: 'Sports day', imageClass: 'EVENT', taken: -75, takenBy: 'Year 4 team' },
    why: 'For the website and the board in the hall',
    codes: ['WEBSITE', 'SOCIAL_MEDIA', 'DISPLAY_INTERNAL'],
    ...{ storage: 'SHARED_DRIVE', place: `${OFFICE}, Sports day`, count: 84, shown: [10, 14] },
    staff: [{ name: 'Henrietta Crayon', agreed: true }],
    uses: [
      { code: 'WEBSITE', place: 'WEBSITE', channel: 'School website, news of the summer term', from: -72 },
      { code: 'SOCIAL_MEDIA', place: 'SOCIAL', channel: 'School account, a thread of four pictures', from: -72 },
      {
        ...{ code: 'DISPLAY_INTERNAL', place: 'DISPLAY', channel: 'Board in the hall', from: -70 },
        became: { state: 'REMOVED', on: -42, evidence: 'Board cleared, seen by the caretaker' },
      },
    ],
  },
  {
    ...{ title: 'Leavers’ assembly', event: 'Leavers’ assembly', imageClass: 'EVENT', taken: -44 },
    ...{ takenBy: 'School office', why: 'A keepsake for the families of the leavers', codes: ['DISPLAY_INTERNAL'] },
    ...{ storage: 'SHARED_DRIVE', place: `${OFFICE}, Leavers`, count: 37, shown: null, withLeavers: true },
  },
  {
    ...{ title: 'Class photos, Years 3 to 5', imageClass: 'CLASS_PHOTO', taken: -120, takenBy: 'Studio Larch' },
    ...{ why: 'For families to order', codes: ['PROSPECTUS_PRINT', 'DISPLAY_INTERNAL'] },
    ...{ storage: 'PAPER', place: 'Cupboard in the office, folder 3', count: 6, shown: [18, 10] },
    uses: [
      {
        ...{ code: 'PROSPECTUS_PRINT', place: 'PRINT', channel: 'Prints ordered by families', printRun: 64, from: -95 },
        became: { state: 'CANNOT_RECALL', on: -20, evidence: 'Sold to families, list of orders' },
      },
    ],
  },
  {
    ...{ title: 'Roman day', event: 'Roman day', imageClass: 'PUPIL_WORK', taken: -160, takenBy: 'Year 4 team' },
    ...{ why: 'To show families what was made', codes: ['LEARNING_APP', 'DISPLAY_INTERNAL'], storage: 'APP' },
    place: 'Marvellous Me',
    ...{ count: 22, shown: [30, 9] },
    uses: [{ code: 'LEARNING_APP', place: 'APP', channel: 'Marvellous Me, Year 4', from: -159, onlyAllowed: true }],
  },
  {
    ...{ title: 'Harvest assembly', event: 'Harvest assembly', imageClass: 'EVENT', taken: 30, takenBy: 'Year 3 team' },
    ...{ why: 'For the website', codes: ['WEBSITE', 'DISPLAY_INTERNAL'], storage: 'DEVICE' },
    ...{ place: 'Own phone of a teacher, to be moved to the office drive', count: 12, shown: [0, 6] },
    matter: 'PERSONAL',
  },
  {
    ...{ title: 'Pictures for the old prospectus', imageClass: 'PROMOTION', taken: -800, takenBy: 'Studio Larch' },
    ...{ why: 'For a prospectus that was never printed', codes: ['PROSPECTUS_PRINT'], storage: 'SHARED_DRIVE' },
    ...{ place: `${OFFICE}, Prospectus`, count: 118, shown: [46, 6] },
  },
  {
    ...{ title: 'Open morning', event: 'Open morning', imageClass: 'PROMOTION', taken: -700, takenBy: 'School office' },
    ...{ why: 'For the website', codes: ['WEBSITE'], storage: 'SHARED_DRIVE', place: `${OFFICE}, Open morning` },
    ...{ count: 26, shown: [52, 5], matter: 'APPROVED' },
    uses: [
      {
        ...{ code: 'WEBSITE', place: 'WEBSITE', channel: 'School website, open morning', from: -690 },
        became: { state: 'REMOVED', on: -500, evidence: 'Page looked at, it is gone' },
      },
    ],
  },
  {
    ...{ title: 'Nativity, video', event: 'Nativity', imageClass: 'VIDEO', taken: -265, takenBy: 'Year 5 team' },
    ...{ why: 'For families who could not come', codes: ['VIDEO_LIVESTREAM'], storage: 'OTHER' },
    ...{ place: 'Disc in the safe', count: 1, shown: [33, 8], matter: 'PROPOSED' },
  },
  {
    ...{ title: 'Trip to the farm', event: 'Trip to the farm', imageClass: 'EVENT', taken: -130 },
    ...{ takenBy: 'Year 5 team', why: 'For the board in the corridor', codes: ['DISPLAY_INTERNAL'] },
    ...{ storage: 'SHARED_DRIVE', place: `${OFFICE}, Farm`, count: 41, shown: [45, 7], withLeavers: true },
    matter: 'HOLD',
  },
  {
    ...{ title: 'Choir at the arts centre', event: 'Choir concert', imageClass: 'EVENT', taken: -90 },
    ...{ takenBy: 'School office', why: 'For the local paper', codes: ['PROSPECTUS_PRINT'], storage: 'SHARED_DRIVE' },
    ...{ place: `${OFFICE}, Choir`, count: 9, shown: [20, 8] },
    uses: [
      {
        ...{ code: 'PROSPECTUS_PRINT', place: 'PRESS', channel: 'Local paper, page 7', printRun: 9000, from: -85 },
        became: { state: 'REQUESTED', on: -10, evidence: 'Wrote to the paper to take it off its website' },
      },
    ],
  },
  {
    ...{ title: 'Identity photos', imageClass: 'IDENTITY', taken: 12, takenBy: 'School office', isTask: true },
    ...{ why: 'So that staff know who is who', codes: [], storage: 'APP', place: 'School information system' },
    ...{ count: 60, shown: [0, 10] },
  },
  {
    ...{ title: 'Old memory cards', imageClass: 'OTHER', taken: -900, takenBy: 'Not known' },
    ...{ why: 'Found in a drawer, to be looked through', codes: [], storage: 'DEVICE', place: 'Drawer of the office' },
    ...{ count: null, shown: null },
  },
]

const ecclesbourne: readonly PracticeSet[] = [
  {
    ...{ title: 'Summer concert', event: 'Summer concert', imageClass: 'EVENT', taken: -70, takenBy: 'Music team' },
    ...{ why: 'For the website', codes: ['WEBSITE', 'SOCIAL_MEDIA'], storage: 'SHARED_DRIVE' },
    ...{ place: 'Staff drive, Music', count: 33, shown: [20, 7] },
    uses: [{ code: 'WEBSITE', place: 'WEBSITE', channel: 'School website, music', from: -68 }],
  },
  {
    ...{ title: 'Art exhibition', imageClass: 'PUPIL_WORK', taken: -95, takenBy: 'Art team' },
    ...{ why: 'To show what learners made', codes: ['PUPIL_WORK_NAMED', 'DISPLAY_INTERNAL'], storage: 'WEBSITE' },
    ...{ place: 'School website, gallery', count: 15, shown: [40, 6] },
    uses: [
      { code: 'PUPIL_WORK_NAMED', place: 'WEBSITE', channel: 'Gallery of the year', from: -90, onlyAllowed: true },
    ],
  },
  {
    ...{ title: 'Field trip to the coast', imageClass: 'EVENT', taken: -1200, takenBy: 'Geography team' },
    ...{ why: 'For the open evening', codes: ['WEBSITE'], storage: 'SHARED_DRIVE' },
    ...{ place: 'Staff drive, Geography', count: 58, shown: [55, 4] },
  },
]

const asterdale: readonly PracticeSet[] = [
  {
    ...{ title: 'Learning journey, reading corner', imageClass: 'CLASSROOM', taken: -400, takenBy: 'Reception team' },
    ...{ why: 'Evidence of work', codes: ['CLASSROOM_EVIDENCE'], storage: 'APP', place: 'Class Dojo', isTask: true },
    ...{ count: 96, shown: [9, 6] },
  },
  {
    ...{ title: 'Spring fair', event: 'Spring fair', imageClass: 'EVENT', taken: -130, takenBy: 'School office' },
    ...{ why: 'For the website and Class Dojo', codes: ['WEBSITE', 'LEARNING_APP'], storage: 'SHARED_DRIVE' },
    ...{ place: 'Office drive, Spring fair', count: 45, shown: [10, 8] },
    uses: [
      { code: 'WEBSITE', place: 'WEBSITE', channel: 'School website, spring fair', from: -128 },
      { code: 'LEARNING_APP', place: 'APP', channel: 'Class Dojo, school story', from: -128, onlyAllowed: true },
    ],
  },
]

const oakwood: readonly PracticeSet[] = [
  {
    ...{ title: 'Athletics meeting', event: 'Athletics meeting', imageClass: 'EVENT', taken: -65, takenBy: 'PE team' },
    ...{ why: 'For the website', codes: ['WEBSITE', 'DISPLAY_INTERNAL'], storage: 'SHARED_DRIVE' },
    ...{ place: 'Staff drive, PE', count: 70 },
    shown: [3, 8],
    uses: [{ code: 'WEBSITE', place: 'WEBSITE', channel: 'School website, sport', from: -64, onlyAllowed: true }],
  },
  {
    ...{ title: 'School play, video', event: 'School play', imageClass: 'VIDEO', taken: -150, takenBy: 'Drama team' },
    ...{ why: 'For the cast', codes: ['DISPLAY_INTERNAL'], storage: 'SHARED_DRIVE', place: 'Staff drive, Drama' },
    ...{ count: 2, shown: [24, 6] },
  },
]

const thomasRotherham: readonly PracticeSet[] = [
  {
    ...{ title: 'Prospectus pictures', imageClass: 'PROMOTION', taken: -240, takenBy: 'Studio Larch' },
    ...{ why: 'For the prospectus and the website', codes: ['WEBSITE', 'SOCIAL_MEDIA'], storage: 'SHARED_DRIVE' },
    ...{ place: 'Marketing drive, Prospectus', count: 140, shown: [0, 8] },
    uses: [{ code: 'WEBSITE', place: 'WEBSITE', channel: 'College website, first page', from: -230 }],
  },
  {
    ...{ title: 'Results day', event: 'Results day', imageClass: 'EVENT', taken: -14, takenBy: 'Marketing team' },
    ...{ why: 'For the website', codes: ['WEBSITE', 'DISPLAY_INTERNAL'], storage: 'SHARED_DRIVE' },
    place: 'Marketing drive, Results',
    ...{ count: 31, shown: [30, 6] },
  },
]

/** Sets of each school by its short name. */
export const SCHOOL_SETS: Readonly<Record<string, readonly PracticeSet[]>> = {
  Ecclesbourne: ecclesbourne,
  Asterdale: asterdale,
  OHS: oakwood,
  SJS: sitwell,
  TRC: thomasRotherham,
}

/** What was decided about families photographing at events of a school. */
export const FAMILIES_PHOTOS: Readonly<
  Record<string, readonly { readonly event: string; readonly on: number; readonly conditions: string | null }[]>
> = {
  SJS: [
    { event: 'Sports day', on: -75, conditions: 'Own child only, not to be posted' },
    { event: 'Leavers’ assembly', on: -44, conditions: null },
  ],
  Asterdale: [{ event: 'Spring fair', on: -130, conditions: 'Not in the hall; not to be posted' }],
}
