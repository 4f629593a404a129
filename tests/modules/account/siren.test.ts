import { expect, test } from 'vitest'
import { readWav } from '../../../cloudfunctions/kernel/files/wav'
import { siren } from '../../../src/modules/account/alarms/siren'

test('the alarm’s sound is one second, loud, without a click at its ends, and with a rest in which a voice is heard', () => {
  const bytes = Buffer.from(siren())
  expect(readWav(bytes)?.seconds).toBe(1)
  const samples = Array.from({ length: 16_000 }, (_, at) => bytes.readInt16LE(44 + at * 2))
  expect(Math.max(...samples)).toBeGreaterThan(0.7 * 32_767)
  expect(Math.max(...samples)).toBeLessThan(0.9 * 32_767)
  for (const at of [0, 4800, 9599]) expect(Math.abs(samples[at]!)).toBeLessThan(600)
  expect(samples.slice(9600).every((sample) => sample === 0)).toBe(true)
  /** How often it swings in a stretch: twice its Hz in a second. */
  const crossings = (from: number, to: number) =>
    samples.slice(from, to).filter((sample, i) => sample < 0 !== samples[from + i + 1]! < 0).length
  expect(crossings(0, 4800) / 0.3 / 2).toBeCloseTo(880, -2)
  expect(crossings(4800, 9600) / 0.3 / 2).toBeCloseTo(660, -2)
})
