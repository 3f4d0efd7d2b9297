import type { Feature } from '../../shell/feature'
import AddSchoolScreen from './AddSchoolScreen.vue'
import EditSchoolScreen from './EditSchoolScreen.vue'
import OverviewScreen from './OverviewScreen.vue'
import RegisterScreen from './RegisterScreen.vue'
import SchoolScreen from './SchoolScreen.vue'
import { words } from './words'

export const schoolsFeature: Feature = {
  rail: { words: words.overview.title, glyph: 'schools', to: 'schools', needs: 'schools.read' },
  routes: [
    {
      path: '/',
      name: 'schools',
      component: OverviewScreen,
      meta: { title: words.overview.title, scope: 'trust', needs: 'schools.read' },
    },
    {
      path: '/schools/add',
      name: 'school-add',
      component: AddSchoolScreen,
      meta: { title: words.add.title, scope: 'trust', needs: 'trust.manage', under: 'schools' },
    },
    {
      path: '/schools/register',
      name: 'register',
      component: RegisterScreen,
      meta: { title: words.register.title, scope: 'trust', needs: 'trust.manage', under: 'schools' },
    },
    {
      path: '/schools/:school',
      name: 'school',
      component: SchoolScreen,
      props: true,
      meta: { title: words.posts.title, scope: 'school', needs: 'schools.read', under: 'schools' },
    },
    {
      path: '/schools/:school/edit',
      name: 'school-edit',
      component: EditSchoolScreen,
      props: true,
      meta: { title: words.edit.title, scope: 'school', needs: 'schools.edit', under: 'schools' },
    },
  ],
}
