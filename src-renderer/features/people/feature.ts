import type { Feature } from '../../shell/feature'
import PeopleScreen from './PeopleScreen.vue'
import { words } from './words'

export const peopleFeature: Feature = {
  rail: { words: words.title, glyph: 'people', to: 'people', needs: 'people.read' },
  routes: [
    {
      path: '/people',
      name: 'people',
      component: PeopleScreen,
      meta: { title: words.title, scope: 'trust', needs: 'people.read' },
    },
  ],
}
