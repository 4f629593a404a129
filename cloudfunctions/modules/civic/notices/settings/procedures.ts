import * as z from 'zod'
import {
  CAP_FEN_MAX,
  CAP_SETTERS,
  NOTICE_SETTINGS,
  type NoticeSetting,
  PUBLISHING_PLACES,
  PUBLISHING_ROLES,
} from '../../../../contract/civic/notices'
import { shanghaiMonth } from '../../../../engines/messages/quiet-hours'
import { pricesOf, spendingOf } from '../../../../engines/messages/spending'
import { setCap } from '../../../../engines/messages/spending/store'
import type { Caller } from '../../../../kernel/context'
import type { Executor } from '../../../../kernel/database/open'
import { nothing } from '../../../../kernel/dispatch/fields'
import { type MutationScope, mutation, query } from '../../../../kernel/dispatch/procedure'
import { conflict, forbidden, notFound } from '../../../../kernel/errors'
import { insertPlaceHistory, placeHistoryOf } from '../../../../registry/places/history/store'
import { children, namesOf, type Place, placeById } from '../../../../registry/places/store'
import { lockPlace } from '../../../../registry/places/tree/store'
import { publishingGrants } from '../permissions'
import { settingsView } from '../views'
import { approvalFrom, maySetApproval, maySetCap, setsFrom } from './rules'
import { saveSettings, wishesOf } from './store'

const callers = PUBLISHING_ROLES
const isPublishing = ({ kind }: Place) => (PUBLISHING_PLACES as readonly string[]).includes(kind)

/** A place that publishes, where the caller does or above, with where they set things from. Fault record.not_found. */
async function placeOf(db: Executor, { grants }: Caller, id: string): Promise<{ place: Place; from: string }> {
  const place = await placeById(db, id)
  const from = place && isPublishing(place) ? setsFrom(grants, place.path) : null
  if (!place || from === null) throw notFound('没找到这个地方')
  return { place, from }
}

/** Writes down what was set, by whom and when. */
const record = (
  { deps, tx, caller, now }: MutationScope,
  { id: placeId, communityId }: Place,
  what: { action: NoticeSetting; before: string; after: string },
) => insertPlaceHistory(tx, { id: deps.newId(), placeId, communityId, ...what, actorId: caller.personId, at: now })

/** 发布设置: what places may spend on text messages and calls, and whether a second person approves their notices. */
export const settingsProcedures = {
  settings: query(
    { callers, about: '一个地方和下一级的发布设置：短信电话花了多少、最多花多少，发通知要不要审批' },
    { placeId: z.uuid().optional() },
    settingsView,
    async ({ deps, db, caller, now }, given) => {
      const own = [...new Map(publishingGrants(caller.grants).map((grant) => [grant.placeId, grant.placeName]))]
      const { place } = await placeOf(db, caller, given.placeId ?? own[0]![0])
      const below = (await children(db, place.id)).filter(isPublishing)
      const shown = [place, ...below]
      const ids = [...new Set(shown.flatMap(({ path }) => path))]
      const [spending, wishes, names, changes] = await Promise.all([
        spendingOf(
          deps,
          db,
          shown.map(({ id }) => id),
        ),
        wishesOf(db, ids, now),
        namesOf(db, ids),
        placeHistoryOf(db, place.id, NOTICE_SETTINGS),
      ])
      const settingOf = ({ id, name, path }: Place) => {
        const from = approvalFrom(path, wishes)
        return {
          id,
          name,
          ...spending.get(id)!,
          maySetCap: maySetCap(caller.grants, path),
          approvalFrom: from === null ? null : { id: from, name: names.get(from) ?? '' },
          maySetApproval: maySetApproval(caller, path, wishes),
        }
      }
      return {
        month: shanghaiMonth(now),
        ...pricesOf(deps),
        usualCapFen: deps.pushCapFen,
        places: own.map(([id, name]) => ({ id, name })),
        here: settingOf(place),
        below: below.map(settingOf),
        changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
      }
    },
  ),

  setCap: mutation(
    { callers: CAP_SETTERS, about: '定下级一个地方每月最多花多少短信电话费，单位是分，从这个月起算' },
    { placeId: z.uuid(), capFen: z.int().min(0).max(CAP_FEN_MAX) },
    nothing,
    async (scope, { placeId, capFen }) => {
      const { deps, tx, caller, now } = scope
      await lockPlace(tx, placeId)
      const { place } = await placeOf(tx, caller, placeId)
      if (!maySetCap(caller.grants, place.path)) throw forbidden('自己能花多少由上一级定')
      const before = (await spendingOf(deps, tx, [placeId])).get(placeId)!.capFen
      await setCap(tx, placeId, shanghaiMonth(now), capFen)
      await record(scope, place, { action: 'cap', before: `${before}`, after: `${capFen}` })
      return {}
    },
  ),

  setApproval: mutation(
    { callers, about: '这个地方和下级发通知要不要第二个人审批；谁要的，由谁或上级关' },
    { placeId: z.uuid(), needsApproval: z.boolean() },
    nothing,
    async (scope, { placeId, needsApproval }) => {
      const { tx, caller, now } = scope
      await lockPlace(tx, placeId)
      const { place, from } = await placeOf(tx, caller, placeId)
      const wishes = await wishesOf(tx, place.path, now)
      if (!maySetApproval(caller, place.path, wishes)) {
        const wanting = approvalFrom(place.path, wishes)!
        const name = (await namesOf(tx, [wanting])).get(wanting) ?? '上级'
        const who = wanting === from ? { wants: '同事', changes: '他本人或上级' } : { wants: name, changes: name }
        throw conflict('notice.approval_from_above', `这是${who.wants}要求的，请${who.changes}来改`)
      }
      const { communityId } = place
      await saveSettings(tx, { placeId, communityId, needsApproval, setFrom: from, setBy: caller.personId, setAt: now })
      const before = wishes.some((wish) => wish.placeId === placeId)
      if (before !== needsApproval)
        await record(scope, place, { action: 'approval', before: `${before}`, after: `${needsApproval}` })
      return {}
    },
  ),
}
