import type { MiddlewareHandler } from 'hono'

const NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Refuses a page elsewhere that had its own name resolve to this machine: it would speak for anyone in the county. */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const name = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  if (!NAMES.has(name)) return c.json({ error: { code: 'local.foreign_host', message: '请用 127.0.0.1 打开' } }, 403)
  const origin = c.req.header('origin')
  if (origin && URL.canParse(origin) && !NAMES.has(new URL(origin).hostname)) {
    return c.json({ error: { code: 'local.foreign_origin', message: '请从本机的页面打开' } }, 403)
  }
  return next()
}
