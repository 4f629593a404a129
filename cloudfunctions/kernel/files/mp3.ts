import type { Sound } from './voice'

/** Bits a second by index, Layer III. Source: ISO 11172-3 and 13818-3. */
const KILOBITS = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
/** Samples a second by index, for MPEG 1; half of it for MPEG 2, a quarter for 2.5. */
const RATES = [44_100, 48_000, 32_000]
const DIVISORS: Record<number, number> = { 3: 1, 2: 2, 0: 4 }
const LAYER_3 = 1
const HEAD_BYTES = 4
/** A chance match of one head in random bytes is likely, of three that follow each other is not. */
const FRAMES_MIN = 3
/** Of what is not a tag, so much must be sound. */
const SOUND_SHARE_MIN = 0.5

interface Frame {
  bytes: number
  seconds: number
  rate: number
}

export const isMp3 = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 3) === 'ID3' || frameAt(bytes, 0) !== null

/**
 * The frames of an MP3, and nothing between, before or behind them: tags (ID3, APE) and the head in which encoders
 * write their name and a length that nobody checks are left out. The length is the sum of the frames. Null when
 * frames are too few or the most part is something else.
 */
export function readMp3(bytes: Buffer): Sound | null {
  const start = tagBytes(bytes)
  const frames: Buffer[] = []
  let seconds = 0
  let rate: number | null = null
  for (let at = start; at + HEAD_BYTES <= bytes.length; ) {
    const frame = frameAt(bytes, at)
    const isWhole = frame && at + frame.bytes <= bytes.length && (rate === null || rate === frame.rate)
    if (!isWhole) {
      at++
      continue
    }
    const content = bytes.subarray(at, at + frame.bytes)
    at += frame.bytes
    if (isEncodersHead(content)) continue
    rate = frame.rate
    seconds += frame.seconds
    frames.push(content)
  }
  const content = Buffer.concat(frames)
  const isSound = frames.length >= FRAMES_MIN && content.length >= (bytes.length - start) * SOUND_SHARE_MIN
  return isSound ? { content, seconds } : null
}

/** The frame that a head at this place announces; null when there is none. */
function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + HEAD_BYTES > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return null
  const version = (bytes[at + 1]! >> 3) & 3
  const divisor = DIVISORS[version]
  const isLayer3 = ((bytes[at + 1]! >> 1) & 3) === LAYER_3
  const kilobits = KILOBITS[version === 3 ? 'mpeg1' : 'mpeg2'][bytes[at + 2]! >> 4]
  const fullRate = RATES[(bytes[at + 2]! >> 2) & 3]
  if (!isLayer3 || !divisor || !kilobits || !fullRate) return null
  const rate = fullRate / divisor
  const samples = version === 3 ? 1152 : 576
  const padding = (bytes[at + 2]! >> 1) & 1
  return { bytes: Math.floor((samples / 8) * ((kilobits * 1000) / rate)) + padding, seconds: samples / rate, rate }
}

/** Bytes of the ID3v2 tags at the front. Source: id3.org, ID3v2.4, 3.1: seven bits of each size byte count. */
function tagBytes(bytes: Buffer): number {
  let at = 0
  while (at + 10 <= bytes.length && bytes.toString('latin1', at, at + 3) === 'ID3') {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (bytes[at + i]! & 0x7f), 0)
    const footer = bytes[at + 5]! & 0x10 ? 10 : 0
    at += 10 + size + footer
  }
  return Math.min(at, bytes.length)
}

const isEncodersHead = (frame: Buffer): boolean => /Xing|Info|VBRI/.test(frame.toString('latin1', HEAD_BYTES, 44))
