import type { RouteRecordRaw } from 'vue-router'
import type { Action } from '@contract'
import type { Feature } from '../../shell/feature'
import FamiliesScreen from './FamiliesScreen.vue'
import FoldersScreen from './FoldersScreen.vue'
import HomeScreen from './HomeScreen.vue'
import SetScreen from './SetScreen.vue'
import SetsScreen from './SetsScreen.vue'
import TakeDownsScreen from './TakeDownsScreen.vue'
import UseScreen from './UseScreen.vue'
import UsesScreen from './UsesScreen.vue'
import DisposalsScreen from './retention/DisposalsScreen.vue'
import OverviewScreen from './retention/OverviewScreen.vue'
import RetentionScreen from './retention/RetentionScreen.vue'
import { words } from './words'

/** A screen about one school's pictures. */
const ofSchool = (
  path: string,
  name: string,
  component: NonNullable<RouteRecordRaw['component']>,
  title: string,
  needs: Action,
): RouteRecordRaw => ({
  path: `/schools/:school/photos-kept${path}`,
  name,
  component,
  props: true,
  meta: { title, scope: 'school', needs, under: 'images' },
})

export const imagesFeature: Feature = {
  rail: { words: words.title, glyph: 'picture', to: 'images', needs: 'images.schedule' },
  routes: [
    {
      path: '/photos-kept',
      name: 'images',
      component: HomeScreen,
      meta: { title: words.title, scope: 'any', needs: 'images.schedule' },
    },
    {
      path: '/photos-kept/schools',
      name: 'images-overview',
      component: OverviewScreen,
      meta: { title: words.titles.overview, scope: 'trust', needs: 'images.schedule', under: 'images' },
    },
    {
      path: '/photos-kept/defaults/:trust',
      name: 'trust-images-retention',
      component: RetentionScreen,
      props: ({ params }) => ({ school: params['trust'] }),
      meta: { title: words.titles.retention, scope: 'trust', needs: 'images.schedule', under: 'images' },
    },
    ofSchool('', 'school-images', SetsScreen, words.title, 'images.read'),
    ofSchool('/sets/:set', 'school-images-set', SetScreen, words.titles.set, 'images.read'),
    ofSchool('/folders', 'school-images-folders', FoldersScreen, words.nav.folders, 'images.read'),
    ofSchool('/uses', 'school-images-uses', UsesScreen, words.nav.uses, 'images.read'),
    ofSchool('/uses/new', 'school-images-use', UseScreen, words.titles.newUse, 'images.publish'),
    ofSchool('/take-downs', 'school-images-take-downs', TakeDownsScreen, words.nav.takeDowns, 'images.read'),
    ofSchool('/retention', 'school-images-retention', RetentionScreen, words.titles.retention, 'images.schedule'),
    ofSchool('/disposals', 'school-images-disposals', DisposalsScreen, words.titles.disposals, 'images.read'),
    ofSchool('/families', 'school-images-families', FamiliesScreen, words.nav.families, 'images.read'),
  ],
}
