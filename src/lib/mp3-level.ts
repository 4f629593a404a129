/** Bits of Layer III's side information in front of the loudness of its first granule, mono. Source: ISO 11172-3, 13818-3. */
const GAIN_AT_BITS = { mpeg1: 9 + 5 + 4 + 12 + 9, mpeg2: 8 + 1 + 12 + 9 }
const HEAD_BYTES = 4
/** Of the 8-bit gain: a quiet room and a voice close by, as found in speech. */
const QUIET = 120
const LOUD = 190

/**
 * How loud the last frame of a piece of MP3 is, 0 to 1, without decoding it: each frame says by how much its samples
 * are to be amplified. Null when no frame begins in the piece.
 */
export function levelOfMp3(piece: ArrayBuffer): number | null {
  const bytes = new Uint8Array(piece)
  for (let at = bytes.length - HEAD_BYTES - 8; at >= 0; at--) {
    const [sync = 0, kind = 0] = bytes.subarray(at, at + 2)
    // Sync, and Layer III.
    if (sync !== 0xff || (kind & 0xe6) !== 0xe2) continue
    const hasChecksum = (kind & 1) === 0
    const skip = (kind >> 3) % 4 === 3 ? GAIN_AT_BITS.mpeg1 : GAIN_AT_BITS.mpeg2
    const bit = skip + (HEAD_BYTES + (hasChecksum ? 2 : 0)) * 8
    const from = at + (bit >> 3)
    const pair = ((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0)
    const gain = (pair >> (8 - (bit % 8))) & 0xff
    return Math.max(0, Math.min(1, (gain - QUIET) / (LOUD - QUIET)))
  }
  return null
}
