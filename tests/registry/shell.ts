import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runRegistryCommand } from '../../cloudfunctions/server/registry/command'
import { TEST_KEYS } from '../keys'

/** A shell in which `npm run registry -- …` is typed, on a database, with a folder of its own. */
export function registryShell(databaseUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-registry-'))
  const env = {
    DATABASE_URL: databaseUrl,
    LINLI_KEYS: JSON.stringify(TEST_KEYS.keys),
    LINLI_CURRENT_KEY: TEST_KEYS.current,
    LINLI_INDEX_KEY: TEST_KEYS.indexKey,
  }
  let made = 0
  return {
    env,
    async run(...words: string[]): Promise<{ code: number; said: string; complained: string }> {
      const [said, complained]: [string[], string[]] = [[], []]
      const code = await runRegistryCommand(words, env, {
        say: (line) => said.push(line),
        complain: (line) => complained.push(line),
      })
      return { code, said: said.join('\n'), complained: complained.join('\n') }
    },
    /** Path of a file with this text, or of one to be written. */
    file(text?: string): string {
      const path = join(folder, `${made++}.geojson`)
      if (text !== undefined) writeFileSync(path, text)
      return path
    },
    read: (path: string) => readFileSync(path, 'utf8'),
  }
}

export const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

/** A square of so many metres about, from a corner in degrees. */
export function square(lng: number, lat: number, size = 0.002): number[][][] {
  const [east, north] = [lng + size, lat + size]
  return [
    [
      [lng, lat],
      [east, lat],
      [east, north],
      [lng, north],
      [lng, lat],
    ],
  ]
}

export const place = (
  kind: string,
  name: string,
  parent: string,
  more: { geometry?: object; properties?: object } = {},
) => ({
  type: 'Feature',
  properties: { kind, name, ...(parent && { parent }), ...more.properties },
  geometry: more.geometry ?? null,
})

const polygon = (lng: number, lat: number) => ({ type: 'Polygon', coordinates: square(lng, lat) })

/** A county of one community with two grids side by side, each feature by its name. */
export const SMALL_COUNTY = [
  place('county', '白河县', ''),
  place('department', '民政局', '白河县'),
  place('subdistrict', '河东街道', '白河县'),
  place('community', '柳林社区', '白河县/河东街道'),
  place('estate', '柳林苑', '白河县/河东街道/柳林社区'),
  place('grid', '柳林第1网格', '白河县/河东街道/柳林社区/柳林苑', { geometry: polygon(116.3, 35.4) }),
  place('grid', '柳林第2网格', '白河县/河东街道/柳林社区/柳林苑', { geometry: polygon(116.302, 35.4) }),
  place('building', '1号楼', '白河县/河东街道/柳林社区/柳林苑/柳林第1网格', {
    geometry: { type: 'Point', coordinates: [116.301, 35.401] },
  }),
  place('entrance', '1单元', '白河县/河东街道/柳林社区/柳林苑/柳林第1网格/1号楼'),
]
