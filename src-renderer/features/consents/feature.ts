import type { Feature } from '../../shell/feature'
import AskScreen from './AskScreen.vue'
import HomeScreen from './HomeScreen.vue'
import { words } from './words'

/** Ask stands on the rail by itself: most come for nothing else. */
export const askFeature: Feature = {
  rail: { words: words.ask.title, glyph: 'question', to: 'ask', needs: 'consents.ask' },
  routes: [
    {
      path: '/ask',
      name: 'ask',
      component: HomeScreen,
      props: { to: 'ask' },
      meta: { title: words.ask.title, scope: 'any', needs: 'consents.ask' },
    },
    {
      path: '/schools/:school/ask',
      name: 'school-ask',
      component: AskScreen,
      props: true,
      meta: { title: words.ask.title, scope: 'school', needs: 'consents.ask', under: 'ask', focus: 'ask-who' },
    },
  ],
}

export const consentsFeature: Feature = {
  rail: { words: words.title, glyph: 'tick', to: 'consent', needs: 'consents.figures' },
  routes: [
    {
      path: '/consent',
      name: 'consent',
      component: HomeScreen,
      props: { to: 'register' },
      meta: { title: words.title, scope: 'any', needs: 'consents.figures' },
    },
  ],
}
