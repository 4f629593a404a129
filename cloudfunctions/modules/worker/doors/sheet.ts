import type { WalkedEntry } from '../../../engines/doors/store'
import { presentEntry } from './present'

type Row = ReturnType<typeof presentEntry> & { room: string }

/** Rows in the order of walking, put together by building and entrance. */
export function sheetOf(rows: readonly WalkedEntry[], now: Date) {
  const buildings: { label: string; entrances: { label: string; rows: Row[] }[] }[] = []
  for (const row of rows) {
    let building = buildings.at(-1)
    if (building?.label !== row.buildingLabel) {
      building = { label: row.buildingLabel, entrances: [] }
      buildings.push(building)
    }
    let entrance = building.entrances.at(-1)
    if (entrance?.label !== row.entranceLabel) {
      entrance = { label: row.entranceLabel, rows: [] }
      building.entrances.push(entrance)
    }
    entrance.rows.push({ ...presentEntry(row, now), room: row.room })
  }
  return buildings
}
