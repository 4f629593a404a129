import { expect, test } from 'vitest'
import { Loop } from '../../cloudfunctions/server/loop'

/** So many turns of the microtask queue later. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await null
}

test.each([0, 1, 2, 3, 4, 5, 6])('woken %i turns after its work ended it goes round once more', async (later) => {
  let rounds = 0
  const loop: Loop = new Loop(async () => {
    rounds += 1
    if (rounds === 1) void turns(later).then(() => loop.wake())
  })
  loop.wake()
  await turns(20)
  while (loop.underWay) await loop.underWay
  expect(rounds).toBe(2)
})

test('stopped, it lets its round end and begins no other', async () => {
  let rounds = 0
  let finish = () => {}
  const loop = new Loop(async () => {
    rounds += 1
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  loop.wake()
  loop.wake()
  const stopped = loop.stop()
  finish()
  await stopped
  loop.wake()
  expect(loop.underWay).toBeNull()
  expect(rounds).toBe(1)
})
