import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Names, Refusal } from './names'

const TEMPLATES = join(__dirname, 'templates')

/** Contents by path from the project's root. */
export type Files = Record<string, string>

/** The function's four places. */
export const placesOf = ({ module, folder }: Names) => ({
  contract: `cloudfunctions/contract/${module}/${folder}.ts`,
  server: `cloudfunctions/modules/${module}/${folder}`,
  screens: `src/modules/${module}/${folder}`,
  tests: `tests/modules/${module}/${folder}`,
})

/** The function's own files. Throws Refusal when something stands there already or bears the name. */
export function newFiles(root: string, names: Names): Files {
  const { contract, server, screens, tests } = placesOf(names)
  for (const place of [contract, server, screens, tests])
    if (existsSync(join(root, place))) throw new Refusal(`${names.module}/${names.folder} exists already: ${place}`)
  if (tables(root).includes(names.snake))
    throw new Refusal(`There is a table ${names.snake} already: choose another name`)
  const target: Record<string, string> = {
    [contract]: 'contract.ts',
    ...within(server, ['router.ts', 'rules.ts', 'store.ts', 'table.ts']),
    ...within(screens, ['list.tsx', 'list.config.ts', 'add.tsx', 'add.config.ts']),
    ...within(tests, ['rules.test.ts', 'journey.test.ts']),
  }
  return Object.fromEntries(Object.entries(target).map(([path, template]) => [path, filled(template, names)]))
}

const within = (folder: string, templates: string[]) =>
  Object.fromEntries(templates.map((name) => [`${folder}/${name}`, name]))

function filled(template: string, names: Names): string {
  const text = readFileSync(join(TEMPLATES, `${template}.txt`), 'utf8')
  if (new RegExp(`\\b${names.camel}\\b`).test(text))
    throw new Refusal(`The new files use the word ${names.camel} for something else: choose another name`)
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: keyof Names) => names[key])
}

function tables(root: string): string[] {
  const folder = join(root, 'cloudfunctions')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])table\.ts$/.test(path) && !path.includes('node_modules'))
    .flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/pgTable\(\s*'(\w+)'/g)])
    .map((match) => match[1]!)
}
