import type { Feature } from '../../shell/feature'
import ActionsScreen from './ActionsScreen.vue'
import CompareScreen from './CompareScreen.vue'
import { words } from './words'

export const comparisonFeature: Feature = {
  rail: { words: words.title, glyph: 'compare', to: 'compare', needs: 'comparison.read' },
  routes: [
    {
      path: '/compare',
      name: 'compare',
      component: CompareScreen,
      meta: { title: words.title, scope: 'trust', needs: 'comparison.read' },
    },
    {
      path: '/compare/actions',
      name: 'compare-actions',
      component: ActionsScreen,
      meta: { title: words.actions.title, scope: 'trust', needs: 'comparison.read', under: 'compare' },
    },
  ],
}
