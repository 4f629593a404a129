import { checkTemplateData } from '../../../cloudfunctions/kernel/wechat/template-limits'
import { granted, refused } from './answers'
import type { Api } from './serve'
import { EMPLOYEE_TEMPLATES, SUBSCRIBE_TEMPLATES, strayKey, type Template } from './templates'
import { creditKey, isKnown, type Received, type World } from './world'

const PAGE = /^(pages|modules)\/[\w/-]+$/

/** POST /cgi-bin/message/subscribe/send. Never de-duplicates: what is sent twice arrives twice. */
export const subscribeApi: Api = {
  name: 'subscribe',
  method: 'post',
  path: '/cgi-bin/message/subscribe/send',
  isTokenNeeded: true,
  laneOf: (body) => String(body.touser),
  handle(world, _query, body) {
    if (!isKnown(world, body.touser)) return refused(40003)
    const template = SUBSCRIBE_TEMPLATES.find((t) => t.id === body.template_id)
    if (!template) return refused(40037)
    if (body.page !== undefined && !isPage(world, body.page)) return refused(41030)
    const data = readValues(body.data)
    const wrong = wrongData(template, data)
    if (!data || wrong) return refused(47003, wrong ?? 'data')
    if (world.settings.riskyWords.some((word) => Object.values(data).join('\n').includes(word))) return refused(45168)
    if (world.banned.has(body.touser) || world.banned.has(template.id)) return refused(43107)
    return useCredit(world, body.touser, template.id)
  },
  show: (body) => showMessage(SUBSCRIBE_TEMPLATES, body, readValues(body.data)),
}

/** POST /cgi-bin/message/wxopen/employeerelationmsg/send: `data` is JSON in a string, wrapped in `data` once more. */
export const employeeApi: Api = {
  name: 'employee',
  method: 'post',
  path: '/cgi-bin/message/wxopen/employeerelationmsg/send',
  isTokenNeeded: true,
  handle(world, _query, body) {
    if (!isKnown(world, body.touser)) return refused(40257)
    const template = EMPLOYEE_TEMPLATES.find((t) => t.id === body.template_id)
    const data = readWrapped(body.data)
    if (!template || !data || wrongData(template, data) || !isPage(world, body.page)) return refused(40097)
    if (!world.bound.has(body.touser)) return refused(40256)
    return granted()
  },
  show: (body) => showMessage(EMPLOYEE_TEMPLATES, body, readWrapped(body.data)),
}

function useCredit(world: World, openid: string, template: string) {
  const key = creditKey(openid, template)
  const credits = world.credits.get(key) ?? 0
  if (credits === 0) return refused(43101)
  world.credits.set(key, credits - 1)
  return granted()
}

function isPage(world: World, page: unknown): boolean {
  if (typeof page !== 'string') return false
  const path = page.split('?')[0] ?? ''
  return world.settings.pages ? world.settings.pages.includes(path) : PAGE.test(path)
}

/** `{thing1: {value: '…'}}` as key → text; null for any other shape. */
function readValues(data: unknown): Record<string, string> | null {
  if (!data || typeof data !== 'object' || Array.isArray(data)) return null
  const values = Object.entries(data).map(([key, held]) => [key, (held as { value?: unknown } | null)?.value])
  if (!values.every(([, value]) => typeof value === 'string' || typeof value === 'number')) return null
  return Object.fromEntries(values.map(([key, value]) => [key, String(value)]))
}

function readWrapped(data: unknown): Record<string, string> | null {
  if (typeof data !== 'string') return null
  try {
    return readValues((JSON.parse(data) as { data?: unknown } | null)?.data)
  } catch {
    return null
  }
}

/** As the real errmsg names it, or null. */
function wrongData(template: Template, data: Record<string, string> | null): string | null {
  if (!data) return 'data'
  const key = strayKey(template, data) ?? checkTemplateData(data)[0]?.key
  return key ? `data.${key}.value invalid` : null
}

function showMessage(
  templates: Template[],
  body: Record<string, unknown>,
  data: Record<string, string> | null,
): Partial<Received> {
  const template = templates.find((t) => t.id === body.template_id)
  return {
    openid: String(body.touser),
    template: { id: String(body.template_id), title: template?.title ?? '' },
    page: typeof body.page === 'string' ? body.page : undefined,
    data: data ?? undefined,
  }
}
