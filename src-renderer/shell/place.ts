/** The screen a window was on when it locked. Kept in the window's own passing storage: a path of words and random ids. */
import type { Router } from 'vue-router'

const KEY = 'place'

/** Goes to the screen of before, and keeps the screen from now on. Called once, before the router is installed. */
export function rememberPlace(router: Router): void {
  void router.push(sessionStorage.getItem(KEY) ?? '/')
  router.afterEach((to) => sessionStorage.setItem(KEY, to.fullPath))
}
