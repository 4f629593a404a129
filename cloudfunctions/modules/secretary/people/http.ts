import { Hono } from 'hono'
import { LIST_PURPOSES } from '../../../contract/account/privacy'
import type { RpcReply } from '../../../contract/reply'
import { listTitleOf } from '../../../contract/secretary/people'
import type { Deps } from '../../../kernel/context'
import { Fault, notFound } from '../../../kernel/errors'
import { errorFacts } from '../../../kernel/log'
import { LISTING_ROLES } from '../../../registry/approvals/rules'
import { type ListPlace, type ListRow, listById, membersOf } from '../../../registry/lists/store'
import { placeById } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'
import { grantsOf } from '../../../registry/roles/store'
import { readListAddress } from './address'
import { presentMembers, watermarkOfList } from './members'
import { asCsv, asPage, type Sheet, type SheetFormat } from './sheet'

/** People read and written out at once: a list of many thousand is never whole in memory. */
const CHUNK = 500
const ADDRESS = /^(.+)\.(csv|html)$/
const FORMATS: Record<string, SheetFormat> = { csv: asCsv, html: asPage }
const gone = () => notFound('没有这份名单，或者取的时间过了，请回去重新打开')

/** To be mounted at `/lists`: `GET /<opaque>.csv` a table, `GET /<opaque>.html` a page to print, of an exported list. */
export function listRoutes(deps: Deps): Hono {
  const app = new Hono()
  app.get('/:file', async (c) => {
    const [, opaque, ending] = ADDRESS.exec(c.req.param('file')) ?? []
    const format = FORMATS[ending ?? '']
    const listId = opaque && readListAddress(deps, opaque, deps.clock.now())
    const list = listId && format ? await listById(deps.db, listId) : null
    if (!list || !format || list.exportedAt === null) throw gone()
    return serve(deps, list, format)
  })
  app.onError((error, c) => {
    if (error instanceof Fault)
      return c.json<RpcReply>({ ok: false, error: { code: error.code, message: error.message } }, error.status)
    const requestId = deps.newId()
    deps.log.error({ requestId, path: '/lists', ...errorFacts(error) }, 'call failed')
    const message = '这边出了点问题，请稍后再试'
    return c.json<RpcReply>({ ok: false, error: { code: 'server.failed', message, requestId } }, 500)
  })
  return app
}

async function serve(deps: Deps, list: ListRow, format: SheetFormat): Promise<Response> {
  const now = deps.clock.now()
  const [place, grants] = await Promise.all([placeById(deps.db, list.placeId), grantsOf(deps.db, list.openedBy, now)])
  // A role that has ended since takes the file with it.
  if (!place || !hasRoleAt(grants, LISTING_ROLES, place.path)) throw gone()
  const sheet: Sheet = {
    title: `${place.kind === 'building' ? place.label : place.name}，${listTitleOf(list.filter)}`,
    people: list.people,
    purpose: LIST_PURPOSES[list.purpose],
    watermark: await watermarkOfList(deps, list, now),
  }
  return new Response(written(deps, list, format, sheet, now), { headers: { ...SAFE, ...format.headers } })
}

const SAFE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
}

/** The file as it is read, a chunk for each pull of whoever takes it. */
function written(deps: Deps, list: ListRow, format: SheetFormat, sheet: Sheet, now: Date): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: ListPlace | null = null
  let isBegun = false
  return new ReadableStream({
    async pull(stream) {
      const rows = await membersOf(deps.db, list, { after, limit: CHUNK })
      const members = [...(await presentMembers(deps, rows, now)).values()]
      const isLast = rows.length < CHUNK
      stream.enqueue(
        encoder.encode(
          [
            isBegun ? '' : format.begin(sheet),
            ...members.map((one) => format.line(one)),
            isLast ? format.end(sheet) : '',
          ].join(''),
        ),
      )
      isBegun = true
      after = rows.at(-1) ?? null
      if (isLast) stream.close()
    },
  })
}
