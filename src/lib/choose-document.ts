import Taro from '@tarojs/taro'
import { DOCUMENT_ENDINGS } from '../../cloudfunctions/contract/files'
import { keepPhoto } from './photo-bytes'

export interface ChosenDocument {
  path: string
  /** With its ending. */
  name: string
  bytes: number
}

/** Documents out of WeChat's chats, at most so many; none when the person turns back. */
export async function chooseDocuments(count: number): Promise<ChosenDocument[]> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({
      count,
      type: 'file',
      extension: Object.values(DOCUMENT_ENDINGS),
    })
    return await Promise.all(
      tempFiles.map(async ({ path, name, size }) => ({ path: await keepPhoto(path), name, bytes: size })),
    )
  } catch {
    return []
  }
}
