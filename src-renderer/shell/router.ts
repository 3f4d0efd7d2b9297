/** The screens and how one gets to them. Opening a school's screen binds the window to that school first (C37). */
import { createRouter, type RouteLocationNormalized, type Router, type RouterHistory } from 'vue-router'
import { SchoolId } from '@contract'
import { useSchools } from '../features/schools/schools-store'
import { useSession } from '../features/session/session-store'
import { useToasts } from '../ui/toasts-store'
import { faultWords } from '../ui/words'
import type { Feature } from './feature'
import NotFoundScreen from './NotFoundScreen.vue'
import { shellWords } from './words'

export function makeRouter(history: RouterHistory, features: readonly Feature[]): Router {
  const router = createRouter({
    history,
    routes: [
      ...features.flatMap(({ routes }) => routes),
      {
        path: '/:rest(.*)*',
        name: 'not-found',
        component: NotFoundScreen,
        meta: { title: shellWords.notFound, scope: 'any', needs: null },
      },
    ],
  })
  router.beforeEach((to) => bindWindow(to))
  return router
}

/**
 * Binds the window to what a screen is about, once somebody is in.
 * @returns true to go on, or where to go instead: a school this person may not enter says why and leads to the list.
 */
export async function bindWindow(to: RouteLocationNormalized): Promise<true | { name: string }> {
  const session = useSession()
  if (!session.isOpen || to.meta.scope === 'any') return true
  const param = SchoolId.safeParse(to.params['school'])
  if (to.meta.scope === 'school' && !param.success) return { name: 'not-found' }
  try {
    await session.enterSchool(to.meta.scope === 'school' && param.success ? param.data : null)
    if (param.success) useSchools().visited(param.data)
    return true
  } catch (refusal) {
    useToasts().done(faultWords(refusal))
    return to.meta.scope === 'trust' ? true : { name: 'schools' }
  }
}
