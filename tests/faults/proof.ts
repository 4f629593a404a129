import type pg from 'pg'
import { expect } from 'vitest'
import type { Load, Sent } from './load'

interface Moved {
  id: string
  version: number
  events: number
  lastSeq: number
  isStateRight: boolean
}

/**
 * What must hold of a load that was cut off, on a server that runs again: repeats give the stored answers, each key
 * that answers `ok` has exactly one line of history, and no history has a gap.
 */
export async function expectNothingLost(load: Load, pool: pg.Pool): Promise<void> {
  const answered = load.sent.filter((s) => s.reply?.ok)
  await forEach(answered, async (sent) => expect(await load.send(sent)).toEqual(sent.reply))

  // Nobody knows of these: sent again they take effect now, or tell what they did then.
  const unknown = load.sent.filter((s) => s.reply === null)
  await forEach(unknown, async (sent) => {
    sent.reply = await load.send(sent)
    if (sent.reply?.ok) expect(await load.send(sent)).toEqual(sent.reply)
  })
  expect(unknown.filter((s) => s.reply === null)).toEqual([])

  const took = load.sent.filter((s) => s.reply?.ok)
  const moved = await history(pool)
  const submitted = took.filter((s) => s.path === 'appeals.submit').map((s) => s.reply?.ok && s.reply.data.id)
  expect(moved.map((m) => m.id)).toEqual(submitted.sort())
  expect(moved.filter((m) => m.events !== m.lastSeq || m.events !== m.version || !m.isStateRight)).toEqual([])
  expect(moved.reduce((n, m) => n + m.events, 0)).toBe(took.length)
}

async function history(pool: pg.Pool): Promise<Moved[]> {
  const { rows } = await pool.query<Moved>(`
    select o.id, o.version, count(e.id)::int as events, max(e.seq) as "lastSeq",
      (array_agg(e.to_state order by e.seq desc))[1] = o.state as "isStateRight"
    from orders o left join order_events e on e.order_id = o.id and e.community_id = o.community_id
    group by o.id, o.community_id order by o.id`)
  return rows
}

const AT_ONCE = 16

async function forEach(list: Sent[], work: (sent: Sent) => Promise<void>): Promise<void> {
  for (let from = 0; from < list.length; from += AT_ONCE) await Promise.all(list.slice(from, from + AT_ONCE).map(work))
}
