import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { readValue } from '../../cloudfunctions/registry/facts/sealed'
import { valuesOf } from '../../cloudfunctions/registry/facts/store'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { rotateKeys } from '../../cloudfunctions/server/rotation/rotate'
import { allTables } from '../../cloudfunctions/server/tables'
import { personId } from '../../local/county/cast'
import { TEMPLATE_SETTINGS } from '../../local/simulators/wechat/templates'
import { type TestHost, testHost } from '../host'
import { TEST_KEYS } from '../keys'
import { tellPhone } from '../registry/told'

const K2 = Buffer.alloc(32, 3).toString('base64')
const both = { ...TEST_KEYS, keys: { ...TEST_KEYS.keys, k2: K2 }, current: 'k2' }
const onlyNew = createEncryption({ ...both, keys: { k2: K2 } })

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  const resident = await host.as('resident')
  // A stored answer and a correction are sealed as well.
  await resident.mutate('corrections.ask', { field: 'phone', value: '16012345678' })
})
afterAll(() => host.stop())

const count = async (sql: string): Promise<number> => Number((await host.database.pool.query(sql)).rows[0].n)
const values = (key: string) =>
  count(`select count(*) as n from person_values where sealed like 'aes-256-gcm.${key}.%'`)

const command = (batch: number) =>
  spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, '../../cloudfunctions/server/rotate-command.ts'),
      '--batch',
      `${batch}`,
    ],
    {
      env: {
        PATH: process.env.PATH,
        LINLI_MODE: 'production',
        DATABASE_URL: host.database.appUrl,
        LINLI_KEYS: JSON.stringify(both.keys),
        LINLI_CURRENT_KEY: 'k2',
        LINLI_INDEX_KEY: both.indexKey,
        LINLI_PUBLIC_URL: host.url,
        WECHAT_APP_ID: 'wx-test',
        WECHAT_APP_SECRET: 'test-secret',
        WECHAT_PUSH_TOKEN: 'push-token',
        ...TEMPLATE_SETTINGS,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )

test('every column whose name says it is sealed is listed, and the server may write it', () => {
  const named = allTables.flatMap(({ table }) => {
    const { name, columns } = getTableConfig(table)
    return columns.filter((column) => /sealed$/.test(column.name)).map((column) => `${name}.${column.name}`)
  })
  const listed = allTables.flatMap(({ table, sealed = {}, isAppendOnly }) => {
    expect(Object.keys(sealed).length === 0 || !isAppendOnly).toBe(true)
    return Object.keys(sealed).map((column) => `${getTableConfig(table).name}.${column}`)
  })
  expect(listed.sort()).toEqual(named.sort())
})

test('killed in the middle it goes on when run again; what the server writes meanwhile stays; the old key can go', async () => {
  const before = await values('k1')
  expect(before).toBeGreaterThan(1000)

  const killed = command(20)
  for await (const line of createInterface({ input: killed.stdout })) if (line === 'person_values.sealed: 200') break
  killed.kill('SIGKILL')
  const [, signal] = await once(killed, 'exit')
  expect(signal).toBe('SIGKILL')
  const [done, left] = [await values('k2'), await values('k1')]
  expect(done).toBeGreaterThanOrEqual(200)
  expect(left).toBeGreaterThan(0)

  // Half and half, everything opens with both keys at hand; the server, still sealing by the old one, goes on writing.
  const oldServer = createEncryption(TEST_KEYS)
  const again = command(50)
  const lines: string[] = []
  const output = createInterface({ input: again.stdout })
  let written = 0
  for await (const line of output) {
    lines.push(line)
    const isMiddle = /^person_values/.test(line) && written < 5
    if (!isMiddle) continue
    const phone = `1608888000${written++}`
    await host.deps.db.transaction((tx) =>
      tellPhone(tx, oldServer, { personId: personId('elder'), phone, now: host.clock.now() }),
    )
  }
  if (again.exitCode === null) await once(again, 'exit')
  expect(written).toBe(5)
  expect(await phoneOf(host.deps.db, createEncryption(both), personId('elder'))).toBe('16088880004')
  // What was written by the old key behind its back is told, and taken by the next run.
  if (again.exitCode !== 0) {
    const last = command(500)
    for await (const line of createInterface({ input: last.stdout })) lines.push(line)
    if (last.exitCode === null) await once(last, 'exit')
    expect(last.exitCode).toBe(0)
  }
  expect(lines.at(-1)).toBe('no older key is needed any more: take them out of LINLI_KEYS')
  expect(await values('k1')).toBe(0)
  expect(await phoneOf(host.deps.db, onlyNew, personId('elder'))).toBe('16088880004')
  for (const key of ['resident', 'worker', 'secretary'])
    for (const row of await valuesOf(host.deps.db, personId(key))) expect(readValue(onlyNew, row)).not.toBe('')
}, 120_000)

test('a cell that no key opens is told and left as it is', async () => {
  await host.database.pool.query(
    `update people set phone_sealed = 'aes-256-gcm.lost.' || split_part(phone_sealed, '.', 3) where id = $1`,
    [personId('neighbour')],
  )
  const { db } = host.deps
  const rotated = await rotateKeys({ db, encryption: createEncryption(both), tables: allTables, batch: 500 })
  expect(rotated).toEqual({ resealed: 0, unopened: 1, stillNeeded: { 'aes-256-gcm.lost': 1 } })
})
