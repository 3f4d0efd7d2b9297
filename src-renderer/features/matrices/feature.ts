import type { Feature } from '../../shell/feature'
import MatricesHomeScreen from './MatricesHomeScreen.vue'
import MatrixListScreen from './MatrixListScreen.vue'
import MatrixScreen from './MatrixScreen.vue'
import { words } from './words'

export const matricesFeature: Feature = {
  rail: { words: words.title, glyph: 'grid', to: 'matrices', needs: 'matrices.read' },
  routes: [
    {
      path: '/matrices',
      name: 'matrices',
      component: MatricesHomeScreen,
      meta: { title: words.title, scope: 'any', needs: 'matrices.read' },
    },
    {
      path: '/schools/:school/matrices',
      name: 'school-matrices',
      component: MatrixListScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'matrices.read', under: 'matrices' },
    },
    {
      path: '/schools/:school/matrices/:edition',
      name: 'school-matrix',
      component: MatrixScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'matrices.read', under: 'matrices' },
    },
    {
      path: '/baseline/:trust',
      name: 'baseline-matrices',
      component: MatrixListScreen,
      props: ({ params }) => ({ school: params['trust'] }),
      meta: { title: words.baseline, scope: 'trust', needs: 'matrices.read', under: 'matrices' },
    },
    {
      path: '/baseline/:trust/:edition',
      name: 'baseline-matrix',
      component: MatrixScreen,
      props: ({ params }) => ({ school: params['trust'], edition: params['edition'] }),
      meta: { title: words.baseline, scope: 'trust', needs: 'matrices.read', under: 'matrices' },
    },
  ],
}
