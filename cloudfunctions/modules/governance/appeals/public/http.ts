import { Hono } from 'hono'
import * as z from 'zod'
import { APPEAL_CATEGORY_LABELS } from '../../../../contract/governance/appeals'
import type { RpcReply } from '../../../../contract/reply'
import type { Deps } from '../../../../kernel/context'
import { csv } from '../../../../kernel/csv'
import { RateLimit } from '../../../../kernel/dispatch/rate-limit'
import { Fault, invalid, notFound, tooMany } from '../../../../kernel/errors'
import { errorFacts } from '../../../../kernel/log'
import { minuteOf } from '../../../../registry/people/days'
import { openCommunity } from './community'
import { publicLight, statsOf } from './present'
import { BLUNTED, LIGHT_LABELS, MONTH, monthOf, publicStateLabel, type Share, spanOf } from './rules'
import { publicAppeals } from './store'

const PER_MINUTE = 120
/** Far more than a community hears in a month. */
const ROWS_MAX = 50_000

const APPEALS_HEADER = ['编号', '提交时间', '类别', '地点', '状态', '期限', '承诺时间', '结束时间']
const STATS_HEADER = ['月份', '收到', '按期答复（%）', '重新办理（%）', '满意（%）', '办好所需小时（中位数）']

/** To be mounted at `/open`: tables for everyone, by community. */
export function openDataRoutes(deps: Deps): Hono {
  const rates = new RateLimit()
  const app = new Hono()
  app.use('*', async (c, next) => {
    if (!rates.take(c.req.header('x-real-ip') ?? 'direct', PER_MINUTE, performance.now())) throw tooMany()
    await next()
  })
  app.get('/appeals.csv', async (c) => {
    const communityId = await askedCommunity(deps, c.req.query('community'))
    const month = c.req.query('month') || monthOf(deps.clock.now())
    if (!MONTH.test(month)) throw invalid({ month: '月份要写成 2026-11 这样' }, '月份要写成 2026-11 这样')
    return table(await appealsTable(deps, communityId, month), `appeals-${month}.csv`)
  })
  app.get('/appeal-stats.csv', async (c) => {
    const communityId = await askedCommunity(deps, c.req.query('community'))
    return table(await statsTable(deps, communityId), 'appeal-stats.csv')
  })
  app.all('*', () => {
    throw notFound('没有这份数据')
  })
  app.onError((error, c) => {
    if (error instanceof Fault)
      return c.json<RpcReply>({ ok: false, error: { code: error.code, message: error.message } }, error.status)
    const requestId = deps.newId()
    deps.log.error({ requestId, path: '/open', ...errorFacts(error) }, 'call failed')
    const message = '这边出了点问题，请稍后再试'
    return c.json<RpcReply>({ ok: false, error: { code: 'server.failed', message, requestId } }, 500)
  })
  return app
}

async function askedCommunity(deps: Deps, id: string | undefined): Promise<string> {
  if (!id) throw invalid({ community: '请写明社区' }, '请写明社区：community=社区的编号')
  if (!z.uuid().safeParse(id).success) throw notFound('没有这个社区')
  return (await openCommunity(deps.db, id)).id
}

async function appealsTable(deps: Deps, communityId: string, month: string): Promise<string> {
  const now = deps.clock.now()
  const rows = await publicAppeals(deps.db, { communityId, states: null, ...spanOf(month) }, ROWS_MAX)
  return csv(
    APPEALS_HEADER,
    rows.map((row) => {
      const light = publicLight(row, now)
      return [
        row.code,
        minuteOf(row.createdAt),
        APPEAL_CATEGORY_LABELS[row.category],
        row.place,
        publicStateLabel(row.state),
        light ? LIGHT_LABELS[light] : '',
        minuteOf(row.promisedAt),
        row.endedAt ? minuteOf(row.endedAt) : '',
      ]
    }),
  )
}

const percent = ({ percent: known, of }: Share): string => known?.toString() ?? (of.n === 0 ? '' : BLUNTED)

async function statsTable(deps: Deps, communityId: string): Promise<string> {
  const months = await statsOf(deps.db, communityId, deps.clock.now())
  return csv(
    STATS_HEADER,
    months.map((one) => [
      one.month,
      one.received.n?.toString() ?? one.received.label,
      percent(one.answeredInTime),
      percent(one.reopened),
      percent(one.satisfied),
      one.medianHours?.toString() ?? '',
    ]),
  )
}

/** Read by other sites' pages too: there is nothing in it that is not for everyone. */
const table = (body: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    },
  })
