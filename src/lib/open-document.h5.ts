import { addressOf } from './transport'

/** Opens a document beside the app; what the browser cannot show it saves. */
export async function openDocument(url: string, _name: string): Promise<void> {
  window.open(addressOf(url), '_blank', 'noopener')
}
