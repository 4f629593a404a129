/** What the server takes, and speech-to-text hears best: 16 kHz, one channel, 16 bits. */
export const WAV_RATE = 16_000
const HEAD_BYTES = 44
const LOUDEST = 32_767

/**
 * Brings sound down to WAV_RATE: each sample is the mean of those it stands for.
 * @param chunks one channel, -1 to 1, at `rate` a second, which is not below WAV_RATE
 */
function slowDown(chunks: readonly Float32Array[], rate: number): Int16Array {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const all = new Float32Array(total)
  let end = 0
  for (const chunk of chunks) {
    all.set(chunk, end)
    end += chunk.length
  }
  const step = Math.max(1, rate / WAV_RATE)
  return Int16Array.from({ length: Math.floor(total / step) }, (_, at) => {
    const from = Math.floor(at * step)
    const part = all.subarray(from, Math.max(from + 1, Math.floor((at + 1) * step)))
    const mean = part.reduce((sum, sample) => sum + sample, 0) / part.length
    return Math.round(Math.max(-1, Math.min(1, mean)) * LOUDEST)
  })
}

/** A WAV file of the sound. */
export function toWav(chunks: readonly Float32Array[], rate: number): ArrayBuffer {
  const samples = slowDown(chunks, rate)
  const bytes = new ArrayBuffer(HEAD_BYTES + samples.length * 2)
  const view = new DataView(bytes)
  const word = (at: number, text: string) => {
    for (const [i, letter] of [...text].entries()) view.setUint8(at + i, letter.charCodeAt(0))
  }
  word(0, 'RIFF')
  view.setUint32(4, bytes.byteLength - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, WAV_RATE, true)
  view.setUint32(28, WAV_RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [at, sample] of samples.entries()) view.setInt16(HEAD_BYTES + at * 2, sample, true)
  return bytes
}
