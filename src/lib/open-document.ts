import Taro from '@tarojs/taro'
import { bringFile } from './give-file'
import { RpcError } from './rpc-error'

/** Brings a document to the phone and opens it in WeChat's own viewer. Throws RpcError. */
export async function openDocument(url: string, _name: string): Promise<void> {
  const filePath = await bringFile(url)
  await Taro.openDocument({ filePath, showMenu: true }).catch(() => {
    throw new RpcError({ code: 'file.unopened', message: '这份文件在手机上打不开，请在电脑上看' })
  })
}
