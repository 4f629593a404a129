import { describe, expect, test } from 'vitest'
import { readVoice } from '../../cloudfunctions/kernel/files/voice'
import { slimDraft } from '../../src/lib/drafts'
import { levelOfMp3 } from '../../src/lib/mp3-level'
import { toWav } from '../../src/lib/wav'
import { withHeard } from '../../src/parts/tell/heard-words'

describe('a browser’s recording', () => {
  const sine = (seconds: number, rate: number, volume = 0.5) =>
    Float32Array.from({ length: seconds * rate }, (_, at) => volume * Math.sin((at / rate) * 440 * 2 * Math.PI))

  test.each([16_000, 44_100, 48_000])('at %i a second is what the server takes, as long as it was', (rate) => {
    const wav = readVoice(Buffer.from(toWav([sine(1, rate), sine(2, rate)], rate)))
    expect(wav).toMatchObject({ mime: 'audio/wav', seconds: 3 })
    const samples = new Int16Array(
      wav.content.buffer.slice(wav.content.byteOffset + 44, wav.content.byteOffset + wav.content.length),
    )
    expect(samples.length).toBe(48_000)
    // The pitch is kept: 440 crossings upwards a second.
    const crossings = samples.filter((sample, at) => at > 0 && sample >= 0 && samples[at - 1]! < 0).length
    expect(Math.abs(crossings - 1320)).toBeLessThan(8)
    expect(Math.max(...samples)).toBeGreaterThan(15_000)
    expect(Math.max(...samples)).toBeLessThan(17_000)
  })

  test('louder than loud is cut, not turned over', () => {
    const samples = new Int16Array(toWav([Float32Array.of(2, -2, 0)], 16_000).slice(44))
    expect([...samples]).toEqual([32_767, -32_767, 0])
  })

  test('of nothing it is a head alone', () => {
    expect(toWav([], 48_000).byteLength).toBe(44)
  })
})

describe('loudness of WeChat’s MP3', () => {
  /** MPEG 2, mono: 30 bits of side information, then the gain. */
  const frame = (gain: number) => {
    const bytes = new Uint8Array(108)
    bytes.set([0xff, 0xf3, 0x38, 0xc4])
    bytes[7] = gain >> 6
    bytes[8] = (gain << 2) & 0xff
    return bytes
  }

  test('follows the gain of its last frame, also where pieces are cut anywhere', () => {
    const levels = [100, 140, 170, 200].map((gain) => levelOfMp3(frame(gain).buffer))
    expect(levels).toEqual([0, expect.closeTo(0.286, 2), expect.closeTo(0.714, 2), 1])
    const piece = Uint8Array.of(...frame(100).slice(50), ...frame(200), 0xff)
    expect(levelOfMp3(piece.buffer)).toBe(1)
    expect(levelOfMp3(new Uint8Array(50).buffer)).toBeNull()
    expect(levelOfMp3(new ArrayBuffer(0))).toBeNull()
  })
})

describe('heard words among written ones', () => {
  test.each([
    ['', '', '路灯不亮', '路灯不亮'],
    ['三号楼', '', '路灯不亮', '三号楼，路灯不亮'],
    ['三号楼。', '', '路灯不亮', '三号楼。路灯不亮'],
    ['三号楼，路灯不亮', '路灯不亮', '路灯坏了', '三号楼，路灯坏了'],
    ['三号楼，路灯全都不亮', '路灯不亮', '路灯坏了', '三号楼，路灯全都不亮，路灯坏了'],
  ])('「%s」 with 「%s」 heard before, then 「%s」', (text, heardText, heard, result) => {
    expect(withHeard({ text, heardText }, heard).text).toBe(result)
  })

  test('never grow over what the field takes', () => {
    expect(withHeard({ text: '一'.repeat(495), heardText: '' }, '二'.repeat(50)).text).toHaveLength(500)
    expect(withHeard({ text: '一'.repeat(500), heardText: '' }, '二').text).toBe('一'.repeat(500))
  })
})

test('a phone that is full lets go of a voice note’s bytes, not of one that arrived', () => {
  const voice = { id: 'v', path: 'data:audio/wav;base64,AAAA', seconds: 3 }
  expect(slimDraft({ voices: [{ ...voice, fileId: null }] })).toEqual({ voices: [] })
  expect(slimDraft({ voices: [{ ...voice, fileId: 'f' }] })).toEqual({ voices: [{ ...voice, fileId: 'f', path: '' }] })
})
