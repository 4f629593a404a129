import { describe, expect, test } from 'vitest'
import { fillSearch } from '../../../../cloudfunctions/engines/orders/search/fill'
import { openDatabase } from '../../../../cloudfunctions/kernel/database/open'
import { migrate } from '../../../../cloudfunctions/server/migrate'
import { host, inTheCounty, type Key, on, seen, setClock, submitted } from './world'

inTheCounty()

describe('the search over all orders', () => {
  const find = async (words: string, given: object = {}, key: Key = 'secretary') =>
    (await on[key].query('dispatch.search', { words, ...given })).items.map((o: { id: string }) => o.id) as string[]

  test('two Chinese characters, several words, the number; words apart are not found; filters', async () => {
    const { id } = await submitted({ text: '凉亭的顶棚漏雨了，坐着乘凉的老人衣服都湿了' })
    expect(await find('凉亭')).toEqual([id])
    expect(await find('顶棚 老人')).toEqual([id])
    expect(await find('凉亭漏雨')).toEqual([])
    const { code } = await seen(id)
    expect(await find(code)).toEqual([id])
    expect(await find('凉亭', { states: ['closed'] })).toEqual([])
    expect(await find('凉亭', { category: 'publicFacility' }, 'county')).toEqual([id])
    expect((await on.secretary.send('dispatch.search', { words: '亭' })).status).toBe(400)
  })

  test('nobody finds beyond their own place, what is unchecked, or what was taken away', async () => {
    const { id } = await submitted({ text: '假山旁边的水池有绿藻，味道很重' })
    const other = await host.as('secretary2')
    expect((await other.query('dispatch.search', { words: '假山' })).items).toEqual([])
    await host.database.pool.query(`update order_notes set check_state = 'pending' where order_id = $1`, [id])
    expect(await find('假山')).toEqual([])
  })

  test('page after page, month after month', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.unshift((await submitted({ text: `喷泉第${i}次不喷水了` })).id)
    await setClock('2026-12-15T10:00:00+08:00')
    expect(await find('喷泉')).toEqual(ids)
    const { cursor } = await on.secretary.query('dispatch.search', { words: '喷泉', cursor: ids[0] })
    expect([cursor, await find('喷泉', { cursor: ids[0] })]).toEqual([null, ids.slice(1)])
  })
  test('what was made before there was a search is entered in batches, taken up where it ended, and once', async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift((await submitted({ text: `旧车棚第${i}根柱子锈了` })).id)
    const owner = openDatabase(host.database.ownerUrl, 1)
    await owner.pool.query('delete from search_entries')
    const rowsOf = async (table: string) => (await owner.pool.query(`select 1 from ${table}`)).rowCount!
    expect(await find('旧车棚')).toEqual([])

    // Cut short after its second batch, as a process that dies is.
    let rounds = 0
    const dying = new Proxy(owner.db, {
      get: (db, name) =>
        name === 'transaction' && ++rounds > 2
          ? () => Promise.reject(new Error('the process died'))
          : Reflect.get(db, name, db),
    })
    await expect(fillSearch(dying, 2)).rejects.toThrow('the process died')
    expect(await rowsOf('search_entries')).toBe(4)

    await migrate(host.database.ownerUrl)
    expect(await rowsOf('search_entries')).toBe(await rowsOf('orders'))
    expect(await find('旧车棚')).toEqual(ids)
    expect(await find('旧车棚', {}, 'county')).toEqual(ids)
    expect((await (await host.as('secretary2')).query('dispatch.search', { words: '旧车棚' })).items).toEqual([])
    expect(await fillSearch(owner.db)).toBe(0)
    await owner.close()
  })
})
