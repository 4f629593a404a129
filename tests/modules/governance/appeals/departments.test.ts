import { describe, expect, test } from 'vitest'
import { placeIds } from '../../../../local/county/cast'
import type { Client } from '../../../host'
import {
  host,
  inTheCounty,
  type Key,
  MUNICIPAL,
  objected,
  on,
  POWER,
  seen,
  setClock,
  submitted,
  timeline,
  told,
  whistled,
  wordsOf,
} from './world'

inTheCounty()

const called = async (key: Key) => (await on[key].query('desk.called')).map((o: { id: string }) => o.id) as string[]
const canOf = async (id: string, key: Key) => {
  const { can } = await seen(id, key)
  return Object.keys(can).filter((action) => can[action])
}

/** While the whole department is out of office. */
async function without(key: Key, act: () => Promise<void>) {
  const { pool } = host.database
  const end = (at: Date | null) =>
    pool.query(`update role_grants set expires_at = $2 where person_id = $1 and role = 'department'`, [
      on[key].personId,
      at,
    ])
  await end(new Date(host.clock.now().getTime() - 1000))
  try {
    await act()
  } finally {
    await end(null)
  }
}

describe('a department that was whistled for', () => {
  test('not there by its deadline: it and the subdistrict are told once, and it may still come', async () => {
    const id = await whistled()
    await setClock('2026-11-24T15:59:00+08:00')
    expect(await told('subdistrict', id)).toEqual([])
    await setClock('2026-11-24T16:00:01+08:00')
    await setClock('2026-11-25T16:00:00+08:00')
    expect(await told('department', id)).toEqual(['appeal.whistled', 'appeal.reportLate'])
    expect(await told('subdistrict', id)).toEqual(['appeal.reportLate'])
    await on.department.mutate('desk.reportIn', { id, text: '刚才在抢修' })
    expect(await seen(id)).toMatchObject({ state: 'accepted', department: { reportDueAt: null } })
    expect((await timeline(id)).slice(0, 2)).toEqual([
      ['reportIn', '市政养护所'],
      ['escalate', '过了报到时间，已告诉部门和街道'],
    ])
  })

  test('insisted on, it has a new deadline, which rings again, and no second objection', async () => {
    const id = await objected()
    await setClock('2026-11-24T16:30:00+08:00')
    expect(await told('subdistrict', id)).toEqual(['appeal.objected'])
    await on.subdistrict.mutate('dispatch.insist', { id, text: '图纸上属于市政道路' })
    expect((await seen(id)).department.reportDueAt).toBe('2026-11-25T03:30')
    expect(await canOf(id, 'department')).toEqual(['reportIn'])
    expect(await on.department.refusal('desk.object', { id, text: '还是不同意' })).toBe('order.objected_before')
    await setClock('2026-11-25T11:31:00+08:00')
    expect(await told('department', id)).toEqual(['appeal.whistled', 'appeal.insisted', 'appeal.reportLate'])
  })

  test('let go, it leaves its desk and is told; the community waits anew, from that moment', async () => {
    const id = await objected()
    await setClock('2026-11-24T15:00:00+08:00')
    await on.subdistrict.mutate('dispatch.release', { id, text: '由社区协调物业修' })
    expect(await told('department', id)).toEqual(['appeal.whistled', 'appeal.released'])
    expect(await called('department')).not.toContain(id)
    expect(await canOf(id, 'department')).toEqual([])
    expect(await on.department.refusal('desk.joinIn', { id })).toBe('access.forbidden')
    expect(await told('worker', id)).toEqual(['appeal.waiting', 'appeal.waiting'])
    expect(await told('secretary', id)).toEqual(['appeal.released'])
    await setClock('2026-11-24T16:59:00+08:00')
    expect(await told('secretary', id)).not.toContain('appeal.unaccepted')
    await setClock('2026-11-24T17:00:01+08:00')
    expect(await told('secretary', id)).toContain('appeal.unaccepted')
  })

  test('another one may be whistled for after that, and may object in its turn', async () => {
    const id = await objected()
    await on.subdistrict.mutate('dispatch.release', { id, text: '由社区协调物业修' })
    await on.secretary.mutate('dispatch.whistle', { id, text: '线路归供电公司管', ...POWER })
    expect(await called('department2')).toContain(id)
    expect(await called('department')).not.toContain(id)
    expect(await canOf(id, 'department')).toEqual([])
    expect(await on.department.refusal('desk.reportIn', { id })).toBe('access.forbidden')
    await on.department2.mutate('desk.object', { id, text: '线路是物业的，不归我们' })
    await on.subdistrict.mutate('dispatch.insist', { id, text: '表前的线路归供电' })
    await on.department2.mutate('desk.reportIn', { id })
    await on.department2.mutate('desk.resolve', { id, text: '线路换好了' })
    await on.resident.mutate('appeals.confirm', { id })
    expect(await canOf(id, 'department')).toEqual([])
    expect((await seen(id, 'department')).state).toBe('closed')
  })

  test('the wrong one was whistled for: another is called in its place, and it hears so', async () => {
    const id = await whistled()
    const again = { id, text: '灯杆归市政管', ...MUNICIPAL }
    expect(await on.secretary.refusal('dispatch.whistle', again)).toBe('order.department_called')
    expect((await on.secretary.query('desk.departments', { id })).map((d: { id: string }) => d.id)).not.toContain(
      MUNICIPAL.departmentId,
    )
    await on.secretary.mutate('dispatch.whistle', { id, text: '问过了，这根杆归供电公司', ...POWER })
    expect(await seen(id)).toMatchObject({ state: 'whistled', department: { name: '供电公司' } })
    expect(await wordsOf('department', id, 'appeal.withdrawn')).toMatch(/^这件诉求不用您办了：.*等部门报到$/)
    expect(await told('department2', id)).toEqual(['appeal.whistled'])
  })

  test('a department with nobody in it holds nothing up', async () => {
    await without('department', async () => {
      const id = await whistled()
      expect(await told('department', id)).toEqual([])
      await setClock('2026-11-24T16:00:01+08:00')
      expect(await told('subdistrict', id)).toEqual(['appeal.reportLate'])
      expect(await canOf(id, 'secretary')).toContain('whistle')
      expect(await on.secretary.refusal('dispatch.release', { id, text: '部门没有人' })).toBe('access.forbidden')
      await on.subdistrict.mutate('dispatch.release', { id, text: '部门没有人，社区先办' })
      expect((await seen(id)).state).toBe('waiting')
    })
  })

  test('whose person leaves while they have it in hand: others may be called, and the resident is not stuck', async () => {
    const id = await whistled()
    await on.department.mutate('desk.reportIn', { id })
    await without('department', async () => {
      expect(await on.department.refusal('desk.resolve', { id, text: '换好了' })).toBe('access.forbidden')
      expect(await canOf(id, 'secretary')).toEqual(expect.arrayContaining(['whistle', 'closeUnfixed', 'callIn']))
    })
    await on.department.mutate('desk.resolve', { id, text: '换好了' })
    await without('department', async () => {
      await on.resident.mutate('appeals.reopen', { id, text: '晚上还是不亮' })
      expect(await seen(id)).toMatchObject({ state: 'waiting', department: null })
    })
    await on.worker.mutate('desk.accept', { id })
    await on.resident.mutate('appeals.urge', { id })
    expect(await told('department', id)).not.toContain('appeal.urged')
    expect(await told('worker', id)).toContain('appeal.urged')
  })
})

describe('who decides on an objection', () => {
  test('the subdistrict hears of it; where it whistled itself, the county', async () => {
    const id = await objected()
    expect([await told('subdistrict', id), await told('county', id)]).toEqual([['appeal.objected'], []])
    const own = await objected('subdistrict')
    expect([await told('subdistrict', own), await told('county', own)]).toEqual([[], ['appeal.objected']])
    expect(await canOf(own, 'subdistrict')).not.toEqual(expect.arrayContaining(['insist']))
    expect(await on.subdistrict.refusal('dispatch.release', { id: own, text: '退回社区办吧' })).toBe('access.forbidden')
    await on.county.mutate('dispatch.release', { id: own, text: '查了图纸，归小区' })
    expect((await seen(own)).state).toBe('waiting')
  })
})

describe('the resident, while a department is awaited', () => {
  test('urges, adds and withdraws: the department that is to come hears', async () => {
    const id = await whistled()
    await on.resident.mutate('appeals.urge', { id })
    await on.resident.mutate('appeals.supplement', { id, text: '杆子更斜了' })
    await on.resident.mutate('appeals.withdraw', { id })
    expect(await told('department', id)).toEqual([
      'appeal.whistled',
      'appeal.urged',
      'appeal.supplemented',
      'appeal.withdrawn',
    ])
    expect(await called('department')).not.toContain(id)
    expect(await on.department.refusal('desk.reportIn', { id })).toBe('order.not_in_this_state')
  })

  test('while its objection is open, those who decide hear instead', async () => {
    const id = await objected()
    await on.resident.mutate('appeals.urge', { id })
    await on.resident.mutate('appeals.supplement', { id, text: '杆子更斜了' })
    await on.county.mutate('dispatch.supervise', { id, text: '今天之内裁定' })
    expect(await told('subdistrict', id)).toEqual([
      'appeal.objected',
      'appeal.urged',
      'appeal.supplemented',
      'appeal.supervised',
    ])
    expect(await told('department', id)).toEqual(['appeal.whistled'])
    await on.resident.mutate('appeals.withdraw', { id })
    expect(await told('department', id)).toEqual(['appeal.whistled', 'appeal.withdrawn'])
    expect(await on.subdistrict.refusal('dispatch.insist', { id, text: '还是要办的' })).toBe('order.not_in_this_state')
  })
})

describe('called in to help', () => {
  /** In the department's hands, and 供电公司 called. */
  const calledIn = async () => {
    const id = await whistled()
    await on.department.mutate('desk.reportIn', { id })
    await on.department.mutate('desk.callIn', { id, text: '要先断电才能换灯杆', ...POWER })
    return id
  }

  test('it joins, writes steps, and leaves the end to whoever is in charge', async () => {
    const id = await calledIn()
    expect(await told('department2', id)).toEqual(['appeal.calledIn'])
    expect(await called('department2')).toContain(id)
    expect(await canOf(id, 'department2')).toEqual(['joinIn'])
    expect(await on.department2.refusal('desk.step', { id, text: '已断电' })).toBe('access.forbidden')
    await on.department2.mutate('desk.joinIn', { id, text: '带了登高车' })
    expect(await canOf(id, 'department2')).toEqual(['step'])
    await on.department2.mutate('desk.step', { id, text: '已断电，可以拆了' })
    for (const path of ['desk.resolve', 'desk.pause', 'desk.handBack', 'desk.callIn'])
      expect(await on.department2.refusal(path, { id, text: '已经办好了', reason: 'parts', ...MUNICIPAL })).not.toBe(
        'ok',
      )
    expect((await timeline(id)).slice(0, 3)).toEqual([
      ['step', '供电公司'],
      ['joinIn', '供电公司'],
      ['callIn', '供电公司'],
    ])
    expect(await told('department', id)).toEqual(['appeal.whistled', 'appeal.reportedIn', 'appeal.helped'])
    expect(await told('resident', id)).toContain('appeal.progress')
    expect(await seen(id)).toMatchObject({ state: 'handling', holder: { name: '韩磊' } })
    await on.department.mutate('desk.resolve', { id, text: '灯杆已更换' })
    expect(await canOf(id, 'department2')).toEqual([])
  })

  test('everyone reads the same history; only who has it in hand and those above see who asked', async () => {
    const id = await calledIn()
    await on.department2.mutate('desk.joinIn', { id, text: '带了登高车' })
    await on.resident.mutate('appeals.supplement', { id, text: '杆子更斜了' })
    const told = async (key: Key) =>
      (await seen(id, key)).timeline.map(({ seq, action, label, at, detail, text }: Record<string, unknown>) => ({
        seq,
        action,
        label,
        at,
        detail,
        text,
      }))
    await host.runner.settle()
    const whole = await told('resident')
    expect(whole).toHaveLength(6)
    for (const key of ['secretary', 'subdistrict', 'county', 'department', 'department2'] as const)
      expect(await told(key), key).toEqual(whole)
    const asker = async (key: Key) => (await seen(id, key)).requester?.name ?? null
    expect(await asker('department')).toBe('张建国')
    expect(await asker('subdistrict')).toBe('张建国')
    expect(await asker('department2')).toBeNull()
    expect(JSON.stringify(await seen(id, 'department2'))).not.toContain('张建国')
  })

  test('whatever ends without it is told to it as well', async () => {
    const id = await calledIn()
    await on.resident.mutate('appeals.withdraw', { id, text: '自己好了' })
    expect(await told('department2', id)).toEqual(['appeal.calledIn', 'appeal.withdrawn'])
    const other = await calledIn()
    await on.secretary.mutate('dispatch.closeUnfixed', { id: other, text: '杆子在铁路红线里' })
    expect(await told('department2', other)).toEqual(['appeal.calledIn', 'appeal.withdrawn'])
    expect(await told('department', other)).toContain('appeal.withdrawn')
  })

  test('who is in charge is not called to help, and a grid worker may call too', async () => {
    const id = await calledIn()
    const own = { id, text: '请自己来帮忙', ...MUNICIPAL }
    expect(await on.department.refusal('desk.callIn', own)).toBe('order.department_called')
    const { id: waiting } = await submitted()
    expect(await on.secretary.refusal('desk.callIn', { ...own, id: waiting })).toBe('order.not_in_this_state')
    await on.worker.mutate('desk.accept', { id: waiting })
    await on.worker.mutate('desk.callIn', { id: waiting, text: '要先断电才能换', ...POWER })
    await on.department2.mutate('desk.joinIn', { id: waiting })
    expect(await told('worker', waiting)).toContain('appeal.reportedIn')
  })
})

describe('strangers', () => {
  const holderOf = async (role: string, placeId: string): Promise<Client> => {
    const { rows } = await host.database.pool.query(
      `select person_id as id from role_grants where role = $1 and place_id <> $2
       and person_id <> all($3) order by id limit 1`,
      [role, placeId, Object.values(on).map((client) => client.personId)],
    )
    return host.asPerson(rows[0].id)
  }

  test('a department that was not called, and another subdistrict, find nothing', async () => {
    const id = await objected()
    const words = { id, text: '这一件由我来说' }
    for (const path of ['desk.reportIn', 'desk.object', 'desk.joinIn', 'desk.step'])
      expect(await on.department2.refusal(path, words), path).toBe('record.not_found')
    expect((await on.department2.send('appeals.get', { id })).status).toBe(404)
    const elsewhere = await holderOf('subdistrict', placeIds.subdistrict)
    for (const path of ['dispatch.insist', 'dispatch.release', 'dispatch.supervise'])
      expect(await elsewhere.refusal(path, words), path).toBe('record.not_found')
    for (const path of ['dispatch.whistle', 'desk.callIn'])
      expect(await elsewhere.refusal(path, { ...words, departmentId: placeIds.community }), path).toBe(
        'record.not_found',
      )
  })
})
