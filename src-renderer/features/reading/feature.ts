import type { Feature } from '../../shell/feature'
import DocumentListScreen from './DocumentListScreen.vue'
import DocumentsHomeScreen from './DocumentsHomeScreen.vue'
import RecordsScreen from './RecordsScreen.vue'
import ReviewScreen from './ReviewScreen.vue'
import { words } from './words'

export const readingFeature: Feature = {
  rail: { words: words.title, glyph: 'document', to: 'documents', needs: 'reading.see' },
  routes: [
    {
      path: '/documents',
      name: 'documents',
      component: DocumentsHomeScreen,
      meta: { title: words.title, scope: 'any', needs: 'reading.see' },
    },
    {
      path: '/schools/:school/documents',
      name: 'school-documents',
      component: DocumentListScreen,
      props: true,
      meta: { title: words.title, scope: 'school', needs: 'reading.see', under: 'documents' },
    },
    {
      path: '/schools/:school/from-documents',
      name: 'school-from-documents',
      component: RecordsScreen,
      props: true,
      meta: { title: words.records.title, scope: 'school', needs: 'reading.see', under: 'documents' },
    },
    {
      path: '/schools/:school/documents/:document',
      name: 'school-document',
      component: ReviewScreen,
      props: true,
      meta: { title: words.review.title, scope: 'school', needs: 'reading.see', under: 'documents' },
    },
  ],
}
