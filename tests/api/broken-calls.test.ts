import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appRouter } from '../../cloudfunctions/api/router'
import { CONSENT_TEXTS } from '../../cloudfunctions/contract/account/privacy'
import { type Answered, createDispatch } from '../../cloudfunctions/kernel/dispatch/dispatch'
import { createEncryption } from '../../cloudfunctions/kernel/encryption'
import { phoneOf } from '../../cloudfunctions/registry/people/store'
import { CAST, homeId, personId, placeId, placeIds } from '../../local/county/cast'
import { issueCode } from '../../local/simulators/wechat/login'
import { type Client, type TestHost, testHost } from '../host'
import { TEST_KEYS } from '../keys'
import { noticeForm } from '../modules/civic/notice-world'
import { breakages, type Procedure, procedures, validInput } from './inputs'
import { ROWS } from './role-table'
import { type Subjects, subjects } from './subjects'

/** Traces of our insides: stack lines, SQL, what drivers and libraries say. */
const INSIDES =
  /\n\s*at |node_modules|\.ts:\d|drizzle|postgres|ZodError|TRPC|TypeError|syntax error|invalid input syntax|violates|\b(select|insert|update|delete)\b.*\b(from|into|set|where)\b/i

let host: TestHost
let records: Subjects
/** Names and phones of the resident and of those who have to do with their order, and the order's words. */
let private_: Record<string, string>
beforeAll(async () => {
  host = await testHost()
  // What follows a commit is not looked at here, and would take most of the time.
  await host.runner.stop()
  host.simulators.wechat.settings.latencyMs = 0
  const phone = (await phoneOf(host.deps.db, createEncryption(TEST_KEYS), personId('resident')))!
  const neighbour = (await phoneOf(host.deps.db, createEncryption(TEST_KEYS), personId('neighbour')))!
  const nameOf = (key: string) => CAST.find((member) => member.key === key)!.name
  private_ = {
    phone,
    neighbour,
    name: nameOf('resident'),
    neighbourName: nameOf('neighbour'),
    id: personId('neighbour'),
  }
})
afterAll(() => host.stop())

/** Somebody who may call, and somebody of the same kind whose business it is not. */
const ACTORS = [
  ['resident', 'outsider'],
  ['worker', 'worker2'],
  ['secretary', 'secretary2'],
  ['county', 'department'],
  ['department', 'steward'],
] as const
/** What is a neighbour's business and not the requester's. */
const NEIGHBOURS = ['neighbour', 'outsider'] as const
const OF_NEIGHBOURS = ['appeals.meToo', 'appeals.followed', 'visits.ask']
const actorsOf = ({ path, callers }: { path: string; callers: string | string[] }) => {
  if (OF_NEIGHBOURS.includes(path)) return NEIGHBOURS
  // Those whom it rings, not whom it is about.
  if (path.startsWith('alarms.')) return ACTORS[1]
  // What the secretary has asked for.
  if (path === 'visits.whom') return ACTORS[2]
  return Array.isArray(callers)
    ? ACTORS.find(([key]) => callers.includes(key === 'worker' ? 'gridWorker' : key))!
    : ACTORS[0]
}

/** Values of fields that name something. A record is made anew once a call has used it up. */
async function samplesFor(path: string): Promise<Record<string, unknown>> {
  const row = ROWS.find((candidate) => candidate.path === path && candidate.on && candidate.on !== 'picture')
  const made = row?.on ? await records.make(row.on) : { input: {} }
  const { wechat } = host.simulators
  return {
    placeId: placeIds.building,
    parentId: placeIds.community,
    communityId: placeIds.community,
    month: '2026-11',
    toPersonId: personId('courier'),
    personId: personId('resident'),
    forPersonId: personId('resident'),
    filter: {},
    approvalId: undefined,
    point: { lat: 35.4, lng: 116.3 },
    forPhone: '15400000002',
    departmentId: placeId('市政养护所'),
    cursor: path === 'changes.since' ? null : undefined,
    isRenewal: false,
    homeId: homeId(path === 'homes.unbind' ? '檀溪苑3号楼2单元501' : '檀溪苑2号楼2单元502'),
    samePersonId: null,
    buildingId: placeIds.building,
    itemId: undefined,
    seenId: undefined,
    parts: { name: '李静', phone: '15400000002', relation: '女儿', callOrder: '1' },
    ...(path === 'residents.split' && { homeIds: { both: [homeId('檀溪苑3号楼2单元501')] } }),
    ...(path === 'residents.correct' && { field: 'occupation', value: '教师', seenId: null }),
    ...(path === 'residents.died' && { on: '2026-11-01' }),
    ...(/^residents\.(tag|item)$/.test(path) && { validUntil: '2027-11-01' }),
    ...(path === 'residents.add' && { phone: '15400000002', idNumber: '11010519491231002X' }),
    ...(path === 'buildings.below' && { placeId: placeIds.grid }),
    ...(path.startsWith('buildings.') && { point: undefined, name: `新名字${crypto.randomUUID().slice(0, 8)}` }),
    ...(path === 'organisation.grid' && { id: placeIds.grid }),
    ...(/^duties\.(week|people)$/.test(path) && { placeId: placeIds.community, monday: '2026-11-23' }),
    ...(/^(approvals\.ask|notices\.set.*)$/.test(path) && { placeId: placeIds.community }),
    ...(path === 'family.ask' && { phone: undefined }),
    ...(path === 'family.answer' && { version: CONSENT_TEXTS.guardian.version }),
    ...(path === 'roles.grant' && { role: 'captain' }),
    ...(/^(dispatch\.(board|search)|promises\.(set|unset))$/.test(path) && { category: 'noise' }),
    code: path === 'session.login' ? issueCode(wechat, wechat.loginCodes, 'openid-x') : 'code',
    ...(row && path !== 'messages.list' && made.input),
    // Everything ahead in time is left open: the valid value of a moment is none.
    ...(path.startsWith('notices.') && { at: null, until: null, pinnedUntil: null, expiresAt: null, audience }),
    ...(path === 'notices.save' && { id: undefined }),
    ...(path === 'visits.ask' && { personId: personId('neighbour') }),
  }
}

/** As over the wire, but with a rate limit that has seen nobody yet: else most calls would only meet that. */
function send(client: Client, path: string, input: unknown): Promise<Answered> {
  const dispatch = createDispatch(host.deps, appRouter)
  return dispatch({ path, input: JSON.parse(JSON.stringify(input)), token: client.token, origin: 'test' })
}

const { audience } = noticeForm()

/** Their valid input would end the session that the rest of the calls need. */
const ENDS_SESSION = ['session.logout', 'privacy.closeAccount']
/** What one call ends is begun anew for the next. */
beforeEach(() => {
  records = subjects(host)
})

interface Sent {
  check: (text: string, label: string) => void
  /** Every so many of the ways alone; another part of them for each procedure. */
  everyNth?: number
}

async function sendAll(client: Client, of: Procedure, { check, everyNth = 1 }: Sent): Promise<void> {
  let samples: Record<string, unknown> | null = null
  const first = procedures.indexOf(of) % everyNth
  // A key that is broken and good all the same is taken once, and the session is over.
  const ended = ENDS_SESSION.includes(of.path) ? [401] : []
  for (const [label, broken] of breakages(of.schema).filter((_, i) => i % everyNth === first)) {
    samples ??= await samplesFor(of.path)
    const valid = { ...validInput(of.schema, samples), ...(of.type === 'mutation' && { key: randomUUID() }) }
    const { status, body } = await send(client, of.path, broken(valid))
    expect(status, `${of.path} ${label}`).toBeOneOf([200, 400, 403, 404, 409, ...ended])
    check(JSON.stringify(body), `${of.path} ${label}`)
    if (body.ok) expect(Object.keys(body)).toEqual(['ok', 'data'])
    else
      expect(body.error).toMatchObject({
        code: expect.stringMatching(/^\w+\.\w+$/),
        message: expect.stringMatching(/\p{Script=Han}/u),
      })
    if (body.ok || status === 409) samples = null
  }
}

describe.each(procedures)('$path, broken in every field', (of) => {
  const [rightful, stranger] = actorsOf(of)

  test.skipIf(ENDS_SESSION.includes(of.path))('is well taken when nothing is broken', async () => {
    const input = {
      ...validInput(of.schema, await samplesFor(of.path)),
      ...(of.type === 'mutation' && { key: randomUUID() }),
    }
    expect((await send(await host.as(rightful), of.path, input)).body, JSON.stringify(input)).toMatchObject({
      ok: true,
    })
  })

  test('its rightful caller never sees our insides', async () => {
    await sendAll(await host.as(rightful), of, { check: (text, label) => expect(text, label).not.toMatch(INSIDES) })
  })

  test('a stranger never sees another person', async () => {
    const check = (text: string, label: string) => {
      expect(text, label).not.toMatch(INSIDES)
      for (const secret of Object.values(private_)) expect(text, label).not.toContain(secret)
    }
    await sendAll(await host.as(stranger), of, { check, everyNth: 3 })
  })
})
