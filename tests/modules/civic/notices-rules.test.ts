import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  NOTICE_STATE_LABELS,
  NOTICE_STATES,
  REACH_CLASSES,
  REACH_LABELS,
} from '../../../cloudfunctions/contract/civic/notices'
import { figuresFor } from '../../../cloudfunctions/modules/civic/notices/permissions'
import { plainOf } from '../../../cloudfunctions/modules/civic/notices/plain/plain'
import { sumReach } from '../../../cloudfunctions/modules/civic/notices/reach/rules'
import {
  costOf,
  isPinned,
  leadOf,
  MOVES,
  type Move,
  next,
  shownState,
} from '../../../cloudfunctions/modules/civic/notices/rules'

const facts = { needsApproval: false, isAhead: false, isAuthor: false }

describe('how a notice moves', () => {
  /** Every state that a move leads to; what is not named is refused. */
  const ALLOWED: Record<string, Partial<Record<Move, string>>> = {
    draft: { save: 'draft', remove: 'draft', publish: 'publishing', unschedule: 'draft' },
    waiting: { approve: 'publishing', refuse: 'draft', unschedule: 'draft' },
    scheduled: { unschedule: 'draft', begin: 'publishing' },
    publishing: { finish: 'published', recall: 'recalled', pin: 'publishing' },
    published: { recall: 'recalled', pin: 'published', correct: 'published', remind: 'published' },
    recalled: {},
  }

  test.each(NOTICE_STATES)('from %s', (state) => {
    const reached = Object.fromEntries(
      MOVES.flatMap((move) => {
        const to = next(state, move, facts)
        return typeof to === 'string' ? [[move, to]] : []
      }),
    )
    expect(reached).toEqual(ALLOWED[state])
  })

  test('a second person is asked first, a moment ahead is waited for, an author does not decide', () => {
    expect(next('draft', 'publish', { ...facts, needsApproval: true, isAhead: true })).toBe('waiting')
    expect(next('draft', 'publish', { ...facts, isAhead: true })).toBe('scheduled')
    expect(next('waiting', 'approve', { ...facts, isAhead: true })).toBe('scheduled')
    expect(next('waiting', 'approve', { ...facts, isAuthor: true })).toEqual({ refusal: 'notice.own' })
    expect(next('scheduled', 'begin', { ...facts, isAhead: true })).toEqual({ refusal: 'notice.not_sent' })
  })

  test('past its end nobody is reminded of it and it is not pinned; it can still be put right and taken back', () => {
    const over = { ...facts, isOver: true }
    for (const move of ['remind', 'pin'] as const)
      expect(next('published', move, over)).toEqual({ refusal: 'notice.over' })
    expect(next('published', 'correct', over)).toBe('published')
    expect(next('scheduled', 'begin', over)).toBe('draft')
    expect(next('published', 'recall', over)).toBe('recalled')
    const now = new Date('2026-11-25T01:00:00Z')
    const pinned = { state: 'published' as const, pinnedUntil: new Date(now.getTime() + 1), expiresAt: null }
    expect(isPinned(pinned, now)).toBe(true)
    expect(isPinned({ ...pinned, pinnedUntil: now }, now)).toBe(false)
    expect(isPinned({ ...pinned, expiresAt: now }, now)).toBe(false)
    expect(isPinned({ ...pinned, state: 'recalled' }, now)).toBe(false)
  })

  test('over at its end, unless it was taken back; every state and class has a label of its own', () => {
    const now = new Date('2026-11-25T01:00:00Z')
    expect(shownState({ state: 'published', expiresAt: now }, now)).toBe('expired')
    expect(shownState({ state: 'published', expiresAt: new Date(now.getTime() + 1) }, now)).toBe('published')
    expect(shownState({ state: 'recalled', expiresAt: now }, now)).toBe('recalled')
    expect(new Set(Object.values(NOTICE_STATE_LABELS)).size).toBe(NOTICE_STATES.length + 1)
    expect(new Set(Object.values(REACH_LABELS)).size).toBe(REACH_CLASSES.length)
  })
})

describe('figures', () => {
  test('a lead ends behind a sentence, or says that more follows', () => {
    expect(leadOf('明天停水。请存水。', 6)).toBe('明天停水。')
    expect(leadOf('明天停水请存水', 4)).toBe('明天停水……')
    expect(leadOf('短', 4)).toBe('短')
    expect(leadOf('一家👨‍👩‍👧来', 3)).toBe('一家👨‍👩‍👧……')
  })

  test('blunted to fives, one to four to none', () => {
    expect([0, 1, 4, 5, 9, 10].map(figuresFor([], [], 'tags'))).toEqual([0, 0, 0, 5, 5, 10])
  })

  test('what is not sold here costs nothing', () => {
    expect(costOf({ sms: 3, voice: 2 }, { smsFen: 5, voiceFen: 11 })).toBe(37)
    expect(costOf({ sms: 3, voice: 2 }, { smsFen: null, voiceFen: null })).toBe(0)
  })

  test('sums over all are the sums over places and over classes', () => {
    const group = fc.record({
      placeId: fc.constantFrom(null, 'a', 'b', 'c'),
      label: fc.constantFrom(null, '1号楼'),
      class: fc.constantFrom(...REACH_CLASSES),
      reason: fc.constant(null),
      people: fc.nat(50),
    })
    fc.assert(
      fc.property(fc.array(group, { maxLength: 20 }), (groups) => {
        const sums = sumReach(groups)
        const everybody = groups.reduce((sum, { people }) => sum + people, 0)
        expect(sums.people).toBe(everybody)
        for (const name of REACH_CLASSES)
          expect(sums.byBuilding.reduce((sum, place) => sum + place[name], 0)).toBe(sums[name])
        expect(new Set(sums.byBuilding.map(({ placeId }) => placeId)).size).toBe(sums.byBuilding.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('in plain words, by rules', () => {
  test('official phrases are said as people say them', () => {
    expect(plainOf('请各位居民知悉。')).toBe('请您知道。')
    expect(plainOf('逾期不予办理，请前往服务大厅办理。')).toBe('过期不办，请去服务大厅办理。')
    expect(plainOf('给您带来不便，敬请谅解。特此通知。')).toBe('给您添麻烦了。')
  })

  test('words that only look like such a phrase are left alone', () => {
    for (const text of ['自行车棚舍不得拆。', '例如有人支持本人意见。', '目前往来不便，不得不改。'])
      expect(plainOf(text)).toBe(text)
    expect(plainOf('请自行驶离，不得停放。')).toBe('请自己开走，不能停放。')
  })

  test('when and where first, then what to do, then why', () => {
    const text = '因管网老化，自来水公司更换主阀。请提前存水。11月25日早9点到晚5点停水。'
    expect(plainOf(text).split('\n')).toEqual([
      '11月25日早9点到晚5点停水。',
      '请提前存水。',
      '因管网老化，自来水公司更换主阀。',
    ])
  })

  test('a long sentence is split at its commas, never inside brackets or a figure', () => {
    const text =
      '檀溪苑小区全体业主（含租户，不含商铺）须于本月底以前缴纳物业费1,200元，由物业公司收取，交费后在门岗领取收据，请各位居民相互转告。'
    const lines = plainOf(text).split('\n')
    expect(lines.length).toBeGreaterThan(1)
    expect(plainOf(text)).toContain('（含租户，不含商铺）')
    expect(plainOf(text)).toContain('1,200元')
    expect(lines.every((line) => /[。！？]$/u.test(line))).toBe(true)
  })

  test('what is numbered stays in its order', () => {
    const text = '现将有关事项通知如下：\n一、请关好阀门。\n二、11月25日停水。'
    expect(plainOf(text).split('\n').slice(1)).toEqual(['一、请关好阀门。', '二、11月25日停水。'])
  })

  test('no figure, date, place or phone is ever lost or changed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '11月25日',
        '檀溪苑3号楼2单元',
        '请拨打0537-5112345',
        '13800001234',
        '1,200元',
        '9:30—17:00',
        '请各位居民知悉',
        '逾期不予办理',
        '（周三，早上）',
        '，',
        '。',
        '；',
        '\n',
        '一、',
        '务必携带',
      ),
      fc.string({ maxLength: 6 }),
    )
    const named = ['11月25日', '檀溪苑3号楼2单元', '0537-5112345', '13800001234', '1,200元', '9:30—17:00']
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const plain = plainOf(text)
        const figures = (of: string) => (of.match(/[0-9]+/g) ?? []).sort()
        expect(figures(plain)).toEqual(figures(text))
        for (const name of named) expect(plain.split(name).length).toBe(text.split(name).length)
      }),
      { numRuns: 300 },
    )
  })
})
