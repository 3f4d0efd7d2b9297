import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory } from 'vue-router'
import App from './App.vue'
import { features } from './shell/features'
import { makeRouter } from './shell/router'
import { applyAppearance } from './ui/appearance'
import { clearingPlugin } from './ui/store-clearing'
import './ui/base.css'

applyAppearance()
const pinia = createPinia().use(clearingPlugin)
const app = createApp(App).use(pinia)
// The page's address never changes: what is on the screen is not for the window's history to tell.
const router = makeRouter(createMemoryHistory(), features)
void router.push('/')
app.use(router).mount('#app')
