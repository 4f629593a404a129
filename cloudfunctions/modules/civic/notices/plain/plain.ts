import { HANGS, PHRASES, WHAT_TO_DO, WHEN_WHERE } from './dictionary'

/** Characters from which a sentence is split at its commas. */
const LONG = 30

/** Everything that must come out as it went in: figures with what belongs to them. */
const FIGURES = /[0-9０-９]+/g

/**
 * A notice's text in plain words, by rules alone: official phrases are said as people say them, long sentences are split,
 * when and where stands first and then what to do. Nothing is added that was not there, and no figure is lost or changed:
 * where a rule would touch one, the text comes back as it was. To be shown under PLAIN_LABEL, with the original one tap away.
 */
export function plainOf(body: string): string {
  const sentences = body
    .split(/\n+/)
    .flatMap((line) => cut(shorten(line.trim()), '。！？；!?;'))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
  const plain = inOrder(sentences).flatMap(shortLines).join('\n')
  return plain !== '' && figuresOf(plain) === figuresOf(body) ? plain : body
}

const shorten = (text: string): string => PHRASES.reduce((words, [from, to]) => words.replaceAll(from, to), text)

/** A long sentence at its commas, but never inside brackets or quotes; its parts stay together, in their order. */
const shortLines = (sentence: string): string[] =>
  [...sentence].length <= LONG
    ? [sentence]
    : joined(cut(sentence, '，,')).map((part) => (HANGS.test(sentence) ? part : part.replace(/[，,]$/u, '。')))

/** Pieces that end behind one of the marks, outside brackets and quotes. */
function cut(text: string, marks: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let depth = 0
  const characters = [...text]
  for (const [i, character] of characters.entries()) {
    piece += character
    if ('（(「“《'.includes(character)) depth++
    if ('）)」”》'.includes(character)) depth = Math.max(depth - 1, 0)
    // 1,200 元 is one figure.
    const isInFigure = character === ',' && /\d/.test(characters[i + 1] ?? '')
    if (depth === 0 && marks.includes(character) && !isInFigure) {
      pieces.push(piece.trim())
      piece = ''
    }
  }
  return [...pieces, piece.trim()].filter((one) => one !== '')
}

/** Pieces put together again as long as they stay short, so that none stands alone. */
function joined(pieces: string[]): string[] {
  const lines: string[] = []
  for (const piece of pieces) {
    const last = lines.at(-1)
    if (last !== undefined && [...last].length + [...piece].length <= LONG) lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines
}

const rankOf = (sentence: string): number => (WHEN_WHERE.test(sentence) ? 0 : WHAT_TO_DO.test(sentence) ? 1 : 2)

/** When and where, then what to do, then the rest; what is numbered, or where one sentence hangs on another, stays as it stood. */
function inOrder(sentences: string[]): string[] {
  const isNumbered = sentences.some((sentence) =>
    /^\s*([一二三四五六七八九十]+[、.．]|[0-9]+[、.．)）]|（[一二三四五六七八九十]+）)/u.test(sentence),
  )
  if (isNumbered || sentences.some((sentence) => HANGS.test(sentence))) return sentences
  return sentences
    .map((sentence, at) => ({ sentence, at, rank: rankOf(sentence) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ sentence }) => sentence)
}

/** The figures of a text, sorted, for the order of sentences may change. */
const figuresOf = (text: string): string => (text.match(FIGURES) ?? []).sort().join(' ')
