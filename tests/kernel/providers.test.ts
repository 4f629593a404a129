import { beforeEach, describe, expect, test } from 'vitest'
import { BREAKER } from '../../cloudfunctions/kernel/providers/breaker'
import { type Admission, Providers } from '../../cloudfunctions/kernel/providers/providers'

const clock = { at: 0, now: () => new Date(clock.at) }
/** Draws that go round evenly. */
let drawn = 0
const random = () => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(Math.floor(((drawn++ * 7) % 100) * (2 ** 32 / 100)))
  return bytes
}
let providers: Providers
beforeEach(() => {
  clock.at = 0
  drawn = 0
  providers = new Providers(clock, random)
})

const through = (admission: Admission) => {
  if ('waitMs' in admission) throw new Error('it was kept back')
  return admission
}
const tries = (count: number, verdict: 'ok' | 'failed', route = 'a') => {
  for (let i = 0; i < count; i++) through(providers.admit([route])).over(verdict)
}
const stateOf = (route = 'a') => providers.states().find((one) => one.route === route)?.state

describe('the circuit', () => {
  test('opens with the failure that is one too many, and not before', () => {
    tries(BREAKER.failures - 1, 'failed')
    expect(stateOf()).toBe('closed')
    tries(1, 'failed')
    expect(stateOf()).toBe('open')
    expect(providers.admit(['a'])).toEqual({ waitMs: BREAKER.pauseMs })
  })

  test('looks at the last tries alone', () => {
    for (let i = 0; i < 40; i++) {
      tries(BREAKER.failures - 2, 'failed')
      tries(BREAKER.lookedAt, 'ok')
    }
    expect(stateOf()).toBe('closed')
  })

  test('lets one probe through after the pause; a good one closes it, a bad one doubles the pause up to its longest', () => {
    tries(BREAKER.failures, 'failed')
    for (let pause: number = BREAKER.pauseMs; pause < BREAKER.pauseMaxMs; pause *= 2) {
      clock.at += pause
      const probe = through(providers.admit(['a']))
      expect(providers.admit(['a'])).toEqual({ waitMs: BREAKER.probeMs })
      expect(stateOf()).toBe('halfOpen')
      probe.over('failed')
      expect(providers.admit(['a'])).toEqual({ waitMs: Math.min(pause * 2, BREAKER.pauseMaxMs) })
    }
    clock.at += BREAKER.pauseMaxMs
    tries(1, 'ok')
    expect(stateOf()).toBe('closed')
  })

  test('a probe that was not used leaves the place to the next', () => {
    tries(BREAKER.failures, 'failed')
    clock.at += BREAKER.pauseMs
    through(providers.admit(['a'])).over('unused')
    tries(1, 'ok')
    expect(stateOf()).toBe('closed')
  })

  test('what was under way when it opened neither closes it nor lengthens the pause', () => {
    const late = [1, 2, 3].map(() => through(providers.admit(['a'])))
    tries(BREAKER.failures, 'failed')
    for (const [i, one] of late.entries()) one.over(i === 0 ? 'ok' : 'failed')
    expect(providers.admit(['a'])).toEqual({ waitMs: BREAKER.pauseMs })
  })
})

describe('several routes', () => {
  test('are chosen the more the better they did', () => {
    tries(10, 'ok', 'a')
    tries(5, 'ok', 'b')
    tries(5, 'failed', 'b')
    const chosen = Array.from({ length: 100 }, () => through(providers.admit(['a', 'b'])).route)
    expect(chosen.filter((route) => route === 'a').length).toBeGreaterThan(60)
    expect(chosen).toContain('b')
  })

  test('one that is open is passed by; with all open the first to be probed decides how long', () => {
    tries(BREAKER.failures, 'failed', 'a')
    const chosen = Array.from({ length: 20 }, () => through(providers.admit(['a', 'b'])).route)
    expect(new Set(chosen)).toEqual(new Set(['b']))
    clock.at += 5000
    tries(BREAKER.failures, 'failed', 'b')
    expect(providers.admit(['a', 'b'])).toEqual({ waitMs: BREAKER.pauseMs - 5000 })
  })
})
