import { readdirSync, readFileSync } from 'node:fs'
import { measuredQuestions, samples, searches } from './asked'
import { recountDiffers } from './counts'
import { registryGround } from './ground'

/**
 * `npm run bench:city [SHARE] [FOLDER]`: a city of 1.2 million people and 45 million records, or a SHARE of it (0.02 for
 * a fiftieth). Loaded, looked through, measured. Refuses where the disk has too little room.
 */
const SHARE = Number(process.argv[2] ?? 1)
const PEOPLE = Math.round(1_200_000 * SHARE)
/** Six records a chapter, beside 11.3 that each has anyway. */
const CHAPTERS = 4.36
const RECORDS = 45_000_000 * SHARE
const LOAD_MINUTES = 60

/** Megabytes that the server's processes and this one have used at most since they began (Linux alone). */
function peakMegabytes(postgresPid: number): string {
  const told = (pid: string, what: RegExp) => Number(what.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  try {
    const ours = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && told(pid, /PPid:\s+(\d+)/) === postgresPid)
    const most = Math.max(...ours.map((pid) => told(pid, /VmHWM:\s+(\d+)/)))
    const here = Math.round(process.resourceUsage().maxRSS / 1024)
    return `largest process of PostgreSQL now running ${Math.round(most / 1024)} MB, this one ${here} MB`
  } catch {
    return 'not told by this machine'
  }
}

const ground = await registryGround({
  people: PEOPLE,
  chapters: CHAPTERS,
  records: RECORDS,
  folder: process.argv[3],
}).catch((error: Error) => {
  console.error(`bench:city ${error.message}`)
  process.exit(1)
})
console.log(`the load may take ${LOAD_MINUTES * SHARE} minutes`)
const people = await samples(ground, 1000)
const { rows } = await ground.pool.query<{ id: string }>(`select id from places where kind = 'community'`)
const asked = searches(
  ground,
  people,
  rows.map(({ id }) => id),
)
console.log('\n| Call | p50 | p99 |\n|---|---|---|')
for (const [name, ask] of Object.entries(asked)) {
  const { p50, p99 } = await measuredQuestions(ask)
  console.log(`| ${name} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms |`)
}
const differs = await recountDiffers(ground.pool)
console.log(`| counts that differ from a recount | ${differs} | |`)
console.log(`\npeak memory: ${peakMegabytes(ground.postgresPid)}`)
await ground.stop()
process.exitCode = differs === 0 ? 0 : 1
