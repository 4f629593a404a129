import pg from 'pg'
import type { RegistryGround } from './ground'

const RECOUNT = `select community_id, grid_id, tag, count(*)::int as count from residents,
  lateral unnest(tags || array['all'] || case when sex is null then '{}' else array['sex:' || sex] end) tag
  where left_at is null group by 1, 2, 3`

/** How many of the kept counts are not what a recount of all residents gives. */
export async function recountDiffers(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`
    select count(*)::int as n from (${RECOUNT}) r full join (select * from tag_counts where count > 0) c
      using (community_id, grid_id, tag) where r.count is distinct from c.count`)
  return rows[0]!.n
}

/**
 * Copies the counts of the loaded communities until so many people are counted: the counts alone, for they are all that
 * is read; the people behind them are not there.
 */
export async function spreadCounts(ground: RegistryGround, people: number) {
  const owner = new pg.Client({ connectionString: ground.ownerUrl })
  await owner.connect()
  const there = await owner.query<{ n: number }>(`select sum(count)::int as n from tag_counts where tag = 'all'`)
  const copies = Math.max(0, Math.ceil(people / there.rows[0]!.n) - 1)
  await owner.query(`create table counts_before as select * from tag_counts`)
  await owner.query(
    `insert into tag_counts (community_id, grid_id, tag, count)
     select md5(community_id::text || n)::uuid, md5(grid_id::text || n)::uuid, tag, count
     from counts_before, generate_series(1, $1::int) n`,
    [copies],
  )
  await owner.query('vacuum analyze tag_counts')
  const { rows } = await owner.query<{ id: string }>(
    'select distinct community_id as id from tag_counts order by 1 limit 5000',
  )
  return {
    people: there.rows[0]!.n * (copies + 1),
    communityIds: rows.map(({ id }) => id),
    async remove(): Promise<void> {
      await owner.query(
        'truncate tag_counts; insert into tag_counts select * from counts_before; drop table counts_before',
      )
      await owner.end()
    },
  }
}
