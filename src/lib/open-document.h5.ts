import { fileGone } from './file-gone'
import { networkError } from './rpc-error'
import { addressOf } from './transport'

/** So long a browser may take to begin saving. */
const KEPT_MS = 60_000

/** Fetches a document and saves it under its name. Throws RpcError: `network`, or FILE_GONE when its address is too old. */
export async function openDocument(url: string, name: string): Promise<void> {
  const response = await fetch(addressOf(url)).catch(() => {
    throw networkError()
  })
  if (!response.ok) throw fileGone(response.status)
  const file = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(file), KEPT_MS)
}
