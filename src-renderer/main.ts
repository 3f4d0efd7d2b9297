import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory } from 'vue-router'
import App from './App.vue'
import { features } from './shell/features'
import { rememberPlace } from './shell/place'
import { makeRouter } from './shell/router'
import { keepAppearance } from './ui/appearance'
import { clearingPlugin } from './ui/store-clearing'
import './ui/base.css'

keepAppearance()
const pinia = createPinia().use(clearingPlugin)
const app = createApp(App).use(pinia)
// The page's address never changes: what is on the screen is not for the window's history to tell.
const router = makeRouter(createMemoryHistory(), features)
rememberPlace(router)
app.use(router).mount('#app')
