import { DOCUMENT_ENDINGS } from '../../cloudfunctions/contract/files'
import type { ChosenDocument } from './choose-document'

/** As a data address, which a draft keeps over a reload. */
const asKept = (file: File): Promise<ChosenDocument> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve({ path: String(reader.result), name: file.name, bytes: file.size })
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** Documents from the computer's folders, at most so many; none when the person turns back. */
export function chooseDocuments(count: number): Promise<ChosenDocument[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = count > 1
  input.accept = Object.values(DOCUMENT_ENDINGS)
    .map((ending) => `.${ending}`)
    .join(',')
  return new Promise((resolve) => {
    input.onchange = () => {
      const files = [...(input.files ?? [])].slice(0, count)
      void Promise.all(files.map(asKept)).then(resolve, () => resolve([]))
    }
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
