import * as z from 'zod'
import { APPEAL_TEXT_MAX } from '../../../../contract/governance/appeals'
import type { Point } from '../../../../contract/places'
import { submit } from '../../../../engines/orders/submit'
import { type ApiKey, systemByKey } from '../../../../kernel/api-keys/store'
import type { Caller, Deps } from '../../../../kernel/context'
import type { Tx } from '../../../../kernel/database/open'
import { optionalText, textField } from '../../../../kernel/dispatch/fields'
import { once } from '../../../../kernel/dispatch/once'
import { forbidden, invalid } from '../../../../kernel/errors'
import { minuteOf } from '../../../../registry/people/days'
import { personForRegistration } from '../../../../registry/people/registration'
import { covers } from '../../../../registry/places/rules'
import { gcjFromWgs } from '../../../../registry/places/wgs84'
import { whereIs } from '../place'
import { suggest } from '../suggest/suggest'
import type { Answer } from './formats'
import { type Arguments, isUuid, jurisdiction } from './requests'
import { categoryOf } from './services'
import { ensureSystemPerson } from './store'

const NAMELESS = '未留姓名的居民'
const NAME_MAX = 20
const PLACE_TEXT_MAX = 60

const refused = (field: string, message: string) => invalid({ [field]: message }, message)

/** One call: its form, and the key by which a repeat is known where the sender gives one. */
export interface Posted {
  of: Arguments
  idempotencyKey: string | undefined
  origin: string
}

/**
 * POST Service Request: what another system passes on, written into its grid's pool like any appeal.
 * Faults: access.forbidden for a missing or wrong key or a place outside it, record.not_found for an unknown service or
 * jurisdiction, input.invalid for the rest.
 */
export async function createRequest(deps: Deps, { of, idempotencyKey, origin }: Posted): Promise<Answer> {
  const key = of('api_key')
  const system = key ? await systemByKey(deps.db, key) : null
  if (!system) throw forbidden(key ? 'api_key 不对，或者已经停用' : '请带上 api_key')
  await jurisdiction(deps.db, of('jurisdiction_id'))
  const input = read(of)
  const now = deps.clock.now()
  const caller = callerOf(system)
  const context = { deps, requestId: deps.newId(), now, caller, token: null, origin }
  const keyed = { key: repeatKey(idempotencyKey) ?? deps.newId(), path: 'open311.requests', input }
  return once(context, keyed, undefined, (tx) => write(deps, tx, system, caller, input, now))
}

/** A system registers what it is told, as a secretary does, within its own place. It holds no role otherwise. */
const callerOf = ({ id, name, placeId }: ApiKey): Caller => ({
  personId: id,
  grants: [
    {
      role: 'secretary',
      placeId,
      placeName: name,
      placeKind: 'county',
      placePath: [placeId],
      communityId: placeId,
    },
  ],
  wards: [],
})

function repeatKey(given: string | undefined): string | null {
  if (!given) return null
  if (!isUuid(given)) throw refused('Idempotency-Key', 'Idempotency-Key 要是一个 UUID')
  return given
}

type Read = ReturnType<typeof read>

function read(of: Arguments) {
  const code = of('service_code')
  if (!code) throw refused('service_code', '请带上 service_code')
  return {
    category: categoryOf(code),
    text: field('description', textField(1, APPEAL_TEXT_MAX), of('description') ?? '', '请写 description，1 到 500 字'),
    placeText: field(
      'address_string',
      optionalText(PLACE_TEXT_MAX),
      of('address_string'),
      `address_string 最多 ${PLACE_TEXT_MAX} 字`,
    ),
    ...located(of),
    name: field('last_name', optionalText(NAME_MAX), fullName(of), `姓名最多 ${NAME_MAX} 字`),
    phone: of('phone'),
  }
}

function field<T>(name: string, schema: z.ZodType<T>, value: unknown, message: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw refused(name, message)
  return parsed.data
}

/** Family name first and without a blank, unless it is written in letters. */
function fullName(of: Arguments): string | undefined {
  const [family, given] = [of('last_name'), of('first_name')]
  const joined = /^[\p{Script=Latin}\s.'-]+$/u.test(`${family ?? ''}${given ?? ''}`) ? [given, family] : [family, given]
  return joined.filter(Boolean).join(joined[0] === given ? ' ' : '') || undefined
}

/** A place's id, or a point as satellites give it, turned into what phones here report. */
function located(of: Arguments): { placeId?: string; point?: Point } {
  const addressId = of('address_id')
  if (addressId && !isUuid(addressId)) throw refused('address_id', '没有这个 address_id')
  const [lat, lng] = [of('lat'), of('long')]
  if (!addressId && (!lat || !lng))
    throw refused('lat', '请带上 lat 和 long，或者 address_id；address_string 找不到网格')
  return { ...(addressId && { placeId: addressId }), ...(lat && lng && { point: pointOf(lat, lng) }) }
}

const degrees = (max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,20})?$/)
    .transform(Number)
    .pipe(z.number().min(-max).max(max))
const wgsPoint = z.object({ lat: degrees(90), lng: degrees(180) })

function pointOf(lat: string, lng: string): Point {
  return gcjFromWgs(field('lat', wgsPoint, { lat, lng }, 'lat 和 long 要写成十进制的度数（WGS84）'))
}

async function write(deps: Deps, tx: Tx, system: ApiKey, caller: Caller, input: Read, now: Date): Promise<Answer> {
  const where = await whereIs(tx, input)
  if (!covers(system.placeId, where.gridPath)) throw forbidden('这个 api_key 管不到这个地点')
  await ensureSystemPerson(tx, system, now)
  const { category, text, name, phone } = input
  const isSomeone = Boolean(name || phone)
  const requesterId = isSomeone
    ? await personForRegistration(deps, tx, {
        name: name ?? NAMELESS,
        phone,
        gridPath: where.gridPath,
        by: caller,
        now,
      })
    : system.id
  const { urgency, emergency } = suggest(text)
  const made = await submit(deps, tx, caller, now, {
    kind: 'appeal',
    category,
    urgency: emergency ? 'emergency' : urgency,
    emergency,
    text,
    fileIds: [],
    ...where,
    requesterId,
    registeredBy: isSomeone ? system.id : null,
    proxyId: null,
  })
  const notice = `承诺在 ${minuteOf(new Date(made.promisedAt))} 前办好，编号 ${made.code}`
  return {
    root: 'service_requests',
    item: 'request',
    nodes: [
      {
        service_request_id: made.id,
        service_notice: emergency ? `请先打 ${emergency}。${notice}` : notice,
        account_id: null,
      },
    ],
  }
}
