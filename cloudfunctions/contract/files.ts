/** What a person may attach. Pictures are re-encoded on arrival, so no camera or place data is kept. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** Bytes of one upload. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024
/** Pixels of one picture, before decoding: a small file can hide a huge picture. */
export const IMAGE_PIXELS_MAX = 50_000_000
/** Longer edge of what is kept. */
export const IMAGE_EDGE_MAX = 1920
/** Seconds an address for reading a file lives. */
export const FILE_ADDRESS_SECONDS = 300

export type CheckState = 'pending' | 'passed' | 'refused'

/** How a picture travels with a record; `url` is null while only its author may see it. */
export interface FileView {
  id: string
  url: string | null
  checkState: CheckState
}
