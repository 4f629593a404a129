import * as z from 'zod'
import { ORDER_STATES } from '../../../contract/orders'
import { SEXES } from '../../../contract/registry'
import { PAGE_SIZE } from '../../../contract/reply'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import {
  ARRIVAL_KEYS,
  VISIT_FILES_MAX,
  VISIT_REASON_LABELS,
  VISIT_REQUESTS,
  VISIT_RESULT_MAX,
  VISITS_AHEAD_DAYS,
} from '../../../contract/worker/visits'
import { cursorField, fileIdsField, optionalText, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { invalid, notFound } from '../../../kernel/errors'
import { fileView, presentFile } from '../../../kernel/files/present'
import { filesByIds } from '../../../kernel/files/store'
import { useFiles } from '../../../kernel/files/use'
import { recordAccess } from '../../../registry/access-log/store'
import { dayOf } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { namesOf } from '../../../registry/people/store'
import { reachOf } from '../../../registry/residents/card/store'
import { keptPlaces } from '../../../registry/roles/keepers'
import { askedProcedures } from './asked/procedures'
import { askersOf, openRequestsFor } from './asked/store'
import { readResult, writeVisit } from './done'
import { daysAfter } from './rules'
import { countDue, duePeople, visitsOf } from './store'

const callers = REGISTRY_KEEPERS
const HISTORY = 20
const position = z.tuple([z.iso.date(), z.uuid()])

function positionOf(cursor: string | undefined): { dueOn: string; personId: string } | null {
  if (cursor === undefined) return null
  const read = position.safeParse(openCursor(cursor))
  if (!read.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
  return { dueOn: read.data[0], personId: read.data[1] }
}

export const visitsRouter = router({
  ...askedProcedures,

  due: query(
    { callers, about: '该走访的人，拖得最久的在前，往后看七天' },
    { cursor: cursorField },
    pageOf(
      z.strictObject({
        personId: z.string(),
        name: z.string(),
        age: z.nullable(z.number()),
        sexLabel: z.nullable(z.string()),
        homeLabel: z.string(),
        reasons: z.array(z.string()),
        dueOn: z.string(),
        daysLate: z.number(),
      }),
    ).extend({ overdue: z.number(), total: z.number() }),
    async ({ db, caller, now }, { cursor }) => {
      const placeIds = keptPlaces(caller)
      const today = dayOf(now)
      const until = daysAfter(today, VISITS_AHEAD_DAYS)
      const [rows, counts] = await Promise.all([
        duePeople(db, { placeIds, until, after: positionOf(cursor), limit: PAGE_SIZE + 1 }),
        countDue(db, placeIds, { today, until }),
      ])
      const page = toPage(
        rows,
        ({ birthDate, sex, reasons, ...row }) => ({
          ...row,
          age: birthDate ? ageOn(birthDate, today) : null,
          sexLabel: sex && SEXES[sex],
          reasons: reasons.map((reason) => VISIT_REASON_LABELS[reason]),
          daysLate: (Date.parse(today) - Date.parse(row.dueOn)) / 86_400_000,
        }),
        (last) => sealCursor([last.dueOn, last.personId]),
      )
      return { ...page, ...counts }
    },
  ),

  ofPerson: query(
    { callers, about: '一个人的走访：下次什么时候，以前每次看到了什么' },
    { personId: z.uuid() },
    z.strictObject({
      next: z.array(z.strictObject({ reason: z.string(), dueOn: z.string() })),
      done: z.array(
        z.strictObject({
          id: z.string(),
          reason: z.string(),
          at: z.string(),
          by: z.string(),
          text: z.nullable(z.string()),
          files: z.array(fileView),
          /** Who asked for it, where somebody did. */
          askedBy: z.nullable(z.string()),
        }),
      ),
      /** Asked for and not ended yet. */
      asked: z.array(
        z.strictObject({
          id: z.string(),
          reason: z.string(),
          state: z.enum(ORDER_STATES),
          by: z.string(),
          isMine: z.boolean(),
          at: z.string(),
        }),
      ),
    }),
    async ({ deps, db, caller, now }, { personId }) => {
      const reach = await reachOf(db, { personId, placeIds: keptPlaces(caller), now })
      if (!reach) throw notFound()
      const of = { communityId: reach.communityId, personId, limit: HISTORY }
      const [next, done, open] = await Promise.all([
        visitsOf(db, { ...of, state: 'due' }),
        visitsOf(db, { ...of, state: 'done' }),
        openRequestsFor(db, personId, reach.communityId),
      ])
      if (done.length > 0 && personId !== caller.personId)
        await recordAccess(db, [
          {
            id: deps.newId(),
            personId,
            viewerId: caller.personId,
            what: 'visits.results',
            subjectId: personId,
            at: now,
          },
        ])
      const [names, files, askers] = await Promise.all([
        namesOf(
          db,
          done.flatMap(({ doneBy }) => doneBy ?? []),
        ),
        filesByIds(db, [...new Set(done.flatMap(({ fileIds }) => fileIds))]),
        askersOf(
          db,
          done.flatMap(({ orderId }) => orderId ?? []),
        ),
      ])
      const views = new Map(files.map((file) => [file.id, presentFile(deps, file, caller.personId, now)]))
      return {
        next: next.map(({ reason, dueOn }) => ({ reason: VISIT_REASON_LABELS[reason], dueOn })),
        done: done.map((visit) => ({
          id: visit.id,
          reason: VISIT_REASON_LABELS[visit.reason],
          at: visit.endedAt!.toISOString(),
          by: names.get(visit.doneBy!) ?? '',
          text: readResult(deps, visit),
          files: visit.fileIds.flatMap((id) => views.get(id) ?? []),
          askedBy: askers.get(visit.orderId ?? '') ?? null,
        })),
        asked: open.map(({ orderId, category, state, askedBy, askedById, createdAt }) => ({
          id: orderId,
          reason: VISIT_REQUESTS[category].label,
          state,
          by: askedBy,
          isMine: askedById === caller.personId,
          at: createdAt.toISOString(),
        })),
      }
    },
  ),

  done: mutation(
    { callers, about: '记一次走访：写一句或者拍一张，不要定位' },
    {
      personId: z.uuid(),
      text: optionalText(VISIT_RESULT_MAX),
      fileIds: fileIdsField(VISIT_FILES_MAX),
      arrival: z.enum(ARRIVAL_KEYS).optional(),
    },
    z.strictObject({ nextOn: z.nullable(z.string()) }),
    async (scope, { personId, text, fileIds, arrival }) => {
      const { tx, caller, now } = scope
      const reach = await reachOf(tx, { personId, placeIds: keptPlaces(caller), now })
      if (!reach) throw notFound()
      const { communityId } = reach
      if (!text && fileIds.length === 0) throw invalid({ text: '写一句看到了什么，或者拍一张照片' })
      await useFiles(tx, caller.personId, fileIds)
      return writeVisit(scope, { communityId, personId, by: caller.personId, text, fileIds, arrival })
    },
  ),
})
