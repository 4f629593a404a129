/** What a person may attach. Pictures are re-encoded on arrival, so no camera or place data is kept. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]
/** A voice note: MP3 from WeChat's recorder, WAV from a browser's. Nothing but sound is kept of it. */
export const AUDIO_TYPES = ['audio/mpeg', 'audio/wav'] as const
export type AudioType = (typeof AUDIO_TYPES)[number]
/** What staff attach to a notice. Kept as it is, so nothing that carries a program is taken. */
export const DOCUMENT_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]
/** The ending of a document's name, by its type. */
export const DOCUMENT_ENDINGS: Record<DocumentType, string> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}
export const DOCUMENT_NAME_MAX = 60
export const FILE_TYPES = [...IMAGE_TYPES, ...AUDIO_TYPES, ...DOCUMENT_TYPES] as const
export type FileType = (typeof FILE_TYPES)[number]

export const isAudio = (mime: string): mime is AudioType => (AUDIO_TYPES as readonly string[]).includes(mime)

export const isDocument = (mime: string): mime is DocumentType => (DOCUMENT_TYPES as readonly string[]).includes(mime)

/** Bytes of one upload. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024
/** Bytes and seconds of one voice note: what speech-to-text takes at once. */
export const AUDIO_BYTES_MAX = 3 * 1024 * 1024
export const AUDIO_SECONDS_MAX = 60
/** Pixels of one picture, before decoding: a small file can hide a huge picture. */
export const IMAGE_PIXELS_MAX = 50_000_000
/** Longer edge of what is kept. */
export const IMAGE_EDGE_MAX = 1920
/** Seconds an address for reading a file lives. */
export const FILE_ADDRESS_SECONDS = 300

export type CheckState = 'pending' | 'passed' | 'refused'

/** How a picture, a voice note or a document travels with a record; `url` is null while only its author may have it. */
export interface FileView {
  id: string
  url: string | null
  checkState: CheckState
  /** How long a voice note lasts; null for anything else. */
  seconds: number | null
  /** Of a document, with its ending; null for anything else. */
  name: string | null
}
