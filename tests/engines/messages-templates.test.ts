import { describe, expect, test } from 'vitest'
import {
  EMPLOYEE_KEYS,
  SMS_KEYS,
  SUBSCRIBE_KEYS,
  type TemplateUse,
  VOICE_KEYS,
} from '../../cloudfunctions/engines/messages/template-keys'
import { checkTemplateData, fitValue } from '../../cloudfunctions/kernel/wechat/template-limits'
import { SIMULATED_PHONE_TEMPLATE_IDS, valuesOf } from '../../local/simulators/tencent/templates'
import {
  EMPLOYEE_TEMPLATES,
  SIMULATED_TEMPLATE_IDS,
  SUBSCRIBE_TEMPLATES,
} from '../../local/simulators/wechat/templates'

const wechat = [
  ...Object.entries(SUBSCRIBE_KEYS).map(([name, keys]) => ['subscribe', name, keys] as const),
  ...Object.entries(EMPLOYEE_KEYS).map(([name, keys]) => ['employee', name, keys] as const),
]

// @ts-expect-error a kind that gives another template's values does not compile
const wrong: TemplateUse<typeof SUBSCRIBE_KEYS, object> = { template: 'digest', data: () => ({ thing1: 'x' }) }

test('what the compiler refuses WeChat would refuse too', () => {
  expect(Object.keys(wrong.data({}))).not.toEqual(SUBSCRIBE_KEYS.digest)
})

describe('the keys of templates', () => {
  test.each(wechat)('%s %s are those of the public platform', (channel, name, keys) => {
    const ids: Record<string, string> = SIMULATED_TEMPLATE_IDS[channel]
    const held = (channel === 'subscribe' ? SUBSCRIBE_TEMPLATES : EMPLOYEE_TEMPLATES).find(({ id }) => id === ids[name])
    expect(Object.keys(held!.keys)).toEqual(keys)
  })

  test.each(wechat)(
    '%s %s hold values that are too long, with emoji and rare characters, once fitted',
    (_channel, _name, keys) => {
      for (const value of ['字'.repeat(40), `${'字'.repeat(19)}👩‍👩‍👧‍👦𠮷`, '𠮷'.repeat(40)]) {
        const held = keys.filter((key) => /^(thing|phrase)/.test(key))
        expect(checkTemplateData(Object.fromEntries(held.map((key) => [key, fitValue(key, value)])))).toEqual([])
      }
    },
  )

  test.each([
    ...Object.entries(SMS_KEYS).map(([name, keys]) => ['sms', name, keys] as const),
    ...Object.entries(VOICE_KEYS).map(([name, keys]) => ['voice', name, keys] as const),
  ])('%s %s are as many as the phone company’s text takes', (channel, name, keys) => {
    const ids: Record<string, string> = SIMULATED_PHONE_TEMPLATE_IDS[channel]
    expect(keys).toHaveLength(valuesOf(ids[name]!)!)
  })
})
