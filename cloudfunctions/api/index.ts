import type { RpcCall } from '../contract/reply'
import { createWork } from '../jobs/work'
import { createDispatch } from '../kernel/dispatch/dispatch'
import { fileRoutes } from '../kernel/files/http'
import { open311Routes } from '../modules/governance/appeals/open311/http'
import { openDataRoutes } from '../modules/governance/appeals/public/http'
import { listRoutes } from '../modules/secretary/people/http'
import { isHttpEvent, serveHttpEvent } from './http-event'
import { appRouter } from './router'
import { warm } from './warm'

/** Longest a call waits for what follows its commit; the timer does the rest. */
const FOLLOW_UP_MS = 1500

const parts = warm(async (made, config) => {
  const work = createWork(made)
  let isWoken = false
  made.deps.wake = () => {
    isWoken = true
  }
  const dispatch = createDispatch(made.deps, appRouter)
  const { Hono } = await import('hono')
  const http = new Hono()
    .route('/files', fileRoutes(made.deps))
    .route('/lists', listRoutes(made.deps))
    .route('/open', openDataRoutes(made.deps))
    .route('/open311/v2', open311Routes(made.deps, { url: config.publicUrl, isTest: config.mode === 'local' }))
  const followUp = async () => {
    if (!isWoken) return
    isWoken = false
    await Promise.race([work.drain(), new Promise((resolve) => setTimeout(resolve, FOLLOW_UP_MS))])
  }
  return { dispatch, http, followUp }
})

/** `{path, input}` from the mini-program, where WeChat names the caller; or over HTTP access a file, by session, and what is open to all. */
export async function main(event: RpcCall | Record<string, unknown>) {
  const { dispatch, http, followUp } = await parts()
  if (isHttpEvent(event)) {
    const result = await serveHttpEvent(event, http.fetch)
    await followUp()
    return result
  }
  const { path, input } = event as Partial<RpcCall>
  const openid = await callerOpenid()
  const { body } = await dispatch({ path: String(path), input, token: null, openid, origin: openid ?? 'cloud' })
  await followUp()
  return body
}

/** WeChat's word for who calls; absent for timers and HTTP, which act for nobody. */
async function callerOpenid(): Promise<string | undefined> {
  const { default: cloud } = await import('wx-server-sdk')
  const { OPENID } = cloud.getWXContext() as { OPENID?: string | number }
  return OPENID === undefined ? undefined : String(OPENID)
}
