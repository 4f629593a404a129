import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOCUMENT_TYPES } from '../../cloudfunctions/contract/files'
import { readDocument } from '../../cloudfunctions/kernel/files/document'
import { useFiles } from '../../cloudfunctions/kernel/files/use'
import { docx, pdf, xlsx, zip } from '../fixtures/files/documents'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

const [PDF, DOCX, XLSX] = DOCUMENT_TYPES
let world: FilesWorld
let secretary: Person
beforeAll(async () => {
  world = await filesWorld()
  secretary = world.person(['secretary'])
})
afterAll(() => world.drop())

describe('what a document is', () => {
  test.each([
    ['a PDF', pdf(), PDF],
    ['a Word file', docx(), DOCX],
    ['an Excel file', xlsx(), XLSX],
  ])('%s is kept as it is', (_name, bytes, mime) => expect(readDocument(bytes, mime)).toEqual(bytes))

  test.each([
    ['words', Buffer.from('hello'), PDF, 'unreadable'],
    ['half a PDF', pdf().subarray(0, 60), PDF, 'unreadable'],
    ['a PDF that runs something', pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), PDF, 'program'],
    ['a PDF with a password', pdf('/Encrypt 9 0 R'), PDF, 'locked'],
    ['an Excel file that says it is Word', xlsx(), DOCX, 'unreadable'],
    ['any zip', zip(['a.txt']), DOCX, 'unreadable'],
    ['a Word file with a macro', docx(['word/vbaProject.bin']), DOCX, 'program'],
    [
      'a Word file with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      DOCX,
      'locked',
    ],
    [
      'a zip whose directory points nowhere',
      Buffer.concat([docx().subarray(0, -6), Buffer.from('ffffffff0000', 'hex')]),
      DOCX,
      'unreadable',
    ],
    ['half a zip', docx().subarray(0, 80), DOCX, 'unreadable'],
  ] as const)('%s is refused', (_name, bytes, mime, problem) =>
    expect(() => readDocument(bytes, mime)).toThrow(expect.objectContaining({ problem })),
  )

  test('no damage to a zip does anything but refuse it', () => {
    const whole = docx()
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole)
      damaged[at] = damaged[at]! ^ 0xff
      try {
        readDocument(damaged, DOCX)
      } catch (error) {
        expect(error).toMatchObject({ name: 'DocumentError' })
      }
    }
  })
})

test('a document goes from who posts to who reads, under its own name, without a check of WeChat', async () => {
  const begun = await secretary.call('files.begin', { mime: PDF, bytes: 300, name: '停水/公告.docx' })
  expect((await secretary.upload(begun.data.id, pdf())).status).toBe(200)
  const { file } = (await secretary.finish(begun.data.id)).data
  expect(file).toMatchObject({ checkState: 'passed', name: '停水公告.pdf', seconds: null })
  const read = await world.read(file.url)
  expect(read.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('停水公告.pdf')}`,
  )
  expect(Buffer.from(await read.arrayBuffer())).toEqual(pdf())
  expect(world.wechat.asked).toEqual([])
  await expect(useFiles(world.deps.db, secretary.personId, [file.id])).rejects.toMatchObject({ status: 400 })
  expect(await useFiles(world.deps.db, secretary.personId, [file.id], { mayBeDocuments: true })).toHaveLength(1)
})

test('residents attach none, and a bad one is given up with a sentence', async () => {
  const resident = world.person()
  expect(await resident.call('files.begin', { mime: PDF, bytes: 300 })).toMatchObject({
    ok: false,
    error: { code: 'access.forbidden' },
  })
  const begun = await secretary.call('files.begin', { mime: DOCX, bytes: 300 })
  const answer = await secretary.upload(begun.data.id, docx(['word/vbaProject.bin']))
  expect([answer.status, ((await answer.json()) as any).error.code]).toEqual([400, 'file.program'])
  expect(await secretary.finish(begun.data.id)).toMatchObject({ error: { code: 'file.unreadable' } })
})
