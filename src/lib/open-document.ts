import Taro from '@tarojs/taro'
import type { DocumentType } from '../../cloudfunctions/contract/files'
import { DOCUMENT_ENDINGS } from '../../cloudfunctions/contract/files'
import { bringFile } from './give-file'
import { RpcError } from './rpc-error'

type Ending = (typeof DOCUMENT_ENDINGS)[DocumentType]
const isEnding = (text: string): text is Ending => Object.values(DOCUMENT_ENDINGS).includes(text)

const unreadable = () => new RpcError({ code: 'file.unreadable', message: '这份文件手机打不开，到电脑上再看' })

/**
 * Brings a document to the phone and shows it in WeChat's reader. Throws RpcError: `network`, FILE_GONE when its address
 * is too old, `file.unreadable`.
 */
export async function openDocument(url: string, name: string): Promise<void> {
  const filePath = await bringFile(url)
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const fileType = isEnding(ending) ? { fileType: ending as keyof Taro.openDocument.FileType } : {}
  await Taro.openDocument({ filePath, showMenu: true, ...fileType }).catch(() => {
    throw unreadable()
  })
}
