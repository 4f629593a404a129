import { expect, test } from 'vitest'
import { loadNotices } from '../../local/county/notices'
import { testHost } from '../host'

test('the demo county’s first notices are sent by the server itself, once however often they are loaded', async () => {
  const host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  for (let i = 0; i < 2; i++) await loadNotices({ databaseUrl: host.database.ownerUrl, clock: host.clock })
  await host.runner.settle()
  const { rows } = await host.database.pool.query('select state, people > 100 as "isTold" from notices')
  expect(rows).toEqual(Array(3).fill({ state: 'published', isTold: true }))
  const elder = await host.as('elder')
  const titles = (await elder.query('notices.list')).items.map(({ title }: any) => title)
  expect(titles.sort()).toEqual(['居民医保集中缴费，12月20日截止', '独居老人免费体检'].sort())
  await host.stop()
})
