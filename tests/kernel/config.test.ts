import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../cloudfunctions/kernel/config'
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
