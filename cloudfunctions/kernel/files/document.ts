import type { DocumentType } from '../../contract/files'

/** `program`: it carries something that runs when it is opened. `locked`: nobody can read it without a password. */
export type DocumentProblem = 'unreadable' | 'program' | 'locked'

export class DocumentError extends Error {
  override readonly name = 'DocumentError'

  constructor(readonly problem: DocumentProblem) {
    super(problem)
  }
}

/**
 * Looks whether bytes are the document they were announced as, and answers them unchanged. Throws DocumentError.
 * What hides in compressed parts of a PDF is not seen: phones' own viewers run nothing of it.
 */
export function readDocument(bytes: Buffer, mime: DocumentType): Buffer {
  if (mime === 'application/pdf') checkPdf(bytes)
  else checkOffice(bytes, mime.endsWith('sheet') ? 'xl/workbook.xml' : 'word/document.xml')
  return bytes
}

/** `JS` alone stands before its text or a reference: in so many bytes of pictures the three signs come by chance. */
const PDF_RUNS = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b|\/JS(\s*[(<%]|\s+\d+\s+\d+\s+R)/
/** A sign of a name, written by its number. Source: ISO 32000-1, 7.3.5. */
const PDF_ESCAPE = /#([0-9A-Fa-f]{2})/g

/** Source: ISO 32000-1, 7.5 (header within the first 1024 bytes, %%EOF within the last). */
function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1')
  if (!text.slice(0, 1024).includes('%PDF-') || !text.slice(-1024).includes('%%EOF'))
    throw new DocumentError('unreadable')
  const names = text.replace(PDF_ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  if (PDF_RUNS.test(names)) throw new DocumentError('program')
  if (/\/Encrypt\b/.test(names)) throw new DocumentError('locked')
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
/** An end record with the longest comment it may have. */
const END_BYTES_MAX = 22 + 0xffff
/** What all parts may unfold to together: a small zip can fill the reader's phone. */
const UNFOLDED_BYTES_MAX = 256 * 1024 * 1024
/** An office file that is locked is no zip but an old compound file. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')

function checkOffice(bytes: Buffer, mainPart: string): void {
  if (bytes.subarray(0, 8).equals(COMPOUND)) throw new DocumentError('locked')
  const names = zipNames(bytes)
  if (!names.includes('[Content_Types].xml') || !names.includes(mainPart)) throw new DocumentError('unreadable')
  if (names.some((name) => /vbaProject|activeX|embeddings\//i.test(name))) throw new DocumentError('program')
}

/**
 * Names in a zip's central directory. What another reader could read otherwise is refused: a directory longer than its
 * count, or anything behind its end. Source: APPNOTE.TXT 4.3.12, 4.3.16.
 */
function zipNames(bytes: Buffer): string[] {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end < bytes.length - END_BYTES_MAX || end + 22 > bytes.length) throw new DocumentError('unreadable')
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY || end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length)
    throw new DocumentError('unreadable')
  const count = bytes.readUInt16LE(end + 10)
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  let unfolded = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new DocumentError('unreadable')
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    if (at + 46 + name > end) throw new DocumentError('unreadable')
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    unfolded += bytes.readUInt32LE(at + 24)
    at += 46 + name + extra + comment
  }
  if (unfolded > UNFOLDED_BYTES_MAX) throw new DocumentError('unreadable')
  if (at + 4 <= end && bytes.readUInt32LE(at) === DIRECTORY_ENTRY) throw new DocumentError('unreadable')
  return names
}
