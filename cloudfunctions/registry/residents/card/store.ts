import { sql } from 'drizzle-orm'
import type { ValueField } from '../../../contract/items'
import type { FactSource, PersonTag, ResidencyRelation, Sex } from '../../../contract/registry'
import type { Executor } from '../../../kernel/database/open'
import { statement } from '../../../kernel/database/statement'

/** Somebody's home within reach of those who ask. */
export interface Reach {
  communityId: string
  gridId: string
  /** Entrance, building, grid and all above it. */
  path: string[]
}

const [person, places, at] = ['personId', 'placeIds', 'at'].map((name) => sql.placeholder(name))

/** Present homes of a person at or below the places of who asks. */
const homesInReach = sql`
  select r.community_id, h.grid_id, p.path, h.id as home_id, h.label, r.relation, r.share, r.is_head, r.lives_there,
    r.since, r.source
  from residencies r
    join homes h on h.id = r.home_id and h.community_id = r.community_id
    join places p on p.id = h.entrance_id
  where r.person_id = ${person}::uuid and (r.until is null or r.until > ${at}::timestamptz)
    and p.path && ${places}::uuid[]`

const reachStatement = statement<Reach & Record<string, unknown>>(sql`
  select community_id as "communityId", grid_id as "gridId", path from (${homesInReach}) near
  order by lives_there desc, since, home_id limit 1`)

/** Where a person lives or owns something at or below these places; null when nowhere. */
export async function reachOf(
  db: Executor,
  given: { personId: string; placeIds: readonly string[]; now: Date },
): Promise<Reach | null> {
  const { rows } = await reachStatement(db, {
    personId: given.personId,
    placeIds: given.placeIds,
    at: given.now.toISOString(),
  })
  return rows[0] ?? null
}

export interface CardRow {
  personId: string
  name: string
  birthDate: string | null
  sex: Sex | null
  values: {
    id: string
    field: ValueField
    itemId: string | null
    plain: string | null
    sealed: string | null
    state: 'current' | 'conflicting'
    source: FactSource
    actorId: string
    actorName: string | null
    at: string
    validUntil: string | null
  }[]
  tags: {
    tag: PersonTag
    source: FactSource
    communityId: string
    communityName: string
    since: string
    validUntil: string | null
  }[]
  homes: {
    homeId: string
    label: string
    relation: ResidencyRelation
    share: number | null
    isHead: boolean
    livesThere: boolean
    since: string
  }[]
}

// One statement, so that nobody sees a card whose look was not written down.
const cardStatement = statement<CardRow & Record<string, unknown>>(sql`
  with reach as materialized (${homesInReach}),
  looked as (
    insert into access_log (id, person_id, viewer_id, what, subject_id, at)
    select ${sql.placeholder('lookId')}::uuid, ${person}::uuid, ${sql.placeholder('viewerId')}::uuid,
      ${sql.placeholder('what')}::text, ${person}::uuid, ${at}::timestamptz
    where exists (select 1 from reach) and ${person}::uuid <> ${sql.placeholder('viewerId')}::uuid
  )
  select n.id as "personId", n.name, n.birth_date::text as "birthDate", n.sex,
    coalesce((
      select json_agg(json_build_object('id', v.id, 'field', v.field, 'itemId', v.item_id, 'plain', v.plain, 'sealed', v.sealed, 'state', v.state,
        'source', v.source, 'actorId', v.actor_id, 'actorName', who.name, 'at', v.at,
        'validUntil', v.valid_until) order by v.at, v.id)
      from person_values v left join people who on who.id = v.actor_id
      where v.person_id = n.id and v.state in ('current', 'conflicting') and v.erased_at is null), '[]') as "values",
    coalesce((
      select json_agg(json_build_object('tag', t.tag, 'source', t.source, 'communityId', t.community_id,
        'communityName', c.name, 'since', t.since, 'validUntil', t.valid_until) order by t.since, t.id)
      from person_tags t join places c on c.id = t.community_id
      where t.person_id = n.id and t.ended_at is null
        and t.community_id in (select community_id from reach)), '[]') as tags,
    (select json_agg(json_build_object('homeId', home_id, 'label', label, 'relation', relation, 'share', share,
      'isHead', is_head, 'livesThere', lives_there, 'since', since) order by lives_there desc, since, home_id)
      from reach) as homes
  from people n where n.id = ${person}::uuid and exists (select 1 from reach)`)

/** Whose card is looked at, by whom, and why. */
export interface Look {
  id: string
  personId: string
  viewerId: string
  placeIds: readonly string[]
  what: string
  now: Date
}

/**
 * All that is known of a person who has a home within reach, and the look written into the access log, in one statement.
 * Null, and nothing written, when they have none there.
 */
export async function lookAtCard(db: Executor, look: Look): Promise<CardRow | null> {
  const { rows } = await cardStatement(db, {
    lookId: look.id,
    personId: look.personId,
    viewerId: look.viewerId,
    placeIds: look.placeIds,
    what: look.what,
    at: look.now.toISOString(),
  })
  return rows[0] ?? null
}
