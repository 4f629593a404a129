/** What GeoReport v2 answers: lists of flat records under names, which XML spells out and JSON leaves away. */
export const FORMATS = ['json', 'xml'] as const
export type Format = (typeof FORMATS)[number]

export type Value = string | number | boolean | null
export interface Node {
  [field: string]: Value | Listed
}
/** A list, of records or of plain texts, and what its items are called in XML. */
export interface Listed {
  item: string
  nodes: (Node | string)[]
}
/** The whole answer: its name in XML, and a list or one record. */
export type Answer = { root: string } & (Listed | { node: Node })

export const CONTENT_TYPES: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
}

const isListed = (value: Value | Listed): value is Listed => typeof value === 'object' && value !== null

/** An answer as text of a format. */
export const written = (answer: Answer, format: Format): string =>
  format === 'json' ? JSON.stringify(jsonOf(answer)) : `<?xml version="1.0" encoding="utf-8"?>\n${xmlOf(answer)}`

const jsonOf = (answer: Answer) => ('node' in answer ? jsonNode(answer.node) : answer.nodes.map(jsonNode))

const jsonNode = (node: Node | string): unknown =>
  typeof node === 'string'
    ? node
    : Object.fromEntries(
        Object.entries(node).map(([name, value]) => [name, isListed(value) ? value.nodes.map(jsonNode) : value]),
      )

const xmlOf = (answer: Answer): string => element(answer.root, 'node' in answer ? fields(answer.node) : items(answer))

const items = ({ item, nodes }: Listed): string =>
  nodes.map((node) => element(item, typeof node === 'string' ? escaped(node) : fields(node))).join('')
const fields = (node: Node): string =>
  Object.entries(node)
    .map(([name, value]) =>
      element(name, isListed(value) ? items(value) : value === null ? '' : escaped(String(value))),
    )
    .join('')

const element = (name: string, inside: string): string => (inside ? `<${name}>${inside}</${name}>` : `<${name}/>`)

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Signs that XML 1.0 has no way to write. Source: W3C, Extensible Markup Language 1.0, production 2. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escaped = (text: string): string => text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
