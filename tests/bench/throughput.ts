import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type ServerProcess, startServer } from '../faults/server'
import { keepBusy, type NextCall } from './connections'
import { appealElsewhere, type Ground } from './ground'

export const CONNECTIONS = 32
export const ROUNDS = 5

export interface Compared {
  /** Calls a second, median of the rounds. */
  real: number
  bare: number
  /** Median of the rounds' own ratios. */
  ratio: number
}

type Call = Omit<ReturnType<NextCall>, 'path'>

interface Side {
  server: ServerProcess
  pathOf(path: string): string
}

/** Real and bare take turns, each standing still in the other's, and each round begins with the other one. */
async function compare(
  sides: { real: Side; bare: Side },
  path: string,
  next: () => Call,
  ms: number,
): Promise<Compared> {
  const measure = async (name: 'real' | 'bare', forMs = ms): Promise<number> => {
    const { server, pathOf } = sides[name]
    const target = pathOf(path)
    process.kill(server.pid, 'SIGCONT')
    const port = Number(new URL(server.url).port)
    const { answered, refused, seconds } = await keepBusy(port, CONNECTIONS, () => ({ path: target, ...next() }), forMs)
    process.kill(server.pid, 'SIGSTOP')
    if (Object.keys(refused).length > 0) throw new Error(`${target} was refused: ${JSON.stringify(refused)}`)
    return answered / seconds
  }
  for (const { server } of Object.values(sides)) process.kill(server.pid, 'SIGSTOP')
  await measure('real')
  await measure('bare')
  const rounds: { real: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const figures = { real: 0, bare: 0 }
    const order = ['real', 'bare'] as const
    for (const name of round % 2 === 0 ? order : order.toReversed()) figures[name] = await measure(name)
    rounds.push(figures)
  }
  return {
    real: median(rounds.map((r) => r.real)),
    bare: median(rounds.map((r) => r.bare)),
    ratio: median(rounds.map((r) => r.real / r.bare)),
  }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

const here = (name: string) => join(import.meta.dirname, name)

/** Every comparison, with the servers in processes of their own; each turn lasts `ms`. */
export async function compareAll(ground: Ground, ms: number): Promise<Record<string, Compared>> {
  const { worker, submitters, heldIds, env, copyEnv } = ground
  const bareEnv = { ...copyEnv, BENCH_BARE: JSON.stringify({ worker, submitter: submitters[0], heldIds }) }
  const bare = { server: await startServer(bareEnv, here('bare-process.ts')), pathOf: (path: string) => `/${path}` }
  const real = async (more = {}) => ({
    server: await startServer({ ...env, ...more }),
    pathOf: () => '/rpc',
  })
  let n = 0
  const call = (token: string, path: string, input: object) => ({ token, body: JSON.stringify({ path, input }) })
  const get = () => call(worker, 'appeals.get', { id: heldIds[n++ % heldIds.length] })
  const list = () => call(worker, 'desk.list', {})
  const submit = () =>
    call(submitters[n++ % submitters.length]!, 'appeals.submit', { key: randomUUID(), ...appealElsewhere() })

  const alone = { bare, real: await real({ TEST_WORK: 'none' }) }
  const figures: Record<string, Compared> = {
    'appeals.get': await compare(alone, 'appeals.get', get, ms),
    'desk.list': await compare(alone, 'desk.list', list, ms),
    'appeals.submit': await compare(alone, 'appeals.submit', submit, ms),
  }
  await alone.real.server.kill()
  const busy = { bare, real: await real() }
  figures['appeals.submit, after-work in the same process'] = await compare(busy, 'appeals.submit', submit, ms)
  for (const { server } of Object.values(busy)) await server.kill()
  return figures
}
