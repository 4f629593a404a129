import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isPortFree } from './free-port'
import { dataInUse, portTaken } from './problem'
import { commandOf, endProcess, isAlive } from './processes'

interface Holder {
  pid: number
  port: number
  /** Its starter was killed: nobody can stop it from a terminal, so the next start takes its place. */
  isAbandoned: boolean
}

export interface Instance {
  markAbandoned(): void
  release(): void
}

export const addressOf = (port: number) => `http://127.0.0.1:${port}`

const PORT_PATIENCE_MS = 3_000

/** Makes sure that one launcher serves a data folder, and that its port is free. Throws Problem. */
export async function takeInstance(dataDir: string, port: number): Promise<Instance> {
  const file = join(dataDir, 'launcher.json')
  const holder = readHolder(file)
  if (holder && !holder.isAbandoned) {
    throw holder.port === port ? portTaken(port, addressOf(port)) : dataInUse(addressOf(holder.port), holder.pid)
  }
  if (holder) await endProcess(holder.pid, ['SIGTERM', 'SIGKILL'], 20_000)
  await awaitPort(port)
  const write = (isAbandoned: boolean) => writeFileSync(file, JSON.stringify({ pid: process.pid, port, isAbandoned }))
  write(false)
  return { markAbandoned: () => write(true), release: () => rmSync(file, { force: true }) }
}

/** A host whose launcher was killed needs a moment to notice. */
async function awaitPort(port: number): Promise<void> {
  for (let waited = 0; !(await isPortFree(port)); waited += 100) {
    if (waited >= PORT_PATIENCE_MS) throw portTaken(port)
    await sleep(100)
  }
}

function readHolder(file: string): Holder | null {
  if (!existsSync(file)) return null
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    const isOurs = holder.pid !== process.pid && isAlive(holder.pid) && commandOf(holder.pid).includes('launcher.ts')
    return isOurs ? holder : null
  } catch {
    return null
  }
}
