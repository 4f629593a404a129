import { addressOf } from './transport'

/** A browser fetches the file itself when it is given. */
export const bringFile = async (url: string): Promise<string> => addressOf(url)

/** Saves the file under this name. */
export function giveFile(file: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = file
  link.download = fileName
  link.click()
}

/** Opens a page that is made to be printed, beside the app. */
export const printFile: ((url: string) => void) | null = (url) => void window.open(addressOf(url), '_blank', 'noopener')
