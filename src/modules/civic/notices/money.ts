import { CAP_FEN_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { countOf } from '../../../lib/format'

/** 1,200.5: fen as digits of yuan. */
export function digitsOf(fen: number): string {
  const rest = String(fen % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return countOf(fen / 100) + (rest && `.${rest}`)
}

/** 12.5 元. */
export const yuanOf = (fen: number): string => `${digitsOf(fen)} 元`

/** The cap that was written, in fen; or what is lacking. Whole yuan alone: a point in the wrong place costs a hundredfold. */
export function capOf(text: string): { fen: number } | { lack: string } {
  const digits = text.trim()
  if (digits === '') return { lack: '先写金额' }
  if (!/^\d+$/.test(digits)) return { lack: '只写整元，例如 300' }
  const fen = Number(digits) * 100
  return fen > CAP_FEN_MAX ? { lack: `最多写 ${yuanOf(CAP_FEN_MAX)}` } : { fen }
}

/** Money before a notice goes: what it would cost, and what is left; null where no paid channel is set up. */
interface Price {
  costFen: number
  capLeftFen: number | null
}

/** 这个月还能花 1,200 元. */
export const leftWords = ({ capLeftFen }: Price): string | undefined =>
  capLeftFen === null ? undefined : `这个月还能花 ${yuanOf(capLeftFen)}`

/** What follows when it would cost more than is left; null when it would not. */
export const overWords = ({ costFen, capLeftFen }: Price): string | null =>
  capLeftFen !== null && costFen > capLeftFen
    ? `这个月的钱不够，还差 ${yuanOf(costFen - capLeftFen)}，发不出的短信和电话改为上门`
    : null
