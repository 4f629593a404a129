import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasNumber } from '../../../cloudfunctions/modules/worker/reveal/rules'
import { phoneOf } from '../../../cloudfunctions/registry/people/store'
import { personId } from '../../../local/county/cast'
import { type Client, type TestHost, testHost } from '../../host'

let host: TestHost
const on: Record<string, Client> = {}
beforeAll(async () => {
  host = await testHost()
  for (const key of ['resident', 'worker', 'worker2', 'secretary', 'secretary2', 'courier', 'owner2'])
    on[key] = await host.as(key)
})
afterAll(() => host.stop())

const look = (more: object = {}) => ({ personId: personId('resident'), field: 'phone', purpose: 'visit', ...more })

test.each([
  ['上门走访，约好了三点', false],
  ['3号楼2单元501', false],
  ['打 138 1234 5678', true],
  ['１３８１２３４５６７８', true],
  ['0537-2345678', true],
])('a reason with a number in it: %s', (words, expected) => {
  expect(hasNumber(words)).toBe(expected)
})

test('one field is shown for a stated purpose, and the person reads who and why', async () => {
  const phone = await phoneOf(host.deps.db, host.deps.encryption, personId('resident'))
  expect(await on.worker!.query('reveal.field', look({ text: '问问水表的事' }))).toEqual({ value: phone })
  expect((await on.resident!.query('privacy.accessLog')).items[0]).toMatchObject({
    viewerName: '刘海峰',
    viewerRole: '网格员',
    what: '看了您的电话',
    why: '上门走访：问问水表的事',
  })
})

test('without a purpose, with an unnamed one or with a number in the words, nothing is shown or written', async () => {
  const before = (await on.resident!.query('privacy.accessLog')).items.length
  for (const more of [{ purpose: undefined }, { purpose: 'curious' }, { text: '打 13812345678' }])
    expect((await on.worker!.send('reveal.field', look(more))).status).toBe(400)
  expect((await on.resident!.query('privacy.accessLog')).items).toHaveLength(before)
})

test('only the grid worker of the person’s grid and the secretary of the community', async () => {
  for (const key of ['worker2', 'secretary2']) expect((await on[key]!.send('reveal.field', look())).status).toBe(404)
  for (const key of ['courier', 'resident']) expect((await on[key]!.send('reveal.field', look())).status).toBe(403)
  expect((await on.secretary!.send('reveal.field', look())).status).toBe(200)
  // An owner of homes in three grids is known to each of their workers.
  expect((await on.worker!.send('reveal.field', look({ personId: personId('owner2') }))).status).toBe(200)
  expect((await on.worker!.send('reveal.field', look({ personId: personId('outsider') }))).status).toBe(404)
})

test('of health only while the person agrees', async () => {
  const illness = look({ field: 'illness' })
  expect((await on.worker!.send('reveal.field', illness)).reply).toMatchObject({ error: { code: 'person.no_consent' } })
  await on.resident!.mutate('privacy.giveConsent', { purpose: 'health' })
  expect((await on.worker!.send('reveal.field', illness)).status).toBe(200)
  const { given } = await on.resident!.query('privacy.consents')
  await on.resident!.mutate('privacy.revokeConsent', { id: given[0].id })
  expect((await on.worker!.send('reveal.field', illness)).status).toBe(409)
})

test('sixty an hour, counted over all processes, also when they come at once', async () => {
  const made = Number(
    (
      await host.database.pool.query(
        `select count(*) as n from access_log where viewer_id = $1 and what = 'person.field'`,
        [personId('worker')],
      )
    ).rows[0].n,
  )
  const statuses: number[] = []
  for (let i = 0; i < 4; i++)
    statuses.push(
      ...(await Promise.all(Array.from({ length: 20 }, () => on.worker!.send('reveal.field', look())))).map(
        ({ status }) => status,
      ),
    )
  expect(statuses.filter((status) => status === 200)).toHaveLength(60 - made)
  expect(statuses.filter((status) => status === 429)).toHaveLength(80 - 60 + made)
  host.clock.offsetMs += 3_700_000
  expect((await on.worker!.send('reveal.field', look())).status).toBe(200)
})
