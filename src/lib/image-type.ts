import type { ImageType } from '../../cloudfunctions/contract/files'

/** The type by the first bytes: names and the phone's own word may be wrong. */
export function imageTypeOf(bytes: ArrayBuffer): ImageType | null {
  const head = new Uint8Array(bytes, 0, Math.min(12, bytes.byteLength))
  const starts = (...magic: number[]) => magic.every((byte, at) => head[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  const isWebp = starts(0x52, 0x49, 0x46, 0x46) && head[8] === 0x57 && head[9] === 0x45
  return isWebp ? 'image/webp' : null
}
