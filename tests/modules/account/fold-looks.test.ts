import { expect, test } from 'vitest'
import { foldLooks } from '../../../src/modules/account/privacy/fold-looks'

const now = new Date('2026-11-27T04:30:00Z')
const look = (id: string, at: string, change: object = {}) => ({
  id,
  viewerName: '刘海峰',
  viewerRole: '网格员',
  what: '看了您的登记信息',
  why: '核对登记信息',
  at: `2026-11-${at}:00.000Z`,
  ...change,
})

test('looks that tell the same within a day stand together; nothing between them is passed over', () => {
  const folded = foldLooks(
    [
      look('f', '27T04:21'),
      look('e', '27T04:20'),
      look('d', '27T04:19', { what: '看了您的电话', why: '打电话联系本人' }),
      look('c', '27T04:18'),
      // In Shanghai the day before.
      look('b', '26T15:59'),
      look('a', '26T15:58', { viewerName: '赵敏' }),
    ],
    now,
  )
  expect(folded.map(({ id, since, times }) => [id, since.slice(8, 16), times])).toEqual([
    ['f', '27T04:20', 2],
    ['d', '27T04:19', 1],
    ['c', '27T04:18', 1],
    ['b', '26T15:59', 1],
    ['a', '26T15:58', 1],
  ])
})
