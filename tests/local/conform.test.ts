import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const samples = join(root, 'tests/fixtures/samples/appeals')
const folder = mkdtempSync(join(tmpdir(), 'linli-conform-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const conform = (...args: string[]) =>
  new Promise<{ code: number; lines: string[]; errors: string }>((resolve) => {
    const command = ['--import', 'tsx', join(root, 'local/conform/main.ts'), ...args]
    execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, lines: stdout.trim().split('\n'), errors: stderr }),
    )
  })

test('the samples conform within their tolerance, one line each and a sum', async () => {
  const { code, lines } = await conform('appeals', samples)
  expect(code).toBe(0)
  expect(lines).toHaveLength(60 + 28 + 1)
  for (const line of lines.slice(0, -1))
    expect(JSON.parse(line)).toEqual({
      id: expect.any(String),
      ok: expect.any(Boolean),
      got: expect.anything(),
      want: expect.anything(),
    })
  expect(lines.at(-1)).toMatch(/^\d+ as expected, \d+ not$/)
}, 60_000)

test('a recording of somebody’s own that is judged otherwise fails', async () => {
  cpSync(samples, folder, { recursive: true })
  const file = join(folder, 'appeals.json')
  const recording = JSON.parse(readFileSync(file, 'utf8'))
  recording.appeals = recording.appeals.slice(0, 3).map((one: { expected: object }) => ({
    ...one,
    expected: { ...one.expected, category: '违建', emergency: null },
  }))
  writeFileSync(file, JSON.stringify(recording))
  writeFileSync(join(folder, 'pairs.json'), JSON.stringify({ pairs: [] }))
  const { code, lines } = await conform('appeals', folder)
  expect([code, lines.at(-1)]).toEqual([1, '0 as expected, 3 not'])
}, 60_000)

test('an unknown kind or folder is told how it is used', async () => {
  const { code, errors } = await conform('weather', folder)
  expect([code, errors]).toEqual([2, expect.stringContaining('usage: npm run -s conform -- appeals FOLDER')])
})
