import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lampAppeal } from '../../../appeals'
import { jpeg } from '../../../fixtures/files/pictures'
import { mp3, silentWav, wav } from '../../../fixtures/files/sounds'
import { type Client, type TestHost, testHost } from '../../../host'

let host: TestHost
let resident: Client
let worker: Client
const WORDS = '3号楼门口的路灯不亮了'

beforeAll(async () => {
  host = await testHost()
  resident = await host.as('resident')
  worker = await host.as('worker')
})
afterAll(() => host.stop())
beforeEach(() => {
  Object.assign(host.simulators.speech, { nextTexts: [], fault: null })
})

async function file(mime: string, content: Buffer, by = resident): Promise<string> {
  const { id, uploadUrl } = await by.mutate('files.begin', { mime, bytes: content.length })
  const headers = { authorization: `Bearer ${by.token}` }
  await host.app.request(uploadUrl, { method: 'POST', headers, body: new Uint8Array(content) })
  await by.mutate('files.finish', { id })
  return id
}

const { text: _none, ...unsaid } = lampAppeal()
const submit = (input: object) => resident.mutate('appeals.submit', { ...unsaid, ...input })
const seenBy = (client: Client, id: string) => client.query('appeals.get', { id })

/** WeChat's verdict on a file is pushed a little later. */
async function checked(id: string, of: Client, isTrue: (order: any) => boolean): Promise<any> {
  for (let tries = 0; tries < 100; tries++) {
    await host.runner.settle()
    const order = await seenBy(of, id)
    if (isTrue(order)) return order
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not come to be')
}

describe('speech.recognise', () => {
  test('one’s own recording becomes words', async () => {
    host.simulators.speech.nextTexts = [WORDS]
    expect(await resident.query('speech.recognise', { fileId: await file('audio/mpeg', mp3()) })).toEqual({
      text: WORDS,
    })
  })

  test('a stranger’s, a picture, and one that never was are not', async () => {
    const voice = await file('audio/wav', wav())
    expect(await worker.refusal('speech.recognise', { fileId: voice })).toBe('input.invalid')
    const { reply } = await worker.send('speech.recognise', { fileId: voice })
    expect(reply).toMatchObject({ error: { code: 'record.not_found' } })
    const picture = await resident.send('speech.recognise', { fileId: await file('image/jpeg', await jpeg()) })
    expect([picture.status, (picture.reply as any).error.code]).toEqual([400, 'input.invalid'])
    const begun = await resident.mutate('files.begin', { mime: 'audio/wav', bytes: 9 })
    expect((await resident.send('speech.recognise', { fileId: begun.id })).status).toBe(404)
  })

  test('silence is unclear, a provider that cannot is unavailable, and neither says more', async () => {
    const silent = await resident.send('speech.recognise', { fileId: await file('audio/wav', silentWav()) })
    expect([silent.status, (silent.reply as any).error.code]).toEqual([400, 'speech.unclear'])
    host.simulators.speech.fault = { code: 'FailedOperation.UserHasNoAmount', times: 1 }
    const poor = await resident.send('speech.recognise', { fileId: await file('audio/wav', wav()) })
    expect([poor.status, (poor.reply as any).error.code]).toEqual([503, 'speech.unavailable'])
    expect(JSON.stringify(poor.reply)).not.toContain('Amount')
    expect(host.log.lines.at(-1)).toContain('speech.FailedOperation.UserHasNoAmount')
  })

  test('where it is not set up, it says so, and recordings are kept', async () => {
    const { speech } = host.deps
    host.deps.speech = null
    try {
      const fileId = await file('audio/wav', wav())
      expect(((await resident.send('speech.recognise', { fileId })).reply as any).error.code).toBe('speech.off')
      const { id } = await submit({ fileIds: [fileId] })
      await host.runner.settle()
      const { rows } = await host.database.pool.query(`select 1 from outbox where kind = 'orders.transcribeNote'`)
      expect([rows, (await seenBy(resident, id)).text]).toEqual([[], ''])
    } finally {
      host.deps.speech = speech
    }
  })

  test('twenty a minute', async () => {
    const neighbour = await host.as('neighbour')
    const fileId = await file('audio/wav', wav(), neighbour)
    const answers = []
    for (let n = 0; n < 22; n++) answers.push((await neighbour.send('speech.recognise', { fileId })).status)
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(200))
    expect(answers).toContain(429)
  })
})

describe('an appeal with a voice note', () => {
  test('keeps it beside words and nine pictures; heard by the worker once it is checked', async () => {
    const voice = await file('audio/mpeg', mp3(12))
    const pictures = []
    for (let n = 0; n < 9; n++) pictures.push(await file('image/jpeg', await jpeg(`#${n}${n}${n}`)))
    const { id } = await submit({ text: WORDS, fileIds: [...pictures, voice] })
    const mine = await seenBy(resident, id)
    expect(mine.files.map((f: any) => f.seconds)).toEqual([...Array(9).fill(null), 12])
    const theirs = await checked(id, worker, (order) => order.files.at(-1).url !== null)
    expect(theirs).toMatchObject({ text: WORDS, isTranscript: false })
    const heard = await host.app.request(theirs.files.at(-1).url, { headers: { range: 'bytes=0-1' } })
    expect([heard.status, heard.headers.get('content-type')]).toEqual([206, 'audio/mpeg'])
  })

  test('what WeChat will not pass is heard by its author alone', async () => {
    host.simulators.wechat.nextMediaSuggestions = ['risky']
    const { id } = await submit({ text: WORDS, fileIds: [await file('audio/wav', wav(2, 205))] })
    const mine = await checked(id, resident, (order) => order.files[0].checkState === 'refused')
    expect((await host.app.request(mine.files[0].url)).status).toBe(200)
    expect((await seenBy(worker, id)).files).toMatchObject([{ url: null, seconds: 2 }])
  })

  test('no second voice note, and no tenth picture', async () => {
    const voices = [await file('audio/wav', wav(2, 300)), await file('audio/wav', wav(2, 500))]
    expect(
      (await resident.send('appeals.submit', { key: crypto.randomUUID(), ...unsaid, fileIds: voices })).reply,
    ).toMatchObject({
      error: { code: 'input.invalid', fields: { fileIds: expect.stringMatching(/一段录音/) } },
    })
    const pictures = []
    for (let n = 0; n < 10; n++) pictures.push(await file('image/jpeg', await jpeg(`#${n}0${n}`)))
    expect(await resident.refusal('appeals.submit', { ...unsaid, fileIds: pictures })).toBe('input.invalid')
  })

  test('without words is enough; it is heard afterwards, checked as words are, and found by them', async () => {
    host.simulators.speech.nextTexts = ['健身角的双杠松了']
    const { id } = await submit({ fileIds: [await file('audio/wav', wav(3, 620))] })
    const theirs = await checked(id, worker, (order) => order.text !== null && order.text !== '')
    expect(theirs).toMatchObject({ text: '健身角的双杠松了', isTranscript: true, isTextPending: false })
    const found = await (await host.as('secretary')).query('dispatch.search', { words: '双杠' })
    expect(found.items.map((order: any) => order.id)).toEqual([id])
  })

  test('words that WeChat will not pass stay with their author, also when they were only heard', async () => {
    host.simulators.speech.nextTexts = ['这里有人代开发票']
    const { id } = await submit({ fileIds: [await file('audio/wav', wav(3, 710))] })
    await checked(id, resident, (order) => order.text !== '' && !order.isTextPending)
    expect((await seenBy(worker, id)).text).toBeNull()
  })

  test('while the provider is away it is tried again; what says nothing is left alone', async () => {
    host.simulators.speech.fault = { code: 'FailedOperation.ServiceIsolate', times: 1 }
    host.simulators.speech.nextTexts = ['门禁坏了']
    const { id } = await submit({ fileIds: [await file('audio/wav', wav(3, 810))] })
    await host.runner.settle()
    expect((await seenBy(resident, id)).text).toBe('')
    host.clock.offsetMs += 3_600_000
    await checked(id, worker, (order) => order.text === '门禁坏了')

    const silent = await submit({ fileIds: [await file('audio/wav', silentWav(3))] })
    await host.runner.settle()
    const { rows } = await host.database.pool.query(
      `select o.state, o.last_error from outbox o join orders s on s.note_id::text = o.payload->>'noteId'
       where o.kind = 'orders.transcribeNote' and s.id = $1`,
      [silent.id],
    )
    expect(rows).toEqual([{ state: 'dropped', last_error: 'speech.silent' }])
  })

  test('danger that is heard only afterwards rings as if it had been written', async () => {
    host.simulators.speech.nextTexts = ['我家着火了，快来人']
    const { id, promisedAt } = await submit({ fileIds: [await file('audio/wav', wav(3, 1010))] })
    const theirs = await checked(id, worker, (order) => order.text === '我家着火了，快来人')
    expect(theirs).toMatchObject({ urgency: 'emergency', emergency: '119' })
    expect(theirs.promisedAt < promisedAt).toBe(true)
    expect(theirs.timeline[0]).toMatchObject({ action: 'escalate', detail: expect.stringMatching(/险情/) })
    await host.runner.settle()
    const { rows } = await host.database.pool.query(
      `select i.kind, i.urgency from ladders l join inbox i on i.subject_id = l.ring_id where l.subject_id = $1`,
      [id],
    )
    expect(rows).toContainEqual({ kind: 'appeal.alarm', urgency: 'alarm' })
  })

  test('nothing at all is still not enough', async () => {
    expect(await resident.refusal('appeals.submit', { ...unsaid, fileIds: [] })).toBe('input.invalid')
  })
})

test('closing the account erases the sound and what was heard of it', async () => {
  const guest = await host.as('outsider')
  host.simulators.speech.nextTexts = ['我家漏水']
  const voice = await file('audio/wav', wav(2, 910), guest)
  const { id } = await guest.mutate('appeals.submit', { ...unsaid, fileIds: [voice] })
  const { files } = await checked(id, guest, (order) => order.text === '我家漏水')
  expect((await host.app.request(files[0].url)).status).toBe(200)
  await guest.mutate('appeals.withdraw', { id })
  await guest.mutate('privacy.closeAccount', { confirm: '注销' })
  expect((await host.app.request(files[0].url)).status).toBe(404)
  const { rows } = await host.database.pool.query(
    `select n.text, exists (select 1 from file_contents c where c.file_id = $2) as "isThere"
     from orders o join order_notes n on n.id = o.note_id where o.id = $1`,
    [id, voice],
  )
  expect(rows).toEqual([{ text: null, isThere: false }])
})

test('no word of it and no sound ever reached the log', () => {
  const logged = host.log.lines.join('\n')
  for (const word of ['路灯', '双杠', '发票', '门禁', '漏水', wav().toString('base64').slice(60, 100)])
    expect(logged).not.toContain(word)
})
