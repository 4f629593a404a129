import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { coldStart, warmStart } from './cold-start'
import { prepareGround } from './ground'
import { packageBytes, setDataFigures } from './packages'
import { CONNECTIONS, compareAll, ROUNDS } from './throughput'

/** Seconds of one turn; a shorter one gives a rough figure sooner: `npm run bench -- 1`. */
const SECONDS = Number(process.argv[2] ?? 3)
const RATIOS: Record<string, number> = { 'appeals.get': 0.6, 'desk.list': 0.6 }
const SUBMIT_RATIO = 0.5

interface Line {
  what: string
  figure: string
  target: string
  isMet: boolean
}

const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`

function packageLines(): Line[] {
  return Object.entries(packageBytes()).map(([name, bytes]) => {
    const max = (name === 'main' ? 600 : 300) * 1024
    return { what: `weapp package ${name}`, figure: kb(bytes), target: `≤ ${kb(max)}`, isMet: bytes <= max }
  })
}

function setDataLines(): Line[] {
  const figures = setDataFigures()
  if (!figures) console.log('No setData figures: the weapp journeys of npm test measure them.')
  return Object.entries(figures ?? {}).map(([name, { calls, bytes }]) => ({
    what: `setData, opening the ${name}`,
    figure: `${calls} calls, ${(bytes / 1024).toFixed(1)} KB`,
    target: '≤ 10 calls, ≤ 40 KB',
    isMet: calls <= 10 && bytes <= 40 * 1024,
  }))
}

async function serverLines(): Promise<Line[]> {
  const ground = await prepareGround()
  try {
    console.log(`PostgreSQL ${ground.postgresVersion}, fsync on`)
    const seconds = await coldStart(ground.env)
    const warm = await warmStart()
    const compared = await compareAll(ground, SECONDS * 1000)
    return [
      ...Object.entries(compared).map(([what, { real, bare, ratio }]) => ({
        what,
        figure: `${ratio.toFixed(2)} (${Math.round(real)} of ${Math.round(bare)} calls/s)`,
        target: `≥ ${RATIOS[what] ?? SUBMIT_RATIO}`,
        isMet: ratio >= (RATIOS[what] ?? SUBMIT_RATIO),
      })),
      { what: 'server cold start', figure: `${seconds.toFixed(1)} s`, target: '≤ 3 s', isMet: seconds <= 3 },
      {
        what: '`npm start` on data that is there',
        figure: `${warm.toFixed(1)} s`,
        target: '≤ 10 s',
        isMet: warm <= 10,
      },
    ]
  } finally {
    await ground.stop()
  }
}

const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'})`
console.log(`${cores}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`)
console.log(`${CONNECTIONS} connections, median of ${ROUNDS} alternating rounds of ${SECONDS} s`)
console.log(`Load of the machine before: ${loadavg()[0]!.toFixed(1)}`)
const lines = [...(await serverLines()), ...packageLines(), ...setDataLines()]
console.log('\n| Figure | Measured | Target | |\n|---|---|---|---|')
for (const { what, figure, target, isMet } of lines)
  console.log(`| ${what} | ${figure} | ${target} | ${isMet ? 'ok' : 'missed'} |`)
process.exit(lines.every((line) => line.isMet) ? 0 : 1)
