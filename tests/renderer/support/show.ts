import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, type Router } from 'vue-router'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import type { SessionState } from '@contract'
import { useSession } from '@renderer/features/session/session-store'
import { features } from '@renderer/shell/features'
import { makeRouter } from '@renderer/shell/router'
import { silence } from '@renderer/ui/live'
import { clearingPlugin } from '@renderer/ui/store-clearing'

const shown: VueWrapper[] = []

afterEach(() => {
  for (const wrapper of shown.splice(0)) wrapper.unmount()
  document.body.replaceChildren()
  silence()
})

/** Fresh stores, as the app makes them. */
export function freshStores() {
  const pinia = createPinia().use(clearingPlugin)
  // Plugins of a pinia outside an app wait for one; this app is never mounted.
  mount({ template: '<i />' }, { global: { plugins: [pinia] } }).unmount()
  setActivePinia(pinia)
  return pinia
}

export interface Shown {
  readonly wrapper: VueWrapper
  readonly router: Router
  /** The text on the page as it stands, dialogs and panes included. */
  text(): string
  /** The one element with this role-ish selector whose text or label is the given one. */
  button(words: string): HTMLButtonElement
  /** The control a visible label belongs to. */
  field(label: string): HTMLInputElement
  /** Types into a labelled field. */
  fill(label: string, value: string): Promise<void>
  press(words: string): Promise<void>
}

/** Mounts a component in the document with stores and routes of the app; `session` is the state it finds. */
export async function show(
  component: Component,
  options: { props?: Record<string, unknown>; session?: SessionState; at?: string } = {},
): Promise<Shown> {
  const pinia = freshStores()
  useSession().now = options.session ?? null
  const router = makeRouter(createMemoryHistory(), features)
  await router.push(options.at ?? '/')
  const pane = document.createElement('div')
  pane.id = 'right-pane'
  const place = document.createElement('div')
  document.body.append(place, pane)
  const wrapper = mount(component, {
    attachTo: place,
    props: options.props ?? {},
    global: { plugins: [pinia, router] },
  })
  shown.push(wrapper)
  await flushPromises()

  const words = (element: Element) =>
    (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim()
  const button = (named: string) => {
    const all = [...document.querySelectorAll<HTMLButtonElement>('button')]
    const found = all.find((one) => words(one) === named) ?? all.find((one) => words(one).includes(named))
    if (!found) throw new Error(`No button "${named}". There are: ${all.map(words).join(' | ')}`)
    return found
  }
  const field = (label: string) => {
    const all = [...document.querySelectorAll<HTMLLabelElement>('label')]
    const found = all.find((one) => words(one) === label) ?? all.find((one) => words(one).startsWith(label))
    const control = found && (found.htmlFor ? document.getElementById(found.htmlFor) : found.querySelector('input'))
    if (!control) throw new Error(`No field "${label}". There are: ${all.map(words).join(' | ')}`)
    // Inputs, lists and text areas share all that the tests use of them.
    return control as HTMLInputElement
  }
  return {
    wrapper,
    router,
    text: () => document.body.textContent.replace(/\s+/g, ' '),
    button,
    field,
    async fill(label, value) {
      const control = field(label)
      control.value = value
      control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
      await flushPromises()
    },
    async press(named) {
      const pressed = button(named)
      pressed.click()
      // A submit button outside its form reaches it by the form's id.
      await flushPromises()
      await flushPromises()
    },
  }
}
