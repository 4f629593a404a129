import type { PlaceKind, Point } from '../../cloudfunctions/contract/places'
import { polygonText } from '../../cloudfunctions/registry/places/borders/rules'
import { homeId, placeId } from './cast'
import { borderOf, insideGrid } from './ground'
import { COUNTY_NAME, COUNTY_PLAN, type CommunityPlan, DEPARTMENTS, type EstatePlan, type GridPlan } from './plan'
import { chance } from './seed'

export interface DemoPlace {
  id: string
  kind: PlaceKind
  name: string
  label: string
  parentId: string | null
  path: string[]
  communityId: string
  point: Point | null
  shape: string | null
}

export interface DemoHome {
  id: string
  communityId: string
  entranceId: string
  gridId: string
  room: string
  areaHundredthsM2: number
  label: string
}

const ENTRANCES_PER_BUILDING = 2
const HOMES_PER_FLOOR = 2
const GRID_ROWS_PER_COMMUNITY = 2

/** The county's place tree and its homes, laid out on the ground without gap or overlap. */
export class Town {
  readonly places: DemoPlace[] = []
  readonly homes: DemoHome[] = []

  constructor() {
    const county = this.add(null, 'county', COUNTY_NAME)
    for (const name of DEPARTMENTS) this.add(county, 'department', name)
    COUNTY_PLAN.forEach((plan, i) => {
      const subdistrict = this.add(county, 'subdistrict', plan.name)
      let column = 0
      for (const community of plan.communities) {
        column += this.addCommunity(subdistrict, community, column, i * GRID_ROWS_PER_COMMUNITY)
      }
    })
  }

  /** Lays a community out and answers how many columns of grids it takes. */
  private addCommunity(parent: DemoPlace, plan: CommunityPlan, column: number, row: number): number {
    const community = this.add(parent, 'community', plan.name)
    let grids = 0
    for (const estatePlan of plan.estates) {
      const estate = this.add(community, 'estate', estatePlan.name)
      const firstGrid = grids
      for (const grid of estatePlan.grids) {
        const name = `${plan.name.replace('社区', '')}第${grids + 1}网格`
        const [east, south] = [
          column + Math.floor(grids / GRID_ROWS_PER_COMMUNITY),
          row + (grids % GRID_ROWS_PER_COMMUNITY),
        ]
        this.addGrid(estate, {
          name,
          plan: grid,
          firstBuilding: buildingsBefore(estatePlan, grids - firstGrid) + 1,
          east,
          south,
        })
        grids += 1
      }
    }
    return grids / GRID_ROWS_PER_COMMUNITY
  }

  private addGrid(
    estate: DemoPlace,
    lot: { name: string; plan: GridPlan; firstBuilding: number; east: number; south: number },
  ): void {
    const centre = insideGrid(lot.east, lot.south, 0.5, 0.5)
    const grid = this.add(estate, 'grid', lot.name, centre, polygonText(borderOf(lot.east, lot.south)))
    for (let i = 0; i < lot.plan.buildings; i++) {
      const name = `${lot.firstBuilding + i}号楼`
      const point = insideGrid(lot.east, lot.south, (i + 1) / (lot.plan.buildings + 1), 0.4 + 0.2 * (i % 2))
      const building = this.add(grid, 'building', name, point, null, estate.label + name)
      for (let number = 1; number <= ENTRANCES_PER_BUILDING; number++) {
        const entrance = this.add(building, 'entrance', `${number}单元`, point, null, `${building.label}${number}单元`)
        this.addHomes(entrance, grid, lot.plan.floors)
      }
    }
  }

  private addHomes(entrance: DemoPlace, grid: DemoPlace, floors: number): void {
    const luck = chance(`homes ${entrance.label}`)
    for (let floor = 1; floor <= floors; floor++) {
      for (let door = 1; door <= HOMES_PER_FLOOR; door++) {
        const room = `${floor}0${door}`
        const label = entrance.label + room
        const areaHundredthsM2 = luck.int(6_500, 13_800)
        const { communityId } = grid
        this.homes.push({
          id: homeId(label),
          communityId,
          entranceId: entrance.id,
          gridId: grid.id,
          room,
          areaHundredthsM2,
          label,
        })
      }
    }
  }

  private add(
    parent: DemoPlace | null,
    kind: PlaceKind,
    name: string,
    point: Point | null = null,
    shape: string | null = null,
    label = name,
  ): DemoPlace {
    const id = placeId(label)
    const isAbove = kind === 'county' || kind === 'subdistrict' || kind === 'community'
    const place: DemoPlace = {
      id,
      kind,
      name,
      label,
      point,
      shape,
      parentId: parent?.id ?? null,
      path: [...(parent?.path ?? []), id],
      communityId: isAbove || !parent ? id : parent.communityId,
    }
    this.places.push(place)
    return place
  }
}

const buildingsBefore = (estate: EstatePlan, grids: number) =>
  estate.grids.slice(0, grids).reduce((total, grid) => total + grid.buildings, 0)
