import { describe, expect, test } from 'vitest'
import { ORDER_STATES } from '../../../../cloudfunctions/contract/orders'
import { csv } from '../../../../cloudfunctions/kernel/csv'
import { written } from '../../../../cloudfunctions/modules/governance/appeals/open311/formats'
import {
  bluntCount,
  bluntPoint,
  type MonthFigures,
  monthOf,
  publicStats,
  shareOf,
  shiftMonth,
  spanOf,
  statesOf,
} from '../../../../cloudfunctions/modules/governance/appeals/public/rules'
import { metresBetween } from '../../../../cloudfunctions/registry/places/rules'
import { gcjFromWgs, wgsFromGcj } from '../../../../cloudfunctions/registry/places/wgs84'
import { parseXml } from '../../../fixtures/open311/xml'

describe('figures', () => {
  test('few are not told apart from one another; none is none', () => {
    expect([1, 4].map(bluntCount)).toEqual(Array(2).fill({ n: null, label: '少于 5 件' }))
    expect([0, 5, 6].map((n) => bluntCount(n).label)).toEqual(['0 件', '5 件', '6 件'])
    expect(shareOf(4, 4)).toEqual({ percent: null, of: { n: null, label: '少于 5 件' } })
    expect(shareOf(2, 6)).toEqual({ percent: 33, of: { n: 6, label: '6 件' } })
  })

  const month = (given: Partial<MonthFigures>): MonthFigures => ({
    month: '2026-11',
    received: 10,
    due: 8,
    inTime: 6,
    answered: 8,
    reopened: 1,
    rated: 4,
    satisfied: 3,
    resolved: 8,
    medianHours: 7.36,
    ...given,
  })

  test('a share of fewer than five is not told, the rest of its month is', () => {
    expect(publicStats(month({}))).toEqual({
      month: '2026-11',
      received: { n: 10, label: '10 件' },
      answeredInTime: { percent: 75, of: { n: 8, label: '8 件' } },
      reopened: { percent: 13, of: { n: 8, label: '8 件' } },
      satisfied: { percent: null, of: { n: null, label: '少于 5 件' } },
      medianHours: 7.4,
    })
  })

  test('of a month of fewer than five nothing is told', () => {
    const few = publicStats(month({ received: 4, due: 4, inTime: 4, answered: 4, reopened: 4, rated: 4, resolved: 4 }))
    expect(JSON.stringify(few)).not.toMatch(/[^-\d]4/)
    expect([few.received.n, few.satisfied.percent, few.medianHours]).toEqual([null, null, null])
    expect(publicStats(month({ resolved: 4 })).medianHours).toBeNull()
  })

  test('months begin and end at midnight in Shanghai', () => {
    expect(monthOf(new Date('2026-10-31T16:00:00Z'))).toBe('2026-11')
    expect(monthOf(new Date('2026-10-31T15:59:59Z'))).toBe('2026-10')
    expect(spanOf('2026-12')).toEqual({
      from: new Date('2026-11-30T16:00:00Z'),
      until: new Date('2026-12-31T16:00:00Z'),
    })
    expect([shiftMonth('2026-01', -1), shiftMonth('2026-12', 1), shiftMonth('2026-11', -11)]).toEqual([
      '2025-12',
      '2027-01',
      '2025-12',
    ])
  })

  test('open and closed share out all states', () => {
    expect([...statesOf('open')!, ...statesOf('closed')!].sort()).toEqual([...ORDER_STATES].sort())
    expect(statesOf('closed')).toEqual(['closed', 'unfixed', 'withdrawn', 'declined', 'merged'])
    expect(statesOf('all')).toBeNull()
  })
})

describe('points', () => {
  // Shanghai, Shenzhen and Beijing, as https://github.com/googollee/eviltransform tests itself by them.
  test.each([
    [
      { lat: 31.1774276, lng: 121.5272106 },
      { lat: 31.17530398364597, lng: 121.531541859215 },
    ],
    [
      { lat: 22.543847, lng: 113.912316 },
      { lat: 22.540796131694766, lng: 113.9171764808363 },
    ],
    [
      { lat: 39.911954, lng: 116.377817 },
      { lat: 39.91334545536069, lng: 116.38404722455657 },
    ],
  ])('satellite degrees %j are %j here, and back', (wgs, gcj) => {
    expect(metresBetween(gcjFromWgs(wgs), gcj)).toBeLessThan(0.5)
    expect(metresBetween(wgsFromGcj(gcj), wgs)).toBeLessThan(0.5)
    expect(metresBetween(wgsFromGcj(gcjFromWgs(wgs)), wgs)).toBeLessThan(0.001)
  })

  test('are told to about 100 m', () => {
    expect(bluntPoint({ lat: 35.420567, lng: 116.324449 })).toEqual({ lat: 35.421, lng: 116.324 })
  })
})

describe('tables and XML', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+8613800000000', "'+8613800000000"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","点我")', `"'=HYPERLINK(""http://x"",""点我"")"`],
    ['檀溪苑,3号楼', '"檀溪苑,3号楼"'],
    ['一\r\n二', '"一\r\n二"'],
    ['2026-11', '2026-11'],
  ])('the cell %j is written %j', (value, cell) => {
    expect(csv(['甲'], [[value]])).toBe(`\uFEFF甲\r\n${cell}\r\n`)
  })

  test('XML carries any text, and leaves out what XML cannot', () => {
    const name = `檀溪苑<3号楼>&"东"'西'𠮷\u0000\u000b\ud800`
    const xml = written({ root: 'errors', item: 'error', nodes: [{ description: name, code: null }] }, 'xml')
    expect(xml).toContain('檀溪苑&lt;3号楼&gt;&amp;&quot;东&quot;&apos;西&apos;𠮷</description><code/>')
    expect(parseXml(xml).children[0]!.children[0]!.text).toBe(`檀溪苑<3号楼>&"东"'西'𠮷`)
  })
})
