/** A number in [0, 1), as Math.random gives. */
export type Random = () => number

const hex = (n: number) => n.toString(16).padStart(2, '0')

/**
 * A UUID v4 that marks one intention of a person: sent again with a request whose fate is unknown, it is answered by
 * what happened the first time. It only has to be unlikely to meet itself, so the phone's plain randomness will do.
 */
export function newKey(random: Random = Math.random): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const text = bytes.map(hex).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
