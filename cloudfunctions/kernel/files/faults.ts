import { AUDIO_BYTES_MAX, AUDIO_SECONDS_MAX, FILE_BYTES_MAX } from '../../contract/files'
import { conflict, Fault, tooLarge } from '../errors'

const MEGABYTE = 1024 * 1024
export const TOO_LARGE = `照片不能超过 ${FILE_BYTES_MAX / MEGABYTE} 兆，请缩小后再传`
export const VOICE_TOO_LARGE = `录音不能超过 ${AUDIO_BYTES_MAX / MEGABYTE} 兆，请说短一点`

/** What can be wrong with bytes that claim to be a picture; their file ends as `unreadable`. */
export const PICTURE_FAULTS = {
  wrongType: new Fault('file.wrong_type', 400, '只能传照片，支持 JPEG、PNG 和 WebP'),
  tooManyPixels: new Fault('file.too_many_pixels', 400, '照片的尺寸太大，请缩小后再传'),
  unreadable: new Fault('file.unreadable', 400, '这张照片打不开，请换一张'),
} as const

export type PictureProblem = keyof typeof PICTURE_FAULTS

/** The same for bytes that claim to be a voice note. */
export const VOICE_FAULTS = {
  wrongType: new Fault('file.wrong_type', 400, '这不是录音，请重新录一段'),
  tooLong: new Fault('file.too_long', 400, `录音最长 ${AUDIO_SECONDS_MAX} 秒，请说短一点`),
  unreadable: new Fault('file.unreadable', 400, '这段录音打不开，请重新录一段'),
} as const

export type VoiceProblem = keyof typeof VOICE_FAULTS

/** The same for bytes that claim to be a document. */
export const DOCUMENT_FAULTS = {
  unreadable: new Fault('file.unreadable', 400, '这份文件打不开，请传 PDF、Word（docx）或 Excel（xlsx）'),
  program: new Fault('file.program', 400, '这份文件里带着程序，请另存成不带宏的再传'),
  locked: new Fault('file.locked', 400, '这份文件加了密码，居民打不开，请去掉密码再传'),
} as const

/** The upload broke off or carried no file; it may be tried again under the same id. */
export const cutOff = () => new Fault('file.cut_off', 400, '没有传完整，请再传一次')
export const fileTooLarge = (sentence = TOO_LARGE) => tooLarge(sentence)
export const alreadyUploaded = () => conflict('file.already_uploaded', '这份已经传过了')
export const notUploaded = () => conflict('file.not_uploaded', '还没传上来，请再传一次')
export const tooManyFiles = (perHour: number) =>
  new Fault('file.too_many', 429, `一小时最多传 ${perHour} 份，请过一会儿再传`)
