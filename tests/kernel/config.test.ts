import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../cloudfunctions/kernel/config'
import { PHONE_SETTINGS } from '../../local/simulators/tencent/templates'
import { TEMPLATE_SETTINGS } from '../../local/simulators/wechat/templates'

const whole = {
  LINLI_MODE: 'production',
  DATABASE_URL: 'postgres://linli_app@127.0.0.1/linli',
  LINLI_KEYS: '{"k1":"AA=="}',
  LINLI_CURRENT_KEY: 'k1',
  LINLI_INDEX_KEY: 'AA==',
  LINLI_PUBLIC_URL: 'https://county.example/',
  WECHAT_APP_ID: 'wx1',
  WECHAT_APP_SECRET: 's',
  WECHAT_PUSH_TOKEN: 't',
  ...TEMPLATE_SETTINGS,
}

test('a whole environment is read, with its defaults', () => {
  expect(readConfig(whole)).toMatchObject({
    mode: 'production',
    port: 4000,
    dataDir: '.data',
    algorithm: 'aes-256-gcm',
  })
})

test.each(Object.keys(whole).filter((name) => name !== 'LINLI_MODE'))('without %s it refuses and names it', (name) => {
  expect(() => readConfig({ ...whole, [name]: undefined })).toThrow(name)
})

test('an unknown algorithm is a refusal to start', () => {
  expect(() => readConfig({ ...whole, LINLI_ALGORITHM: 'rot13' })).toThrow(/LINLI_ALGORITHM/)
})

test('a secret may stand in a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'linli-config-')), 'secret')
  writeFileSync(file, 'from-file\n')
  const config = readConfig({ ...whole, WECHAT_APP_SECRET: undefined, WECHAT_APP_SECRET_FILE: file })
  expect(config.wechat.appSecret).toBe('from-file')
})

test('WeChat secrets without a mode are a refusal to start', () => {
  expect(() => readConfig({ ...whole, LINLI_MODE: undefined })).toThrow(ConfigError)
  expect(() => readConfig({ ...whole, LINLI_MODE: 'staging' })).toThrow(/LINLI_MODE/)
})

test('speech-to-text is off without its keys, on with both, and half a key is a refusal to start', () => {
  expect(readConfig(whole).speech).toBeNull()
  const keys = { TENCENT_SECRET_ID: 'AKID1', TENCENT_SECRET_KEY: 'k' }
  expect(readConfig({ ...whole, ...keys }).speech).toEqual({
    baseUrl: 'https://asr.tencentcloudapi.com',
    secretId: 'AKID1',
    secretKey: 'k',
  })
  for (const name of Object.keys(keys)) expect(() => readConfig({ ...whole, ...keys, [name]: '' })).toThrow(name)
})

describe('text messages and calls', () => {
  const keys = { TENCENT_SECRET_ID: 'AKID1', TENCENT_SECRET_KEY: 'k', TENCENT_CALLBACK_SECRET: 'c'.repeat(24) }
  const phones = { ...whole, ...keys, ...PHONE_SETTINGS }
  const without = (pattern: RegExp) =>
    Object.fromEntries(Object.entries(phones).filter(([name]) => !pattern.test(name)))

  test('are off without their settings, and each on with its own', () => {
    expect(readConfig(whole).phone).toBeNull()
    expect(readConfig(phones).phone).toMatchObject({
      sms: { baseUrl: 'https://sms.tencentcloudapi.com', sdkAppIds: ['1400000001'], sign: '邻里通', priceFen: 5 },
      voice: { baseUrl: 'https://vms.tencentcloudapi.com', priceFen: 12, templateIds: { alarmRaised: '3100002' } },
      capFen: 20_000,
    })
    expect(readConfig(without(/VOICE/)).phone).toMatchObject({ sms: { priceFen: 5 }, voice: null })
    expect(readConfig({ ...phones, TENCENT_SMS_SDK_APP_ID: '1, 2' }).phone!.sms!.sdkAppIds).toEqual(['1', '2'])
  })

  test.each([...Object.keys(keys), ...Object.keys(PHONE_SETTINGS)])('without %s it refuses and names it', (name) => {
    expect(() => readConfig({ ...phones, [name]: undefined })).toThrow(name)
  })

  test('a price is whole fen, and the secret of the reports cannot be guessed', () => {
    for (const price of ['-1', '0.5', 'five'])
      expect(() => readConfig({ ...phones, LINLI_SMS_PRICE_FEN: price })).toThrow('LINLI_SMS_PRICE_FEN')
    for (const secret of ['short', `${'c'.repeat(24)}/..`])
      expect(() => readConfig({ ...phones, TENCENT_CALLBACK_SECRET: secret })).toThrow('TENCENT_CALLBACK_SECRET')
  })
})
