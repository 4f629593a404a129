import { DOCUMENT_ENDINGS, DOCUMENT_TYPES, type FileType } from '../../cloudfunctions/contract/files'

const endingOf = (name: string) => name.toLowerCase().split('.').at(-1)

/** A document's type by its name's ending, which the server checks against what is inside. Null for what is not taken. */
export const documentTypeOf = (name: string): FileType | null =>
  DOCUMENT_TYPES.find((type) => DOCUMENT_ENDINGS[type] === endingOf(name)) ?? null

/** The type by the first bytes: names and the phone's own word may be wrong. */
export function fileTypeOf(bytes: ArrayBuffer): FileType | null {
  const head = new Uint8Array(bytes, 0, Math.min(12, bytes.byteLength))
  const has = (from: number, ...magic: number[]) => magic.every((byte, at) => head[from + at] === byte)
  if (has(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (has(0, 0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  const isRiff = has(0, 0x52, 0x49, 0x46, 0x46)
  if (isRiff && has(8, 0x57, 0x45)) return 'image/webp'
  if (isRiff && has(8, 0x57, 0x41, 0x56, 0x45)) return 'audio/wav'
  // A tag, or the sync and layer of a first frame.
  const isMp3 = has(0, 0x49, 0x44, 0x33) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)
  return isMp3 ? 'audio/mpeg' : null
}
