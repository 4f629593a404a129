import { afterAll, beforeAll, expect, test } from 'vitest'
import { personId } from '../../../local/county/cast'
import { type TestHost, testHost } from '../../host'
import { noticeForm } from './notice-world'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
  host.simulators.wechat.settings.latencyMs = 0
})
afterAll(() => host.stop())

test('what an author attached to a notice that went out, or will, stays when the author leaves; what was only drafted goes', async () => {
  const secretary = await host.as('secretary')
  /** A document of one line, uploaded whole. */
  const attached = async () => {
    const bytes = Buffer.from('%PDF-1.4\n%%EOF\n')
    const asked = { mime: 'application/pdf', bytes: bytes.length, name: '停水通知.pdf' }
    const { id, uploadUrl } = await secretary.mutate('files.begin', asked)
    const headers = { authorization: `Bearer ${secretary.token}` }
    const answer = await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(bytes) })
    expect(answer.status).toBe(200)
    await secretary.mutate('files.finish', { id })
    return id
  }
  const [sent, scheduled, drafted] = [await attached(), await attached(), await attached()]
  const { id } = await secretary.mutate('notices.save', noticeForm({ fileIds: [sent] }))
  await secretary.mutate('notices.publish', { id, at: null })
  const next = await secretary.mutate('notices.save', noticeForm({ fileIds: [scheduled] }))
  const tomorrow = new Date(host.clock.now().getTime() + 86_400_000).toISOString()
  await secretary.mutate('notices.publish', { id: next.id, at: tomorrow })
  await secretary.mutate('notices.save', noticeForm({ fileIds: [drafted] }))
  await host.runner.settle()
  await secretary.mutate('privacy.closeAccount', { confirm: '注销' })
  await host.runner.settle()

  const { rows } = await host.database.pool.query(
    `select f.id from files f join file_contents c on c.file_id = f.id where f.person_id = $1`,
    [personId('secretary')],
  )
  expect(rows.map((row) => row.id).sort()).toEqual([sent, scheduled].sort())
  const notice = await (await host.as('resident')).query('notices.get', { id })
  expect(notice.files).toMatchObject([{ id: sent }])
})
