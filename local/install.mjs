import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.linli-lock')
const EVERY_SECONDS = 15
const OLDEST = [20, 19]

/** What a person must do themselves, in one sentence. */
export class InstallProblem extends Error {}

/** Throws InstallProblem on a Node too old for this project. @param {string} version such as `20.19.0` */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  throw new InstallProblem(
    `这里的 Node 是 ${version}，需要 20.19 以上：到 https://nodejs.org 装一个长期支持版，再来一次\n` +
      `This is Node ${version}; 20.19 or newer is needed. Install an LTS release from https://nodejs.org and try again`,
  )
}

/** Installs the dependencies when there are none or package-lock.json has changed since. Throws InstallProblem. */
export async function ensureInstalled(say = console.log) {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (isInstalled(hash)) return
  say('正在安装依赖，第一次要一到三分钟（Installing dependencies）')
  if ((await npm(['ci'], say)) !== 0) {
    say('照锁定的版本没装上，换 npm install 再试一次（npm ci failed, trying npm install）')
    if ((await npm(['install'], say)) !== 0) throw notInstalled()
  }
  writeFileSync(stampFile, createHash('sha256').update(readFileSync(lockFile)).digest('hex'))
}

/** npm's own record of what it put there is as good as our stamp, when it is not older than the lock file. */
function isInstalled(hash) {
  if (!existsSync(join(modules, 'tsx'))) return false
  // Linked from elsewhere: npm would empty what others use.
  if (lstatSync(modules).isSymbolicLink()) return true
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === hash) return true
  const record = join(modules, '.package-lock.json')
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lockFile).mtimeMs
}

function npm(args, say) {
  const cli = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const [file, first] = cli ? [process.execPath, [cli]] : ['npm', []]
  const options = { cwd: root, stdio: 'inherit', shell: !cli && process.platform === 'win32' }
  const started = Date.now()
  const timer = setInterval(
    () => say(`还在安装，已 ${Math.round((Date.now() - started) / 1000)} 秒（still installing）`),
    EVERY_SECONDS * 1000,
  )
  return new Promise((resolve) => {
    const child = spawn(file, [...first, ...args, '--include=dev', '--no-fund', '--no-audit'], options)
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  }).finally(() => clearInterval(timer))
}

const notInstalled = () =>
  new InstallProblem(
    '依赖没装上，原因在上面几行；多半是连不上网或磁盘满了，处理好再来一次\n' +
      'Dependencies could not be installed, see the lines above: usually no network or a full disk',
  )
