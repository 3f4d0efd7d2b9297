import type { Feature } from '../../shell/feature'
import SettingsScreen from './SettingsScreen.vue'
import { words } from './words'

export const sessionFeature: Feature = {
  rail: { words: words.settings.title, glyph: 'settings', to: 'settings', needs: null },
  routes: [
    {
      path: '/settings',
      name: 'settings',
      component: SettingsScreen,
      meta: { title: words.settings.title, scope: 'any', needs: null },
    },
  ],
}
