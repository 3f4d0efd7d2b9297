import type { Feature } from '../../shell/feature'
import PupilListScreen from './PupilListScreen.vue'
import PupilScreen from './PupilScreen.vue'
import { words } from './words'

export const pupilsFeature: Feature = {
  routes: [
    {
      path: '/schools/:school/pupils',
      name: 'school-pupils',
      component: PupilListScreen,
      props: true,
      meta: { title: words.list.screen, scope: 'school', needs: 'pupils.read', under: 'consent' },
    },
    {
      path: '/schools/:school/pupils/:pupil',
      name: 'school-pupil',
      component: PupilScreen,
      props: true,
      // Never the name: a window's title is seen by whoever passes.
      meta: { title: words.pupil.screen, scope: 'school', needs: 'pupils.read', under: 'consent' },
    },
  ],
}
