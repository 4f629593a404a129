import { describe, expect, test } from 'vitest'
import { placeId } from '../../../../local/county/cast'
import type { Client } from '../../../host'
import { inTheCounty, MUNICIPAL, on, seen, setClock, submitted, told, whistled } from './world'

inTheCounty()

describe('吹哨报到', () => {
  test('the department is rung, must report in by its own deadline, reports in and resolves', async () => {
    const id = await whistled()
    expect(await told('department', id)).toEqual(['appeal.whistled'])
    expect(await seen(id)).toMatchObject({
      state: 'whistled',
      department: { name: '市政养护所', reportDueAt: '2026-11-24T08:00', reportedAt: null },
    })
    expect((await on.department.query('desk.called')).map((o: { id: string }) => o.id)).toContain(id)
    await setClock('2026-11-24T16:01:00+08:00')
    expect(await told('subdistrict', id)).toEqual(['appeal.reportLate'])
    await on.department.mutate('desk.reportIn', { id })
    expect(await seen(id)).toMatchObject({ state: 'accepted', holder: { name: '韩磊' } })
    await on.department.mutate('desk.resolve', { id, text: '灯杆已更换' })
    await on.resident.mutate('appeals.confirm', { id })
    expect(await told('resident', id)).toEqual(
      expect.arrayContaining(['appeal.departmentCalled', 'appeal.accepted', 'appeal.resolved']),
    )
  })

  test('it may object once; a third decides; insisted, it must come; released, the community works on', async () => {
    const id = await whistled()
    await on.department.mutate('desk.object', { id, text: '这根灯杆是小区自己立的' })
    expect(await told('subdistrict', id)).toEqual(['appeal.objected'])
    expect(await on.secretary.refusal('dispatch.insist', { id, text: '就该市政来办' })).toBe('access.forbidden')
    await on.subdistrict.mutate('dispatch.insist', { id, text: '图纸上属于市政道路' })
    expect(await on.department.refusal('desk.object', { id, text: '还是不同意' })).toBe('order.objected_before')
    await on.department.mutate('desk.reportIn', { id })

    const other = await whistled()
    await on.department.mutate('desk.object', { id: other, text: '这根灯杆是小区自己立的' })
    await on.subdistrict.mutate('dispatch.release', { id: other, text: '由社区协调物业修' })
    expect(await seen(other)).toMatchObject({ state: 'waiting', department: null })
    await on.worker.mutate('desk.accept', { id: other })
  })

  test('who whistled does not decide on the objection, even from above', async () => {
    const { id } = await submitted()
    await on.subdistrict.mutate('dispatch.whistle', { id, text: '灯杆归市政管', ...MUNICIPAL })
    await on.department.mutate('desk.object', { id, text: '这根灯杆是小区自己立的' })
    expect(await on.subdistrict.refusal('dispatch.insist', { id, text: '就该市政来办' })).toBe('access.forbidden')
    await on.county.mutate('dispatch.insist', { id, text: '按道路红线由市政办' })
  })

  test('the one in charge calls others in; everyone sees the same timeline', async () => {
    const id = await whistled()
    await on.department.mutate('desk.reportIn', { id })
    const power = on.department2
    expect(await power.refusal('desk.joinIn', { id })).toBe('record.not_found')
    const call = { id, text: '要先断电才能换灯杆', departmentId: placeId('供电公司') }
    await on.department.mutate('desk.callIn', call)
    await power.mutate('desk.joinIn', { id, text: '已断电' })
    expect(await power.refusal('desk.joinIn', { id })).toBe('access.forbidden')
    const actions = async (client: Client) =>
      (await client.query('appeals.get', { id })).timeline.map((e: { action: string }) => e.action)
    const whole = ['joinIn', 'callIn', 'reportIn', 'whistle', 'submit']
    for (const client of [on.resident, on.secretary, on.department, power]) expect(await actions(client)).toEqual(whole)
    expect(await told('department', id)).toContain('appeal.reportedIn')
  })

  test('what a department took on does not fall back on the grid, and another county’s office is not called', async () => {
    const id = await whistled()
    await on.department.mutate('desk.reportIn', { id })
    expect(await on.department.refusal('desk.handBack', { id, text: '还是社区办吧' })).toBe('access.forbidden')
    const { id: fresh } = await submitted()
    const given = { id: fresh, text: '请来办一下吧', departmentId: placeId('青檀里社区') }
    expect(await on.secretary.refusal('dispatch.whistle', given)).toBe('order.department_unknown')
  })
})

describe('the board', () => {
  test('overdue first, then those due soonest, page after page; closed ones never', async () => {
    const old = await submitted()
    await setClock('2026-12-01T10:00:00+08:00')
    const fresh = await submitted({ category: 'sanitation' })
    const slow = await submitted({ category: 'illegalBuilding' })
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await on.secretary.query('dispatch.board', cursor ? { cursor } : {})
      ids.push(...page.items.map((o: { id: string }) => o.id))
      cursor = page.cursor ?? undefined
    } while (cursor)
    const at = (id: string) => ids.indexOf(id)
    expect(at(old.id)).toBeGreaterThanOrEqual(0)
    expect([at(old.id) < at(fresh.id), at(fresh.id) < at(slow.id)]).toEqual([true, true])
    expect(new Set(ids).size).toBe(ids.length)
    const overdue = await on.secretary.query('dispatch.board', { light: 'red' })
    expect(overdue.items.every((o: { light: string }) => o.light === 'red' || o.light === null)).toBe(true)
    expect(overdue.counts.overdue).toBeGreaterThan(0)
  })

  test('assigned to a person in one step', async () => {
    const { id } = await submitted()
    const [first] = await on.secretary.query('desk.colleagues', { id })
    expect(await on.secretary.mutate('dispatch.assign', { id, toPersonId: first.personId })).toEqual({
      state: 'accepted',
    })
    expect(await on.secretary.refusal('dispatch.assign', { id, toPersonId: on.county.personId })).toBe(
      'order.cannot_be_reassigned_to',
    )
  })
})
