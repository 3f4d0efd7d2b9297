import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHashHistory } from 'vue-router'
import App from './App.vue'
import { features } from './shell/features'
import { makeRouter } from './shell/router'
import { keepAppearance } from './ui/appearance'
import { clearingPlugin } from './ui/store-clearing'
import './ui/base.css'

keepAppearance()
const pinia = createPinia().use(clearingPlugin)
createApp(App).use(pinia).use(makeRouter(createWebHashHistory(), features)).mount('#app')
