import { describe, expect, test } from 'vitest'
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
    expect(await on.secretary.refusal('dispatch.search', { words: '亭' })).toBe('input.invalid')
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
})
