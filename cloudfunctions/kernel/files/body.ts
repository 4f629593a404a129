import { AUDIO_BYTES_MAX, FILE_BYTES_MAX, isAudio } from '../../contract/files'
import { cutOff, fileTooLarge, VOICE_TOO_LARGE } from './faults'

/** Boundaries and part headers around the one file of a form. */
const FORM_OVERHEAD_MAX = 16 * 1024

/**
 * The file that a request carries: as its whole body, or as the field `file` of a form, which is all that WeChat's
 * uploadFile can send. Names and types given by the sender are not looked at.
 * Throws Fault input.too_large as soon as more is announced or received than a file of its type may have, file.cut_off.
 */
export async function readFileBody(request: Request, mime: string): Promise<Buffer> {
  const [max, sentence] = isAudio(mime) ? [AUDIO_BYTES_MAX, VOICE_TOO_LARGE] : [FILE_BYTES_MAX]
  const type = request.headers.get('content-type') ?? ''
  const isForm = type.toLowerCase().startsWith('multipart/form-data')
  const body = await readAtMost(request, max + (isForm ? FORM_OVERHEAD_MAX : 0), sentence)
  const bytes = isForm ? await readForm(body, type) : body
  if (bytes.length === 0) throw cutOff()
  if (bytes.length > max) throw fileTooLarge(sentence)
  return bytes
}

async function readAtMost(request: Request, max: number, sentence?: string): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > max) throw fileTooLarge(sentence)
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
      throw fileTooLarge(sentence)
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
