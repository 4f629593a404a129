import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endingOf } from '../../cloudfunctions/engines/messages/ending'
import { ringsAt, shanghaiDay } from '../../cloudfunctions/engines/messages/quiet-hours'

const HOUR_MS = 3_600_000
const moments = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const calm = fc.constantFrom('low' as const, 'normal' as const)

const clockText = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const shown = (at: Date) => clockText.format(at)
const hourOf = (at: Date) => Number(shown(at).slice(11, 13))

describe('quiet hours, 22:00 to 07:00 in Shanghai', () => {
  test('an alarm rings at once, day and night', () => {
    fc.assert(
      fc.property(moments, (now) => {
        expect(ringsAt(now, 'alarm')).toEqual(now)
      }),
    )
  })

  test('anything else rings by day, never earlier than written and at most 9 hours later', () => {
    fc.assert(
      fc.property(moments, calm, (now, urgency) => {
        const at = ringsAt(now, urgency)
        expect(hourOf(at)).toBeGreaterThanOrEqual(7)
        expect(hourOf(at)).toBeLessThan(22)
        expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(9 * HOUR_MS)
      }),
    )
  })

  test('what need not wait does not; what waits is rung at 07:00 sharp', () => {
    fc.assert(
      fc.property(moments, calm, (now, urgency) => {
        const at = ringsAt(now, urgency)
        const isDay = hourOf(now) >= 7 && hourOf(now) < 22
        if (isDay) expect(at).toEqual(now)
        else expect(shown(at).slice(11)).toBe('07:00:00')
      }),
    )
  })

  test.each([
    ['2026-11-24 21:59:59.999', '2026-11-24 21:59:59'],
    ['2026-11-24 22:00:00.000', '2026-11-25 07:00:00'],
    ['2026-12-31 23:59:59.999', '2027-01-01 07:00:00'],
    ['2027-01-01 00:00:00.000', '2027-01-01 07:00:00'],
    ['2026-11-24 06:59:59.999', '2026-11-24 07:00:00'],
    ['2026-11-24 07:00:00.000', '2026-11-24 07:00:00'],
  ])('written %s, rung %s', (written, rung) => {
    expect(shown(ringsAt(new Date(`${written.replace(' ', 'T')}+08:00`), 'normal'))).toBe(rung)
  })

  test('the day is the one on the wall in Shanghai', () => {
    fc.assert(
      fc.property(moments, (now) => {
        expect(shanghaiDay(now)).toBe(shown(now).slice(0, 10))
      }),
    )
  })
})

describe('how a push ends', () => {
  const answered = (errcode: number, api = 'subscribe') =>
    endingOf({ api, failure: 'errcode', errcode, mayHaveArrived: false })

  test.each([
    [40003, 'unbound'],
    [40256, 'unbound'],
    [40257, 'unbound'],
    [40037, 'notTaken'],
    [41030, 'notTaken'],
    [47003, 'notTaken'],
    [40097, 'notTaken'],
    [45168, 'notTaken'],
    [45009, 'notTaken'],
    [42001, 'notTaken'],
    [43101, 'refused'],
    [43107, 'failed'],
    [43104, 'failed'],
    [43108, 'outOfReach'],
    [-1, 'outOfReach'],
    [99999, 'failed'],
  ])('errcode %i: %s', (errcode, name) => {
    expect(answered(errcode)).toBe(name)
  })

  test('an answer that never came is uncertain, unless nothing can have arrived', () => {
    const silent = (failure: 'network' | 'timeout', mayHaveArrived: boolean) =>
      endingOf({ api: 'subscribe', failure, errcode: null, mayHaveArrived })
    expect(silent('timeout', true)).toBe('uncertain')
    expect(silent('network', true)).toBe('uncertain')
    expect(silent('network', false)).toBe('outOfReach')
    expect(endingOf({ api: 'subscribe', failure: 'http', errcode: null, mayHaveArrived: true })).toBe('outOfReach')
    expect(endingOf({ api: 'subscribe', failure: 'malformed', errcode: null, mayHaveArrived: true })).toBe('uncertain')
  })
  test('without an access token nothing was sent, however the asking for it failed', () => {
    expect(answered(40013, 'token')).toBe('outOfReach')
    expect(endingOf({ api: 'token', failure: 'timeout', errcode: null, mayHaveArrived: true })).toBe('outOfReach')
  })
})
