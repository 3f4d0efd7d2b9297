import type { Feature } from '../../shell/feature'
import ChecklistsScreen from './ChecklistsScreen.vue'
import { words } from './words'

export const checklistsFeature: Feature = {
  routes: [
    {
      path: '/schools/:school/photo-lists',
      name: 'school-checklists',
      component: ChecklistsScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'checklists.make', under: 'consent' },
    },
  ],
}
