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
import { fileById, postgresContents } from './store'
import { receiveUpload } from './upload'
import { UploadSlots } from './upload-slots'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const noSuchFile = () => notFound('没有这张照片，或者看的时间过了，请回到上一页再打开')

/** To be mounted at `/files`: `POST /<id>` takes an upload from its owner, `GET /<opaque>` reads by a sealed address. */
export function fileRoutes(deps: Deps, contents: FileContents = postgresContents): Hono {
  const slots = new UploadSlots()
  const app = new Hono()
  app.post('/:id', async (c) => {
    const personId = await authenticate(deps, c.req.header('authorization'))
    const id = await begunFile(deps, c.req.param('id'), personId)
    const giveBack = slots.take(personId)
    if (!giveBack) throw tooMany()
    try {
      await receiveUpload(deps, contents, id, await readFileBody(c.req.raw))
    } finally {
      giveBack()
    }
    return c.json<RpcReply<{ id: string }>>({ ok: true, data: { id } })
  })
  app.get('/:opaque', async (c) => {
    const fileId = readAddress(deps, c.req.param('opaque'), deps.clock.now())
    const file = fileId && (await fileById(deps.db, fileId))
    const content = file && (await contents.get(deps.db, file.id))
    if (!content) throw noSuchFile()
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': file.mime,
      'Content-Disposition': 'inline',
      'Cache-Control': `private, max-age=${FILE_ADDRESS_SECONDS}`,
      'X-Content-Type-Options': 'nosniff',
    })
  })
  app.onError((error, c) => refuse(deps, error, c))
  return app
}

async function authenticate(deps: Deps, authorization: string | undefined): Promise<string> {
  const token = authorization?.match(/^Bearer (\S+)$/)?.[1]
  if (!token) throw signedOut()
  const caller = await deps.findCaller(token, deps.clock.now())
  if (!caller) throw sessionEnded()
  return caller.personId
}

/** A stranger's file is answered like one that never was. */
async function begunFile(deps: Deps, id: string, personId: string): Promise<string> {
  const file = UUID.test(id) ? await fileById(deps.db, id) : null
  if (file?.personId !== personId) throw noSuchFile()
  if (file.state !== 'begun') throw alreadyUploaded()
  return id
}

function refuse(deps: Deps, error: Error, c: HttpContext): Response {
  if (error instanceof Fault)
    return c.json<RpcReply>({ ok: false, error: { code: error.code, message: error.message } }, error.status)
  const requestId = deps.newId()
  deps.log.error({ requestId, path: '/files', ...errorFacts(error) }, 'call failed')
  const message = '这边出了点问题，照片还在您手机里，请稍后再试'
  return c.json<RpcReply>({ ok: false, error: { code: 'server.failed', message, requestId } }, 500)
}
