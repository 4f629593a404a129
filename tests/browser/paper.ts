import { inflateSync } from 'node:zlib'

/** A piece of a PDF as Chromium writes it: its dictionary, and what it draws. */
interface Piece {
  dictionary: string
  drawing: string
}

function piecesOf(pdf: Buffer): Map<string, Piece> {
  const text = pdf.toString('latin1')
  const pieces = new Map<string, Piece>()
  for (const { 1: number, index } of text.matchAll(/^(\d+) 0 obj\b/gm)) {
    const object = text.slice(index, text.indexOf('endobj', index))
    const begins = object.search(/stream\r?\n/)
    const dictionary = begins < 0 ? object : object.slice(0, begins)
    pieces.set(number!, { dictionary, drawing: begins < 0 ? '' : inflated(pdf, index + begins) })
  }
  return pieces
}

function inflated(pdf: Buffer, at: number): string {
  const start = pdf.indexOf('\n', at) + 1
  try {
    return inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1')
  } catch {
    // A font or a picture, in which nothing is drawn.
    return ''
  }
}

/** Everything that each sheet of a printed page draws, forms within forms included, one text for each sheet. */
export function sheetsOf(pdf: Buffer): string[] {
  const pieces = piecesOf(pdf)
  const drawn = (number: string, seen: Set<string>): string => {
    const piece = pieces.get(number)
    if (!piece || seen.has(number)) return ''
    seen.add(number)
    const [, forms = ''] = /\/XObject\s*<<([^>]*)>>/.exec(piece.dictionary) ?? []
    const contents = /\/Contents (\d+) 0 R/.exec(piece.dictionary)?.slice(1) ?? []
    const below = [...contents, ...[...forms.matchAll(/(\d+) 0 R/g)].map(([, form]) => form!)]
    return [piece.drawing, ...below.map((one) => drawn(one, seen))].join('\n')
  }
  return [...pieces]
    .filter(([, { dictionary }]) => /\/Type\s*\/Page\b/.test(dictionary))
    .map(([number]) => drawn(number, new Set()))
}

const MATRIX = /(-?[\d.]+) (-?[\d.]+) -?[\d.]+ -?[\d.]+ -?[\d.]+ -?[\d.]+ cm/g

/** Something on the sheet is neither upright nor lying. */
export const isAslant = (sheet: string): boolean =>
  [...sheet.matchAll(MATRIX)].some(([, along, across]) => Number(along) !== 0 && Number(across) !== 0)
