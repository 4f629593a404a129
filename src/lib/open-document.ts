import Taro from '@tarojs/taro'
import type { DocumentType } from '../../cloudfunctions/contract/files'
import { DOCUMENT_ENDINGS } from '../../cloudfunctions/contract/files'
import { bringFile } from './give-file'

type Ending = (typeof DOCUMENT_ENDINGS)[DocumentType]
const isEnding = (text: string): text is Ending => Object.values(DOCUMENT_ENDINGS).includes(text)

/** Brings a document to the phone and shows it in WeChat's reader. Throws RpcError `network`. */
export async function openDocument(url: string, name: string): Promise<void> {
  const filePath = await bringFile(url)
  const ending = name.split('.').at(-1) ?? ''
  await Taro.openDocument({
    filePath,
    showMenu: true,
    ...(isEnding(ending) && { fileType: ending as keyof Taro.openDocument.FileType }),
  })
}
