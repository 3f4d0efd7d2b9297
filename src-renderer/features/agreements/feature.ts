import type { RouteRecordRaw } from 'vue-router'
import type { Action } from '@contract'
import type { Feature } from '../../shell/feature'
import AccessScreen from './AccessScreen.vue'
import AgreementScreen from './AgreementScreen.vue'
import AgreementsScreen from './AgreementsScreen.vue'
import ClearedScreen from './ClearedScreen.vue'
import CompareScreen from './CompareScreen.vue'
import HomeScreen from './HomeScreen.vue'
import NotSignedScreen from './NotSignedScreen.vue'
import SignScreen from './SignScreen.vue'
import VersionScreen from './VersionScreen.vue'
import { words } from './words'

const w = words.titles
type Screen = NonNullable<RouteRecordRaw['component']>

/** A screen about one school's agreements. */
const ofSchool = (path: string, name: string, component: Screen, title: string, needs: Action): RouteRecordRaw => ({
  path: `/schools/:school/agreements${path}`,
  name,
  component,
  props: true,
  meta: { title, scope: 'school', needs, under: 'agreements' },
})

/** The same screen over the trust's templates. */
const ofTrust = (path: string, name: string, component: Screen, title: string): RouteRecordRaw => ({
  path: `/agreements/templates/:trust${path}`,
  name,
  component,
  props: ({ params: { trust, ...others } }) => ({ ...others, school: trust }),
  meta: { title, scope: 'trust', needs: 'agreements.read', under: 'agreements' },
})

export const agreementsFeature: Feature = {
  rail: { words: words.title, glyph: 'pen', to: 'agreements', needs: 'agreements.read' },
  routes: [
    {
      path: '/agreements',
      name: 'agreements',
      component: HomeScreen,
      meta: { title: words.title, scope: 'any', needs: 'agreements.read' },
    },
    ofTrust('', 'trust-agreements', AgreementsScreen, w.templates),
    ofTrust('/:agreement', 'trust-agreement', AgreementScreen, w.template),
    ofTrust('/:agreement/versions/:version', 'trust-agreement-version', VersionScreen, w.version),
    ofTrust('/:agreement/compare', 'trust-agreement-compare', CompareScreen, w.compare),
    ofSchool('', 'school-agreements', AgreementsScreen, words.title, 'agreements.read'),
    ofSchool('/texts/:agreement', 'school-agreement', AgreementScreen, w.agreement, 'agreements.read'),
    ofSchool(
      '/texts/:agreement/versions/:version',
      'school-agreement-version',
      VersionScreen,
      w.version,
      'agreements.read',
    ),
    ofSchool('/texts/:agreement/compare', 'school-agreement-compare', CompareScreen, w.compare, 'agreements.read'),
    ofSchool('/not-signed', 'school-agreements-not-signed', NotSignedScreen, words.nav.notSigned, 'agreements.see'),
    ofSchool('/cleared', 'school-agreements-cleared', ClearedScreen, words.nav.cleared, 'agreements.see'),
    ofSchool('/sign', 'school-agreements-sign', SignScreen, words.nav.sign, 'agreements.sign'),
    ofSchool('/access', 'school-agreements-access', AccessScreen, words.nav.access, 'agreements.see'),
  ],
}
