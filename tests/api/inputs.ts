import type { AnyProcedure } from '@trpc/server'
import * as z from 'zod'
import { appRouter } from '../../cloudfunctions/api/router'

/** The parts of JSON Schema that input schemas use. */
interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  items?: Schema
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
}

type Input = Record<string, unknown>

export type Procedure = (typeof procedures)[number]

/** Every procedure's path with its input schema and whether it changes something. */
export const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
  ([path, procedure]) => {
    const { inputs, meta, type } = procedure._def as unknown as {
      inputs: [z.ZodType]
      meta: { callers: string | string[] }
      type: 'query' | 'mutation'
    }
    return { path, callers: meta.callers, type, schema: z.toJSONSchema(inputs[0], { io: 'input' }) as Schema }
  },
)

/** An input the schema takes. `samples` gives the values of fields that name something, by field. */
export function validInput(schema: Schema, samples: Input): Input {
  const fields = Object.entries(schema.properties ?? {})
  return Object.fromEntries(fields.map(([name, of]) => [name, name in samples ? samples[name] : validValue(of)]))
}

function validValue(schema: Schema): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return validValue(schema.anyOf[0]!)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return schema.format === 'uuid' ? crypto.randomUUID() : '写'.repeat(Math.max(4, schema.minLength ?? 0))
    case 'number':
    case 'integer':
      return Math.max(1, schema.minimum ?? 0)
    case 'boolean':
      return true
    case 'array':
      return []
    case 'object':
      return validInput(schema, {})
    default:
      throw new Error(`no valid value known for ${JSON.stringify(schema)}`)
  }
}

const nest = (depth: number): unknown => (depth === 0 ? '底' : { a: [nest(depth - 1)] })
/** A cursor as lists hand them out, with other things in it. */
const sealed = (text: string) => Buffer.from(text).toString('base64url')
const DASHES = '-'.repeat(36)

/** What is put in a field's place. `undefined` leaves the field out; `text` stands for words of every kind. */
export const WRONG_VALUES: Record<string, unknown> = {
  missing: undefined,
  null: null,
  true: true,
  'number as text': '12',
  zero: 0,
  negative: -1,
  fraction: 0.5,
  huge: 1e308,
  'beyond safe integers': 2 ** 60,
  'NaN as text': 'NaN',
  array: [],
  'array of nulls': [null],
  'array of words': ['写', '写'],
  object: {},
  'empty text': '',
  blanks: ' \t\n　',
  'long text': '长'.repeat(15_000),
  'U+0000': '写一句\u0000话给您',
  'lone surrogate': '写一句\ud800话给您',
  'broken pair': '\udc00\ud83d写一句',
  'right-to-left and invisible': '\u202e\u200b写一句\ufeff',
  quotes: `'; drop table orders; --`,
  'boolean SQL': `') or 1=1 --`,
  markup: '<script>alert(1)</script>{{7*7}}',
  path: '../../../../etc/passwd',
  prototype: '__proto__',
  'other uuid': '00000000-0000-4000-8000-000000000000',
  'upper-case uuid': 'ABCDEF01-2345-4789-ABCD-EF0123456789',
  'dashes as uuid': DASHES,
  'sealed dashes': sealed(JSON.stringify([0, 0, DASHES])),
  'sealed giant': sealed(`[1,1e999,"${DASHES}"]`),
  'sealed words': sealed('"x"'),
  snapshot: '1:9223372036854775807:',
  'prototype keys': JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"toString":1}'),
  deep: nest(400),
  'length claimed': { length: 1e9, 0: 'x' },
}

/** Ways to break an input: one field at a time in every way, and with fields nobody asked for. */
export function breakages(schema: Schema): [label: string, broken: (valid: Input) => unknown][] {
  const fields = Object.keys(schema.properties ?? {}).flatMap((field) =>
    Object.entries(WRONG_VALUES).map(([label, value]): [string, (valid: Input) => unknown] => [
      `${field}: ${label}`,
      (valid) => ({ ...valid, [field]: value }),
    ]),
  )
  const extra = JSON.parse('{"__proto__":{"isAdmin":true},"personId":"1","role":"county"}')
  const whole = [null, [], 'words', 7, nest(400), extra]
  return [
    ...fields,
    ...whole.map((input, i): [string, (valid: Input) => unknown] => [`whole input ${i}`, () => input]),
    ['prototype keys', (valid) => ({ ...valid, ...extra })],
    ['extra key', (valid) => ({ ...valid, personId: '1' })],
  ]
}
