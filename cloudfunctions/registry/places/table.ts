import { sql } from 'drizzle-orm'
import { boolean, check, customType, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { PLACE_KINDS } from '../../contract/places'
import { id, oneOf, type TableFacts, word } from '../../kernel/database/columns'

/** PostgreSQL's own polygon, as `((lng,lat),…)`. */
const polygon = customType<{ data: string }>({ dataType: () => 'polygon' })

/** County to entrance in one tree. `path` lists the place itself and all above it, county first. */
export const places = pgTable(
  'places',
  {
    id: id().primaryKey(),
    kind: word('kind', PLACE_KINDS).notNull(),
    name: text('name').notNull(),
    parentId: id('parent_id'),
    path: uuid('path').array().notNull(),
    /** The community this place stands in; for subdistrict and county their own id. */
    communityId: id('community_id').notNull(),
    /** Names from the estate down, as residents say it: 檀溪苑3号楼2单元. */
    label: text('label').notNull(),
    lat: doublePrecision('lat'),
    lng: doublePrecision('lng'),
    shape: polygon('shape'),
    isClosed: boolean('is_closed').notNull(),
  },
  (t) => [
    index('places_parent').on(t.parentId),
    index('places_community').on(t.communityId, t.kind),
    index('places_path').using('gin', t.path),
    index('places_shape').using('gist', t.shape).where(sql`kind = 'grid'`),
    check('places_kind', oneOf(t.kind, PLACE_KINDS)),
  ],
)

export const facts: TableFacts[] = [{ table: places, class: 'reference' }]
