import type { FileView } from '../../cloudfunctions/contract/files'
import { imageTypeOf } from './image-type'
import { newKey } from './key'
import { postBytes, readPhoto } from './photo-bytes'
import { api } from './rpc'
import { asRpcError, networkError, RpcError } from './rpc-error'
import { readToken } from './token'
import { addressOf } from './transport'

const TRIES = 3
const PAUSE_MS = 800
/** The bytes had arrived before, only the answer was lost. */
const ALREADY_THERE = 409

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Tries again while nobody knows whether it arrived. */
async function persistently<T>(step: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await step()
    } catch (cause) {
      const fault = asRpcError(cause)
      if (!fault.isUncertain || tried === TRIES) throw fault
      await pause(PAUSE_MS * tried)
    }
  }
}

async function send(url: string, bytes: ArrayBuffer, mime: string, progress: (part: number) => void): Promise<void> {
  const status = await postBytes({ url: addressOf(url), bytes, mime, token: readToken(), progress }).catch(() => {
    throw networkError()
  })
  if (status === ALREADY_THERE) return
  if (status >= 400) throw new RpcError({ code: 'file.refused', message: '照片没传上，点一下重传' }, status)
}

/**
 * Uploads one picture: begin, bytes, finish. A repeat after a broken connection makes no second file.
 * @param path where the phone keeps it
 * @param progress told 0 to 1 on the way
 * @throws RpcError with a sentence for the person
 */
export async function uploadFile(path: string, progress: (part: number) => void = () => undefined): Promise<FileView> {
  const bytes = await readPhoto(path)
  const mime = imageTypeOf(bytes)
  if (!mime) throw new RpcError({ code: 'file.type', message: '这张照片打不开，换一张试试' })
  const beginKey = newKey()
  const begun = await persistently(() => api.files.begin({ key: beginKey, mime, bytes: bytes.byteLength }))
  progress(0.05)
  await persistently(() => send(begun.uploadUrl, bytes, mime, (part) => progress(0.05 + part * 0.9)))
  const finishKey = newKey()
  const { file } = await persistently(() => api.files.finish({ key: finishKey, id: begun.id }))
  progress(1)
  return file
}
