import type { Feature } from '../../shell/feature'
import AskScreen from './AskScreen.vue'
import FiguresScreen from './FiguresScreen.vue'
import HomeScreen from './HomeScreen.vue'
import ListsScreen from './ListsScreen.vue'
import PurposesScreen from './PurposesScreen.vue'
import RegisterScreen from './RegisterScreen.vue'
import WordingScreen from './WordingScreen.vue'
import WordingsScreen from './WordingsScreen.vue'
import { purposeWords, wordingWords } from './design-words'
import { figuresWords, listWords, registerWords } from './register-words'
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
    {
      path: '/schools/:school/consent',
      name: 'school-consent',
      component: RegisterScreen,
      props: true,
      meta: { title: registerWords.title, scope: 'school', needs: 'consents.read', under: 'consent' },
    },
    {
      path: '/schools/:school/consent/to-do',
      name: 'school-consent-lists',
      component: ListsScreen,
      props: true,
      meta: { title: listWords.title, scope: 'school', needs: 'consents.read', under: 'consent' },
    },
    {
      path: '/schools/:school/consent/figures',
      name: 'school-consent-figures',
      component: FiguresScreen,
      props: true,
      meta: { title: figuresWords.title, scope: 'school', needs: 'consents.figures', under: 'consent' },
    },
    {
      path: '/schools/:school/consent/uses',
      name: 'school-consent-uses',
      component: PurposesScreen,
      props: true,
      meta: { title: purposeWords.title, scope: 'school', needs: 'consents.figures', under: 'consent' },
    },
    {
      path: '/schools/:school/wordings',
      name: 'school-wordings',
      component: WordingsScreen,
      props: true,
      meta: { title: wordingWords.title, scope: 'school', needs: 'consents.figures', under: 'consent' },
    },
    {
      path: '/schools/:school/wordings/:wording',
      name: 'school-wording',
      component: WordingScreen,
      props: true,
      meta: { title: wordingWords.one, scope: 'school', needs: 'consents.figures', under: 'consent' },
    },
  ],
}
