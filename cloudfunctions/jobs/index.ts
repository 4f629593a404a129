import { warm } from '../api/warm'
import { createWork } from './work'

const parts = warm(async (made) => createWork(made))

/** The timer: events and effects that are due, and what grew old. Safe to run twice at once. */
export async function main(): Promise<{ ok: true }> {
  const work = await parts()
  await work.drain()
  await work.sweep()
  return { ok: true }
}
