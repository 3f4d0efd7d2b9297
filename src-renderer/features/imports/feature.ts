import type { Feature } from '../../shell/feature'
import ImportScreen from './ImportScreen.vue'
import { words } from './words'

export const importsFeature: Feature = {
  routes: [
    {
      path: '/schools/:school/import',
      name: 'imports',
      component: ImportScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'imports.run', under: 'consent' },
    },
  ],
}
