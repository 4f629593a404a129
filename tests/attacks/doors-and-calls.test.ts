import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DOCUMENT_TYPES } from '../../cloudfunctions/contract/files'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { personId, placeIds } from '../../local/county/cast'
import { lampAppeal } from '../appeals'
import { docx, pdf, zip } from '../fixtures/files/documents'
import { type Client, type TestHost, testHost } from '../host'
import { noticeForm } from '../modules/civic/notice-world'
import { CALLBACK_SECRET } from '../serve'
import { atOnce, codeOf } from './hands'

const KEYS = ['resident', 'neighbour', 'worker', 'worker2', 'courier', 'secretary', 'secretary2', 'county'] as const
let host: TestHost
const on = {} as Record<(typeof KEYS)[number], Client>
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
  for (const key of KEYS) on[key] = await host.as(key)
})
afterAll(() => host.stop())

const rows = async (text: string, ...values: unknown[]) => (await host.database.pool.query(text, values)).rows
/** Carries out what is due, and waits until the phone company has told of it. */
const settle = async () => {
  await host.runner.settle()
  await host.simulators.reports.settle()
  await host.runner.settle()
}
const later = async (seconds: number) => {
  host.clock.offsetMs += seconds * 1000
  await settle()
}

describe('doors', () => {
  /** A notice to the resident's entrance that reached nobody, and whom the worker is to tell of it. */
  async function listed() {
    const audience = { placeIds: [placeIds.entrance], who: { kind: 'all' } }
    const { id } = await on.secretary.mutate('notices.save', noticeForm({ audience }))
    await on.secretary.mutate('notices.publish', { id, at: null })
    await settle()
    await on.secretary.mutate('notices.sendDoorList', { id })
    await settle()
    const [{ id: listId }] = await on.worker.query('doors.lists')
    return { id, listId, entryId: await entryOf(id) }
  }
  const entryOf = async (id: string) =>
    (await rows('select id from door_entries where subject_id = $1 and person_id = $2', id, personId('resident')))[0].id
  const standing = async (entryId: string) =>
    (await rows('select how, closed_why as why from door_entries where id = $1', entryId))[0]
  const inPerson = (entryId: string) => ({ entryId, how: 'inPerson' })

  test('are marked by their own grid’s worker and secretary alone, and once', async () => {
    const { listId, entryId } = await listed()
    for (const [who, code] of [
      [on.worker2, 'record.not_found'],
      [on.secretary2, 'record.not_found'],
      [on.courier, 'access.forbidden'],
      [on.resident, 'access.forbidden'],
      [on.county, 'access.forbidden'],
    ] as const) {
      expect(await who.refusal('doors.done', inPerson(entryId))).toBe(code)
      expect(await who.refusal('doors.undo', { entryId })).toBe(code)
      for (const path of ['doors.entries', 'doors.sheet']) expect(codeOf(await who.send(path, { listId }))).toBe(code)
    }
    const codes = await atOnce([
      [on.worker, 'doors.done', inPerson(entryId)],
      [on.secretary, 'doors.done', inPerson(entryId)],
    ])
    expect(codes).toEqual(['door.done', 'ok'])
    expect(await rows('select 1 from door_marks where entry_id = $1', entryId)).toHaveLength(1)
    const [{ by }] = await rows('select marked_by as by from door_entries where id = $1', entryId)
    const other = by === personId('worker') ? on.secretary : on.worker
    expect(await other.refusal('doors.undo', { entryId })).toBe('access.forbidden')
  })

  test('a mark taken back twice at once is taken back once', async () => {
    const { entryId } = await listed()
    await on.worker.mutate('doors.done', { entryId, how: 'notHome' })
    await later(1)
    await on.worker.mutate('doors.done', inPerson(entryId))
    const undo: [Client, string, object] = [on.worker, 'doors.undo', { entryId }]
    await atOnce([undo, undo])
    // Each took one back: the last mark and the one before it, never one twice.
    expect(await standing(entryId)).toEqual({ how: null, why: null })
    expect(await on.worker.refusal('doors.undo', { entryId })).toBe('access.forbidden')
  })

  test('a mark taken back opens no door of who has read it, or of what was recalled', async () => {
    const { id, entryId } = await listed()
    await on.worker.mutate('doors.done', inPerson(entryId))
    await on.resident.mutate('notices.read', { id })
    await on.worker.send('doors.undo', { key: randomUUID(), entryId })
    expect((await standing(entryId)).why).toBe('read')
    const [other] = await rows(
      'select id from door_entries where subject_id = $1 and how is null and closed_at is null limit 1',
      id,
    )
    await on.worker.mutate('doors.done', inPerson(other.id))
    await on.secretary.mutate('notices.recall', { id, why: '写错了' })
    await on.worker.send('doors.undo', { key: randomUUID(), entryId: other.id })
    expect((await on.secretary.query('notices.reach', { id })).door.open).toBe(0)
  })

  test('the sheet names nobody whole, and says on its face who printed it', async () => {
    const { listId } = await listed()
    const sheet = await on.worker.query('doors.sheet', { listId })
    const text = JSON.stringify(sheet)
    const people = await rows(
      'select p.name from door_entries e join people p on p.id = e.person_id where e.list_id = $1',
      listId,
    )
    expect(people.length).toBeGreaterThan(1)
    for (const { name } of people) expect(text).not.toContain(name)
    expect(text).not.toMatch(/(?<![\da-f-])1\d{10}(?![\da-f-])/)
    expect(sheet.watermark).toContain('刘海峰')
  })
})

describe('what the phone company reports', () => {
  const post = async (kind: string, body: unknown, secret = CALLBACK_SECRET) =>
    (
      await host.app.request(`/notify/${kind}/${secret}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    ).status
  const pressed = (callid: string) => ({ voicekey_callback: { callid, keypress: '1' } })

  /** A fire, with the worker's phone called and then written to; nobody answers. */
  async function fire() {
    for (const key of ['worker', 'courier'])
      host.simulators.phone.answering.set((await phoneOf(host.deps.db, host.deps.encryption, personId(key)))!, {
        isAnswered: false,
        key: null,
      })
    const told = { ...lampAppeal(), text: '3号楼楼道里着火了，冒黑烟', category: 'fireSafety', urgency: 'emergency' }
    const { id: orderId } = await on.resident.mutate('appeals.submit', told)
    await settle()
    await later(12)
    await later(1)
    const [{ id }] = await rows('select id from ladders where subject_id = $1', orderId)
    return { orderId, id, call: await receiptOf(id, 'voice'), text: await receiptOf(id, 'sms') }
  }
  const receiptOf = async (id: string, channel: string): Promise<string> =>
    (
      await rows(
        `select paid.receipt from ladders l join inbox i on i.subject_id = l.ring_id
           join deliveries d on d.message_id = i.id and d.person_id = i.person_id
           join paid_deliveries paid on paid.delivery_id = d.id
         where l.id = $1 and d.channel = $2 and d.person_id = $3 and paid.receipt is not null`,
        id,
        channel,
        personId('worker'),
      )
    )[0]?.receipt
  const stateOf = async (id: string) => (await rows('select state from ladders where id = $1', id))[0].state

  test('answers no alarm from outside, nor by the number of a text message or of another call', async () => {
    const { id, call, text } = await fire()
    const other = await fire()
    expect([call, text].every(Boolean)).toBe(true)
    for (const secret of ['', 'wrong', `${CALLBACK_SECRET}x`, '..%2f', '%00'])
      expect(await post('tencent-voice', pressed(call), secret)).toBe(404)
    expect(await post('tencent-voice', pressed(randomUUID()))).toBe(503)
    // A text message has no keys, and is none of a call's reports.
    expect(await post('tencent-voice', pressed(text))).toBe(503)
    expect(await post('tencent-sms', [{ sid: call, report_status: 'SUCCESS' }])).toBe(503)
    expect(await post('tencent-voice', pressed(other.call))).toBe(200)
    await settle()
    expect([await stateOf(id), await stateOf(other.id)]).toEqual(['climbing', 'acknowledged'])
    await on.worker.mutate('alarms.acknowledge', { id })
  })

  test('told again changes nothing, also after the alarm was given back', async () => {
    const { id, orderId, call } = await fire()
    await post('tencent-voice', pressed(call))
    await settle()
    expect(await stateOf(id)).toBe('acknowledged')
    await on.worker.mutate('desk.accept', { id: orderId })
    await on.worker.mutate('desk.undo', { id: orderId })
    await settle()
    expect(await stateOf(id)).toBe('climbing')
    for (let i = 0; i < 3; i++) expect(await post('tencent-voice', pressed(call))).toBe(200)
    await settle()
    expect(await stateOf(id)).toBe('climbing')
    await on.courier.mutate('alarms.acknowledge', { id })
  })

  test.each([
    ['a character that cannot be kept', 'tencent-sms', [{ sid: '\u0000', report_status: 'SUCCESS' }]],
    ['a call of that character', 'tencent-voice', pressed('\u0000')],
    ['a receipt as long as the call', 'tencent-voice', pressed('9'.repeat(60_000))],
    ['a list in a list', 'tencent-sms', [[[]]]],
    ['a prototype', 'tencent-voice', '{"__proto__":{"voicekey_callback":{"callid":"1","keypress":"1"}}}'],
    ['two keys', 'tencent-voice', { voicekey_callback: { callid: '1', keypress: '11' } }],
    ['nothing', 'tencent-voice', ''],
  ])('%s is unreadable', async (_name, kind, body) => expect(await post(kind, body)).toBe(400))

  test('more than a call may hold is not taken', async () => {
    expect(await post('tencent-sms', ' '.repeat(70_000))).toBe(413)
  })

  test('that cannot be kept is told again, and what the database quotes of it is printed nowhere', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const broken = vi.spyOn(host.deps.db, 'transaction').mockRejectedValue(new Error('params: 13812345678'))
    const logged = host.log.lines.length
    expect(await post('tencent-voice', pressed('call-1'))).toBe(500)
    broken.mockRestore()
    expect([printed.mock.calls, host.log.lines.slice(logged).join()]).toEqual([
      [],
      expect.not.stringContaining('13812345678'),
    ])
    expect(host.log.lines.length).toBeGreaterThan(logged)
    printed.mockRestore()
  })

  test('an alarm is answered by one of eight, and by nobody whom it did not ring', async () => {
    const { id } = await fire()
    for (const who of [on.worker2, on.resident, on.neighbour, on.secretary2])
      expect(await who.refusal('alarms.acknowledge', { id })).toBe('record.not_found')
    const calls = Array.from({ length: 8 }, (_, i) => [i % 2 ? on.worker : on.courier, 'alarms.acknowledge', { id }])
    expect(new Set(await atOnce(calls as [Client, string, object][]))).toEqual(new Set(['ok']))
    expect(await rows(`select 1 from ladder_steps where ladder_id = $1 and what = 'acknowledged'`, id)).toHaveLength(1)
  })
})

describe('documents', () => {
  const [PDF, DOCX] = DOCUMENT_TYPES
  async function upload(bytes: Buffer, mime: string, by = on.secretary): Promise<{ code: string; id: string }> {
    const { id } = await by.mutate('files.begin', { mime, bytes: bytes.length, name: '公告.html' })
    const headers = { authorization: `Bearer ${by.token}` }
    const answer = await host.app.request(`/files/${id}`, { method: 'POST', headers, body: new Uint8Array(bytes) })
    const reply = (await answer.json()) as any
    if (reply.ok) await by.mutate('files.finish', { id })
    return { code: reply.ok ? 'ok' : reply.error.code, id }
  }
  /** A zip whose directory tells that its parts unfold to so many bytes. */
  const unfolding = (bytes: number): Buffer => {
    const made = docx()
    const at = made.indexOf(Buffer.from('504b0102', 'hex'))
    made.writeUInt32LE(bytes, at + 24)
    return made
  }
  /** A zip whose end tells of fewer parts than its directory holds. */
  const hiding = (count: number): Buffer => {
    const made = docx(['word/vbaProject.bin'])
    const end = made.lastIndexOf(Buffer.from('504b0506', 'hex'))
    made.writeUInt16LE(count, end + 8)
    made.writeUInt16LE(count, end + 10)
    return made
  }
  const disguised = Buffer.concat([docx(['word/vbaProject.bin']), docx().subarray(-22)])

  test.each([
    ['a program behind an escaped name', pdf('/OpenAction<</S/J#61vaScript/#4AS(app.alert(1))>>'), PDF, 'file.program'],
    ['a program that starts another', pdf('/OpenAction<</S/L#61unch/F(cmd.exe)>>'), PDF, 'file.program'],
    ['files inside', pdf('/Names<</EmbeddedFiles 9 0 R>>'), PDF, 'file.program'],
    ['a password behind an escaped name', pdf('/#45ncrypt 9 0 R'), PDF, 'file.locked'],
    ['a web page that says it is a PDF', Buffer.from('<html><script>alert(1)</script></html>'), PDF, 'file.unreadable'],
    ['parts that unfold to gigabytes', unfolding(0xfffffff0), DOCX, 'file.unreadable'],
    ['parts left out of the count', hiding(2), DOCX, 'file.unreadable'],
    ['a second end behind the first', disguised, DOCX, 'file.unreadable'],
    [
      'a macro under another name',
      zip(['[Content_Types].xml', 'word/document.xml', 'word/VBAPROJECT.BIN']),
      DOCX,
      'file.program',
    ],
    ['a program in a Word file', docx(['word/embeddings/oleObject1.bin']), DOCX, 'file.program'],
  ] as const)('with %s are not taken', async (_name, bytes, mime, code) =>
    expect((await upload(bytes, mime)).code).toBe(code),
  )

  test('come down as what they are, to be saved, never as a page', async () => {
    const { id: fileId } = await upload(Buffer.concat([Buffer.from('<html><script>1</script>'), pdf()]), PDF)
    const { id } = await on.secretary.mutate('notices.save', noticeForm({ fileIds: [fileId] }))
    const [{ url, name }] = (await on.secretary.query('notices.get', { id })).files
    const read = await host.app.request(url)
    const head = (key: string) => read.headers.get(key) ?? ''
    expect([name, head('content-type'), head('x-content-type-options')]).toEqual(['公告.pdf', PDF, 'nosniff'])
    expect(head('content-disposition')).toMatch(/^attachment; /)
    // The address of a draft's file is nobody else's to have, nor may the file go out by another hand.
    for (const by of [on.county, on.secretary2])
      expect(
        await by.refusal(
          'notices.save',
          noticeForm({
            audience: {
              placeIds: [by === on.county ? placeIds.county : placeIds.otherCommunity],
              who: { kind: 'all' },
            },
            fileIds: [fileId],
          }),
        ),
      ).toBe('input.invalid')
    expect(await on.resident.refusal('appeals.submit', { ...lampAppeal(), fileIds: [fileId] })).toBe('input.invalid')
    expect(await on.secretary.refusal('appeals.submit', { ...lampAppeal(), fileIds: [fileId] })).toBe('input.invalid')
    expect(await on.secretary.refusal('notices.save', noticeForm({ fileIds: [fileId, fileId] }))).toBe('input.invalid')
  })

  test('are nobody’s but the publishers’', async () => {
    for (const by of [on.resident, on.worker, on.courier])
      expect(await by.refusal('files.begin', { mime: PDF, bytes: 300, name: 'a.pdf' })).toBe('access.forbidden')
  })
})
