import type { Feature } from '../../shell/feature'
import BatchScreen from './BatchScreen.vue'
import EntryHomeScreen from './EntryHomeScreen.vue'
import EntryScreen from './EntryScreen.vue'
import RekeyScreen from './RekeyScreen.vue'
import { words } from './words'

export const entryFeature: Feature = {
  rail: { words: words.title, glyph: 'keyboard', to: 'entry', needs: 'entry.key' },
  routes: [
    {
      path: '/entry',
      name: 'entry',
      component: EntryHomeScreen,
      meta: { title: words.title, scope: 'any', needs: 'entry.key' },
    },
    {
      path: '/schools/:school/entry',
      name: 'school-entry',
      component: EntryScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'entry.key', under: 'entry' },
    },
    {
      path: '/schools/:school/entry/:batch',
      name: 'school-entry-batch',
      component: BatchScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'entry.key', under: 'entry', focus: 'entry-find' },
    },
    {
      path: '/schools/:school/entry/:batch/again',
      name: 'school-entry-again',
      component: RekeyScreen,
      props: true,
      meta: { title: words.batch.again, scope: 'school', needs: 'entry.key', under: 'entry' },
    },
  ],
}
