import type { AnyProcedure, AnyRouter } from '@trpc/server'
import * as z from 'zod'
import type { ProcedureMeta } from './procedure'

type Schema = Record<string, unknown>

/** OpenAPI 3.1 of all procedures: each as its own example of `POST /rpc`, with schemas and who may call. */
export function describeApi(router: AnyRouter, version: string): Schema {
  const procedures = router._def.procedures as Record<string, AnyProcedure>
  const paths = Object.fromEntries(
    Object.entries(procedures)
      .sort()
      .map(([path, procedure]) => [`/rpc#${path}`, { post: describe(path, procedure) }]),
  )
  return {
    openapi: '3.1.0',
    info: { title: '邻里通 Linli', version },
    servers: [{ url: '/' }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function describe(path: string, procedure: AnyProcedure): Schema {
  const meta = procedure._def.meta as ProcedureMeta
  // tRPC keeps the schemas on the procedure but leaves them out of its public type.
  const def = procedure._def as unknown as { inputs: z.ZodType[]; output: z.ZodType }
  return {
    operationId: path,
    summary: meta.about,
    'x-callers': meta.callers,
    'x-type': procedure._def.type,
    ...(meta.callers !== 'anyone' && { security: [{ session: [] }] }),
    requestBody: {
      content: json({
        type: 'object',
        properties: { path: { const: path }, input: schema(def.inputs[0]!, 'input') },
        required: ['path', 'input'],
      }),
    },
    responses: {
      200: {
        description: 'done',
        content: json({ type: 'object', properties: { ok: { const: true }, data: schema(def.output, 'output') } }),
      },
      default: { description: 'refused', content: json(FAULT) },
    },
  }
}

const schema = (of: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(of, { io, unrepresentable: 'any' })
const json = (of: Schema) => ({ 'application/json': { schema: of } })

const FAULT: Schema = {
  type: 'object',
  properties: {
    ok: { const: false },
    error: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        fields: { type: 'object' },
        requestId: { type: 'string' },
      },
      required: ['code', 'message'],
    },
  },
}
