import { countsOf } from '../../../cloudfunctions/registry/residents/store'
import { arithmetic, CALLS, cardAgainstSql, measured, measuredQuestions, samples, searches } from './asked'
import { recountDiffers, spreadCounts } from './counts'
import { registryGround } from './ground'
import { lists } from './listed'

/**
 * `npm run bench -- registry [COUNT] [FOLDER]`: search, card and tag counts among 500,000 people.
 * What was loaded stays in FOLDER, where one is named, and is used again; COUNT is then not looked at.
 */
const COUNT = Number(process.argv[2] ?? 500_000)
const SEARCH_MS = 15
const COUNTS_MS = 20
const CARD_RATIO = 3
const LIST_MS = 50
/** Communities of this many people are counted as if they were there. */
const COUNTED = 5_000_000

const ground = await registryGround({ people: COUNT, chapters: 0, records: COUNT * 11.5, folder: process.argv[3] })
const people = await samples(ground, 2000)
const { rows: communities } = await ground.pool.query<{ id: string }>(`select id from places where kind = 'community'`)

let areAllWell = true
function tell(name: string, figures: string, target: string, isWell: boolean): void {
  areAllWell &&= isWell
  console.log(`| ${name} | ${figures} | ${target} | ${isWell ? 'ok' : 'missed'} |`)
}
const ms = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`

console.log(`\n${CALLS} calls each\n| Call | Measured | Target | |\n|---|---|---|---|`)
const asked = searches(
  ground,
  people,
  communities.map(({ id }) => id),
)
tell('arithmetic alone, for comparison', ms(await arithmetic()), '', true)
for (const [name, pick] of Object.entries(asked)) {
  const figures = await measuredQuestions(pick)
  const steady = `of each question's median of five ${figures.steadyP99.toFixed(1)} ms`
  // Who may search keeps a community's registry or a grid's: a whole county shows how it grows.
  const isMeant = !name.includes('county')
  const target = isMeant ? `p99 ≤ ${SEARCH_MS} ms` : ''
  tell(name, `${ms(figures)}, ${steady}`, target, !isMeant || figures.steadyP99 <= SEARCH_MS)
}
tell('arithmetic alone, once more', ms(await arithmetic()), '', true)
const { real, bare, ratio } = await cardAgainstSql(ground, people)
tell(
  'card with its access log',
  `p50 ${real.toFixed(1)} ms, bare SQL ${bare.toFixed(1)} ms, ${ratio.toFixed(2)} times`,
  `≤ ${CARD_RATIO} times`,
  ratio <= CARD_RATIO,
)
const listed = await lists(
  ground,
  communities.map(({ id }) => id),
)
tell(
  `first page of an open list, a community of ${listed.people} people`,
  `${ms(listed.page)}, of each question's median of five ${listed.page.steadyP99.toFixed(1)} ms`,
  `p99 ≤ ${SEARCH_MS} ms`,
  listed.page.steadyP99 <= SEARCH_MS,
)
tell(
  'a list of about 200 people opened, each look written',
  ms(listed.opened),
  `p99 ≤ ${LIST_MS} ms`,
  listed.opened.p99 <= LIST_MS,
)
const differs = await recountDiffers(ground.pool)
tell('counts against a recount', `${differs} differ`, 'none', differs === 0)
const spread = await spreadCounts(ground, COUNTED)
try {
  let next = 0
  const figures = await measured(() => countsOf(ground.db, [spread.communityIds[next++ % spread.communityIds.length]!]))
  tell(
    `tag counts of a community, ${spread.people} people counted`,
    ms(figures),
    `p99 ≤ ${COUNTS_MS} ms`,
    figures.p99 <= COUNTS_MS,
  )
} finally {
  await spread.remove()
}
await ground.stop()
process.exitCode = areAllWell ? 0 : 1
