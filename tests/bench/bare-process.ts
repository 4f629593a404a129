import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { compose } from '../../cloudfunctions/api/compose'
import { appRouter } from '../../cloudfunctions/api/router'
import { readConfig } from '../../cloudfunctions/kernel/config'
import { openDatabase } from '../../cloudfunctions/kernel/database/open'
import { createDispatch } from '../../cloudfunctions/kernel/dispatch/dispatch'
import { hashToken } from '../../cloudfunctions/kernel/sessions/store'
import { appealElsewhere, UNLIMITED } from './ground'
import { Replay, record } from './recording'

/**
 * What the same answers cost without the house: Hono routes that send the statements of the real procedures, recorded
 * from a real call of each at the start, through `pg`: the session, the reads, the access log, the transaction.
 */
const config = readConfig()
const { worker, submitter, heldIds } = JSON.parse(process.env.BENCH_BARE!) as {
  worker: string
  submitter: string
  heldIds: string[]
}
const { pool } = openDatabase(config.databaseUrl)
const parts = await compose(config)
const dispatch = createDispatch(parts.deps, appRouter, UNLIMITED)
/** Slot 0 of each replay is the hash of the session's token, the others are ids. */
const TOKEN_SLOT = 0

async function learn(token: string, path: string, input: object): Promise<{ replay: Replay; ids: number }> {
  const made: string[] = []
  const { newId } = parts.deps
  parts.deps.newId = () => {
    made.push(newId())
    return made.at(-1)!
  }
  const key = randomUUID()
  const recording = await record(async () => {
    const { body } = await dispatch({ path, input: { ...input, ...(isMutation(path) && { key }) }, token, origin: '' })
    if (!body.ok) throw new Error(`${path}: ${body.error.code}`)
  })
  parts.deps.newId = newId
  const changing = [hashToken(token), key, ...made].map((value, slot) => [value, slot] as const)
  return { replay: new Replay(recording, new Map(changing)), ids: made.length + 1 }
}

const isMutation = (path: string) => path === 'appeals.submit'

async function answer(c: Context, { replay, ids }: Awaited<ReturnType<typeof learn>>): Promise<Response> {
  const token = c.req.header('authorization')?.slice('Bearer '.length) ?? ''
  const fresh: unknown[] = Array.from({ length: ids + 1 }, (_, slot) =>
    slot === TOKEN_SLOT ? hashToken(token) : randomUUID(),
  )
  const [session, ...rows] = await replay.run(pool, fresh)
  return session?.length ? c.json({ ok: true, data: rows }) : c.json({ ok: false }, 401)
}

// With connections at hand, what goes side by side is recorded side by side.
await Promise.all(heldIds.map((id) => dispatch({ path: 'appeals.get', input: { id }, token: worker, origin: '' })))
const gets = new Map<string, Awaited<ReturnType<typeof learn>>>()
for (const id of heldIds) gets.set(id, await learn(worker, 'appeals.get', { id }))
const list = await learn(worker, 'desk.list', {})
const submit = await learn(submitter, 'appeals.submit', appealElsewhere())
await parts.close()

const app = new Hono()
app.post('/appeals.get', async (c) => {
  const { input } = await c.req.json<{ input: { id: string } }>()
  return answer(c, gets.get(input.id)!)
})
app.post('/desk.list', async (c) => {
  await c.req.json()
  return answer(c, list)
})
app.post('/appeals.submit', async (c) => {
  await c.req.json()
  return answer(c, submit)
})
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.send?.({ port }))

process.on('disconnect', () => process.exit(0))
