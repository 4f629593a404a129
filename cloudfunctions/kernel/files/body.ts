import { FILE_BYTES_MAX } from '../../contract/files'
import { cutOff, fileTooLarge } from './faults'

/** Boundaries and part headers around the one file of a form. */
const FORM_OVERHEAD_MAX = 16 * 1024

/**
 * The file that a request carries: as its whole body, or as the field `file` of a form, which is all that WeChat's
 * uploadFile can send. Names and types given by the sender are not looked at.
 * Throws Fault input.too_large as soon as more than FILE_BYTES_MAX is announced or received, file.cut_off.
 */
export async function readFileBody(request: Request): Promise<Buffer> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.toLowerCase().startsWith('multipart/form-data')
  const body = await readAtMost(request, FILE_BYTES_MAX + (isForm ? FORM_OVERHEAD_MAX : 0))
  const bytes = isForm ? await readForm(body, type) : body
  if (bytes.length === 0) throw cutOff()
  if (bytes.length > FILE_BYTES_MAX) throw fileTooLarge()
  return bytes
}

async function readAtMost(request: Request, max: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > max) throw fileTooLarge()
  const chunks: Uint8Array[] = []
  const reader = request.body?.getReader()
  if (!reader) throw cutOff()
  for (let received = 0; ; ) {
    const { done, value } = await reader.read().catch(() => Promise.reject(cutOff()))
    if (done) return Buffer.concat(chunks)
    received += value.length
    if (received > max) {
      // Not cancelled: hanging up on the sender would lose the refusal. The server takes in and drops what is left.
      reader.releaseLock()
      throw fileTooLarge()
    }
    chunks.push(value)
  }
}

async function readForm(body: Buffer, type: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  const parts = form ? [...form.entries()] : []
  const [name, file] = parts[0] ?? []
  if (parts.length !== 1 || name !== 'file' || !(file instanceof Blob)) throw cutOff()
  return Buffer.from(await file.arrayBuffer())
}
