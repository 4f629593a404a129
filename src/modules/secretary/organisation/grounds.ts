import type { Point } from '../../../../cloudfunctions/contract/places'
import type { api } from '../../../lib/rpc'

export type Grid = Awaited<ReturnType<typeof api.organisation.grids>>['grids'][number]

/** A grid as it is drawn; `kind` is the most pressing light of its open orders. */
export interface Ground {
  id: string
  name: string
  border: Point[]
  kind: 'red' | 'yellow' | 'green' | 'done'
  /** What a screen reader says of it. */
  words: string
}

export interface GroundMapProps {
  grounds: readonly Ground[]
  chosenId: string | null
  onChoose?: (id: string) => void
  /** A border being drawn: its grid is left out of `grounds`. */
  drawn?: {
    corners: readonly Point[]
    selected: number
    /** What the map was opened for, so that it does not jump with each corner. */
    around: readonly Point[]
    onPoint: (point: Point) => void
  }
}

/** 青檀里第1网格 in short: 第1网格. */
export const shortName = (name: string): string => name.replace(/^.*(?=第)/, '')

/** 超期 1 件，快到期 2 件; 单都办完了. */
export function lightWords({ red, yellow, green }: Grid['lights']): string {
  const told = [red > 0 && `超期 ${red} 件`, yellow > 0 && `快到期 ${yellow} 件`, green > 0 && `按时 ${green} 件`]
  return told.filter(Boolean).join('，') || '单都办完了'
}

/** 刘海峰，36 户，82 人. */
export const gridWords = ({ workers, homes, people }: Grid): string =>
  [workers.join('、') || '还没有网格员', `${homes} 户`, people !== null && `${people} 人`].filter(Boolean).join('，')

const kindOf = ({ red, yellow, green }: Grid['lights']): Ground['kind'] =>
  red > 0 ? 'red' : yellow > 0 ? 'yellow' : green > 0 ? 'green' : 'done'

/** Grids that somebody has drawn, as the map takes them. */
export const groundsOf = (grids: readonly Grid[]): Ground[] =>
  grids.flatMap(({ id, name, border, lights, ...grid }) =>
    border
      ? [
          {
            id,
            name,
            border,
            kind: kindOf(lights),
            words: `${name}，${gridWords({ id, name, border, lights, ...grid })}，${lightWords(lights)}`,
          },
        ]
      : [],
  )
