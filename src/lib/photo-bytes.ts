import Taro from '@tarojs/taro'
import { RpcError } from './rpc-error'

export interface Posting {
  url: string
  bytes: ArrayBuffer
  mime: string
  token: string | null
  progress: (part: number) => void
}

const LOST = { code: 'file.lost', message: '手机里找不到了，请重新拍一张或说一段' }

/** The bytes of a kept picture or voice note. @throws RpcError when the phone has removed it */
export function readPhoto(path: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => (typeof data === 'string' ? reject(new RpcError(LOST)) : resolve(data)),
      fail: () => reject(new RpcError(LOST)),
    })
  })
}

/** Moves a picture or voice note out of WeChat's temporary files, which it clears when the app closes. */
export function keepPhoto(path: string): Promise<string> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: (result) => resolve('savedFilePath' in result ? result.savedFilePath : path),
      fail: () => resolve(path),
    })
  })
}

/** Lets go of what was kept, so that the 200 MB WeChat allows do not fill up. */
export function dropPhoto(path: string): void {
  Taro.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined })
}

/** Posts raw bytes; WeChat tells no progress for them. @returns HTTP status */
export async function postBytes({ url, bytes, mime, token, progress }: Posting): Promise<number> {
  const { statusCode } = await Taro.request({
    url,
    method: 'POST',
    data: bytes,
    timeout: 60_000,
    header: { 'content-type': mime, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  progress(1)
  return statusCode
}
