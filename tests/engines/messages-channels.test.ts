import { describe, expect, test } from 'vitest'
import {
  CALL_SECONDS,
  planChannels,
  reachAnswer,
  VOICE_AFTER_SECONDS,
} from '../../cloudfunctions/engines/messages/channels'
import { fitParams, paramsOf } from '../../cloudfunctions/engines/messages/phone-params'

const reach = (has: string) => ({
  personId: 'p',
  hasAccount: has.includes('a'),
  isEmployeeBound: has.includes('e'),
  hasCredit: has.includes('c'),
  hasPhone: has.includes('p'),
})
const uses = (...channels: string[]) => ({
  employee: channels.includes('employee'),
  subscribe: channels.includes('subscribe'),
  sms: channels.includes('sms'),
  voice: channels.includes('voice'),
})
const ALL = uses('employee', 'subscribe', 'sms', 'voice')
const FREE = uses('employee', 'subscribe')

describe('a normal message', () => {
  test.each([
    ['aecp', ALL, 'employee'],
    ['acp', ALL, 'subscribe'],
    ['ap', ALL, 'sms'],
    ['p', ALL, 'sms'],
    ['p', uses('subscribe', 'voice'), 'voice'],
    ['ap', FREE, 'subscribe'],
    ['a', ALL, 'subscribe'],
    ['p', FREE, null],
    ['', ALL, null],
    ['ae', uses('subscribe'), 'subscribe'],
  ])('to who has %s goes by one channel', (has, used, channel) => {
    const expected = channel ? [{ channel, afterSeconds: 0 }] : []
    expect(planChannels('normal', reach(has), used)).toEqual(expected)
  })

  test.each([
    ['acp', ALL, 'subscribe'],
    ['a', FREE, 'noCredit'],
    ['ap', ALL, 'sms'],
    ['a', ALL, 'noCredit'],
    ['', ALL, 'noPhone'],
    ['', FREE, 'noAccount'],
  ])('the estimate for who has %s', (has, used, answer) => {
    expect(reachAnswer(reach(has), used)).toBe(answer)
  })
})

test('a low one stays in the inbox', () => {
  expect(planChannels('low', reach('aecp'), ALL)).toEqual([])
})

describe('an alarm', () => {
  const at = (has: string, used = ALL) =>
    planChannels('alarm', reach(has), used).map(({ channel, afterSeconds }) => [channel, afterSeconds])

  test('goes by WeChat at once and rings within 15 s, with a text message after the call', () => {
    expect(VOICE_AFTER_SECONDS).toBeLessThan(15)
    expect(at('aecp')).toEqual([
      ['employee', 0],
      ['subscribe', 0],
      ['voice', VOICE_AFTER_SECONDS],
      ['sms', VOICE_AFTER_SECONDS + CALL_SECONDS],
    ])
  })

  test('rings at once whom WeChat cannot reach, and texts at the moment of the call where there are no calls', () => {
    expect(at('p')).toEqual([
      ['voice', 0],
      ['sms', CALL_SECONDS],
    ])
    expect(at('e', uses('employee', 'sms'))).toEqual([
      ['employee', 0],
      ['sms', VOICE_AFTER_SECONDS],
    ])
  })
})

describe('values of texts and calls', () => {
  test.each([
    ['字'.repeat(36), '字'.repeat(36)],
    ['字'.repeat(37), `${'字'.repeat(35)}…`],
    [`${'字'.repeat(34)}👩‍👩‍👧`, `${'字'.repeat(34)}…`],
    [`${'字'.repeat(34)}𠮷`, `${'字'.repeat(34)}𠮷`],
    ['停水\n看 https://example.com/a?b=1 吧', '停水 看 吧'],
  ])('%s', (given, kept) => {
    expect(fitParams({ param1: given })).toEqual({ param1: kept })
  })

  test('go in the order of their numbers', () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`param${10 - i}`, String(10 - i)]))
    expect(paramsOf(ten)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  })
})
