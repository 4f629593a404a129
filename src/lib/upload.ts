import { type FileView, isAudio, isDocument } from '../../cloudfunctions/contract/files'
import { documentTypeOf, fileTypeOf } from './file-type'
import { gate } from './gate'
import { newKey } from './key'
import { currentOwner, type Owner } from './owner'
import { postBytes, readPhoto } from './photo-bytes'
import { api } from './rpc'
import { asRpcError, networkError, RpcError } from './rpc-error'
import { readToken } from './token'
import { addressOf } from './transport'

/** The server receives three of one person at once, also from their other phone. */
const AT_ONCE = 2
const TRIES = 3
const PAUSE_MS = 800
/** Full for the moment: a place comes free as soon as another picture has arrived. */
const RATE_LIMITED = 'rate.limited'
const TRIES_WHEN_FULL = 20
const PAUSE_WHEN_FULL_MS = 1500
/** The bytes had arrived before, only the answer was lost. */
const ALREADY_THERE = 409
const TOO_MANY = 429

const throughGate = gate(AT_ONCE)

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Tries again while nobody knows whether it arrived, and for longer while the server asks to wait. */
async function persistently<T>(step: () => Promise<T>): Promise<T> {
  let lost = 0
  let turnedAway = 0
  for (;;) {
    try {
      return await step()
    } catch (cause) {
      const fault = asRpcError(cause)
      if (fault.code === RATE_LIMITED && ++turnedAway < TRIES_WHEN_FULL) await pause(PAUSE_WHEN_FULL_MS)
      else if (fault.isUncertain && ++lost < TRIES) await pause(PAUSE_MS * lost)
      else throw fault
    }
  }
}

async function send(url: string, bytes: ArrayBuffer, mime: string, progress: (part: number) => void): Promise<void> {
  const status = await postBytes({ url: addressOf(url), bytes, mime, token: readToken(), progress }).catch(() => {
    throw networkError()
  })
  if (status === ALREADY_THERE) return
  const code = status === TOO_MANY ? RATE_LIMITED : 'file.refused'
  if (status >= 400) throw new RpcError({ code, message: lostWords(mime) }, status)
}

function lostWords(mime: string): string {
  if (isDocument(mime)) return '文件没传上，去掉再选一次'
  return isAudio(mime) ? '录音没传上，再说一次' : '照片没传上，点一下重传'
}

interface Options {
  /** Told 0 to 1 on the way. */
  progress?: (part: number) => void
  /** Of a document, with its ending. */
  name?: string | undefined
}

async function upload(path: string, owner: Owner, { progress = () => undefined, name }: Options): Promise<FileView> {
  /** A file is its owner's from the first step to the last, or it waits for them. */
  const asOwner = <T>(step: () => Promise<T>): Promise<T> =>
    persistently(() => {
      if (typeof owner !== 'string' || currentOwner() !== owner) throw networkError()
      return step()
    })
  const bytes = await readPhoto(path)
  const mime = name === undefined ? fileTypeOf(bytes) : documentTypeOf(name)
  if (!mime) throw new RpcError({ code: 'file.type', message: '这份打不开，重新拍一张或说一段' })
  const beginKey = newKey()
  const begun = await asOwner(() =>
    api.files.begin({ key: beginKey, mime, bytes: bytes.byteLength, ...(name && { name }) }),
  )
  progress(0.05)
  await asOwner(() => send(begun.uploadUrl, bytes, mime, (part) => progress(0.05 + part * 0.9)))
  const finishKey = newKey()
  const { file } = await asOwner(() => api.files.finish({ key: finishKey, id: begun.id }))
  progress(1)
  return file
}

/**
 * Uploads one picture, voice note or document: begin, bytes, finish. A repeat after a broken connection makes no second
 * file; of many pictures two go at a time.
 * @param path where the phone keeps it
 * @param owner in whose name; code `network` is thrown when it is somebody else who uses the phone
 * @throws RpcError with a sentence for the person
 */
export const uploadFile = (path: string, owner: Owner, options: Options = {}): Promise<FileView> =>
  throughGate(() => upload(path, owner, options))
