import * as z from 'zod'
import { APPEAL_CATEGORY_LABELS } from '../../../../contract/governance/appeals'
import type { Database } from '../../../../kernel/database/open'
import { invalid, notFound } from '../../../../kernel/errors'
import { placeById } from '../../../../registry/places/store'
import { wgsFromGcj } from '../../../../registry/places/wgs84'
import { bluntPoint, groupOf, publicStateLabel, STATE_GROUPS, statesOf } from '../public/rules'
import { type PublicAppeal, publicAppealsBelow, publicAppealsByIds } from '../public/store'
import type { Answer, Node } from './formats'
import { categoryOf } from './services'

/** Both from the standard. */
const RANGE_DAYS = 90
const REQUESTS_MAX = 1000
const DAY_MS = 86_400_000

/** Arguments of a query; empty ones are as good as none. */
export type Arguments = (name: string) => string | undefined

export const isUuid = (text: string): boolean => z.uuid().safeParse(text).success

const refused = (field: string, message: string) => invalid({ [field]: message }, message)

/** The county asked about; undefined when none is named. Fault record.not_found for another's. */
export async function jurisdiction(db: Database, id: string | undefined): Promise<string | undefined> {
  if (!id) return undefined
  const place = isUuid(id) ? await placeById(db, id) : null
  if (place?.kind !== 'county') throw notFound('没有这个 jurisdiction_id')
  return place.id
}

/** GET Service Requests. Faults: input.invalid for what cannot be read or spans more than 90 days, record.not_found. */
export async function requestList(db: Database, of: Arguments, now: Date): Promise<Answer> {
  const countyId = await jurisdiction(db, of('jurisdiction_id'))
  const ids = listed(of('service_request_id'))
  if (ids) {
    if (ids.length > REQUESTS_MAX) throw refused('service_request_id', `一次最多查 ${REQUESTS_MAX} 件`)
    return answered(await publicAppealsByIds(db, ids.filter(isUuid), countyId))
  }
  const categories = listed(of('service_code'))?.map(categoryOf) ?? null
  const wanted = { ...range(of('start_date'), of('end_date'), now), categories, states: statuses(of('status')) }
  return answered(await publicAppealsBelow(db, countyId, wanted, REQUESTS_MAX))
}

/** GET Service Request. Fault record.not_found. */
export async function requestById(db: Database, id: string, of: Arguments): Promise<Answer> {
  const countyId = await jurisdiction(db, of('jurisdiction_id'))
  const rows = isUuid(id) ? await publicAppealsByIds(db, [id], countyId) : []
  if (rows.length === 0) throw notFound('没有这个 service_request_id')
  return answered(rows)
}

const listed = (text: string | undefined): string[] | null => {
  const parts = text?.split(',').map((part) => part.trim())
  return parts?.filter(Boolean) ?? null
}

function statuses(text: string | undefined) {
  const groups = listed(text)
  if (!groups) return null
  const known = groups.map((one) => STATE_GROUPS.find((group) => group === one && group !== 'all'))
  if (known.includes(undefined)) throw refused('status', 'status 只能是 open 或 closed')
  return known.flatMap((group) => statesOf(group!) ?? [])
}

/** Times with their zone, as W3C's note on dates and times has them. A `+` not encoded arrives as a blank. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

function momentOf(field: string, text: string | undefined): Date | null {
  if (!text) return null
  const given = text.trim().replace(' ', '+')
  const at = new Date(given)
  if (!MOMENT.test(given) || Number.isNaN(at.getTime()))
    throw refused(field, `${field} 要带时区，写成 2026-11-24T00:00:00+08:00 或 2026-11-24T00:00:00Z`)
  return at
}

/** Both ends belong to the range; where one is missing, it is 90 days from the other or up to now. */
function range(startText: string | undefined, endText: string | undefined, now: Date): { from: Date; until: Date } {
  const start = momentOf('start_date', startText)
  const end = momentOf('end_date', endText)
  const last = end ?? (start ? new Date(Math.min(now.getTime(), start.getTime() + RANGE_DAYS * DAY_MS)) : now)
  const from = start ?? new Date(last.getTime() - RANGE_DAYS * DAY_MS)
  if (from > last) throw refused('start_date', 'start_date 不能晚于 end_date')
  if (last.getTime() - from.getTime() > RANGE_DAYS * DAY_MS)
    throw refused('end_date', `一次最多查 ${RANGE_DAYS} 天，请缩短 start_date 到 end_date`)
  return { from, until: new Date(last.getTime() + 1) }
}

const answered = (rows: PublicAppeal[]): Answer => ({
  root: 'service_requests',
  item: 'request',
  nodes: rows.map(requestOf),
})

/** One request as everyone may know it. What was said and who said it stays with us: `description` is always empty. */
function requestOf(row: PublicAppeal): Node {
  const at = row.lat !== null && row.lng !== null ? bluntPoint(wgsFromGcj({ lat: row.lat, lng: row.lng })) : null
  return {
    service_request_id: row.id,
    status: groupOf(row.state),
    status_notes: publicStateLabel(row.state),
    service_name: APPEAL_CATEGORY_LABELS[row.category],
    service_code: row.category,
    description: null,
    agency_responsible: row.agency,
    service_notice: null,
    requested_datetime: row.createdAt.toISOString(),
    updated_datetime: (row.endedAt ?? row.updatedAt).toISOString(),
    expected_datetime: row.promisedAt.toISOString(),
    address: row.place,
    address_id: row.placeId,
    zipcode: null,
    lat: at?.lat ?? null,
    long: at?.lng ?? null,
    media_url: null,
  }
}
