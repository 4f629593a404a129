// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { checkNode, ensureInstalled, InstallProblem } from './install.mjs'

const here = dirname(fileURLToPath(import.meta.url))
/** As in problem.ts: the launcher has said what is wrong, and starting it again would not help. */
const TOLD_EXIT_CODE = 75
const LONG_ENOUGH_MS = 60_000
const MAX_FALLS = 5

let launcher = null
let isStopping = false

function stop(signal) {
  isStopping = true
  // The terminal signals the whole group, kill only this process: either way the launcher must hear it.
  launcher?.kill(signal)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))

/** npm passes SIGTERM to the shell it runs us in; dash dies of it and tells nobody. */
function watchShell() {
  const parent = process.ppid
  const comm = `/proc/${parent}/comm`
  if (!process.env.npm_lifecycle_event || !existsSync(comm)) return
  if (!/^(sh|dash)$/.test(readFileSync(comm, 'utf8').trim())) return
  setInterval(() => process.ppid === parent || isStopping || stop('SIGTERM'), 500).unref()
}

/** Runs the launcher once and resolves how it ended. The channel tells it when this process is gone. */
function run() {
  return new Promise((resolve) => {
    launcher = spawn(process.execPath, ['--import', 'tsx', join(here, 'launcher.ts')], {
      cwd: dirname(here),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    launcher.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

async function keepRunning() {
  for (let falls = 0; ; falls++) {
    const started = Date.now()
    const { code } = await run()
    if (isStopping || code === 0 || code === TOLD_EXIT_CODE) return isStopping ? 0 : code
    if (Date.now() - started > LONG_ENOUGH_MS) falls = 0
    if (falls >= MAX_FALLS) {
      console.error('试了几次都没能启动，先停下。上面几行说了原因（giving up after several tries）')
      return 1
    }
    console.log('启动程序意外停了，正在重新拉起，数据不受影响（restarting）')
    await sleep(Math.min(500 * 2 ** falls, 5_000))
  }
}

try {
  checkNode()
  watchShell()
  await ensureInstalled()
  process.exitCode = isStopping ? 0 : await keepRunning()
} catch (error) {
  if (!(error instanceof InstallProblem)) throw error
  console.error(error.message)
  process.exitCode = TOLD_EXIT_CODE
}
