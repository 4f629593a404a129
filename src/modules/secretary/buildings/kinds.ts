import type { PlaceKind } from '../../../../cloudfunctions/contract/places'
import type { api } from '../../../lib/rpc'

export type Shown = Awaited<ReturnType<typeof api.buildings.below>>
export type Below = Shown['below'][number]

interface Added {
  /** The button. */
  word: string
  label: string
  example: string
  max: number
}

/** What is added below a place of each kind. */
export const ADDED: Partial<Record<PlaceKind, Added>> = {
  grid: { word: '加一栋楼', label: '楼的名字', example: '7号楼', max: 20 },
  building: { word: '加一个单元', label: '单元的名字', example: '3单元', max: 20 },
  entrance: { word: '加一户', label: '房号', example: '601', max: 10 },
}
