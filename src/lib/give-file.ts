import Taro from '@tarojs/taro'
import { fileGone } from './file-gone'
import { networkError } from './rpc-error'
import { addressOf } from './transport'

const FOUND = 200

/** Brings a file of the server's to the phone. Answers what `giveFile` hands over; throws RpcError: `network`, or FILE_GONE. */
export async function bringFile(url: string): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url: addressOf(url) }).catch(() => {
    throw networkError()
  })
  if (statusCode !== FOUND) throw fileGone(statusCode)
  return tempFilePath
}

/** Passes a brought file on in WeChat, to oneself or a colleague; only a tap may ask for it. */
export const giveFile = (file: string, fileName: string): void =>
  void Taro.shareFileMessage({ filePath: file, fileName }).catch(() => undefined)

/** Nothing is printed from WeChat. */
export const printFile: ((url: string) => void) | null = null
