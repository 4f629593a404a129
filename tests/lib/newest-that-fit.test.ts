import { dehydrate, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { newestThatFit } from '../../src/lib/newest-that-fit'

const answers = (sizes: number[]) => {
  const client = new QueryClient()
  sizes.forEach((size, i) => {
    client.setQueryData(['orders', 'appeals.get', { id: i }], 'x'.repeat(size), { updatedAt: 1000 + i })
  })
  return dehydrate(client)
}

const kept = (sizes: number[], max: number) =>
  newestThatFit(answers(sizes), max).queries.map((query) => (query.queryKey[2] as { id: number }).id)

test('the newest are kept, and one too large does not push out the others', () => {
  expect(kept([10, 10, 10], 100_000)).toEqual([2, 1, 0])
  expect(kept([10, 5000, 10], 2000)).toEqual([2, 0])
  expect(kept([4000, 4000, 4000, 4000], 10_000)).toEqual([3, 2])
})
