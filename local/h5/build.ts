import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildProgress, readProgress, writeProgress } from './progress'
import { hashSources } from './sources'

const FIRST_GUESS_SECONDS = 60
const SAY_EVERY_SECONDS = 10
const ESCAPE = String.fromCharCode(27)

export interface H5Build {
  /** Resolves true when pages that match the sources are there. */
  done: Promise<boolean>
  stop(): void
}

/** Builds the phone pages into dist/h5 unless they match the sources already; tells the terminal and the page how far it is. */
export function buildH5(root: string, dataDir: string, say: (line: string) => void): H5Build {
  const stamp = join(root, 'dist', '.h5-sources')
  const hash = hashSources(root)
  const { lastSeconds } = readProgress(dataDir)
  const tell = (progress: Partial<BuildProgress>) =>
    writeProgress(dataDir, { state: 'building', percent: 0, seconds: 0, detail: null, lastSeconds, ...progress })
  if (isBuilt(root, stamp, hash)) {
    tell({ state: 'ready', percent: 100 })
    return { done: Promise.resolve(true), stop: () => {} }
  }
  rmSync(stamp, { force: true })
  const child = spawnTaro(root)
  const words = collectWords(child)
  const expected = lastSeconds ?? FIRST_GUESS_SECONDS
  say('正在生成手机页面，页面上也看得到进度（building the phone pages）')
  let seconds = 0
  tell({})
  const timer = setInterval(() => {
    seconds++
    tell({ percent: guess(seconds, expected), seconds })
    if (seconds % SAY_EVERY_SECONDS === 0) say(`手机页面约 ${guess(seconds, expected)}%，已 ${seconds} 秒（building）`)
  }, 1000)
  const done = ended(child).then((isBuiltNow) => {
    clearInterval(timer)
    if (!isBuiltNow) {
      tell({ state: 'failed', seconds, detail: words() })
      return false
    }
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, hash)
    tell({ state: 'ready', percent: 100, seconds, lastSeconds: seconds })
    return true
  })
  return { done, stop: () => child.kill('SIGTERM') }
}

function isBuilt(root: string, stamp: string, hash: string): boolean {
  return existsSync(join(root, 'dist', 'h5', 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

/** Runs on past its guess without ever claiming to be done. */
export function guess(seconds: number, expected: number): number {
  const part = seconds / expected
  return Math.floor(part < 0.9 ? part * 100 : 90 + 9 * (1 - Math.exp(0.9 - part)))
}

function spawnTaro(root: string): ChildProcess {
  return spawn(
    process.execPath,
    [join(root, 'node_modules', '@tarojs', 'cli', 'bin', 'taro'), 'build', '--type', 'h5'],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
}

function collectWords(child: ChildProcess): () => string {
  let text = ''
  const take = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-40_000)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const colours = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g')
  return () => {
    const lines = text.replace(colours, '').trim().split('\n')
    const reasons = lines.findIndex((line) => /\berrors?\b/i.test(line))
    return (reasons >= 0 ? lines.slice(reasons) : lines.slice(-12)).filter(Boolean).slice(0, 12).join('\n')
  }
}

function ended(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
