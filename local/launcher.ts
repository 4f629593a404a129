import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fillDatabase } from './data'
import { buildH5, type H5Build } from './h5/build'
import { addressOf, takeInstance } from './instance'
import { openInBrowser } from './open'
import { type Kit, keepDatabase, keepHost } from './parts'
import { Problem, TOLD_EXIT_CODE } from './problem'
import { readSettings, secretsFileOf, wechatSettings } from './settings'
import { asProblem, explain, say } from './terminal'
import { startWechat } from './wechat'

const root = dirname(import.meta.dirname)
const settings = readSettings(process.env)

/** What is to be stopped, last started first. */
const running: (() => unknown)[] = []
let isStopping = false

const STOPPED = new Error('stopped while starting')

/** After Ctrl-C no further step begins; what was started stands in `running`. */
async function step<T>(work: Promise<T>, stop?: (result: T) => unknown): Promise<T> {
  const result = await work
  if (stop) running.push(() => stop(result))
  if (isStopping) throw STOPPED
  return result
}

async function start(): Promise<H5Build | null> {
  mkdirSync(settings.dataDir, { recursive: true })
  const instance = await step(takeInstance(settings.dataDir, settings.port), (taken) => taken.release())
  process.on('disconnect', instance.markAbandoned)
  const kit: Kit = { settings, secretsFile: secretsFileOf(settings), onDatabaseMoved: () => {} }
  const database = await step(keepDatabase(kit), (kept) => kept.stop())
  say('正在准备数据，第一次要几秒（preparing data）')
  const clock = await step(fillDatabase(database.urls(), database.secrets))
  const simulators = await step(startWechat(wechatSettings(settings, database.secrets, clock)), (started) =>
    started.stop(),
  )
  const host = await step(keepHost(kit, database, clock, simulators.url), (kept) => kept.stop())
  kit.onDatabaseMoved = () => process.kill(host.current().pid, 'SIGTERM')
  greet()
  if (!settings.hasPhones) return null
  openInBrowser(addressOf(settings.port))
  const build = buildH5(root, settings.dataDir, say)
  running.push(build.stop)
  return build
}

function greet(): void {
  say(`打开 ${addressOf(settings.port)}（open this page）`)
  say('三部手机：居民 张建国（resident）、网格员 刘海峰（worker）、社区书记 周敏（secretary），每部上方都能换人')
  say(`数据在 ${settings.dataDir}，停下按 Ctrl-C，下次接着用（Ctrl-C stops, data stays）`)
}

async function stopAll(): Promise<void> {
  for (const stop of running.splice(0).reverse()) {
    await Promise.resolve(stop()).catch((error: unknown) => say(explain(error, settings)))
  }
}

async function fail(error: unknown): Promise<never> {
  // A Ctrl-C that broke a child before our own handler ran is no failure.
  await sleep(50)
  if (isStopping) return new Promise(() => {})
  isStopping = true
  console.error(explain(error, settings))
  await stopAll()
  process.exit(asProblem(error, settings) instanceof Problem ? TOLD_EXIT_CODE : 1)
}

async function stop(started: Promise<unknown>): Promise<void> {
  if (isStopping) return
  isStopping = true
  say('正在停下（stopping）')
  await Promise.race([started.catch(() => {}), sleep(20_000)])
  await stopAll()
  process.exit(0)
}

// The terminal may be gone before we are.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
const started = start()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(started))
process.on('uncaughtException', fail)
started
  .then((build) => build?.done ?? null)
  .then((isBuilt) => {
    if (isBuilt) say('手机页面好了，三部手机可以用了（ready）')
    else if (isBuilt === false && !isStopping)
      say('手机页面没生成出来，原因显示在页面上；服务照常（the phone pages failed to build）')
  })
  .catch(fail)
