import type { Feature } from '../../shell/feature'
import HistoryScreen from './HistoryScreen.vue'
import { words } from './words'

export const historyFeature: Feature = {
  rail: { words: words.title, glyph: 'history', to: 'history', needs: 'history.read' },
  routes: [
    {
      path: '/history',
      name: 'history',
      component: HistoryScreen,
      meta: { title: words.title, scope: 'trust', needs: 'history.read' },
    },
  ],
}
