import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { FILE_BYTES_MAX } from '../../cloudfunctions/contract/files'
import { fileById } from '../../cloudfunctions/kernel/files/store'
import * as made from '../fixtures/files/pictures'
import { type FilesWorld, filesWorld, type Person } from '../fixtures/files/world'

let world: FilesWorld
let me: Person
let id: string
let server: Server
let port: number

beforeAll(async () => {
  world = await filesWorld()
  const app = new Hono().route('/files', world.app)
  server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.drop()
})
beforeEach(async () => {
  me = world.person()
  id = await me.begin()
})

/** Speaks HTTP by hand, so that it can lie. Stops sending once something is heard; answers all that was. */
async function speak(
  headers: string[],
  parts: (string | Buffer)[],
  ends: 'waits' | 'hangsUp' = 'waits',
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise((resolve) => socket.on('close', resolve))
  let heard = ''
  socket.on('data', (data) => {
    heard += data.toString('latin1')
  })
  socket.on('error', () => {})
  socket.write(
    [`POST /files/${id} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${me.token}`, ...headers, '', ''].join('\r\n'),
  )
  for (const part of parts) {
    if (heard || socket.destroyed) break
    // As a phone does: no more is handed over than the wire takes, so that a refusal is heard before it hangs up.
    await Promise.race([new Promise((resolve) => socket.write(part, resolve)), closed])
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  if (ends === 'hangsUp') socket.destroy()
  await closed
  return heard
}

const state = async () => (await fileById(world.deps.db, id))!.state
const chunk = (size: number) =>
  Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), Buffer.alloc(size), Buffer.from('\r\n')])

it('a length over the limit is refused before the body is sent', async () => {
  const heard = await speak([`Content-Length: ${FILE_BYTES_MAX + 1}`], [])
  expect(heard).toMatch(/^HTTP\/1.1 413 /)
  expect(heard).toContain('input.too_large')
  expect(await state()).toBe('begun')
})

it('without a length, receiving ends at the limit', async () => {
  const parts = Array.from({ length: 40 }, () => chunk(1024 * 1024))
  const heard = await speak(['Transfer-Encoding: chunked'], parts)
  expect(heard).toMatch(/^HTTP\/1.1 413 /)
  expect(await state()).toBe('begun')
})

it('what comes beyond the announced length is never taken', async () => {
  const picture = await made.jpeg()
  const length = [`Content-Length: ${picture.length}`, 'Connection: close']
  const heard = await speak(length, [Buffer.concat([picture, Buffer.alloc(100_000)])])
  expect(heard).toMatch(/^HTTP\/1.1 (200|400) /)
  expect(await speak(length, [picture])).toMatch(/^HTTP\/1.1 200 /)
})

it('an upload that breaks off may be made again', async () => {
  const picture = await made.jpeg()
  await speak([`Content-Length: ${picture.length}`], [picture.subarray(0, 100)], 'hangsUp')
  expect(await state()).toBe('begun')
  for (let tries = 0; tries < 5; tries++) await speak(['Content-Length: 5000'], ['x'], 'hangsUp')
  const heard = await speak([`Content-Length: ${picture.length}`, 'Connection: close'], [picture])
  expect(heard).toMatch(/^HTTP\/1.1 200 /)
  expect(world.logged.filter((line) => JSON.stringify(line).includes('call failed'))).toEqual([])
})
