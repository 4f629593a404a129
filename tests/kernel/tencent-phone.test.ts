import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import type { TencentError } from '../../cloudfunctions/kernel/tencent/errors'
import { isReportSecret, parseSmsReports, parseVoiceReport } from '../../cloudfunctions/kernel/tencent/reports'
import { createTencentSms } from '../../cloudfunctions/kernel/tencent/sms'
import { createTencentVoice } from '../../cloudfunctions/kernel/tencent/voice'
import { type Simulators, startSimulators } from '../../local/simulators/server'

const keys = { secretId: 'AKIDtest', secretKey: 'test-key' }
const PHONE = '13800001111'
const text = { phone: PHONE, templateId: '2100001', params: ['檀溪社区', '停水'], context: 'delivery-1' }
const spoken = { phone: PHONE, templateId: '3100002', params: ['跌倒', '檀溪苑'], context: 'delivery-2' }

let simulators: Simulators
beforeAll(async () => {
  simulators = await startSimulators({ port: 0, tencent: keys, phone: { latencyMs: 0, reportDelayMs: 0 } })
})
afterAll(() => simulators.stop())
beforeEach(() => {
  simulators.phone.rung.length = 0
  simulators.phone.faults.clear()
})

type Changes = Partial<Parameters<typeof createTencentSms>[0]>
const account = () => ({ ...keys, baseUrl: simulators.url, clock: systemClock, sdkAppId: '1400000001' })
const smsWith = (changes: Changes = {}) => createTencentSms({ ...account(), sign: '邻里通', ...changes })
const voiceWith = (changes: Changes = {}) => createTencentVoice({ ...account(), ...changes })
const failing = (answer: Promise<unknown>): Promise<TencentError> =>
  answer.then(
    () => Promise.reject(new Error('it was taken')),
    (error) => error,
  )

describe('text messages', () => {
  test('are taken with their values and context, and answer the provider’s number and how many are billed', async () => {
    const { receipt, units } = await smsWith().send(text)
    expect(units).toBe(1)
    expect(simulators.phone.rung).toMatchObject([{ ...text, receipt, action: 'SendSms', sdkAppId: '1400000001' }])
  })

  test('to one phone within 30 seconds are refused by its limit', async () => {
    await smsWith().send(text)
    expect(await failing(smsWith().send(text))).toMatchObject({
      providerCode: 'LimitExceeded.PhoneNumberThirtySecondLimit',
      retryable: true,
      isOutage: false,
      mayHaveArrived: false,
    })
  })

  test.each([
    ['another template', { templateId: '9' }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    ['too few values', { params: ['x'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    ['an address', { params: ['x', 'https://x.cn'] }, 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter'],
    ['no mobile', { phone: '0271234' }, 'InvalidParameterValue.IncorrectPhoneNumber'],
  ])('with %s are refused for good', async (_name, changes, providerCode) => {
    const error = await failing(smsWith().send({ ...text, ...changes }))
    expect(error).toMatchObject({ providerCode, retryable: false, isOutage: false })
  })
})

test('a call is made, and its number answered', async () => {
  const { receipt } = await voiceWith().call(spoken)
  expect(simulators.phone.rung).toMatchObject([{ ...spoken, receipt, action: 'SendTtsVoice' }])
})

describe('failures', () => {
  test.each([
    ['InternalError.Timeout', true, true],
    ['InternalError.SigVerificationFail', false, false],
    ['FailedOperation.InsufficientBalanceInSmsPackage', true, true],
    ['RequestLimitExceeded', true, false],
    ['LimitExceeded.PhoneNumberOneHourLimit', true, false],
    ['LimitExceeded.PhoneNumberDailyLimit', false, false],
    ['AuthFailure.SignatureFailure', false, false],
    ['FailedOperation.PhoneNumberInBlacklist', false, false],
  ])('%s: tried again %s, an outage %s', async (code, retryable, isOutage) => {
    simulators.phone.faults.set('SendSms', { code, times: 1 })
    expect(await failing(smsWith().send(text))).toMatchObject({ providerCode: code, retryable, isOutage })
  })

  test('a wrong key is refused, by both services', async () => {
    for (const answer of [smsWith({ secretKey: 'no' }).send(text), voiceWith({ secretKey: 'no' }).call(spoken)])
      expect((await failing(answer)).code).toBe('tencent.AuthFailure.SignatureFailure')
  })

  test('an unanswered one may have arrived, one never connected cannot have', async () => {
    simulators.phone.faults.set('SendSms', { delayMs: 300, times: 1 })
    const late = await failing(smsWith({ timeoutMs: 100 }).send(text))
    expect(late).toMatchObject({ failure: 'timeout', retryable: true, isOutage: true, mayHaveArrived: true })
    expect(simulators.phone.rung).toHaveLength(1)
    const gone = await startSimulators({ port: 0 })
    await gone.stop()
    const nobody = await failing(smsWith({ baseUrl: gone.url }).send(text))
    expect(nobody).toMatchObject({ failure: 'network', mayHaveArrived: false })
    simulators.phone.faults.set('SendSms', { httpStatus: 502, times: 1 })
    expect(await failing(smsWith().send(text))).toMatchObject({ failure: 'http', status: 502, retryable: true })
  })

  test('no failure carries the phone, the words or the key', async () => {
    simulators.phone.faults.set('SendSms', { code: 'InternalError', times: 1 })
    const failure = await failing(smsWith().send(text))
    const told = JSON.stringify([failure, failure.message, failure.stack, failure.cause])
    for (const secret of [PHONE, '停水', keys.secretKey]) expect(told).not.toContain(secret)
  })
})

describe('reports', () => {
  // As the documents show them: 短信下发状态通知, 语音通知状态通知, 语音通知按键通知, 语音送达失败原因通知.
  const sms = {
    user_receive_time: '2015-10-17 08:03:04',
    nationcode: '86',
    mobile: PHONE,
    report_status: 'SUCCESS',
    errmsg: 'DELIVRD',
    description: 'x',
    sid: 'sid-1',
  }
  const call = { call_from: '', callid: 'call-1', mobile: PHONE, nationcode: '86' }

  test('of text messages come several at once', () => {
    expect(parseSmsReports([sms, { ...sms, sid: 'sid-2', report_status: 'FAIL', errmsg: 'UNDELIV' }])).toEqual([
      { receipt: 'sid-1', what: 'arrived', code: null },
      { receipt: 'sid-2', what: 'notArrived', code: 'UNDELIV' },
    ])
  })

  test.each([
    [{ voiceprompt_callback: { ...call, result: '0', fee: '1' } }, { what: 'arrived', code: null }],
    [{ voiceprompt_callback: { ...call, result: '1' } }, { what: 'notArrived', code: 'unanswered' }],
    [{ voiceprompt_callback: { ...call, result: '2' } }, { what: 'notArrived', code: 'callFailed' }],
    [{ voicekey_callback: { ...call, keypress: '1' } }, { what: 'keyPressed', key: '1' }],
    [
      { voice_failure_callback: { ...call, failure_code: 8, failure_reason: '空号' } },
      { what: 'notArrived', code: 'failure.8' },
    ],
  ])('of calls: %j', (body, told) => {
    expect(parseVoiceReport(body)).toEqual([{ receipt: 'call-1', ...told }])
  })

  test.each([
    null,
    'x',
    [],
    {},
    { voiceprompt_callback: { callid: '' } },
    { voicekey_callback: { callid: 'c', keypress: '1; drop' } },
  ])('%j is none', (body) => {
    expect(parseVoiceReport(body)).toBeNull()
    if (!Array.isArray(body)) expect(parseSmsReports(body)).toBeNull()
  })

  test('whoever does not know the secret is nobody', () => {
    expect(isReportSecret('secret-of-the-reports', 'secret-of-the-reports')).toBe(true)
    for (const given of ['', 'secret', 'secret-of-the-reportt'])
      expect(isReportSecret('secret-of-the-reports', given)).toBe(false)
  })
})
