import type { PlaceKind } from '../../../contract/places'

/** What a secretary adds below a place; homes stand below an entrance and are kept apart. */
export const ADDED_BELOW: Partial<Record<PlaceKind, 'building' | 'entrance'>> = {
  grid: 'building',
  building: 'entrance',
}

/** What may be renamed or put out of use on screen: estates come by a file. */
export const CHANGEABLE: readonly PlaceKind[] = ['grid', 'building', 'entrance']

/** 檀溪苑3号楼2单元: from the estate down. `parent` is the building of an entrance, `estate` what a building's grid stands in. */
export const labelOf = (
  kind: 'building' | 'entrance',
  name: string,
  parent: { label: string },
  estate: { name: string },
) => (kind === 'entrance' ? parent.label + name : estate.name + name)
