import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** Lines of files and of functions: what the house allows, printed with the longest offenders. */
const FILE_LIMITS = { median: 80, p90: 200, max: 400 }
const FUNCTION_P90 = 40

const BANNED = /(^|\/)(utils?|common|helpers?|misc|managers?|base)(\.|\/)|\/index\.tsx?$/
/** Taro and WeChat's cloud look for these under this name. */
const FIXED = /^(config|cloudfunctions\/(api|ingest|notify|jobs)|config\/custom-tab-bar)\/index\.tsx?$/

const tracked = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'src', 'cloudfunctions', 'local', 'config', 'tests', '.ci'],
  { encoding: 'utf8' },
)
const files = tracked
  .split('\n')
  .filter(existsSync)
  .filter((name) => /\.(tsx?|mjs|cjs|css)$/.test(name) && !/(fixtures|migrations)\/|icons\.css$/.test(name))

interface Sized {
  name: string
  lines: number
}

const sizes: Sized[] = files.map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n').length - 1 }))
const functions: Sized[] = files
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('tests/'))
  .flatMap(functionsOf)

function functionsOf(name: string): Sized[] {
  const source = ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: Sized[] = []
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = lineOf(node.getStart(source))
      found.push({ name: `${name}:${first + 1}`, lines: lineOf(node.getEnd()) - first + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const at = (list: Sized[], share: number) =>
  [...list].sort((a, b) => a.lines - b.lines)[Math.ceil(list.length * share) - 1]?.lines ?? 0
const largest = (list: Sized[]) =>
  [...list]
    .sort((a, b) => b.lines - a.lines)
    .slice(0, 3)
    .map((s) => `${s.name} ${s.lines}`)
    .join(', ')

const figures = { median: at(sizes, 0.5), p90: at(sizes, 0.9), max: at(sizes, 1) }
const functionP90 = at(
  functions.filter((f) => f.lines > 1),
  0.9,
)
console.log(
  `files ${files.length}: median ${figures.median}, p90 ${figures.p90}, max ${figures.max} (${largest(sizes)})`,
)
console.log(`functions ${functions.length}: p90 ${functionP90} (${largest(functions)})`)

const faults = [
  ...(Object.keys(FILE_LIMITS) as (keyof typeof FILE_LIMITS)[])
    .filter((key) => figures[key] > FILE_LIMITS[key])
    .map((key) => `files: ${key} ${figures[key]} is over ${FILE_LIMITS[key]}`),
  ...(functionP90 > FUNCTION_P90 ? [`functions: p90 ${functionP90} is over ${FUNCTION_P90}`] : []),
  ...files.filter((name) => BANNED.test(name) && !FIXED.test(name)).map((name) => `${name}: a name that tells nothing`),
]
for (const fault of faults) console.error(fault)
process.exit(faults.length > 0 ? 1 : 0)
