import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './files'
import { RESIDENT_MODULES } from './modules'
import { type Names, Refusal } from './names'

/** One file that lists functions, and its text with the new one in it; null where the spot for it is not found. */
interface Registration {
  path: string
  add(text: string, names: Names): string | null
}

/** Puts an item before a spot of the text. */
function before(text: string, spot: string | RegExp, item: string): string | null {
  const at = typeof spot === 'string' ? text.indexOf(spot) : text.search(spot)
  return at < 0 ? null : text.slice(0, at) + item + text.slice(at)
}

/** Puts an item last in the list that opens with `opening`, a pattern ending in `\[`. The list holds no other list. */
function intoList(text: string, opening: string, item: string): string | null {
  const list = new RegExp(`(${opening})([^\\]]*?),?\\s*\\]`)
  if (!list.test(text)) return null
  return text.replace(list, (_, open: string, items: string) => `${open}${items}${items.trim() ? ', ' : ''}${item}]`)
}

/** The formatter puts imports in order afterwards. */
const importing = (line: string, text: string | null) => text && `${line}\n${text}`

const table: Registration = {
  path: 'cloudfunctions/server/tables.ts',
  add: (text, { module, folder, camel }) =>
    importing(
      `import { facts as ${camel} } from '../modules/${module}/${folder}/table'`,
      before(text, ', // modules\n]', `,\n  ${camel}`),
    ),
}

const router: Registration = {
  path: 'cloudfunctions/api/router.ts',
  add: (text, { module, folder, camel }) =>
    importing(
      `import { ${camel}Router } from '../modules/${module}/${folder}/router'`,
      before(text, '})\n\nexport type AppRouter', `  ${camel}: ${camel}Router,\n`),
    ),
}

const topic: Registration = {
  path: 'cloudfunctions/contract/changes.ts',
  add: (text, { camel }) => intoList(text, 'CHANGE_TOPICS = \\[', `'${camel}'`),
}

const subpackage: Registration = {
  path: 'src/routes.ts',
  add(text, { module, folder }) {
    const pages = `'${folder}/list', '${folder}/add'`
    const present = intoList(text, `root: 'modules/${module}',\\s*pages: \\[`, pages)
    return present ?? before(text, /\n\]\n$/, `\n  { root: 'modules/${module}', pages: [${pages}] },`)
  },
}

const addresses: Registration = {
  path: 'src/paths.ts',
  add(text, { module, folder, camel, pascal }) {
    const at = `/modules/${module}/${folder}`
    return before(text, '} as const\n', `  ${camel}: '${at}/list',\n  add${pascal}: '${at}/add',\n`)
  },
}

const home: Registration = {
  path: 'src/modules/functions.ts',
  add(text, { module, camel, title }) {
    const { name, tone } = RESIDENT_MODULES[module]!
    const item = `{ key: '${camel}', name: '${title}', icon: 'clipboard-list', url: paths.${camel} }`
    const present = intoList(text, `name: '${name}',\\s*tone: '\\w+',\\s*functions: \\[`, item)
    if (present) return present
    const order = Object.keys(RESIDENT_MODULES)
    const later = order.slice(order.indexOf(module) + 1).map((key) => RESIDENT_MODULES[key]!.name)
    const next = later.find((other) => text.includes(`name: '${other}'`))
    const spot = next ? new RegExp(`\\n  \\{\\s*name: '${next}'`) : /\n\]\n$/
    return before(text, spot, `\n  {\n    name: '${name}',\n    tone: '${tone}',\n    functions: [${item}],\n  },`)
  },
}

/** Who may call it, for the test that knows every procedure. Closing accounts stays last there. */
const roles: Registration = {
  path: 'tests/api/role-table.ts',
  add: (text, { camel }) =>
    before(
      text,
      "\n  { path: 'privacy.closeAccount'",
      `\n  { path: '${camel}.add', input: { title: '记一条' }, ...ofPerson },\n  { path: '${camel}.mine', ...ofPerson },\n`,
    ),
}

/** The lists of functions with the new one in each. Throws Refusal when it is there already or a list has changed shape. */
export function registered(root: string, names: Names): Files {
  const everywhere = [table, router, topic, subpackage, addresses, roles]
  const registrations = names.module in RESIDENT_MODULES ? [...everywhere, home] : everywhere
  return Object.fromEntries(registrations.map((each) => [each.path, withFunction(root, each, names)]))
}

function withFunction(root: string, { path, add }: Registration, names: Names): string {
  const text = readFileSync(join(root, path), 'utf8')
  if (new RegExp(`^ +(add${names.pascal}|${names.camel})[:,]|'${names.camel}'|as ${names.camel} `, 'm').test(text))
    throw new Refusal(`${path} has something called ${names.camel} already: choose another name`)
  const added = add(text, names)
  if (added === null)
    throw new Refusal(`${path} has changed its shape: the spot for ${names.camel} is not found. Nothing was written`)
  return added
}
