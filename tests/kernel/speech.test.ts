import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import type { Speech, SpeechError } from '../../cloudfunctions/kernel/speech/speech'
import { createTencentSpeech } from '../../cloudfunctions/kernel/speech/tencent'
import { tc3Authorization } from '../../cloudfunctions/kernel/tencent/tc3'
import { type Simulators, startSimulators } from '../../local/simulators/server'
import { mp3, silentWav, wav } from '../fixtures/files/sounds'

/*
 * Computed with openssl, away from the code:
 *   hm() { printf %s "$2" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -r | cut -d' ' -f1; }
 *   BODY=$(printf %s '{"EngSerViceType":"16k_zh","SourceType":1,"VoiceFormat":"wav","Data":"AAAA","DataLen":3}' |
 *     openssl dgst -sha256 -r | cut -d' ' -f1)
 *   CANON=$(printf 'POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:asr.tencentcloudapi.com\nx-tc-action:sentencerecognition\n\ncontent-type;host;x-tc-action\n%s' $BODY |
 *     openssl dgst -sha256 -r | cut -d' ' -f1)
 *   K=$(hm $(hm $(hm $(printf TC3examplekey | xxd -p) 2025-11-26) asr) tc3_request)
 *   hm $K "$(printf 'TC3-HMAC-SHA256\n1764122400\n2025-11-26/asr/tc3_request\n%s' $CANON)"
 */
test('signs as openssl does', () => {
  const authorization = tc3Authorization({
    secretId: 'AKIDexample',
    secretKey: 'examplekey',
    service: 'asr',
    host: 'asr.tencentcloudapi.com',
    action: 'SentenceRecognition',
    payload: '{"EngSerViceType":"16k_zh","SourceType":1,"VoiceFormat":"wav","Data":"AAAA","DataLen":3}',
    timestamp: 1764122400,
  })
  expect(authorization).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDexample/2025-11-26/asr/tc3_request, SignedHeaders=content-type;host;x-tc-action, ' +
      'Signature=53aa77029e33837e094062481748afc5223508e2a17b62ccec7a0dff2a8a856f',
  )
})

describe('against the simulator', () => {
  const keys = { secretId: 'AKIDtest', secretKey: 'test-key' }
  let simulators: Simulators
  let speech: Speech

  const speechWith = (changes: Partial<Parameters<typeof createTencentSpeech>[0]> = {}) =>
    createTencentSpeech({ baseUrl: simulators.url, ...keys, clock: systemClock, ...changes })
  const failing = async (client: Speech, content = wav()): Promise<SpeechError> =>
    client.recognise({ mime: 'audio/wav', content }).then(
      () => Promise.reject(new Error('it was recognised')),
      (error) => error,
    )

  beforeAll(async () => {
    simulators = await startSimulators({ port: 0, tencent: keys })
  })
  afterAll(() => simulators.stop())
  beforeEach(() => {
    Object.assign(simulators.speech, { nextTexts: [], fault: null, asked: 0, times: [], perSecond: 30 })
    speech = speechWith()
  })

  test('answers the words that were told to come', async () => {
    simulators.speech.nextTexts = ['路灯不亮']
    expect(await speech.recognise({ mime: 'audio/wav', content: wav() })).toBe('路灯不亮')
    expect(simulators.speech.asked).toBe(1)
  })

  test('else a sentence of its own, the same for the same recording', async () => {
    const heard = await Promise.all([1, 2].map(() => speech.recognise({ mime: 'audio/mpeg', content: mp3() })))
    expect(heard[0]).toBe(heard[1])
    expect(heard[0]).toMatch(/。$/)
  })

  test('silence says nothing', async () => {
    expect(await speech.recognise({ mime: 'audio/wav', content: silentWav() })).toBe('')
  })

  test('what is no recording is unclear, and not asked for twice', async () => {
    expect(await failing(speech, Buffer.from('rubbish'))).toMatchObject({
      problem: 'unclear',
      code: 'speech.InvalidParameterValue.ErrorInvalidVoicedata',
    })
    expect(simulators.speech.asked).toBe(1)
  })

  test.each([
    ['a wrong key', { secretKey: 'other' }, 'speech.AuthFailure.SignatureFailure'],
    ['an unknown id', { secretId: 'AKIDother' }, 'speech.AuthFailure.SecretIdNotFound'],
    [
      'a clock that is wrong',
      { clock: { now: () => new Date(Date.now() - 400_000) } },
      'speech.AuthFailure.SignatureExpire',
    ],
  ])('%s is refused for good', async (_name, changes, code) => {
    expect(await failing(speechWith(changes))).toMatchObject({ problem: 'unavailable', code })
    expect(simulators.speech.asked).toBe(1)
  })

  test('a body changed on the way is refused', async () => {
    const meddling: typeof fetch = (address, init) =>
      fetch(address, { ...init, body: String(init?.body).replace('"SourceType":1', '"SourceType":0') })
    expect((await failing(speechWith({ fetch: meddling }))).code).toBe('speech.AuthFailure.SignatureFailure')
  })

  test('each part of the signature counts', async () => {
    for (const header of ['authorization', 'x-tc-timestamp', 'x-tc-action', 'x-tc-version', 'content-type']) {
      const meddling: typeof fetch = (address, init) =>
        fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), [header]: 'x' } })
      expect((await failing(speechWith({ fetch: meddling }))).problem, header).toBe('unavailable')
    }
  })

  test.each([
    ['RequestLimitExceeded', 2],
    ['RequestLimitExceeded.UinLimitExceeded', 2],
    ['InternalError.FailAccessDatabase', 2],
    ['FailedOperation.ErrorRecognize', 2],
    ['FailedOperation.UserHasNoAmount', 1],
    ['FailedOperation.ServiceIsolate', 1],
    ['FailedOperation.UserNotRegistered', 1],
    ['FailedOperation.CheckAuthInfoFailed', 1],
    ['AuthFailure.InvalidAuthorization', 1],
    ['InvalidParameter', 1],
  ])('%s is unavailable after %i tries', async (code, tries) => {
    simulators.speech.fault = { code, times: 9 }
    expect(await failing(speech)).toMatchObject({ problem: 'unavailable', code: `speech.${code}` })
    expect(simulators.speech.asked).toBe(tries)
  })

  test('a passing failure is mended by the second try', async () => {
    for (const fault of [{ code: 'InternalError' }, { httpStatus: 502 }]) {
      simulators.speech.nextTexts = ['好了']
      simulators.speech.fault = { ...fault, times: 1 }
      expect(await speech.recognise({ mime: 'audio/wav', content: wav() })).toBe('好了')
    }
  })

  test('more than so many in a second are turned away', async () => {
    simulators.speech.perSecond = 0
    expect((await failing(speech)).code).toBe('speech.RequestLimitExceeded')
  })

  test('no answer in time, or none at all', async () => {
    simulators.speech.fault = { delayMs: 500, times: 1 }
    expect(await failing(speechWith({ timeoutMs: 200 }))).toMatchObject({
      problem: 'unavailable',
      code: 'speech.timeout',
    })
    expect(simulators.speech.asked).toBe(1)
    const nobody = speechWith({ baseUrl: 'http://127.0.0.1:9' })
    expect((await failing(nobody)).code).toBe('speech.network')
  })

  test('nonsense instead of an answer', async () => {
    for (const nonsense of ['<html>', '{}', '{"Response":{}}']) {
      const fetch = async () => new Response(nonsense)
      expect((await failing(speechWith({ fetch }))).code).toBe('speech.malformed')
    }
  })

  test('no failure carries the recording or the key', async () => {
    simulators.speech.fault = { code: 'InternalError', times: 2 }
    const failure = await failing(speech)
    const told = JSON.stringify([failure, failure.message, failure.stack, failure.cause])
    expect(told).not.toContain(keys.secretKey)
    expect(told).not.toContain(wav().toString('base64').slice(0, 40))
  })
})
