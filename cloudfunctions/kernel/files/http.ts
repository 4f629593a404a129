import { Hono, type Context as HttpContext } from 'hono'
import { FILE_ADDRESS_SECONDS } from '../../contract/files'
import type { RpcReply } from '../../contract/reply'
import type { Deps } from '../context'
import { Fault, notFound, sessionEnded, signedOut, tooMany } from '../errors'
import { errorFacts } from '../log'
import { readAddress } from './address'
import { readFileBody } from './body'
import type { FileContents } from './contents'
import { alreadyUploaded } from './faults'
import { byteRange } from './range'
import { type FileRow, fileById, postgresContents } from './store'
import { receiveUpload } from './upload'
import { UploadSlots } from './upload-slots'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const noSuchFile = () => notFound('没有这份照片、录音或文件，或者看的时间过了，请回到上一页再打开')

/** To be mounted at `/files`: `POST /<id>` takes an upload from its owner, `GET /<opaque>` reads by a sealed address. */
export function fileRoutes(deps: Deps, contents: FileContents = postgresContents): Hono {
  const slots = new UploadSlots()
  const app = new Hono()
  app.post('/:id', async (c) => {
    const personId = await authenticate(deps, c.req.header('authorization'))
    const file = await begunFile(deps, c.req.param('id'), personId)
    const giveBack = slots.take(personId)
    if (!giveBack) throw tooMany()
    try {
      await receiveUpload(deps, contents, file, await readFileBody(c.req.raw, file.mime))
    } finally {
      giveBack()
    }
    return c.json<RpcReply<{ id: string }>>({ ok: true, data: { id: file.id } })
  })
  app.get('/:opaque', async (c) => {
    const fileId = readAddress(deps, c.req.param('opaque'), deps.clock.now())
    const file = fileId && (await fileById(deps.db, fileId))
    const content = file && (await contents.get(deps.db, file.id))
    if (!content) throw noSuchFile()
    return serve(file, content, c.req.header('range'))
  })
  app.onError((error, c) => refuse(deps, error, c))
  return app
}

/** Whole, or the part that was asked for: players of sound in Safari and WeChat ask for parts, and insist. */
function serve(file: FileRow, content: Buffer, asked: string | undefined): Response {
  const range = byteRange(asked, content.length)
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${content.length}` } })
  const { from, to } = range ?? { from: 0, to: content.length - 1 }
  return new Response(new Uint8Array(content.subarray(from, to + 1)), {
    status: range ? 206 : 200,
    headers: {
      'Content-Type': file.mime,
      'Content-Disposition': file.name ? `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` : 'inline',
      'Cache-Control': `private, max-age=${FILE_ADDRESS_SECONDS}`,
      'X-Content-Type-Options': 'nosniff',
      'Accept-Ranges': 'bytes',
      ...(range && { 'Content-Range': `bytes ${from}-${to}/${content.length}` }),
    },
  })
}

async function authenticate(deps: Deps, authorization: string | undefined): Promise<string> {
  const token = authorization?.match(/^Bearer (\S+)$/)?.[1]
  if (!token) throw signedOut()
  const caller = await deps.findCaller(token, deps.clock.now())
  if (!caller) throw sessionEnded()
  return caller.personId
}

/** A stranger's file is answered like one that never was. */
async function begunFile(deps: Deps, id: string, personId: string): Promise<FileRow> {
  const file = UUID.test(id) ? await fileById(deps.db, id) : null
  if (file?.personId !== personId) throw noSuchFile()
  if (file.state !== 'begun') throw alreadyUploaded()
  return file
}

function refuse(deps: Deps, error: Error, c: HttpContext): Response {
  if (error instanceof Fault)
    return c.json<RpcReply>({ ok: false, error: { code: error.code, message: error.message } }, error.status)
  const requestId = deps.newId()
  deps.log.error({ requestId, path: '/files', ...errorFacts(error) }, 'call failed')
  const message = '这边出了点问题，东西还在您手机里，请稍后再试'
  return c.json<RpcReply>({ ok: false, error: { code: 'server.failed', message, requestId } }, 500)
}
