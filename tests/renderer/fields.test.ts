import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { Fault, type CivilDate } from '@contract'
import AppButton from '@renderer/ui/AppButton.vue'
import DateField from '@renderer/ui/DateField.vue'
import ErrorSummary from '@renderer/ui/ErrorSummary.vue'
import PassphraseField from '@renderer/ui/PassphraseField.vue'
import TextField from '@renderer/ui/TextField.vue'
import { found, type Command } from '@renderer/ui/commands'
import { useForm } from '@renderer/ui/form'
import { useLoading } from '@renderer/ui/loading'
import { counted, faultWords, listed } from '@renderer/ui/words'
import { installFakeVault } from './support/fake-vault'
import { show } from './support/show'

beforeEach(() => {
  installFakeVault()
})

describe('a field', () => {
  test('its error stands beside it, is tied to it, and its text is kept', async () => {
    const wrapper = mount(TextField, {
      props: { id: 'urn', label: 'URN', hint: 'Six digits', error: 'A URN has 6 digits', modelValue: '12' },
    })
    const input = wrapper.get('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.attributes('aria-describedby')).toBe('urn-hint urn-error')
    expect(wrapper.get('#urn-error').text()).toContain('A URN has 6 digits')
    expect(input.element.value).toBe('12')
    await input.setValue('123456')
    expect(wrapper.emitted('update:modelValue')?.[0]).toEqual(['123456'])
  })

  test('a date is said back in full while it is typed', async () => {
    const date = ref<CivilDate | null>(null)
    const problem = ref<string | null>(null)
    const Host = defineComponent(
      () => () =>
        h(DateField, {
          id: 'from',
          label: 'From',
          modelValue: date.value,
          'onUpdate:modelValue': (next: CivilDate | null) => (date.value = next),
          problem: problem.value,
          'onUpdate:problem': (next: string | null) => (problem.value = next),
        }),
    )
    const { fill, text } = await show(Host)
    await fill('From', '3.9.26')
    expect(date.value).toBe('2026-09-03')
    expect(text()).toContain('3 September 2026')
    await fill('From', '31 2')
    expect(date.value).toBeNull()
    expect(problem.value).toMatch(/There is no 31 February/)
    const field = document.getElementById('from')
    expect(document.getElementById('from-error')).toBeNull()
    field?.dispatchEvent(new Event('blur'))
    await flushPromises()
    expect(document.getElementById('from-error')?.textContent).toMatch(/There is no 31 February/)
  })

  test('a passphrase can be shown, pasted into and warns of Caps Lock', async () => {
    const wrapper = mount(PassphraseField, { props: { id: 'p', label: 'Passphrase', modelValue: 'secret' } })
    const input = wrapper.get('input')
    expect(input.attributes('type')).toBe('password')
    expect(input.attributes('autocomplete')).toBe('current-password')
    await wrapper.get('button').trigger('click')
    expect(input.attributes('type')).toBe('text')
    expect(wrapper.get('button').attributes('aria-pressed')).toBe('true')
    const press = new KeyboardEvent('keydown', { key: 'A' })
    Object.defineProperty(press, 'getModifierState', { value: (name: string) => name === 'CapsLock' })
    input.element.dispatchEvent(press)
    await flushPromises()
    expect(wrapper.text()).toContain('Caps Lock is on')
  })

  test('a busy button takes no second press', async () => {
    const wrapper = mount(AppButton, { props: { busy: true }, slots: { default: () => 'Save' } })
    await wrapper.trigger('click')
    expect(wrapper.emitted('press')).toBeUndefined()
    await wrapper.setProps({ busy: false })
    await wrapper.trigger('click')
    expect(wrapper.emitted('press')).toHaveLength(1)
  })
})

describe('a form', () => {
  const Host = defineComponent(() => {
    const form = useForm<'name' | 'day'>('f')
    return () => [
      h(ErrorSummary, { form: 'f', errors: form.summary.value }),
      h('input', { id: form.idOf('name') }),
      h('button', { onClick: () => form.check({ name: 'Enter a name', day: undefined }) }, 'Check'),
      h('button', { onClick: () => form.check({ name: undefined, day: undefined }) }, 'Right'),
      h(
        'button',
        { onClick: () => void form.send(() => Promise.reject(new Fault('denied', 'Not for your role.'))) },
        'Send',
      ),
    ]
  })

  test('focus goes to the summary and from there to the field', async () => {
    const { press } = await show(Host)
    await press('Check')
    expect(document.activeElement?.id).toBe('f-errors')
    document.querySelector<HTMLAnchorElement>('#f-errors a')?.click()
    expect(document.activeElement?.id).toBe('f-name')
    await press('Right')
    expect(document.getElementById('f-errors')).toBeNull()
  })

  test('a refusal stands in the summary in its own words', async () => {
    const { press, text } = await show(Host)
    await press('Send')
    expect(text()).toContain('Not for your role.')
    expect(document.activeElement?.id).toBe('f-errors')
  })
})

describe('getting figures', () => {
  test('a late answer to an earlier question does not replace a newer one', async () => {
    const answers: ((value: string) => void)[] = []
    let loading: ReturnType<typeof useLoading<string>> | undefined
    const Host = defineComponent(() => {
      const mine = useLoading(() => new Promise<string>((resolve) => answers.push(resolve)))
      loading = mine
      return () => h('p', mine.value.value ?? '')
    })
    await show(Host)
    const first = loading?.load()
    const second = loading?.load()
    answers[1]?.('new')
    await second
    answers[0]?.('old')
    await first
    expect(loading?.value.value).toBe('new')
    expect(loading?.loading.value).toBe(false)
  })
})

describe('words', () => {
  test('counts agree with their words', () => {
    expect(counted(1, 'school', 'schools')).toBe('1 school')
    expect(counted(0, 'school', 'schools')).toBe('0 schools')
    expect(counted(1204, 'pupil', 'pupils')).toBe('1,204 pupils')
    expect(listed(['A', 'B', 'C'])).toBe('A, B and C')
  })

  test('an unknown failure is told without its text', () => {
    expect(faultWords(new Error('select * from cell'))).not.toContain('select')
    expect(faultWords(new Fault('busy', 'Another window is saving.'))).toBe('Another window is saving.')
  })
})

describe('finding a command', () => {
  const command = (words: string, alsoCalled = ''): Command => ({ id: words, words, alsoCalled, run: () => {} })
  const all = [
    command('Open Compare'),
    command('Open Schools'),
    command('Go to Oakwood High School', 'OHS'),
    command('Lock now'),
  ]

  test.each([
    ['comp', 'Open Compare'],
    ['ohs', 'Go to Oakwood High School'],
    ['oak hi', 'Go to Oakwood High School'],
    ['lck', 'Lock now'],
    ['LOCK', 'Lock now'],
  ])('"%s" finds %s', (typed, words) => {
    expect(found(all, typed)[0]?.words).toBe(words)
  })

  test('nothing is found when the letters are not there', () => {
    expect(found(all, 'zebra')).toEqual([])
    expect(found(all, '')).toHaveLength(4)
  })
})
