import pg from 'pg'
import { gramsOf } from '../../../cloudfunctions/kernel/grams'
import { TRAINING_TEXTS } from '../../../cloudfunctions/modules/governance/appeals/suggest/training/texts'
import { personId } from '../../../local/county/cast'
import { type Chance, chance } from '../../../local/county/seed'
import { insertAll } from '../../../local/county/store'

interface Grid {
  id: string
  communityId: string
  path: string[]
  lat: number
  lng: number
}

interface Made {
  id: string
  noteId: string
  grid: Grid
  lat: number
  lng: number
  state: 'waiting' | 'accepted' | 'closed'
  category: string
  text: string
  code: string
  createdAt: Date
  promisedAt: Date
  grams: string[]
}

const DAY_MS = 86_400_000
const YEARS_BACK_DAYS = 730
/** Open ones are of late; one in ten of all. */
const OPEN_SHARE = 0.1
const WAITING_SHARE = 0.3
const OPEN_DAYS = 20
const BATCH = 5000
/** A grid is about this far across. */
const GRID_DEGREES = 0.002

/** UUIDv7 of a moment, by seeded chance. */
function idAt(at: Date, luck: Chance): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const hex = (length: number) =>
    luck
      .int(0, 16 ** length - 1)
      .toString(16)
      .padStart(length, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}

/** Fills the migrated demo county with so many orders of two years, of which a tenth is open. */
export async function loadOrders(ownerUrl: string, count: number, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows: grids } = await client.query<Grid>(
    `select id, community_id as "communityId", path, lat, lng from places where kind = 'grid'`,
  )
  // Built once over everything: much faster than growing with each row.
  await client.query('drop index search_entries_grams')
  const luck = chance('orders at scale')
  for (let made = 0; made < count; made += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - made) }, (_, i) => make(luck, grids, now, made + i))
    await client.query('begin')
    await insertAll(client, 'orders', rows, orderColumns(now))
    await insertAll(client, 'order_notes', rows, noteColumns)
    await insertAll(client, 'search_entries', rows, searchColumns)
    await client.query('commit')
  }
  await client.query('create index search_entries_grams on search_entries using gin (grams)')
  await client.query('vacuum analyze')
  await client.end()
}

function make(luck: Chance, grids: Grid[], now: Date, number: number): Made {
  const grid = luck.pick(grids)
  const isOpen = luck.happens(OPEN_SHARE)
  const age = luck.fraction() * (isOpen ? OPEN_DAYS : YEARS_BACK_DAYS) * DAY_MS
  const createdAt = new Date(now.getTime() - age)
  const told = luck.pick(TRAINING_TEXTS)
  const text = `${told.text}，${luck.int(1, 30)}号楼`
  const code = `${createdAt.toISOString().slice(2, 7).replace('-', '')}-${number}`
  const month = new Date(createdAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 7)
  return {
    id: idAt(createdAt, luck),
    noteId: idAt(createdAt, luck),
    grid,
    lat: grid.lat + (luck.fraction() - 0.5) * GRID_DEGREES,
    lng: grid.lng + (luck.fraction() - 0.5) * GRID_DEGREES,
    state: isOpen ? (luck.happens(WAITING_SHARE) ? 'waiting' : 'accepted') : 'closed',
    category: told.category,
    text,
    code,
    createdAt,
    promisedAt: new Date(createdAt.getTime() + luck.int(1, 15) * DAY_MS),
    grams: [...gramsOf(`${code} ${text}`), ...grid.path.map((placeId) => `@${placeId}@${month}`)],
  }
}

const array = (values: string[]) => `{${values.map((value) => `"${value}"`).join(',')}}`
const holder = ({ state }: Made) => (state === 'accepted' ? personId('worker2') : null)

const orderColumns = (now: Date) => [
  { name: 'id', type: 'uuid', of: (o: Made) => o.id },
  { name: 'community_id', type: 'uuid', of: (o: Made) => o.grid.communityId },
  { name: 'kind', type: 'text', of: () => 'appeal' },
  { name: 'code', type: 'text', of: (o: Made) => o.code },
  { name: 'state', type: 'text', of: (o: Made) => o.state },
  { name: 'category', type: 'text', of: (o: Made) => o.category },
  { name: 'urgency', type: 'text', of: () => 'normal' },
  { name: 'grid_id', type: 'uuid', of: (o: Made) => o.grid.id },
  { name: 'place_id', type: 'uuid', of: (o: Made) => o.grid.id },
  { name: 'note_id', type: 'uuid', of: (o: Made) => o.noteId },
  { name: 'place_text', type: 'text', of: () => '附近' },
  { name: 'lat', type: 'float8', of: (o: Made) => o.lat },
  { name: 'lng', type: 'float8', of: (o: Made) => o.lng },
  { name: 'requester_id', type: 'uuid', of: () => personId('neighbour') },
  { name: 'holder_id', type: 'uuid', of: holder },
  { name: 'holder_since', type: 'timestamptz', of: (o: Made) => holder(o) && o.createdAt.toISOString() },
  { name: 'holder_as', type: 'text', of: (o: Made) => holder(o) && 'gridWorker' },
  { name: 'holders', type: 'uuid[]', of: () => '{}' },
  { name: 'departments', type: 'uuid[]', of: () => '{}' },
  { name: 'helpers', type: 'uuid[]', of: () => '{}' },
  { name: 'joined', type: 'uuid[]', of: () => '{}' },
  { name: 'rungs', type: 'text[]', of: () => '{}' },
  { name: 'span', type: 'jsonb', of: () => '{"workingDays":3}' },
  { name: 'promised_from', type: 'timestamptz', of: (o: Made) => o.createdAt.toISOString() },
  { name: 'yellow_at', type: 'timestamptz', of: (o: Made) => new Date(o.promisedAt.getTime() - DAY_MS).toISOString() },
  { name: 'promised_at', type: 'timestamptz', of: (o: Made) => o.promisedAt.toISOString() },
  {
    name: 'waiting_since',
    type: 'timestamptz',
    of: (o: Made) => (o.state === 'waiting' ? o.createdAt.toISOString() : null),
  },
  // A hundredth of the open promises has a rung due; the others' moments are to come.
  {
    name: 'look_at',
    type: 'timestamptz',
    of: (o: Made) => (o.state === 'closed' ? null : lookAt(o, now).toISOString()),
  },
  {
    name: 'ended_at',
    type: 'timestamptz',
    of: (o: Made) => (o.state === 'closed' ? o.promisedAt.toISOString() : null),
  },
  { name: 'urges', type: 'int', of: () => 0 },
  { name: 'reopenings', type: 'int', of: () => 0 },
  { name: 'contests', type: 'int', of: () => 0 },
  { name: 'version', type: 'int', of: () => 1 },
  { name: 'created_at', type: 'timestamptz', of: (o: Made) => o.createdAt.toISOString() },
  { name: 'updated_at', type: 'timestamptz', of: (o: Made) => o.createdAt.toISOString() },
]

const lookAt = ({ code }: Made, now: Date) =>
  new Date(now.getTime() + (code.endsWith('77') ? -1 : 1) * (1 + (Number(code.slice(-3)) % 60)) * 3_600_000)

const noteColumns = [
  { name: 'id', type: 'uuid', of: (o: Made) => o.noteId },
  { name: 'community_id', type: 'uuid', of: (o: Made) => o.grid.communityId },
  { name: 'order_id', type: 'uuid', of: (o: Made) => o.id },
  { name: 'author_id', type: 'uuid', of: () => personId('neighbour') },
  { name: 'text', type: 'text', of: (o: Made) => o.text },
  { name: 'check_state', type: 'text', of: () => 'passed' },
  { name: 'created_at', type: 'timestamptz', of: (o: Made) => o.createdAt.toISOString() },
]

const searchColumns = [
  { name: 'community_id', type: 'uuid', of: (o: Made) => o.grid.communityId },
  { name: 'subject', type: 'text', of: () => 'order' },
  { name: 'subject_id', type: 'uuid', of: (o: Made) => o.id },
  { name: 'grams', type: 'text[]', of: (o: Made) => array(o.grams) },
]
