import type { Sound } from './voice'

/** What browsers are made to record, and speech-to-text is told to expect: PCM, 16 kHz, one channel, 16 bits. */
const PCM = 1
const CHANNELS = 1
const RATE = 16_000
const BYTES_PER_SAMPLE = 2
const HEAD_BYTES = 44

export const isWav = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WAVE'

/**
 * The samples of a WAV under a new head; all other chunks are left behind. A data chunk that claims more than there is
 * (a recorder that was interrupted, or a lie) counts as far as it goes. Null when it is not of the one kind taken here.
 */
export function readWav(bytes: Buffer): Sound | null {
  const format = chunk(bytes, 'fmt ')
  const data = chunk(bytes, 'data')
  if (!format || format.length < 16 || !data || !isOurs(format)) return null
  const samples = data.subarray(0, data.length - (data.length % BYTES_PER_SAMPLE))
  if (samples.length === 0) return null
  return {
    content: Buffer.concat([head(samples.length), samples]),
    seconds: samples.length / (RATE * BYTES_PER_SAMPLE),
  }
}

const isOurs = (format: Buffer): boolean =>
  format.readUInt16LE(0) === PCM &&
  format.readUInt16LE(2) === CHANNELS &&
  format.readUInt32LE(4) === RATE &&
  format.readUInt16LE(14) === BYTES_PER_SAMPLE * 8

/** The first chunk of a name, as much of it as is there. Chunks lie on even offsets. */
function chunk(bytes: Buffer, name: string): Buffer | null {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4)
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, at + 8 + size)
    at += 8 + size + (size % 2)
  }
  return null
}

/** Source: Multimedia Programming Interface and Data Specifications 1.0, RIFF WAVE. */
export function head(dataBytes: number): Buffer {
  const made = Buffer.alloc(HEAD_BYTES)
  made.write('RIFF', 0, 'latin1')
  made.writeUInt32LE(HEAD_BYTES - 8 + dataBytes, 4)
  made.write('WAVEfmt ', 8, 'latin1')
  made.writeUInt32LE(16, 16)
  made.writeUInt16LE(PCM, 20)
  made.writeUInt16LE(CHANNELS, 22)
  made.writeUInt32LE(RATE, 24)
  made.writeUInt32LE(RATE * BYTES_PER_SAMPLE, 28)
  made.writeUInt16LE(BYTES_PER_SAMPLE, 32)
  made.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34)
  made.write('data', 36, 'latin1')
  made.writeUInt32LE(dataBytes, 40)
  return made
}
