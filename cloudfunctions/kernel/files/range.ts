export interface ByteRange {
  from: number
  /** The last byte, itself included. */
  to: number
}

/**
 * The one part of `size` bytes that a Range header asks for. Null: send the whole, as RFC 9110 (14.2) allows for several
 * parts, other units, and what cannot be read. `unsatisfiable`: it begins behind the end.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') return fromBehind(Number(last), size)
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return null
  return from < size ? { from, to } : 'unsatisfiable'
}

const fromBehind = (count: number, size: number) =>
  count === 0 || size === 0 ? 'unsatisfiable' : { from: Math.max(0, size - count), to: size - 1 }
