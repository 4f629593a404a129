import { addressOf } from './transport'

/** Gives a document to the browser, which keeps it under its own name. */
export async function openDocument(url: string, name: string): Promise<void> {
  const link = document.createElement('a')
  link.href = addressOf(url)
  link.download = name
  link.click()
}
