import { NOTICE_BODY_MAX, NOTICE_TITLE_MAX, PLAIN_LABEL, PUBLISHING_ROLES } from '../../../../contract/civic/notices'
import { COUNT_SHOWN_FROM, PERSON_TAG_KEYS, PERSON_TAGS } from '../../../../contract/registry'
import { ROLE_LABELS, ROLES } from '../../../../contract/roles'
import { LIST_OPEN_HOURS, listTitleOf } from '../../../../contract/secretary/people'
import { estimateReach } from '../../../../engines/messages/reach'
import { leftOf, pricesOf, purseOf } from '../../../../engines/messages/spending'
import { textField } from '../../../../kernel/dispatch/fields'
import { query } from '../../../../kernel/dispatch/procedure'
import { listsOpenedBy } from '../../../../registry/lists/store'
import { placesBelow } from '../../../../registry/places/store'
import { countsInFives, figuresFor, publishingGrants } from '../permissions'
import { plainOf } from '../plain/plain'
import { costOf, sumTold } from '../rules'
import { wantsApproval } from '../settings/store'
import { audienceField, estimateView, optionsView, paidField, plainView } from '../views'
import { checkAudience, PLACES_ABOVE } from './check'
import { audiencePeople } from './store'

const callers = PUBLISHING_ROLES
const FEW = { people: 0, homes: 0, wechat: 0, sms: 0, voice: 0, door: 0, costFen: 0, isFew: true }
const KINDS = ['county', 'subdistrict', 'community', 'estate', 'grid', 'building'] as const

type Person = Awaited<ReturnType<typeof audiencePeople>>[number]

function byCommunity(people: readonly Person[]): Person[][] {
  const parts = new Map<string | null, Person[]>()
  for (const person of people) {
    const part = parts.get(person.communityId)
    if (part) part.push(person)
    else parts.set(person.communityId, [person])
  }
  return [...parts.values()]
}

/** What a notice can be sent to, how many that is, and its text in plain words. */
export const audienceProcedures = {
  options: query(
    { callers, about: '发通知能选哪些地方、哪些人，短信电话多少钱' },
    {},
    optionsView,
    async ({ deps, db, caller, now }) => {
      const own = publishingGrants(caller.grants)
      const prices = pricesOf(deps)
      const isAbove = own.some(({ placeKind }) => placeKind !== 'community')
      const [places, lists] = await Promise.all([
        placesBelow(
          db,
          own.map(({ placeId }) => placeId),
          isAbove ? PLACES_ABOVE : KINDS,
        ),
        listsOpenedBy(db, caller.personId, new Date(now.getTime() - LIST_OPEN_HOURS * 3_600_000)),
      ])
      return {
        places: places.map(({ id, parentId, label, kind }) => ({ id, parentId, label, kind })),
        tags: PERSON_TAG_KEYS.map((key) => ({ key, label: PERSON_TAGS[key] })),
        roles: ROLES.map((key) => ({ key, label: ROLE_LABELS[key] })),
        lists: lists.map(({ id, filter, people }) => ({ id, title: listTitleOf(filter), people })),
        smsPriceFen: prices.smsFen,
        voicePriceFen: prices.voiceFen,
      }
    },
  ),

  estimate: query(
    { callers, about: '这条通知大约发到多少人，每种办法能送到多少，要花多少钱，要不要审批' },
    { audience: audienceField, paid: paidField },
    estimateView,
    async ({ deps, db, caller, now }, { audience, paid }) => {
      const grant = await checkAudience(db, caller, audience, now)
      const [purse, needsApproval, people] = await Promise.all([
        purseOf(deps, db, grant.placeId),
        wantsApproval(db, grant.placePath),
        audiencePeople(db, { audience, placeId: grant.placeId, now }),
      ])
      const before = { capLeftFen: leftOf(purse), needsApproval }
      const of = [caller.grants, grant.placePath, audience.who.kind] as const
      const told = figuresFor(...of)
      const parts = countsInFives(...of) ? byCommunity(people) : [people]
      const total = (counts: number[]) => sumTold(counts, told)
      const all = total(parts.map(({ length }) => length))
      if (audience.who.kind === 'tags' && all < COUNT_SHOWN_FROM) return { ...FEW, ...before }
      const reached: Awaited<ReturnType<typeof estimateReach>>[] = []
      for (const part of parts) {
        const ids = part.map(({ personId }) => personId)
        reached.push(await estimateReach(deps, db, ids, { template: 'noticePosted', paid }))
      }
      const by = (answer: keyof (typeof reached)[number]) => total(reached.map((one) => one[answer] ?? 0))
      const [wechat, sms, voice] = [by('subscribe'), by('sms'), by('voice')]
      return {
        people: all,
        homes: total(parts.map((part) => new Set(part.flatMap(({ homeId }) => homeId ?? [])).size)),
        wechat,
        sms,
        voice,
        door: all - wechat - sms - voice,
        costFen: costOf({ sms, voice }, purse),
        ...before,
        isFew: false,
      }
    },
  ),

  plain: query(
    { callers, about: '把一段公文按规则改成大白话，以原文为准' },
    { title: textField(0, NOTICE_TITLE_MAX), body: textField(1, NOTICE_BODY_MAX) },
    plainView,
    async (_scope, { body }) => ({ text: plainOf(body), label: PLAIN_LABEL }),
  ),
}
