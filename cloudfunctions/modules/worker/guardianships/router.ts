import * as z from 'zod'
import { GUARDIAN_RELATIONS, GUARDIANSHIP_REFUSAL_KEYS, GUARDIANSHIP_STATES } from '../../../contract/account/family'
import type { Caller, Deps } from '../../../kernel/context'
import { cursorField, moment, nothing, pageOf } from '../../../kernel/dispatch/fields'
import { idCursor, toPage } from '../../../kernel/dispatch/page'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { CLAIM_DECIDERS } from '../../../registry/claims/store'
import { isMinor } from '../../../registry/consents/rules'
import { birthOf } from '../../../registry/consents/store'
import { confirmAsk, meant, refuseAsk } from '../../../registry/guardianships/answer'
import { askedName } from '../../../registry/guardianships/ask'
import { asksAt, guardianshipById, labelsOfHomes, type PlacedAsk } from '../../../registry/guardianships/store'
import { dayOf } from '../../../registry/people/days'
import { maskName, maskPhone } from '../../../registry/people/masking'
import { namesOf, phonesOf } from '../../../registry/people/store'
import { pathOf } from '../../../registry/places/store'
import { hasRoleAt } from '../../../registry/roles/rules'

const entry = { id: z.string(), homeLabel: z.string(), relation: z.string(), askedAt: moment }

const presentEntry = ({ id, homeLabel, relation, askedAt }: PlacedAsk) => ({
  id,
  homeLabel: homeLabel ?? '',
  relation: GUARDIAN_RELATIONS[relation],
  askedAt: askedAt.toISOString(),
})

const placesOf = ({ grants }: Caller) =>
  grants.filter(({ role }) => (CLAIM_DECIDERS as readonly string[]).includes(role)).map(({ placeId }) => placeId)

/** An ask of the caller's own grids. Fault record.not_found. */
async function askAt({ db }: Deps, { grants }: Caller, id: string): Promise<PlacedAsk> {
  const ask = await guardianshipById(db, id)
  if (!ask?.gridId || !hasRoleAt(grants, CLAIM_DECIDERS, await pathOf(db, ask.gridId))) throw notFound()
  const labels = await labelsOfHomes(db, ask.homeId ? [ask.homeId] : [])
  return { ...ask, homeLabel: labels.get(ask.homeId ?? '') ?? null }
}

/** Who is meant, as the worker sees them before they have met. */
async function presentMeant(deps: Deps, ask: PlacedAsk, now: Date) {
  const ids = ask.state === 'asked' ? await meant(deps, deps.db, ask, now) : []
  const phones = await phonesOf(deps.db, deps.encryption, ids)
  return Promise.all(
    ids.map(async (personId) => {
      const phone = phones.get(personId)
      const isChild = isMinor(await birthOf(deps.db, personId), dayOf(now))
      return { personId, phoneMasked: phone && !isChild ? maskPhone(phone) : null, isChild }
    }),
  )
}

/** 替家人办事的申请 of the own grids, for those who have no WeChat: the worker asks them in person. */
export const guardianshipsRouter = router({
  list: query(
    { callers: CLAIM_DECIDERS, about: '自己网格里等当面核实的、替家人办事的申请' },
    { cursor: cursorField },
    pageOf(z.strictObject({ ...entry, nameMasked: z.string(), askerMasked: z.string() })),
    async ({ deps, db, caller, now }, { cursor }) => {
      const asks = await asksAt(db, { placeIds: placesOf(caller), afterId: idCursor(cursor), now })
      const names = await namesOf(
        db,
        asks.map(({ guardianId }) => guardianId),
      )
      return toPage(
        asks,
        (ask) => ({
          ...presentEntry(ask),
          nameMasked: maskName(askedName(deps, ask)),
          askerMasked: maskName(names.get(ask.guardianId) ?? ''),
        }),
        (last) => last.id,
      )
    },
  ),

  get: query(
    { callers: CLAIM_DECIDERS, about: '一条替家人办事的申请：谁替谁，登记里对不对得上' },
    { id: z.uuid() },
    z.strictObject({
      ...entry,
      state: z.enum(GUARDIANSHIP_STATES),
      /** Of the one cared for, as it was asked. */
      name: z.string(),
      asker: z.strictObject({ name: z.string(), phoneMasked: z.nullable(z.string()) }),
      /** People of that name registered at the home. */
      meant: z.array(
        z.strictObject({ personId: z.string(), phoneMasked: z.nullable(z.string()), isChild: z.boolean() }),
      ),
    }),
    async ({ deps, db, caller, now }, { id }) => {
      const ask = await askAt(deps, caller, id)
      const { guardianId } = ask
      const found = await presentMeant(deps, ask, now)
      const entries = [guardianId, ...found.map(({ personId }) => personId)].map((personId) => ({
        id: deps.newId(),
        personId,
        viewerId: caller.personId,
        what: 'family.ask',
        subjectId: id,
        at: now,
      }))
      await recordAccess(db, entries)
      const [names, phones] = [await namesOf(db, [guardianId]), await phonesOf(db, deps.encryption, [guardianId])]
      const phone = phones.get(guardianId)
      return {
        ...presentEntry(ask),
        state: ask.state,
        name: askedName(deps, ask),
        asker: { name: names.get(guardianId) ?? '', phoneMasked: phone ? maskPhone(phone) : null },
        meant: found,
      }
    },
  ),

  confirm: mutation(
    { callers: CLAIM_DECIDERS, about: '当面征得本人同意，让家人能替他办事' },
    { id: z.uuid(), personId: z.uuid(), isAgreedInPerson: z.literal(true) },
    nothing,
    async ({ deps, tx, caller, now }, { id, personId }) => {
      await confirmAsk(deps, tx, caller, { id, personId, now })
      return {}
    },
  ),

  refuse: mutation(
    { callers: CLAIM_DECIDERS, about: '不通过替家人办事的申请，说明原因' },
    { id: z.uuid(), reason: z.enum(GUARDIANSHIP_REFUSAL_KEYS) },
    nothing,
    async ({ deps, tx, caller, now }, { id, reason }) => {
      await refuseAsk(deps, tx, caller, { id, reason, now })
      return {}
    },
  ),
})
