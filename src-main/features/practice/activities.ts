/** Questions the practice trust adds to the catalogue, for rules its three policies hold beyond the technology tables. */
import type { ActivityKey } from '@contract/matrices'
import type { Area } from '../matrices'

/** One question of the trust's own. */
export interface OwnActivity {
  readonly key: ActivityKey
  readonly label: string
  readonly area: Area
}

const QUESTIONS: Readonly<Partial<Record<Area, readonly (readonly [key: ActivityKey, label: string])[]>>> = {
  'Photos and video': [
    ['photo-of-others', 'Take or use pictures of other people'],
    ['photo-by-families', 'Families take photos or videos at school events'],
    ['publish-website', 'Publish pictures of pupils on the school website'],
    ['publish-social-account', "Publish pictures of pupils on the school's social account"],
    ['publish-reward-app', 'Show pictures of pupils in a reward app'],
    ['publish-print', 'Print pictures of pupils in a prospectus, leaflets or newspapers'],
    ['display-in-school', 'Display pictures of pupils in school'],
    ['display-off-site', 'Display pictures of pupils off site'],
    ['publish-conference-video', 'Show pupils by video or webcam in an educational conference'],
    ['full-names-with-images', 'Give full names with pictures'],
    ['share-pupil-images', 'Share pictures of pupils'],
    ['images-on-own-media', 'Keep pictures of pupils on own portable media'],
    ['images-of-leavers', 'Keep pictures of pupils who have left'],
    ['publish-pupil-work', "Publish pupils' work"],
    ['video-conference', 'Take part in video conferences or live streams'],
    ['record-video-conference', 'Record a video conference'],
  ],
  'Devices and network': [
    ['school-systems', 'Use school systems and the internet'],
    ['school-device-off-site', 'Use a school device off site'],
    ['lend-staff-device', 'Let somebody else use a staff device'],
    ['personal-data-own-device', 'Keep school personal data on an own device'],
  ],
  'E-mail': [
    ['school-email', 'Use school e-mail'],
    ['chain-messages', 'Pass on chain messages'],
  ],
  'Social media and messaging': [
    ['official-social-account', "Run a school's official social account"],
    ['friend-links', 'Be friends with pupils on social media'],
    ['harmful-posts', 'Post what harms people or the name of the school'],
    ['personal-details-online', 'Publish personal details of staff or pupils online'],
    ['external-posts', 'Post school content on other websites'],
    ['real-names-in-blogs', 'Use real names in what pupils publish'],
  ],
}

export const OWN_ACTIVITIES: readonly OwnActivity[] = Object.entries(QUESTIONS).flatMap(([area, entries]) =>
  // `Object.entries` forgets that the keys are areas.
  entries.map(([key, label]) => ({ key, label, area: area as Area })),
)
