import { describe, expect, test } from 'vitest'
import { CAP_FEN_MAX } from '../../../cloudfunctions/contract/civic/notices'
import { leftOf } from '../../../cloudfunctions/engines/messages/spending'
import {
  approvalFrom,
  maySetApproval,
  maySetCap,
  setsFrom,
} from '../../../cloudfunctions/modules/civic/notices/settings/rules'
import { capOf, leftWords, overWords, yuanOf } from '../../../src/modules/civic/notices/money'
import {
  approvalWords,
  belowWords,
  changeWords,
  priceListWords,
  type Setting,
} from '../../../src/modules/civic/notices/setting-words'

const PATHS = {
  county: ['co'],
  subdistrict: ['co', 'sub'],
  community: ['co', 'sub', 'com'],
  other: ['co', 'sub2', 'x'],
}
type At = keyof typeof PATHS

const WHO = {
  county: [{ role: 'county', placeId: 'co' }],
  subdistrict: [{ role: 'subdistrict', placeId: 'sub' }],
  secretary: [{ role: 'secretary', placeId: 'com' }],
  worker: [{ role: 'gridWorker', placeId: 'grid' }],
  department: [{ role: 'department', placeId: 'co' }],
  both: [
    { role: 'secretary', placeId: 'com' },
    { role: 'subdistrict', placeId: 'sub' },
  ],
} as const

describe('who says what a place may spend', () => {
  test.each<[keyof typeof WHO, At[]]>([
    ['county', ['county', 'subdistrict', 'community', 'other']],
    ['subdistrict', ['community']],
    ['both', ['community']],
    ['secretary', []],
    ['worker', []],
    ['department', []],
  ])('%s: those above, and the county for itself', (who, places) => {
    const may = (Object.keys(PATHS) as At[]).filter((at) => maySetCap(WHO[who], PATHS[at]))
    expect(may).toEqual(places)
  })

  test('what is set is set from the highest place that somebody has', () => {
    expect(setsFrom(WHO.both, PATHS.community)).toBe('sub')
    expect(setsFrom(WHO.secretary, PATHS.community)).toBe('com')
    expect(setsFrom(WHO.secretary, PATHS.subdistrict)).toBeNull()
    expect(setsFrom(WHO.department, PATHS.community)).toBeNull()
  })
})

describe('who turns approval on and off', () => {
  const may = (at: At, ...wishes: [placeId: string, setFrom: string, setBy: string][]) =>
    (['secretary', 'subdistrict', 'county'] as const).filter((who) =>
      maySetApproval(
        { personId: who, grants: WHO[who] },
        PATHS[at],
        wishes.map(([placeId, setFrom, setBy]) => ({ placeId, setFrom, setBy, isHeld: setBy !== 'gone' })),
      ),
    )

  test('nobody wanted it: whoever publishes there or above', () => {
    expect(may('community')).toEqual(['secretary', 'subdistrict', 'county'])
    expect(may('subdistrict')).toEqual(['subdistrict', 'county'])
    expect(may('other')).toEqual(['county'])
  })

  test('wanted by the place itself: who said so and those above; wanted from above: nobody below that', () => {
    expect(may('community', ['com', 'com', 'secretary'])).toEqual(['secretary', 'subdistrict', 'county'])
    expect(may('community', ['com', 'sub', 'subdistrict'])).toEqual(['subdistrict', 'county'])
    expect(may('community', ['com', 'co', 'county'])).toEqual(['county'])
  })

  test('what a colleague at the same place wanted is theirs and that of those above', () => {
    expect(may('community', ['com', 'com', 'colleague'])).toEqual(['subdistrict', 'county'])
    expect(may('community', ['com', 'sub', 'colleague'])).toEqual(['county'])
  })

  test('what somebody wanted who serves there no more is that of whoever serves there now, and above', () => {
    expect(may('community', ['com', 'co', 'gone'])).toEqual(['county'])
    expect(may('community', ['com', 'sub', 'gone'])).toEqual(['subdistrict', 'county'])
    expect(may('community', ['com', 'com', 'gone'])).toEqual(['secretary', 'subdistrict', 'county'])
  })

  test('wanted for all below a place: it is changed there alone', () => {
    expect(may('community', ['sub', 'sub', 'subdistrict'])).toEqual([])
    expect(may('community', ['sub', 'sub', 'subdistrict'], ['com', 'com', 'secretary'])).toEqual([])
    expect(may('subdistrict', ['sub', 'sub', 'subdistrict'])).toEqual(['subdistrict', 'county'])
  })

  test('told is the highest place that wants it; wishes of other places are nobody’s here', () => {
    const wishes = [
      { placeId: 'com', setFrom: 'com', setBy: 'secretary', isHeld: true },
      { placeId: 'sub', setFrom: 'co', setBy: 'county', isHeld: true },
      { placeId: 'x', setFrom: 'x', setBy: 'somebody', isHeld: true },
    ]
    expect(approvalFrom(PATHS.community, wishes)).toBe('co')
    expect(approvalFrom(PATHS.community, wishes.slice(0, 1))).toBe('com')
    expect(approvalFrom(PATHS.subdistrict, wishes.slice(0, 1))).toBeNull()
    expect(approvalFrom(PATHS.other, wishes)).toBe('x')
  })
})

describe('money, in words', () => {
  test.each([
    [0, '0 元'],
    [5, '0.05 元'],
    [10, '0.1 元'],
    [100, '1 元'],
    [1250, '12.5 元'],
    [123_456_789, '1,234,567.89 元'],
  ])('%i fen', (fen, words) => expect(yuanOf(fen)).toBe(words))

  test.each([
    ['300', { fen: 30_000 }],
    [' 0 ', { fen: 0 }],
    ['007', { fen: 700 }],
    [String(CAP_FEN_MAX / 100), { fen: CAP_FEN_MAX }],
    [String(CAP_FEN_MAX / 100 + 1), { lack: '最多写 500,000 元' }],
    ['99999999999', { lack: '最多写 500,000 元' }],
    ['', { lack: '先写金额' }],
    ['12.5', { lack: '只写整元，例如 300' }],
    ['-1', { lack: '只写整元，例如 300' }],
    ['1e3', { lack: '只写整元，例如 300' }],
  ])('a cap written as %j', (text, cap) => expect(capOf(text)).toEqual(cap))

  test('what is left, and what goes beyond it', () => {
    expect(overWords({ costFen: 700, capLeftFen: 700 })).toBeNull()
    expect(overWords({ costFen: 701, capLeftFen: 700 })).toContain('还差 0.01 元')
    expect(overWords({ costFen: 701, capLeftFen: null })).toBeNull()
    expect(leftWords({ costFen: 0, capLeftFen: 120_000 })).toBe('这个月还能花 1,200 元')
    expect(leftWords({ costFen: 0, capLeftFen: null })).toBeUndefined()
    const purse = { smsFen: 5, voiceFen: null, capFen: 100, spentFen: 30 }
    expect(leftOf(purse)).toBe(70)
    expect(leftOf({ ...purse, spentFen: 130 })).toBe(0)
    expect(leftOf({ ...purse, smsFen: null })).toBeNull()
  })
})

describe('settings, in words', () => {
  const paid = { smsFen: 5, voiceFen: 12 }
  const none = { smsFen: null, voiceFen: null }
  const here: Setting = {
    id: 'com',
    name: '青檀里社区',
    spentFen: 1250,
    capFen: 20_000,
    maySetCap: false,
    approvalFrom: null,
    maySetApproval: true,
  }
  const own = { ...here, approvalFrom: { id: 'com', name: '青檀里社区' } }
  const above = { ...here, approvalFrom: { id: 'sub', name: '青檀街道' } }

  test('whose wish the second person is', () => {
    expect(approvalWords(here)).toBe('现在写好就能发出')
    expect(approvalWords(own)).toBe('另一位或上级同意后才发出')
    expect(approvalWords(above)).toBe('青檀街道要求的')
    expect(approvalWords({ ...above, maySetApproval: false })).toBe('青檀街道要求的，这里不能改')
    expect(approvalWords({ ...own, maySetApproval: false })).toBe('同事或上级要求的，由他本人或上级来关')
  })

  test('a place below in one line', () => {
    expect(belowWords(here, paid)).toBe('花了 12.5 元，最多 200 元；写好就发')
    expect(belowWords(own, none)).toBe('要第二个人同意')
    expect(priceListWords(paid)).toBe('短信每条 0.05 元，电话每次 0.12 元')
    expect(priceListWords({ ...paid, smsFen: null })).toBe('电话每次 0.12 元')
  })

  test('who changed what', () => {
    const by = { id: '1', at: '2026-11-24T05:00:00Z', byName: '武丽华' }
    expect(changeWords({ ...by, action: 'cap', before: '20000', after: '0' })).toBe(
      '武丽华把每月上限从 200 元改成 0 元',
    )
    expect(changeWords({ ...by, action: 'approval', before: 'false', after: 'true' })).toBe(
      '武丽华要求发通知有第二个人同意',
    )
    expect(changeWords({ ...by, action: 'approval', before: 'true', after: 'false' })).toBe('武丽华改成写好就发')
  })
})
