import type { PlaceKind, Point } from '../../cloudfunctions/contract/places'
import { polygonText } from '../../cloudfunctions/registry/places/borders/rules'
import { borderOf, insideGrid } from '../county/ground'
import type { DemoHome, DemoPlace } from '../county/places'
import { type Chance, chance, seededId } from '../county/seed'

/** What one community has: as many homes as a Chinese grid is meant to have, about 330 each. */
const GRIDS = 4
const BUILDINGS = 6
const ENTRANCES = 2
const FLOORS = 14
const DOORS = 2

const COMMUNITIES_PER_SUBDISTRICT = 12
const SUBDISTRICTS_PER_COUNTY = 16
const COMMUNITIES_PER_ROW = 12

const FIRST = '青金文永新东西南北长和兴安平福康宁泰华盛春秋明清'
const SECOND = '檀穗昌乐河关苑湖桥塘园林泉岭坊庄湾溪港洲台集渡口'
const ESTATES = ['花园', '家园', '小区', '新村', '佳苑', '华庭', '名邸', '雅居', '公寓', '人家']

/** The nth name of two characters; later rounds have a third. */
function nameAt(n: number): string {
  const pairs = FIRST.length * SECOND.length
  const at = (n * 317) % pairs
  const round = Math.floor(n / pairs)
  return (
    FIRST[at % FIRST.length]! + (round ? FIRST[round % FIRST.length]! : '') + SECOND[Math.floor(at / FIRST.length)]!
  )
}

type Above = Pick<DemoPlace, 'id' | 'kind' | 'path' | 'communityId'>

/** The ground of a county or, where it has more communities than a county, of a city of several counties. */
export class Ground {
  private readonly above = new Map<string, DemoPlace>()

  constructor(private readonly seed: string) {}

  /** The nth community with its homes, and before the first of a county or subdistrict those. */
  community(n: number): { places: DemoPlace[]; homes: DemoHome[]; grids: DemoPlace[] } {
    const subdistrictNumber = Math.floor(n / COMMUNITIES_PER_SUBDISTRICT)
    const countyNumber = Math.floor(subdistrictNumber / SUBDISTRICTS_PER_COUNTY)
    const places: DemoPlace[] = []
    const county = this.once(places, null, 'county', `${nameAt(countyNumber + 7)}县`)
    const subdistrict = this.once(places, county, 'subdistrict', `${nameAt(subdistrictNumber + 31)}街道`)
    const name = nameAt(n)
    const community = this.place(subdistrict, 'community', `${name}社区`)
    places.push(community)
    const homes: DemoHome[] = []
    const grids: DemoPlace[] = []
    const luck = chance(`${this.seed} community ${n}`)
    for (let number = 0; number < GRIDS; number++) {
      if (number % 2 === 0)
        places.push(this.place(community, 'estate', name + ESTATES[(n + number / 2) % ESTATES.length]))
      const estate = places.findLast(({ kind }) => kind === 'estate')!
      const [column, row] = [
        (n % COMMUNITIES_PER_ROW) * 2 + Math.floor(number / 2),
        Math.floor(n / COMMUNITIES_PER_ROW) * 2 + (number % 2),
      ]
      const centre = insideGrid(column, row, 0.5, 0.5)
      const shape = polygonText(borderOf(column, row))
      const grid = this.place(estate, 'grid', `${name}第${number + 1}网格`, { point: centre, shape })
      places.push(grid)
      grids.push(grid)
      for (let b = 0; b < BUILDINGS; b++) {
        const point = insideGrid(column, row, (b + 1) / (BUILDINGS + 1), 0.4 + 0.2 * (b % 2))
        this.addBuilding({ places, homes, grid, estate, point, luck, number: (number % 2) * BUILDINGS + b + 1 })
      }
    }
    return { places, homes, grids }
  }

  private addBuilding(lot: {
    places: DemoPlace[]
    homes: DemoHome[]
    grid: DemoPlace
    estate: DemoPlace
    point: Point
    luck: Chance
    number: number
  }): void {
    const { places, homes, grid, estate, point, luck } = lot
    const name = `${lot.number}号楼`
    const building = this.place(grid, 'building', name, { point, label: estate.label + name })
    places.push(building)
    for (let number = 1; number <= ENTRANCES; number++) {
      const label = `${building.label}${number}单元`
      const entrance = this.place(building, 'entrance', `${number}单元`, { point, label })
      places.push(entrance)
      for (let floor = 1; floor <= FLOORS; floor++)
        for (let door = 1; door <= DOORS; door++) {
          const room = `${floor}0${door}`
          homes.push({
            id: seededId(`${this.seed} home ${entrance.id} ${room}`),
            communityId: grid.communityId,
            entranceId: entrance.id,
            gridId: grid.id,
            room,
            areaHundredthsM2: luck.int(6_500, 13_800),
            label: label + room,
          })
        }
    }
  }

  private once(places: DemoPlace[], parent: DemoPlace | null, kind: PlaceKind, name: string): DemoPlace {
    const key = `${parent?.id} ${name}`
    const known = this.above.get(key)
    if (known) return known
    const made = this.place(parent, kind, name)
    this.above.set(key, made)
    places.push(made)
    return made
  }

  private place(
    parent: Above | null,
    kind: PlaceKind,
    name: string,
    of: { point?: Point; shape?: string; label?: string } = {},
  ): DemoPlace {
    const id = seededId(`${this.seed} place ${parent?.id} ${kind} ${name}`)
    const isAbove = !parent || kind === 'subdistrict' || kind === 'community'
    return {
      id,
      kind,
      name,
      label: of.label ?? name,
      point: of.point ?? null,
      shape: of.shape ?? null,
      parentId: parent?.id ?? null,
      path: [...(parent?.path ?? []), id],
      communityId: isAbove ? id : parent.communityId,
    }
  }
}
